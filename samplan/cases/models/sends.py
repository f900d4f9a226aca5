"""What a clinic sends to many patients at once, and how far it has come with each."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.common.constraints import at_and_by_go_together
from samplan.common.keys import KeyField


class SendState(models.TextChoices):
    """The states of a send; see `TRANSITIONS`."""

    READING = "reading", pgettext_lazy("send", "Being looked through")
    DRAFTED = "drafted", pgettext_lazy("send", "To look through")
    SCHEDULED = "scheduled", pgettext_lazy("send", "Scheduled")
    RUNNING = "running", pgettext_lazy("send", "Being sent")
    PAUSED = "paused", pgettext_lazy("send", "Paused")
    STOPPED = "stopped", pgettext_lazy("send", "Stopped")
    DONE = "done", pgettext_lazy("send", "Sent")


TRANSITIONS: dict[SendState, frozenset[SendState]] = {
    SendState.READING: frozenset({SendState.DRAFTED, SendState.STOPPED}),
    SendState.DRAFTED: frozenset(
        {SendState.READING, SendState.SCHEDULED, SendState.RUNNING, SendState.STOPPED}
    ),
    SendState.SCHEDULED: frozenset(
        {
            *(SendState.READING, SendState.DRAFTED),
            *(SendState.RUNNING, SendState.PAUSED, SendState.STOPPED),
        }
    ),
    SendState.RUNNING: frozenset({SendState.PAUSED, SendState.STOPPED, SendState.DONE}),
    SendState.PAUSED: frozenset(
        {SendState.READING, SendState.DRAFTED, SendState.RUNNING, SendState.STOPPED}
    ),
    SendState.STOPPED: frozenset(),
    SendState.DONE: frozenset(),
}
UNDER_WAY = (SendState.READING, SendState.SCHEDULED, SendState.RUNNING)


class InSteps(models.Model):
    """How far something has come along TRANSITIONS, and where it can go from there."""

    state = models.CharField(max_length=10, choices=SendState, default=SendState.DRAFTED)

    class Meta:
        abstract = True

    @property
    def is_reading(self) -> bool:
        """Those it is for are looked through now."""
        return self.state == SendState.READING

    @property
    def is_drafted(self) -> bool:
        """It is to be looked through."""
        return self.state == SendState.DRAFTED

    @property
    def is_scheduled(self) -> bool:
        """It goes by itself later."""
        return self.state == SendState.SCHEDULED

    @property
    def is_running(self) -> bool:
        """It goes now."""
        return self.state == SendState.RUNNING

    def can_become(self, state: SendState) -> bool:
        """There is a way from what it is."""
        return state in TRANSITIONS[SendState(self.state)]

    @property
    def can_start(self) -> bool:
        """It may be sent, or gone on with."""
        return self.can_become(SendState.RUNNING)

    @property
    def can_pause(self) -> bool:
        """It is under way."""
        return self.can_become(SendState.PAUSED)

    @property
    def can_stop(self) -> bool:
        """It is not ended."""
        return self.can_become(SendState.STOPPED)

    def move_to(self, state: SendState) -> None:
        """Change state along TRANSITIONS; raises ValueError outside them."""
        if not self.can_become(state):
            raise ValueError(f"A send cannot go from {self.state} to {state}.")
        self.state = state


class SendQuerySet(models.QuerySet["Send"]):
    """Sends by state."""

    def to_try(self, at: object) -> Self:
        """Those that a job is to go on with at the moment `at`."""
        return self.filter(state__in=UNDER_WAY, try_at__lte=at)


class Send(InSteps):
    """One thing that a clinic sends to its patients: what, by whom, and when.

    `wrong` holds what was asked for and names no patient of the clinic, a dictionary each,
    without whole identity numbers. Of `asked` rows, `looked` are looked through. `foreseen` and
    `counts` say how many rows would come and have come to each RowState. The work goes on in the
    name of `acting_key`, next at `try_at`. `revision` rises with what it says and whom it is for,
    so that nobody sends what they have not seen.
    """

    id = KeyField()
    clinic = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    offering = models.ForeignKey("cases.Offering", models.PROTECT, null=True, related_name="+")
    type_version = models.ForeignKey(
        "cases.CaseTypeVersion", models.PROTECT, null=True, related_name="+"
    )
    form = models.ForeignKey(
        "forms.QuestionnaireVersion", models.PROTECT, null=True, related_name="+"
    )
    title = models.TextField()
    body = models.TextField()
    is_question = models.BooleanField()
    receivers = models.TextField(blank=True)  # in words: who was asked for
    made_at = models.DateTimeField()
    made_by = models.TextField()
    acting_key = models.TextField()
    try_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)
    halted_for = models.TextField(blank=True)  # a code, where it was not staff who paused it
    remind_after = models.PositiveSmallIntegerField(null=True)  # days
    call_after = models.PositiveSmallIntegerField(null=True)  # days
    asked = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    wrong = models.JSONField(default=list)
    foreseen = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0, db_default=0)

    objects = SendQuerySet.as_manager()

    class Meta:
        constraints = [
            at_and_by_go_together("send", "ended"),
            models.CheckConstraint(
                condition=Q(ended_at=None) ^ Q(state__in=["stopped", "done"]),
                name="send_is_ended_when_stopped_or_done",
            ),
            models.CheckConstraint(
                condition=Q(try_at=None) ^ Q(state__in=["reading", "scheduled", "running"]),
                name="send_is_tried_while_it_is_under_way",
            ),
            models.CheckConstraint(
                condition=Q(form=None) | Q(is_question=True), name="send_with_a_form_is_a_question"
            ),
        ]
        indexes = [
            models.Index(fields=["clinic", "-id"], name="send_of_clinic"),
            models.Index(fields=["try_at"], condition=Q(try_at__isnull=False), name="send_to_try"),
            models.Index(
                fields=["started_at"],
                condition=Q(remind_after__isnull=False) | Q(call_after__isnull=False),
                name="send_to_follow_up",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> SendQuerySet:
        """The sends of the acting's clinic; a job reaches all, patients none."""
        match acting:
            case StaffActing():
                return cls.objects.filter(clinic_id=acting.clinic_id)
            case SystemActing():
                return cls.objects.all()
            case _:
                return cls.objects.none()

    @property
    def can_change(self) -> bool:
        """Nothing has gone, and it is not ended."""
        return self.started_at is None and self.ended_at is None

    @property
    def done(self) -> int:
        """How many rows have come to something."""
        return sum(self.counts.values())

    @property
    def left(self) -> int:
        """How many rows wait."""
        return max(self.total - self.done, 0)

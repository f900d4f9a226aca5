"""Activities: the spine that visits, forms, tests and paper tasks hang on."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField


class ActivityKind(models.TextChoices):
    """What sort of thing an activity is. Apps above register how each is opened (`plans.kinds`)."""

    VISIT = "visit", _("Visit")
    READ_SUMMONS = "read_summons", _("Read the summons")
    ANSWER_QUESTIONS = "answer_questions", _("Answer questions before the visit")
    READ_ANSWERS = "read_answers", _("Read the answers")
    WISHED_PROFESSION = "wished_profession", _("Wish to meet someone more")
    TIME_CHANGE = "time_change", _("Wish to change the time")
    PAPER = "paper", _("Send on paper")
    HANDOVER = "handover", _("Child turns thirteen")
    ANSWER_MESSAGE = "answer_message", _("Answer a message")
    ANSWER_FORM = "answer_form", _("Answer questions from the clinic")
    CALL = "call", _("Call the patient")
    CONSENT = "consent", _("Say yes or no to digital contact")
    COORDINATION = "coordination", _("Read what another care contact has written")
    UNREACHED = "unreached", _("The patient could not be reached: check the address or call")


class Responsible(models.TextChoices):
    """Who is to do it."""

    PATIENT = "patient", _("The patient")
    CARE = "care", _("The clinic")


class Phase(models.TextChoices):
    """Where it stands to the visit it belongs to."""

    BEFORE = "before", _("Before")
    DURING = "during", _("During")
    AFTER = "after", _("After")


class ActivityState(models.TextChoices):
    """The few states of an activity; see `TRANSITIONS`."""

    OPEN = "open", pgettext_lazy("state", "Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


TRANSITIONS: dict[ActivityState, frozenset[ActivityState]] = {
    ActivityState.OPEN: frozenset({ActivityState.DONE, ActivityState.CANCELLED}),
    ActivityState.DONE: frozenset({ActivityState.OPEN}),
    ActivityState.CANCELLED: frozenset(),
}


class ActivityQuerySet(PatientOwnedQuerySet["Activity"]):
    """Activities by state, who and when."""

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(state=ActivityState.OPEN)

    def of(self, responsible: Responsible) -> Self:
        """Those that `responsible` is to do."""
        return self.filter(responsible=responsible)

    def due_before(self, day: date) -> Self:
        """Due on an earlier day than `day`."""
        return self.filter(due_on__lt=day)

    def for_all_of_clinic(self) -> Self:
        """Without what contacts of several clinics write to each other: those alone who take part
        are to know of that (`cases.coordinating.queries.to_read`)."""
        return self.exclude(kind=ActivityKind.COORDINATION)


class Activity(PatientOwned):
    """One thing that the patient or care is to do, or that will happen.

    `subject_kind` and `subject_id` say what it is about, `evidence_*` what closed it: text
    references, since those rows live in apps above.
    """

    id = KeyField()
    kind = models.CharField(max_length=30, choices=ActivityKind)
    title = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    responsible = models.CharField(max_length=10, choices=Responsible)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.BEFORE)
    starts_at = models.DateTimeField(null=True)
    from_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.OPEN)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    subject_kind = models.TextField()
    subject_id = models.TextField()
    evidence_kind = models.TextField(blank=True)
    evidence_id = models.TextField(blank=True)
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="", state="open")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(state="open")),
                name="activity_closed_at_and_by_and_state_go_together",
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(done__lte=F("total")),
                name="activity_does_no_more_than_its_series",
            ),
            models.UniqueConstraint(
                fields=["patient", "kind", "subject_kind", "subject_id", "responsible", "title"],
                condition=Q(state="open"),
                name="one_open_activity_per_kind_and_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "state", "due_on"], name="activity_of_patient"),
            models.Index(
                fields=["clinic", "responsible", "due_on"],
                condition=Q(state="open"),
                name="activity_open_at_clinic",
            ),
            models.Index(fields=["parent"], name="activity_by_parent"),
            models.Index(fields=["subject_id"], name="activity_by_subject"),
        ]

    @classmethod
    def within(cls, acting: Acting) -> ActivityQuerySet:
        """The activities that `acting` reaches."""
        return cls.objects.within(acting)

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state == ActivityState.OPEN

    @property
    def is_begun(self) -> bool:
        """Some of it is done, or at least written down."""
        return self.total is not None

    @property
    def is_done(self) -> bool:
        """Done."""
        return self.state == ActivityState.DONE

    @property
    def is_patients(self) -> bool:
        """For the patient to do."""
        return self.responsible == Responsible.PATIENT

    @property
    def written_title(self) -> str:
        """Its own title, else its kind's."""
        return self.title or str(ActivityKind(self.kind).label)

    def move_to(self, state: ActivityState, *, by: str, at: datetime) -> None:
        """Change state along TRANSITIONS; raises ValueError outside them."""
        if state not in TRANSITIONS[ActivityState(self.state)]:
            raise ValueError(f"An activity cannot go from {self.state} to {state}.")
        self.state = state
        is_open = state == ActivityState.OPEN
        self.closed_at, self.closed_by = (None, "") if is_open else (at, by)

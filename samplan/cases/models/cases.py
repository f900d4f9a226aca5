"""Cases: what waits for whom, who handles it, and by when it is answered."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField


class CaseKind(models.TextChoices):
    """How a case came about. What a service's cases are about, its case type says."""

    SUMMONS = "summons", _("Summons")
    QUESTIONS = "questions", _("Questions before a visit")
    SUMMONS_WITH_QUESTIONS = "summons_with_questions", _("Summons with questions")
    SERVICE = "service", _("Started by the patient")
    SENT = "sent", _("Sent by the clinic")


class WaitsFor(models.TextChoices):
    """Whose turn it is."""

    PATIENT = "patient", _("Waiting for the patient")
    CARE = "care", _("Waiting for the clinic")
    NOBODY = "nobody", _("Nobody needs to do anything")


CONVERSATIONS = (CaseKind.SERVICE, CaseKind.SENT)
MOST_FILES = 5
MOST_DAYS = 60


class CaseQuerySet(PatientOwnedQuerySet["Case"]):
    """Cases as the inbox asks for them."""

    def newest_first(self) -> Self:
        """By when something last happened."""
        return self.order_by("-changed_at", "-id")

    def in_queue(self) -> Self:
        """Those that staff answer: neither withdrawn, nor a visit's own."""
        return self.filter(kind__in=CONVERSATIONS, withdrawn_at=None)

    def open(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def current(self) -> Self:
        """Not archived."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        """Ended long ago, and still there to read."""
        return self.filter(archived_at__isnull=False)

    def waiting_for(self, whom: WaitsFor) -> Self:
        """Those whose turn it is."""
        return self.filter(waits_for=whom)


class Case(PatientOwned):
    """One conversation between a patient and a clinic.

    `due_on` is the day by which care answers, while it waits for care. `days_left` is what was
    left of the promise, in working days, when it began to wait for the patient; below 0 where it
    was late. `revision` rises with all that is done, so that nobody writes over what another has.
    """

    id = KeyField()
    kind = models.CharField(max_length=30, choices=CaseKind)
    title = models.TextField()
    waits_for = models.CharField(max_length=10, choices=WaitsFor)
    is_unread = models.BooleanField(default=True)  # by the patient
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(blank=True)
    subject_kind = models.TextField(blank=True)
    subject_id = models.TextField(blank=True)
    offering = models.ForeignKey("cases.Offering", models.PROTECT, null=True, related_name="+")
    type_version = models.ForeignKey(
        "cases.CaseTypeVersion", models.PROTECT, null=True, related_name="+"
    )
    handler = models.ForeignKey(
        "organisations.StaffMember", models.PROTECT, null=True, related_name="+"
    )
    contact = models.ForeignKey("contacts.CareContact", models.PROTECT, null=True, related_name="+")
    answer_days = models.PositiveSmallIntegerField(null=True)  # working days, as promised
    due_on = models.DateField(null=True)
    days_left = models.SmallIntegerField(null=True)
    snoozed_until = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)  # receivers watch it: the last day has come
    fell_at = models.DateTimeField(null=True)  # it became late, and went back to the queue
    is_new_for_care = models.BooleanField(default=False)
    is_answerable = models.BooleanField(default=True)
    most_files = models.PositiveSmallIntegerField(default=0)  # with the patient's next message
    revision = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)  # to the record
    delivered_by = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="case_closed_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="case_withdrawn_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(waits_for=WaitsFor.CARE),
                name="case_is_due_only_while_it_waits_for_care",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False)
                | ~Q(waits_for=WaitsFor.CARE)
                | ~Q(kind__in=CONVERSATIONS),
                name="conversation_that_waits_for_care_is_due",
            ),
            models.CheckConstraint(
                condition=Q(most_files__lte=MOST_FILES), name="case_takes_at_most_five_files"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(waits_for=WaitsFor.NOBODY),
                name="case_that_is_ended_waits_for_nobody",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None) | Q(closed_at__isnull=False),
                name="case_is_archived_after_it_is_ended",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None, delivered_by="")
                | (Q(delivered_at__isnull=False) & ~Q(delivered_by="")),
                name="case_delivered_at_and_by_go_together",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None)
                | Q(closed_at__isnull=False, delivered_at__gte=F("closed_at")),
                name="case_is_delivered_after_it_is_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["patient", "-changed_at", "-id"], name="case_of_patient"),
            models.Index(
                fields=["patient", "-changed_at", "-id"],
                condition=Q(archived_at=None),
                name="case_current_of_patient",
            ),
            models.Index(
                fields=["patient", "-changed_at", "-id"],
                condition=Q(archived_at__isnull=False),
                name="case_archived_of_patient",
            ),
            models.Index(
                fields=["closed_at", "id"],
                condition=Q(closed_at__isnull=False, archived_at=None),
                name="case_to_archive",
            ),
            models.Index(
                fields=["patient"],
                condition=Q(is_unread=True, withdrawn_at=None),
                name="case_unread_by_patient",
            ),
            models.Index(fields=["subject_id"], name="case_by_subject"),
            models.Index(
                fields=["clinic", "due_on", "id"],
                condition=Q(due_on__isnull=False, closed_at=None),
                name="case_due_at_clinic",
            ),
            models.Index(
                fields=["clinic", "due_on", "id"],
                condition=Q(due_on__isnull=False, closed_at=None, handler=None),
                name="case_due_unassigned",
            ),
            models.Index(
                fields=["handler", "clinic", "due_on", "id"],
                condition=Q(due_on__isnull=False, closed_at=None, handler__isnull=False),
                name="case_of_handler",
            ),
            models.Index(
                fields=["clinic", "due_on", "id"],
                condition=Q(due_on__isnull=False, closed_at=None, escalated_at__isnull=False),
                name="case_watched_at_clinic",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(due_on__isnull=False, closed_at=None, handler__isnull=False),
                name="case_due_of_anyone",
            ),
            models.Index(
                fields=["clinic", "waits_for", "changed_at", "id"],
                condition=Q(kind__in=CONVERSATIONS, closed_at=None, due_on=None),
                name="case_undated_at_clinic",
            ),
            models.Index(
                fields=["clinic", "-closed_at", "-id"],
                condition=Q(kind__in=CONVERSATIONS, closed_at__isnull=False),
                name="case_closed_at_clinic",
            ),
        ]

    @classmethod
    def within(cls, acting: Acting) -> CaseQuerySet:
        """The cases that `acting` reaches; a withdrawn one is gone for the patient."""
        reached = cls.objects.within(acting)
        return reached if acting.kind in {"staff", "system"} else reached.filter(withdrawn_at=None)

    @property
    def is_conversation(self) -> bool:
        """People write in it; a visit's own cases tell and ask by their forms."""
        return self.kind in CONVERSATIONS

    @property
    def is_open(self) -> bool:
        """Not ended, nor taken back."""
        return self.closed_at is None and self.withdrawn_at is None

    @property
    def can_be_written_in(self) -> bool:
        """The patient may say something."""
        return self.is_conversation and self.is_open and self.is_answerable

    @property
    def is_delivered(self) -> bool:
        """The record has it as it stands: nothing has happened in it since."""
        return self.delivered_at is not None and self.delivered_at >= self.changed_at

    def begin_again(self) -> None:
        """Be open; what the record and the archive have of it is no longer all."""
        self.closed_at, self.closed_by = None, ""
        self.archived_at, self.delivered_at, self.delivered_by = None, None, ""

    def is_late(self, today: date) -> bool:
        """Care should have answered."""
        return self.due_on is not None and self.due_on < today

    @property
    def is_waiting_for_patient(self) -> bool:
        """It is the patient's turn."""
        return self.waits_for == WaitsFor.PATIENT

    @property
    def place(self) -> str:
        """Its place in the inbox, for the address of the next page."""
        return f"{self.changed_at.isoformat().replace('+00:00', 'Z')}_{self.pk}"

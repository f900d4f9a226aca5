"""Cases: what waits for whom, who handles it, and by when it is answered."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.cases.models.case_kinds import CONVERSATIONS, CaseKind, WaitsFor
from samplan.cases.models.case_rules import CASE_CONSTRAINTS, CASE_INDEXES
from samplan.cases.models.recorded import Recorded
from samplan.cases.models.titled import Titled
from samplan.common.keys import KeyField
from samplan.common.paging import place_at


class CaseQuerySet(PatientOwnedQuerySet["Case"]):
    """Cases as the inbox asks for them."""

    def newest_first(self) -> Self:
        """By when something last happened."""
        return self.order_by("-changed_at", "-id")

    def in_queue(self) -> Self:
        """Those that staff answer: neither withdrawn, nor a visit's own."""
        return self.filter(kind__in=CONVERSATIONS, withdrawn_at=None)

    def due(self) -> Self:
        """Those that wait for care: the database holds that no other has a day, so that a list of
        them needs no further word, and is found by the order of its days."""
        return self.filter(due_on__isnull=False)

    def open(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def current(self) -> Self:
        """Not archived."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        """Ended long ago, and still there to read."""
        return self.filter(archived_at__isnull=False)

    def delivered(self) -> Self:
        """Those that the record has as they stand."""
        return self.filter(delivered_at__gte=F("changed_at"))

    def waiting_for(self, whom: WaitsFor) -> Self:
        """Those whose turn it is."""
        return self.filter(waits_for=whom)


class Case(Titled, Recorded, PatientOwned):
    """One conversation between a patient and a clinic.

    `due_on` is the day by which care answers, while it waits for care. `days_left` is what was
    left of the promise, in working days, when it began to wait for the patient; below 0 where it
    was late. `revision` rises with all that is done, so that nobody writes over what another has.
    """

    id = KeyField()
    waits_for = models.CharField(max_length=10, choices=WaitsFor)
    is_unread = models.BooleanField(default=True)  # by the patient
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField(blank=True)
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

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = CASE_CONSTRAINTS
        indexes = CASE_INDEXES

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
    def only_tells(self) -> bool:
        """The clinic told something by it, and it was ended as it came."""
        return self.kind == CaseKind.SENT and self.closed_at == self.opened_at

    @property
    def can_be_written_in(self) -> bool:
        """The patient may say something."""
        return self.is_conversation and self.is_open and self.is_answerable

    def begin_again(self) -> None:
        """Be open; what the record and the archive have of it is no longer all."""
        self.closed_at, self.closed_by = None, ""
        self.archived_at, self.delivered_at, self.delivered_by = None, None, ""

    def is_laid_aside(self, today: date) -> bool:
        """It comes back to the queue on a day to come."""
        return self.snoozed_until is not None and self.snoozed_until > today

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
        return place_at(self.changed_at, self.pk)

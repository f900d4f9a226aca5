"""The visit: one meeting, its summons and its preparation."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from samplan.common.keys import KeyField
from samplan.visits.models.preparing import Prepared
from samplan.visits.models.types import Mode, Send, VisitTexts, VisitType
from samplan.visits.models.visit_rules import VISIT_CONSTRAINTS, VISIT_INDEXES


class VisitState(models.TextChoices):
    """The few states of a visit; see `TRANSITIONS`."""

    PLANNED = "planned", _("Planned, not sent")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")


TRANSITIONS: dict[VisitState, frozenset[VisitState]] = {
    VisitState.PLANNED: frozenset({VisitState.SENT, VisitState.WITHDRAWN, VisitState.CANCELLED}),
    VisitState.SENT: frozenset({VisitState.WITHDRAWN, VisitState.CANCELLED, VisitState.HELD}),
    VisitState.WITHDRAWN: frozenset(),
    VisitState.CANCELLED: frozenset(),
    VisitState.HELD: frozenset(),
}
GONE = (VisitState.WITHDRAWN, VisitState.CANCELLED)


class VisitQuerySet(PatientOwnedQuerySet["Visit"]):
    """Visits by state and time."""

    def standing(self) -> Self:
        """Neither withdrawn nor cancelled."""
        return self.exclude(state__in=GONE)

    def lapsed(self, at: datetime) -> Self:
        """Those whose time was held until now or before, and that nobody came back for."""
        return self.filter(held_until__lte=at)

    def between(self, start: datetime, end: datetime) -> Self:
        """Starting in the span, by time."""
        return self.filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at", "id")


class Visit(VisitTexts, Prepared, PatientOwned):
    """One meeting between a patient and a clinic.

    `starts_at` and `minutes` repeat the appointment's, so that lists need no join.
    """

    id = KeyField()
    visit_type = models.ForeignKey(VisitType, models.PROTECT, related_name="+")
    appointment = models.OneToOneField("bookings.Appointment", models.PROTECT)
    starts_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode)
    meets = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    send = models.CharField(max_length=10, choices=Send)
    state = models.CharField(max_length=10, choices=VisitState, default=VisitState.PLANNED)
    held_until = models.DateTimeField(null=True)  # the time, while the summons is looked through
    is_on_paper = models.BooleanField(default=False)
    source_key = models.CharField(max_length=64, null=True)  # the form or list it came from

    activity = models.OneToOneField("plans.Activity", models.PROTECT, null=True)
    summons = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    questions = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")

    sent_at = models.DateTimeField(null=True)
    sent_by = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = VISIT_CONSTRAINTS
        indexes = VISIT_INDEXES

    @classmethod
    def within(cls, acting: Acting) -> VisitQuerySet:
        """The visits that `acting` reaches; for patients, those that were sent and stand."""
        reached = cls.objects.within(acting)
        if acting.kind in {"staff", "system"}:
            return reached
        return reached.exclude(state__in=[VisitState.PLANNED, VisitState.WITHDRAWN])

    @property
    def is_away(self) -> bool:
        """Not at the clinic, so nobody is to find the way there."""
        return self.mode != Mode.ONSITE

    @property
    def is_by_phone(self) -> bool:
        """The clinic calls."""
        return self.mode == Mode.PHONE

    @property
    def is_talk(self) -> bool:
        """By phone or video: one talks and does not meet."""
        return self.mode in {Mode.PHONE, Mode.VIDEO}

    @property
    def is_planned(self) -> bool:
        """Not sent yet."""
        return self.state == VisitState.PLANNED

    def has_lapsed(self, at: datetime) -> bool:
        """Its time was held until now or before: anyone may book it."""
        return self.held_until is not None and self.held_until <= at

    @property
    def is_sent(self) -> bool:
        """Sent, and still to come or not yet marked as held."""
        return self.state == VisitState.SENT

    @property
    def is_cancelled(self) -> bool:
        """Cancelled by patient or clinic."""
        return self.state == VisitState.CANCELLED

    def move_to(self, state: VisitState) -> None:
        """Change state along TRANSITIONS and let the hold go; raises ValueError outside them."""
        if state not in TRANSITIONS[VisitState(self.state)]:
            raise ValueError(f"A visit cannot go from {self.state} to {state}.")
        self.state, self.held_until = state, None

    def can_be_withdrawn(self) -> bool:
        """Sent and not opened."""
        return self.is_sent and self.opened_at is None

    def can_be_corrected(self, at: datetime) -> bool:
        """Not sent yet, or sent and not begun."""
        return self.is_planned or (self.is_sent and at < self.starts_at)

    def can_be_cancelled(self, at: datetime) -> bool:
        """Not gone, not begun."""
        return self.state in {VisitState.PLANNED, VisitState.SENT} and at < self.starts_at

    def is_late_to_cancel(self, at: datetime) -> bool:
        """Cancelling now costs the late fee."""
        return at > self.starts_at - timedelta(hours=self.late_cancel_hours)

    def can_be_answered(self, at: datetime) -> bool:
        """Has questions, is sent and has not begun."""
        return self.response_id is not None and self.is_sent and at < self.starts_at

"""The two kinds of right that a clinic gives, alike for the pages that list and give them."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.approving import approvals_of
from samplan.access.models import Approval
from samplan.cases.handing import giving
from samplan.cases.models import Direction, HandOut, Offering, OfferingState, OpensTo
from samplan.contacts.models import CareContact

NOT_ENDED = Q(ended_at=None)


class Right(Protocol):
    """Something that the acting's clinic gives to patients, one by one or to many."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def key(self) -> str:
        """Which it is, for what is signed."""

    def rows(self, acting: StaffActing) -> QuerySet[Any]:
        """All that have been given, with `given_at`, `given_by`, `until_on`, `ended_at` and
        `ended_by`."""

    def give(
        self,
        patient_ids: Collection[uuid.UUID],
        *,
        until_on: date | None,
        acting: StaffActing,
        at: datetime,
    ) -> Sequence[object]:
        """Give it to those who do not have it; the new ones."""

    def change(self, row: Any, until_on: date | None, *, acting: StaffActing, at: datetime) -> None:
        """Let one that is given hold until another day."""

    def end(self, keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
        """Take them back at once; how many stood."""

    def who_reach_nobody(
        self, patient_ids: Collection[uuid.UUID], *, acting: StaffActing, on: date
    ) -> set[uuid.UUID]:
        """Those who would have it and reach nobody: by it one writes to a care contact, and they
        have none at the clinic."""


@dataclass(frozen=True)
class Approving:
    """Being an approved patient of the clinic."""

    @property
    def title(self) -> str:
        """What it is called."""
        return _("Approved patients")

    @property
    def key(self) -> str:
        """There is one of the kind."""
        return "approval"

    def rows(self, acting: StaffActing) -> QuerySet[Approval]:
        """See `Right`."""
        given = {"given_at": F("approved_at"), "given_by": F("approved_by")}
        return approvals_of(acting).select_related("patient").annotate(**given)

    def give(
        self,
        patient_ids: Collection[uuid.UUID],
        *,
        until_on: date | None,
        acting: StaffActing,
        at: datetime,
    ) -> Sequence[object]:
        """See `Right`."""
        return giving.approve_patients(patient_ids, until_on=until_on, acting=acting, at=at)

    def change(
        self, row: Approval, until_on: date | None, *, acting: StaffActing, at: datetime
    ) -> None:
        """See `Right`."""
        giving.approve_patient_until(row, until_on, acting=acting, at=at)

    def end(self, keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
        """See `Right`."""
        return giving.end_patients_approvals(keys, acting=acting, at=at)

    def who_reach_nobody(
        self, patient_ids: Collection[uuid.UUID], *, acting: StaffActing, on: date
    ) -> set[uuid.UUID]:
        """See `Right`."""
        return set()


@dataclass(frozen=True)
class HandingOut:
    """A service that is handed out."""

    offering: Offering

    @property
    def title(self) -> str:
        """What it is called."""
        return self.offering.version.title

    @property
    def key(self) -> str:
        """The service's key."""
        return str(self.offering.pk)

    def rows(self, acting: StaffActing) -> QuerySet[HandOut]:
        """See `Right`."""
        given = {"given_at": F("handed_at"), "given_by": F("handed_by")}
        ended = {"ended_at": F("revoked_at"), "ended_by": F("revoked_by")}
        own = HandOut.within(acting).filter(offering=self.offering)
        return own.select_related("patient").annotate(**given, **ended)

    def give(
        self,
        patient_ids: Collection[uuid.UUID],
        *,
        until_on: date | None,
        acting: StaffActing,
        at: datetime,
    ) -> Sequence[object]:
        """See `Right`."""
        return giving.hand_out(self.offering, patient_ids, until_on=until_on, acting=acting, at=at)

    def change(
        self, row: HandOut, until_on: date | None, *, acting: StaffActing, at: datetime
    ) -> None:
        """See `Right`."""
        giving.hand_out_until(row, until_on, acting=acting, at=at)

    def end(self, keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
        """See `Right`."""
        return giving.revoke(keys, acting=acting, at=at)

    def who_reach_nobody(
        self, patient_ids: Collection[uuid.UUID], *, acting: StaffActing, on: date
    ) -> set[uuid.UUID]:
        """See `Right`."""
        if not self.offering.version.is_for_contacts:
            return set()
        standing = CareContact.within(acting).on(on).filter(patient__in=patient_ids)
        return set(patient_ids) - set(standing.values_list("patient_id", flat=True))


def standing(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Those rows of a right that hold on the day."""
    return rows.filter(NOT_ENDED, Q(until_on=None) | Q(until_on__gte=day))


def past(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """Those that have ended, by someone or by their day."""
    return rows.exclude(NOT_ENDED, Q(until_on=None) | Q(until_on__gte=day))


def services_at(acting: StaffActing) -> QuerySet[Offering]:
    """What patients can start at the acting's clinic, in the order of its page."""
    own = Offering.objects.filter(
        clinic_id=acting.clinic_id, case_type__direction=Direction.PATIENT
    )
    in_use = own.exclude(state=OfferingState.RETIRED).select_related("version")
    return in_use.order_by("group", "position", "id")


def holding(offering: Offering, acting: StaffActing, *, on: date) -> QuerySet[HandOut]:
    """By which patients have the service on a day, where it is handed out."""
    return standing(HandingOut(offering).rows(acting), on)


def is_for_nobody(offering: Offering, acting: StaffActing, *, on: date) -> bool:
    """It opens to those only that have it, and nobody has."""
    is_handed_out = offering.opens_to == OpensTo.HANDED_OUT
    return is_handed_out and not holding(offering, acting, on=on).exists()


def handed_out_at(acting: StaffActing) -> QuerySet[Offering]:
    """Those of them that are handed out."""
    return services_at(acting).filter(opens_to=OpensTo.HANDED_OUT)

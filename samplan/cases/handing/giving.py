"""Handing services out and approving patients: given, changed, ended at once."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.actions import open_relations
from samplan.access.approving import (
    approve,
    approve_until,
    check_not_past,
    end_approvals,
    hold_patients,
)
from samplan.access.models import Approval, RelationReason
from samplan.access.policies import Refused
from samplan.access.queries import patients_of_clinic
from samplan.audit import trail
from samplan.cases.models import HandOut, Offering
from samplan.cases.policies import CASE_ROLES
from samplan.common.dates import local
from samplan.notifications.actions import tell_all
from samplan.notifications.models import NoticeKind


def may_hand_out(acting: StaffActing) -> bool:
    """Receivers and handlers of cases decide who may start them."""
    return acting.role in CASE_ROLES


def check_may_hand_out(acting: StaffActing, offering: Offering | None = None) -> None:
    """Raise Refused where `may_hand_out` says no, or the service is another clinic's."""
    is_here = offering is None or offering.clinic_id == acting.clinic_id
    if not (may_hand_out(acting) and is_here):
        raise Refused(_("Your assignment does not let you do this."))


@transaction.atomic
def hand_out(
    offering: Offering,
    patient_ids: Collection[uuid.UUID],
    *,
    until_on: date | None,
    acting: StaffActing,
    at: datetime,
) -> list[HandOut]:
    """Hand the service out to those of the clinic's patients who do not have it, and tell them.

    Gives the new ones. Raises Refused for a day that has been, and for a service that is ended or
    open to others than those whom it is handed out to.
    """
    check_may_hand_out(acting, offering)
    check_not_past(until_on, at=at)
    held = _held(offering)
    hold_patients(patient_ids)
    new = _without(held, patient_ids, acting=acting, at=at)
    made = _give(held, new, until_on=until_on, acting=acting, at=at)
    _record("service.handed_out", made, acting)
    tell_all(made, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return made


def _held(offering: Offering) -> Offering:
    """Nobody ends the service meanwhile. Raises Refused where it is not one to hand out."""
    held = Offering.objects.select_for_update(no_key=True).get(pk=offering.pk)
    if held.is_retired or not held.is_handed_out:
        raise Refused(_("The service is not one that is handed out."))
    return held


def _without(
    offering: Offering, patient_ids: Collection[uuid.UUID], *, acting: StaffActing, at: datetime
) -> list[uuid.UUID]:
    """Those of the clinic's patients who do not have the service. A hand-out whose last day has
    been is ended, so that it does not stand in the way of a new one."""
    here = patients_of_clinic(acting).filter(pk__in=patient_ids)
    of_service = HandOut.objects.filter(offering=offering, patient__in=patient_ids)
    known = set(of_service.standing(local(at).date()).values_list("patient_id", flat=True))
    new = sorted(set(here.values_list("pk", flat=True)) - known)
    past = of_service.filter(patient__in=new, revoked_at=None)
    past.update(revoked_at=at, revoked_by=acting.actor_name)
    return new


def _give(
    offering: Offering,
    patient_ids: Collection[uuid.UUID],
    *,
    until_on: date | None,
    acting: StaffActing,
    at: datetime,
) -> list[HandOut]:
    return HandOut.objects.bulk_create(
        HandOut(
            patient_id=key,
            clinic_id=offering.clinic_id,
            offering=offering,
            handed_at=at,
            handed_by=acting.actor_name,
            until_on=until_on,
        )
        for key in patient_ids
    )


@transaction.atomic
def hand_out_until(
    found: HandOut, until_on: date | None, *, acting: StaffActing, at: datetime
) -> None:
    """Let the patient keep the service until another day, or until further notice.

    Raises Refused for a day that has been, and where the hand-out does not stand.
    """
    check_may_hand_out(acting)
    check_not_past(until_on, at=at)
    standing = HandOut.within(acting).standing(local(at).date()).filter(pk=found.pk)
    if not standing.update(until_on=until_on):
        raise Refused(_("This has ended. Give it anew."))
    _record("service.hand_out_changed", [found], acting)


@transaction.atomic
def revoke(keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
    """Take those of the clinic's hand-outs back at once; gives how many stood.

    What a patient has begun is kept, and cannot be sent.
    """
    check_may_hand_out(acting)
    rows = HandOut.within(acting).filter(pk__in=keys, revoked_at=None)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    taken = HandOut.objects.filter(pk__in=[each.pk for each in found])
    taken.update(revoked_at=at, revoked_by=acting.actor_name)
    _record("service.hand_out_revoked", found, acting)
    return len(found)


@transaction.atomic
def approve_patients(
    patient_ids: Collection[uuid.UUID],
    *,
    until_on: date | None,
    acting: StaffActing,
    at: datetime,
) -> list[Approval]:
    """As `access.approving.approve`, and tell them."""
    check_may_hand_out(acting)
    made = approve(patient_ids, until_on=until_on, acting=acting, at=at)
    tell_all(made, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return made


def approve_patient_until(
    approval: Approval, until_on: date | None, *, acting: StaffActing, at: datetime
) -> None:
    """As `access.approving.approve_until`."""
    check_may_hand_out(acting)
    approve_until(approval, until_on, acting=acting, at=at)


def end_patients_approvals(
    keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime
) -> int:
    """As `access.approving.end_approvals`."""
    check_may_hand_out(acting)
    return end_approvals(keys, acting=acting, at=at)


@transaction.atomic
def meet(patient_ids: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> None:
    """Let the clinic see people whom it has looked up by their identity numbers."""
    check_may_hand_out(acting)
    reason = RelationReason.LOOKUP
    open_relations(patient_ids, acting.clinic_id, reason=reason, acting=acting, at=at)


def _record(kind: str, rows: Sequence[HandOut], acting: StaffActing) -> None:
    about = [(each.patient_id, each) for each in rows]
    trail.record_many(kind, acting=acting, about=about, detail={})

"""Approving patients: a clinic lets them use what is for its approved patients, until a day."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.actions import open_relations
from samplan.access.models import Approval, ApprovalQuerySet, RelationReason
from samplan.access.policies import Refused, check_works_with_patients
from samplan.access.queries import patients_of_clinic
from samplan.audit import trail
from samplan.common.dates import local
from samplan.patients.models import Patient


def approvals_of(acting: StaffActing) -> ApprovalQuerySet:
    """The approvals of the acting's clinic, ended ones too, of patients that it may see."""
    here = Approval.objects.filter(clinic_id=acting.clinic_id)
    return here.filter(patient__in=patients_of_clinic(acting))


@transaction.atomic
def approve(
    patient_ids: Collection[uuid.UUID],
    *,
    until_on: date | None,
    acting: StaffActing,
    at: datetime,
) -> list[Approval]:
    """Approve patients at the acting's clinic, which may see them from then on; gives the new ones.

    Those who are approved already stay as they are. Raises Refused for a day that has been.
    """
    check_works_with_patients(acting)
    check_not_past(until_on, at=at)
    hold_patients(patient_ids)
    new = _not_approved(patient_ids, acting=acting, at=at)
    made = Approval.objects.bulk_create(
        Approval(
            patient_id=key,
            clinic_id=acting.clinic_id,
            approved_at=at,
            approved_by=acting.actor_name,
            until_on=until_on,
        )
        for key in new
    )
    reason = RelationReason.APPROVAL
    open_relations(new, acting.clinic_id, reason=reason, acting=acting, at=at)
    _record("approval.given", made, acting)
    return made


def _not_approved(
    patient_ids: Collection[uuid.UUID], *, acting: StaffActing, at: datetime
) -> list[uuid.UUID]:
    """Those of them whom no approval holds for. One whose last day has been is ended, so that it
    does not stand in the way of a new one."""
    here = Approval.objects.filter(clinic_id=acting.clinic_id, patient__in=patient_ids)
    known = set(here.standing(local(at).date()).values_list("patient_id", flat=True))
    new = sorted(set(patient_ids) - known)
    here.filter(patient__in=new, ended_at=None).update(ended_at=at, ended_by=acting.actor_name)
    return new


@transaction.atomic
def approve_until(
    approval: Approval, until_on: date | None, *, acting: StaffActing, at: datetime
) -> None:
    """Let a standing approval hold until another day, or until further notice.

    Raises Refused for a day that has been, and where it does not stand.
    """
    check_works_with_patients(acting)
    check_not_past(until_on, at=at)
    standing = approvals_of(acting).standing(local(at).date()).filter(pk=approval.pk)
    if not standing.update(until_on=until_on):
        raise Refused(_("This has ended. Give it anew."))
    _record("approval.changed", [approval], acting)


@transaction.atomic
def end_approvals(keys: Collection[uuid.UUID], *, acting: StaffActing, at: datetime) -> int:
    """End those of the clinic's approvals at once; gives how many stood."""
    check_works_with_patients(acting)
    held = approvals_of(acting).filter(pk__in=keys, ended_at=None)
    found = list(held.select_for_update(of=("self",)).order_by("pk"))
    ended = Approval.objects.filter(pk__in=[each.pk for each in found])
    ended.update(ended_at=at, ended_by=acting.actor_name)
    _record("approval.ended", found, acting)
    return len(found)


def check_not_past(until_on: date | None, *, at: datetime) -> None:
    """Raise Refused where the last day has been already."""
    if until_on is not None and until_on < local(at).date():
        raise Refused(_("Choose today or a later day."))


def hold_patients(patient_ids: Collection[uuid.UUID]) -> None:
    """Let nobody else give the patients anything until the transaction ends."""
    held: QuerySet[Patient] = Patient.objects.filter(pk__in=patient_ids).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk", flat=True))


def _record(kind: str, approvals: Collection[Approval], acting: Acting) -> None:
    about = [(each.patient_id, each) for each in approvals]
    trail.record_many(kind, acting=acting, about=about, detail={})

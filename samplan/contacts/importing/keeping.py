"""A list that staff have uploaded: looked through now, carried out when they say so, once."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused, check_works_with_patients
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts.actions.giving import ContactFacts, give_contact
from samplan.contacts.importing.judging import Verdict, look_through
from samplan.contacts.importing.reading import read_list
from samplan.contacts.models import CareContact, ContactKind, KeptContactList

KEPT_FOR: Final = timedelta(minutes=30)


@transaction.atomic
def keep_list(data: bytes, *, acting: StaffActing, at: datetime) -> KeptContactList:
    """Keep a list for the acting, and forget old ones. Raises NotAContactList."""
    check_works_with_patients(acting)
    read_list(data, today=local(at).date())
    KeptContactList.objects.filter(kept_until__lt=at).delete()
    return KeptContactList.objects.create(
        clinic_id=acting.clinic_id, acting_key=acting.key, data=data, kept_until=at + KEPT_FOR
    )


def kept_for(acting: StaffActing, at: datetime) -> QuerySet[KeptContactList]:
    """The kept lists that the acting has uploaded."""
    return KeptContactList.objects.filter(acting_key=acting.key, kept_until__gte=at)


@transaction.atomic
def import_kept(list_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> list[bool] | None:
    """Give the contacts of every right line; whether it was, line by line. None where the list
    is gone: a second try finds it gone."""
    check_works_with_patients(acting)
    kept = kept_for(acting, at).select_for_update().filter(pk=list_id).first()
    if kept is None:
        return None
    verdicts = look_through(bytes(kept.data), acting=acting, today=local(at).date())
    done = [_given(each, acting=acting, at=at) is not None for each in verdicts]
    kept.delete()
    trail.record("contacts.imported", acting=acting, patient_id=None)
    return done


def _given(verdict: Verdict, *, acting: StaffActing, at: datetime) -> CareContact | None:
    row, patient, staff = verdict.row, verdict.patient, verdict.staff
    if not verdict.is_right or row is None or patient is None or staff is None:
        return None
    facts = ContactFacts(
        kind=row.kind,
        is_coordinator=row.kind == ContactKind.COORDINATING,
        helps_with=row.helps_with,
        starts_on=row.starts_on,
    )
    try:
        return give_contact(patient.pk, acting.clinic_id, staff.pk, facts, acting=acting, at=at)
    except Refused:  # someone was quicker since the list was looked through
        return None

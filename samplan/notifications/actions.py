"""Deciding to tell someone, once."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.db import transaction

from samplan.audit.actor import Thing
from samplan.notifications.models import Notice, NoticeKind


class OwnedThing(Thing, Protocol):
    """A patient-owned row that a notice is about."""

    @property
    def patient_id(self) -> uuid.UUID:
        """Its patient."""

    @property
    def clinic_id(self) -> uuid.UUID:
        """The clinic that answers for it."""


def tell_all(about: Sequence[OwnedThing], kind: NoticeKind, *, due_on: date, at: datetime) -> None:
    """As `tell` for many, in one statement."""
    notices = [
        Notice(
            patient_id=each.patient_id,
            clinic_id=each.clinic_id,
            about_kind=type(each).__name__.lower(),
            about_id=str(each.pk),
            kind=kind,
            due_on=due_on,
            made_at=at,
        )
        for each in about
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


@transaction.atomic
def tell(about: OwnedThing, kind: NoticeKind, *, due_on: date, at: datetime) -> bool:
    """Decide to tell the patient (or the guardians) that there is something new.

    In the caller's transaction. False where the same has been decided before.
    """
    _notice, is_new = Notice.objects.get_or_create(
        patient_id=about.patient_id,
        about_kind=type(about).__name__.lower(),
        about_id=str(about.pk),
        kind=kind,
        due_on=due_on,
        defaults={"clinic_id": about.clinic_id, "made_at": at},
    )
    return is_new

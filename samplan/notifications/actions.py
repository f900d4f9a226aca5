"""Deciding to tell someone, once, and putting it in the outbox."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samplan.access.owned import OwnedThing
from samplan.common.dates import local
from samplan.common.ids import uuid7
from samplan.notifications.jobs import defer
from samplan.notifications.models import Delivery, Notice, NoticeKind
from samplan.notifications.recipients import people_to_tell, routes_of


@transaction.atomic
def tell(
    about: OwnedThing, kind: NoticeKind, *, due_on: date, at: datetime, is_quiet: bool = False
) -> bool:
    """Decide to tell the patient (or the guardians) that there is something new.

    In the caller's transaction. `is_quiet` notes the decision without a message of its own,
    where another message on the same occasion says it already. False where the same has been
    decided before.
    """
    notice, is_new = Notice.objects.get_or_create(
        patient_id=about.patient_id,
        about_kind=type(about).__name__.lower(),
        about_id=str(about.pk),
        kind=kind,
        due_on=due_on,
        defaults={"clinic_id": about.clinic_id, "made_at": at},
    )
    if is_new and not is_quiet:
        _put_in_outbox([notice], at=at)
    return is_new


@transaction.atomic
def tell_all(about: Sequence[OwnedThing], kind: NoticeKind, *, due_on: date, at: datetime) -> None:
    """As `tell` for many that are new themselves, in a number of statements that does not grow."""
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
    _put_in_outbox(Notice.objects.bulk_create(notices), at=at)


def _put_in_outbox(notices: Sequence[Notice], *, at: datetime) -> None:
    people = people_to_tell({notice.patient_id for notice in notices}, local(at).date())
    deliveries = [
        Delivery(
            patient_id=notice.patient_id,
            clinic_id=notice.clinic_id,
            notice=notice,
            person_id=route.person_id,
            channel=route.way,
            address=route.address,
            language=route.language,
            message_id=f"<{uuid7()}@samplan.invalid>",
            not_before=route.due_at if route.due_at > at else None,
        )
        for notice in notices
        for route in routes_of(notice, people[notice.patient_id], at=at)
    ]
    defer(Delivery.objects.bulk_create(deliveries))

"""Setting when a clinic is open."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import translation

from samplan.access.acting import Acting
from samplan.access.administration import check_may_administer
from samplan.audit import trail
from samplan.common.opening_hours import Spans, week_words
from samplan.organisations.models import HoursFor, OpeningHours, Organisation, OtherHours

LANGUAGE = "sv"  # of the texts that patients read
Week = Mapping[int, Spans]
IN_WORDS = {HoursFor.VISITS: "opening_hours", HoursFor.PHONE: "phone_hours"}


@transaction.atomic
def set_hours(
    clinic: Organisation,
    weeks: Mapping[HoursFor, Week],
    *,
    is_open_on_holidays: bool,
    acting: Acting,
) -> None:
    """Let these be the clinic's weekdays, instead of those it had.

    The short text that stands beside the phone number everywhere is made of them; where a week
    is empty, the text that there was stays.
    """
    check_may_administer(acting, clinic)
    OpeningHours.objects.filter(clinic=clinic, purpose__in=weeks).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            clinic=clinic, purpose=purpose, weekday=weekday, opens_at=opens, closes_at=closes
        )
        for purpose, week in weeks.items()
        for weekday, spans in week.items()
        for opens, closes in spans
    )
    clinic.is_open_on_holidays = is_open_on_holidays
    with translation.override(LANGUAGE):
        for purpose, week in weeks.items():
            if words := week_words(week, LANGUAGE):
                setattr(clinic, IN_WORDS[purpose], words)
    clinic.save(update_fields=["is_open_on_holidays", *IN_WORDS.values()])
    _record(clinic, "hours", acting)


@transaction.atomic
def add_other_hours(
    clinic: Organisation,
    day: date,
    spans: Spans,
    *,
    purposes: list[HoursFor],
    note: str,
    acting: Acting,
) -> None:
    """Let the day be otherwise than its weekday: closed, or open during one span."""
    check_may_administer(acting, clinic)
    opens, closes = spans[0] if spans else (None, None)
    for purpose in purposes:
        OtherHours.objects.update_or_create(
            clinic=clinic,
            purpose=purpose,
            day=day,
            defaults={"opens_at": opens, "closes_at": closes, "note": note},
        )
    _record(clinic, "other hours", acting)


@transaction.atomic
def remove_other_hours(clinic: Organisation, other_id: uuid.UUID, *, acting: Acting) -> bool:
    """Let the day be as its weekday again; False where it is already."""
    check_may_administer(acting, clinic)
    gone, _by_table = OtherHours.objects.filter(clinic=clinic, pk=other_id).delete()
    if gone:
        _record(clinic, "other hours", acting)
    return bool(gone)


def _record(clinic: Organisation, what: str, acting: Acting) -> None:
    trail.record(
        "organisation.changed",
        acting=acting,
        patient_id=None,
        about=clinic,
        detail={"fields": [what]},
    )

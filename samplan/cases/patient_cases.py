"""A patient's conversations at a clinic, as staff find them from the patient."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.cases.models import Case, CaseQuerySet
from samplan.cases.queries import of_own
from samplan.cases.queue_rows import state_words
from samplan.common.addresses import address_of
from samplan.common.dates import local, short_day, weekday_short

PAGE: Final = 30
MOST_OPEN: Final = 10
MOST_ENDED: Final = 3
BESIDE: Final = ("patient", "handler", "contact__staff", "type_version")


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A conversation in a few words: whose turn it is, by when, and who has it."""

    title: str
    url: str
    detail: str
    is_late: bool


def _of_patient(acting: StaffActing, patient_id: uuid.UUID) -> CaseQuerySet:
    reached = Case.within(acting).filter(patient_id=patient_id)
    return of_own(reached.in_queue(), acting).select_related(*BESIDE)


def lines_of(acting: StaffActing, patient_id: uuid.UUID, *, today: date) -> list[CaseLine]:
    """The open ones, those first that are to be answered first, then the last that were ended; at
    most MOST_OPEN and MOST_ENDED of them."""
    cases = _of_patient(acting, patient_id)
    unended = cases.open().order_by(F("due_on").asc(nulls_last=True), "-changed_at", "-id")
    ended = cases.filter(closed_at__isnull=False).newest_first()
    found = unended[:MOST_OPEN].union(ended[:MOST_ENDED], all=True)  # one statement for both
    return [_line(each, today) for each in sorted(found, key=_order)]


def _order(case: Case) -> tuple[bool, date, float]:
    return not case.is_open, case.due_on or date.max, -case.changed_at.timestamp()


def page_of(
    acting: StaffActing, patient_id: uuid.UUID, *, after: tuple[datetime, uuid.UUID] | None
) -> list[Case]:
    """One page of all of them, by when something last happened, and one more where there are
    more."""
    cases = _of_patient(acting, patient_id).newest_first()
    if after is not None:
        at, key = after
        cases = cases.filter(Q(changed_at__lt=at) | Q(changed_at=at, id__lt=key))
    return list(cases[: PAGE + 1])


def _line(case: Case, today: date) -> CaseLine:
    language = get_language() or "sv"
    said = [state_words(case), *_when(case, language)]
    if case.is_open:
        said.append(case.handler.full_name if case.handler else _("nobody has it yet"))
    return CaseLine(
        title=case.short_title_for_care,
        url=address_of("cases:staff-case", case.pk),
        detail=" · ".join(said),
        is_late=case.is_late(today),
    )


def _when(case: Case, language: str) -> Iterable[str]:
    """The day of the promise, or the day when it was ended."""
    if case.closed_at is not None:
        yield short_day(local(case.closed_at).date(), language)
    elif case.due_on is not None:
        day = f"{weekday_short(case.due_on, language)} {short_day(case.due_on, language)}"
        yield _("answer by %(day)s") % {"day": day}

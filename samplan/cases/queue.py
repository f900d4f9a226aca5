"""The clinic's queue: what waits for whom, in the order of what is promised."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q
from django.http import Http404

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled_by_value
from samplan.cases.models import Case, CaseQuerySet, WaitsFor
from samplan.cases.queries import has_begun, of_own
from samplan.common.paging import day_in, moment_place_in, place_at

PAGE = 30
IN_ROW = (
    *("patient_id", "clinic_id", "title", "kind", "due_on", "waits_for", "is_new_for_care"),
    "subject_kind",
    *("changed_at", "closed_at", "patient__given_name", "patient__family_name"),
    *("patient__identity_number", "patient__has_protected_identity"),
    *("handler__given_name", "handler__family_name"),
    *("contact__staff__given_name", "contact__staff__family_name"),
    *("type_version__title", "type_version__title_en"),
)


class Shelf(StrEnum):
    """The filters of the queue, as they stand in its address."""

    TODO = "att-gora"
    UNASSIGNED = "ofordelade"
    MINE = "mina"
    TODAY = "i-dag"
    LATE = "forsenade"
    WATCHED = "bevaka"
    ASIDE = "undanlagda"
    WAITING = "vantar-pa-patient"
    ANSWERED = "besvarade"
    CLOSED = "avslutade"
    ARCHIVED = "aldre"


def shelf_of(acting: StaffActing, shelf: Shelf, *, after: str | None, today: date) -> list[Case]:
    """One page of a shelf and one case more where there are more. Raises Http404 where `after`
    is no place in it."""
    try:
        if shelf in BY_MOMENT:
            at, key = moment_place_in(after) or (None, None)
            return BY_MOMENT[shelf](acting, place_at=at, place_key=key)
        on, key = _day_place_in(after) or (None, None)
        return BY_DAY[shelf](acting, place_on=on, place_key=key, today=today)
    except ValueError:
        raise Http404 from None


def _day_place_in(said: str | None) -> tuple[date, uuid.UUID] | None:
    if said is None:
        return None
    day, _line, key = said.partition("_")
    return day_in(day), uuid.UUID(key)


def place_of(case: Case, shelf: Shelf) -> str:
    """The place of a case in a shelf, for the address of the next page."""
    if shelf in {Shelf.CLOSED, Shelf.ARCHIVED} and case.closed_at is not None:
        return place_at(case.closed_at, case.pk)
    if shelf in BY_MOMENT:
        return case.place
    return f"{case.due_on}_{case.pk}"


def _rows(acting: Acting) -> CaseQuerySet:
    beside = ("patient", "handler", "contact__staff", "type_version")
    cases = Case.within(acting).select_related(*beside).only(*IN_ROW)
    return of_own(cases.annotate(has_begun=has_begun(acting)), acting)


def _due(acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None) -> CaseQuerySet:
    """What waits for care, by the day of the promise."""
    cases = _rows(acting).due()
    if place_on is not None:
        cases = cases.filter(due_on__gte=place_on)
        cases = cases.filter(Q(due_on__gt=place_on) | Q(id__gt=place_key))
    return cases.order_by("due_on", "id")


def _awake(cases: CaseQuerySet, today: date) -> CaseQuerySet:
    """Without those that are laid aside; a late case is never hidden."""
    return cases.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=today) | Q(due_on__lt=today))


@compiled_by_value
def _todo(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    return _awake(_due(acting, place_on=place_on, place_key=place_key), today)[: PAGE + 1]


@compiled_by_value
def _unassigned(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key).filter(handler=None)
    return _awake(cases, today)[: PAGE + 1]


@compiled_by_value
def _mine(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key)
    own = cases.filter(handler_id=acting.staff_id) if acting.kind == "staff" else cases.none()
    return _awake(own, today)[: PAGE + 1]


@compiled_by_value
def _today(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key)
    return cases.filter(due_on=today)[: PAGE + 1]


@compiled_by_value
def _late(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key)
    return cases.filter(due_on__lt=today)[: PAGE + 1]


@compiled_by_value
def _watched(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key).filter(escalated_at__isnull=False)
    return _awake(cases, today)[: PAGE + 1]


@compiled_by_value
def _aside(
    acting: Acting, *, place_on: date | None, place_key: uuid.UUID | None, today: date
) -> CaseQuerySet:
    cases = _due(acting, place_on=place_on, place_key=place_key)
    return cases.filter(snoozed_until__gt=today)[: PAGE + 1]


def _undated(
    acting: Acting, whom: WaitsFor, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    """What does not wait for care; that which has been still longest first."""
    cases = _rows(acting).in_queue().open().filter(due_on=None).waiting_for(whom)
    if place_at is not None:
        cases = cases.filter(changed_at__gte=place_at)
        cases = cases.filter(Q(changed_at__gt=place_at) | Q(id__gt=place_key))
    return cases.order_by("changed_at", "id")[: PAGE + 1]


@compiled_by_value
def _waiting(
    acting: Acting, *, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    return _undated(acting, WaitsFor.PATIENT, place_at, place_key)


@compiled_by_value
def _answered(
    acting: Acting, *, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    return _undated(acting, WaitsFor.NOBODY, place_at, place_key)


@compiled_by_value
def _closed(
    acting: Acting, *, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    """What is ended, latest first."""
    return _ended(_rows(acting).in_queue().current(), place_at, place_key)


@compiled_by_value
def _archived(
    acting: Acting, *, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    """What was ended long ago, latest first."""
    return _ended(_rows(acting).in_queue().archived(), place_at, place_key)


def _ended(
    cases: CaseQuerySet, place_at: datetime | None, place_key: uuid.UUID | None
) -> CaseQuerySet:
    cases = cases.filter(closed_at__isnull=False)
    if place_at is not None:
        cases = cases.filter(closed_at__lte=place_at)
        cases = cases.filter(Q(closed_at__lt=place_at) | Q(id__lt=place_key))
    return cases.order_by("-closed_at", "-id")[: PAGE + 1]


BY_DAY: dict[Shelf, Callable[..., list[Case]]] = {
    Shelf.TODO: _todo,
    Shelf.UNASSIGNED: _unassigned,
    Shelf.MINE: _mine,
    Shelf.TODAY: _today,
    Shelf.LATE: _late,
    Shelf.WATCHED: _watched,
    Shelf.ASIDE: _aside,
}
BY_MOMENT: dict[Shelf, Callable[..., list[Case]]] = {
    Shelf.WAITING: _waiting,
    Shelf.ANSWERED: _answered,
    Shelf.CLOSED: _closed,
    Shelf.ARCHIVED: _archived,
}

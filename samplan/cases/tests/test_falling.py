"""What happens to cases of people who are away or late."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.audit import trail
from samplan.audit.models import Event
from samplan.cases import falling
from samplan.cases.falling import fall_on
from samplan.cases.models import Case
from samplan.cases.queue import Shelf, shelf_of
from samplan.cases.tests.world import CONTACT, make_contact, make_offering, started_case
from samplan.contacts.models import Absence, CareContact
from samplan.organisations.models import Assignment, Role, StaffMember
from tests.cast import AT, LONG_AGO, TODAY, Cast, browser_of, make_staff

DAY = timedelta(days=1)


@pytest.fixture
def omid(cast: Cast) -> Assignment:
    """A colleague of Maria's."""
    return make_staff("Omid", "Rahimi", "Läkare", cast.heart, Role.HANDLER)


@pytest.fixture
def contact(cast: Cast) -> CareContact:
    """Maria is Alma's."""
    return make_contact(cast)


def away(cast: Cast, stand_in: StaffMember | None, *, days: int = 3) -> None:
    Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TODAY + days * DAY,
        stand_in=stand_in,
        noted_at=AT,
        noted_by="Maria Nyström",
    )


def written(cast: Cast, contact: CareContact) -> Case:
    return started_case(cast, offering=make_offering(cast, CONTACT), contact=contact)


def test_a_case_of_someone_who_goes_away_falls_to_the_stand_in(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    case = written(cast, contact)
    away(cast, omid.staff)
    assert [fall_on(at=AT), fall_on(at=AT)] == [1, 0]
    case.refresh_from_db()
    assert case.handler == omid.staff
    assert Event.objects.filter(kind="case.fell").count() == 1
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Omid Rahimi svarar i stället för Maria." in page


def test_to_look_at_many_costs_no_more_statements(cast: Cast, contact: CareContact) -> None:
    offering = make_offering(cast, CONTACT)
    started_case(cast, offering=offering, contact=contact)
    with CaptureQueriesContext(connection) as few:
        assert fall_on(at=AT) == 0
    for patient in (cast.bo, cast.cleo):
        theirs = make_contact(cast, patient)
        started_case(cast, patient, offering=offering, contact=theirs)
    with CaptureQueriesContext(connection) as many:
        assert fall_on(at=AT) == 0
    assert len(many) == len(few)


def test_a_new_case_goes_to_the_stand_in_at_once(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    away(cast, omid.staff)
    assert written(cast, contact).handler_id == omid.staff_id


def test_without_a_stand_in_it_stands_in_the_queue(cast: Cast, contact: CareContact) -> None:
    away(cast, None)
    case = written(cast, contact)
    assert case.handler_id is None
    maria = cast.acting(cast.maria)
    assert shelf_of(maria, Shelf.UNASSIGNED, after=None, today=TODAY) == [case]
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Hjärtmottagningen, Norrby sjukhus svarar i stället för Maria." in page


def test_what_someone_has_taken_for_her_stays_with_them(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    case = written(cast, contact)
    Case.objects.filter(pk=case.pk).update(handler=omid.staff)
    away(cast, None)
    assert fall_on(at=AT) == 0


def test_receivers_watch_a_case_on_its_last_day_before_it_is_late(
    cast: Cast, contact: CareContact
) -> None:
    case, maria = written(cast, contact), cast.acting(cast.maria)
    fall_on(at=AT + DAY)
    assert shelf_of(maria, Shelf.WATCHED, after=None, today=TODAY + DAY) == []
    for _each in range(2):
        fall_on(at=AT + 2 * DAY)
    assert shelf_of(maria, Shelf.WATCHED, after=None, today=TODAY + 2 * DAY) == [case]
    assert Event.objects.filter(kind="case.escalated").count() == 1
    case.refresh_from_db()
    assert case.handler == cast.maria.staff


def test_killed_between_two_batches_none_is_watched_without_its_line_in_the_log(
    cast: Cast, contact: CareContact, monkeypatch: pytest.MonkeyPatch
) -> None:
    offering = make_offering(cast, CONTACT)
    first, second = (
        started_case(cast, offering=offering, contact=contact, words=words)
        for words in ("Ett", "Två")
    )
    monkeypatch.setattr(falling, "BATCH", 1)
    record_many, recorded = trail.record_many, []

    def killed_at_the_second(kind: str, **facts: Any) -> None:
        if recorded:
            raise KeyboardInterrupt
        recorded.append(facts)
        record_many(kind, **facts)

    monkeypatch.setattr(trail, "record_many", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        falling.escalate(TODAY + 2 * DAY, at=AT + 2 * DAY)
    assert list(Case.objects.filter(escalated_at__isnull=False)) == [first]
    monkeypatch.setattr(trail, "record_many", record_many)
    assert falling.escalate(TODAY + 2 * DAY, at=AT + 2 * DAY) == 1
    watched = Event.objects.filter(kind="case.escalated").values_list("body__about", flat=True)
    assert list(watched.order_by("id")) == [str(first.pk), str(second.pk)]


def test_a_late_case_goes_to_the_queue_once(
    cast: Cast, omid: Assignment, contact: CareContact
) -> None:
    case = written(cast, contact)
    late = AT + 5 * DAY  # over a weekend without jobs, too
    fall_on(at=late)
    case.refresh_from_db()
    assert (case.handler, case.fell_at) == (None, late)
    Case.objects.filter(pk=case.pk).update(handler=omid.staff)
    fall_on(at=late + DAY)
    case.refresh_from_db()
    assert case.handler == omid.staff


def test_a_case_of_someone_who_works_there_no_more_goes_to_the_queue_at_once(cast: Cast) -> None:
    case = started_case(cast)
    Case.objects.filter(pk=case.pk).update(handler=cast.maria.staff)
    assert fall_on(at=AT) == 0
    Assignment.objects.filter(pk=cast.maria.pk).update(starts_on=LONG_AGO, ends_on=TODAY - DAY)
    assert [fall_on(at=AT), fall_on(at=AT)] == [1, 0]
    case.refresh_from_db()
    assert (case.handler, case.fell_at) == (None, None)


def test_a_late_one_of_theirs_stays_with_whoever_takes_it(cast: Cast, omid: Assignment) -> None:
    case = started_case(cast)
    Case.objects.filter(pk=case.pk).update(handler=cast.maria.staff)
    Assignment.objects.filter(pk=cast.maria.pk).update(starts_on=LONG_AGO, ends_on=TODAY - DAY)
    fall_on(at=AT + 5 * DAY)
    Case.objects.filter(pk=case.pk).update(handler=omid.staff)
    assert fall_on(at=AT + 6 * DAY) == 0


@pytest.mark.parametrize(("role", "moved"), [(Role.THERAPIST, 0), (Role.LOCAL_ADMINISTRATOR, 1)])
def test_whoever_still_meets_patients_there_keeps_theirs(
    cast: Cast, role: Role, moved: int
) -> None:
    case = started_case(cast)
    Case.objects.filter(pk=case.pk).update(handler=cast.maria.staff)
    Assignment.objects.filter(pk=cast.maria.pk).update(role=role)
    assert fall_on(at=AT) == moved

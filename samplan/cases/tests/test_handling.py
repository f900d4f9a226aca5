"""Distributing the queue: who may give what to whom, and what the clock does meanwhile."""

from datetime import date, timedelta

import pytest

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.models import Case, CaseNote, Presence, WaitsFor
from samplan.cases.queue import Shelf, shelf_of
from samplan.cases.staff_queries import colleagues
from samplan.cases.tests.world import say_as_care, say_as_patient, started_case
from samplan.contacts.models import Absence
from samplan.organisations.models import Assignment, Role
from tests.cast import AT, LONG_AGO, TODAY, Cast, browser_of, make_staff

DAY = timedelta(days=1)


@pytest.fixture
def rebecka(cast: Cast) -> Assignment:
    """A receiver at Maria's clinic."""
    return make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)


def test_a_receiver_gives_a_case_to_a_colleague(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    actions.assign(case, cast.maria.staff, acting=cast.acting(rebecka), at=AT)
    case.refresh_from_db()
    assert case.handler == cast.maria.staff
    assert Event.objects.filter(kind="case.assigned", patient=cast.alma.pk).count() == 1


def test_giving_it_again_to_the_same_leaves_no_second_trace(
    cast: Cast, rebecka: Assignment
) -> None:
    case = started_case(cast)
    for _each in range(2):
        actions.assign(case, cast.maria.staff, acting=cast.acting(rebecka), at=AT)
    assert Event.objects.filter(kind="case.assigned").count() == 1


def test_a_handler_takes_a_case_but_gives_it_to_nobody(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    maria = cast.acting(cast.maria)
    with pytest.raises(Refused, match=r"receivers|ärendemottagare"):
        actions.assign(case, rebecka.staff, acting=maria, at=AT)
    actions.assign(case, cast.maria.staff, acting=maria, at=AT)
    actions.assign(case, None, acting=maria, at=AT)
    case.refresh_from_db()
    assert case.handler is None


def test_of_two_handlers_who_take_the_same_case_the_second_is_told_who_has_it(
    cast: Cast, rebecka: Assignment
) -> None:
    case, free = started_case(cast), started_case(cast, words="Något annat.")
    moa = make_staff("Moa", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    actions.assign(case, cast.maria.staff, acting=cast.acting(cast.maria), at=AT)
    taken = {"case": [str(case.pk), str(free.pk)], "_to": "me", "visa": "ofordelade"}
    browser = browser_of(cast.acting(moa))
    told = browser.send("/vard/arenden/fordelning/", taken, follow=True).content.decode()
    assert "1 ärende till Moa Ek." in told
    assert "1 ärende ligger redan hos Maria Nyström." in told
    one = browser.send(
        f"/vard/arenden/{case.pk}/ansvarig/", {"to": str(moa.staff_id)}, follow=True
    ).content.decode()
    assert "1 ärende ligger redan hos Maria Nyström." in one
    assert "Moa Ek har ärendet." not in one
    for each, whose in ((case, cast.maria), (free, moa)):
        each.refresh_from_db()
        assert each.handler == whose.staff
    actions.assign(case, moa.staff, acting=cast.acting(rebecka), at=AT)
    case.refresh_from_db()
    assert case.handler == moa.staff


def test_an_ended_case_is_given_to_nobody_and_that_is_said(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Klart.", "close")
    Case.objects.filter(pk=case.pk).update(handler=None)
    given = {"case": str(case.pk), "_to": "me", "visa": "avslutade"}
    browser = browser_of(cast.acting(rebecka))
    told = browser.send("/vard/arenden/fordelning/", given, follow=True).content.decode()
    assert "1 ärende är avslutat och ligger kvar som det är." in told
    assert "ärende till Rebecka Lind" not in told
    with pytest.raises(Refused):
        actions.assign(case, rebecka.staff, acting=cast.acting(rebecka), at=AT)


def test_a_handler_does_not_lay_back_what_another_has(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    actions.assign(case, rebecka.staff, acting=cast.acting(rebecka), at=AT)
    with pytest.raises(Refused):
        actions.assign(case, None, acting=cast.acting(cast.maria), at=AT)


def test_nobody_gives_a_case_to_someone_who_does_not_work_there(
    cast: Cast, rebecka: Assignment
) -> None:
    case = started_case(cast)
    with pytest.raises(Refused):
        actions.assign(case, cast.petra.staff, acting=cast.acting(rebecka), at=AT)


def test_a_role_that_has_ended_handles_nothing(cast: Cast, rebecka: Assignment) -> None:
    case = started_case(cast)
    Assignment.objects.filter(pk=cast.maria.pk).update(starts_on=LONG_AGO, ends_on=TODAY - DAY)
    with pytest.raises(Refused):
        actions.assign(case, cast.maria.staff, acting=cast.acting(rebecka), at=AT)


def test_another_clinic_touches_nothing(cast: Cast) -> None:
    case = started_case(cast)
    petra = cast.acting(cast.petra)
    for act in (
        lambda: actions.assign(case, cast.petra.staff, acting=petra, at=AT),
        lambda: actions.snooze(case, TODAY + DAY, acting=petra, at=AT),
        lambda: actions.write_note(case, "hej", acting=petra, at=AT),
        lambda: actions.reopen(case, acting=petra, at=AT),
    ):
        with pytest.raises(Refused):
            act()


def test_what_is_laid_aside_comes_back_and_a_late_one_never_leaves(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    actions.snooze(case, TODAY + DAY, acting=maria, at=AT)
    shown = [shelf_of(maria, Shelf.TODO, after=None, today=TODAY + n * DAY) for n in (0, 1)]
    assert [len(each) for each in shown] == [0, 1]
    actions.snooze(case, TODAY + 2 * DAY, acting=maria, at=AT)
    assert shelf_of(maria, Shelf.LATE, after=None, today=TODAY + 3 * DAY)
    assert shelf_of(maria, Shelf.TODO, after=None, today=TODAY + 3 * DAY)


@pytest.mark.parametrize("days", [0, -1, 30])
def test_it_is_laid_aside_neither_until_today_nor_beyond_the_promise(cast: Cast, days: int) -> None:
    case = started_case(cast)
    with pytest.raises(Refused):
        actions.snooze(case, TODAY + days * DAY, acting=cast.acting(cast.maria), at=AT)


def test_what_the_patient_says_wakes_it(cast: Cast) -> None:
    case = started_case(cast)
    actions.snooze(case, TODAY + DAY, acting=cast.acting(cast.maria), at=AT)
    say_as_patient(cast, case, "En sak till.")
    case.refresh_from_db()
    assert case.snoozed_until is None


def test_an_ended_case_is_opened_again_within_its_time_with_a_new_promise(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    say_as_care(cast, case, "Klart.", "close")
    actions.reopen(case, acting=maria, at=AT + 10 * DAY)
    case.refresh_from_db()
    assert (case.closed_at, case.waits_for) == (None, WaitsFor.CARE)
    assert case.due_on == date(2026, 12, 7)


def test_it_is_not_opened_again_after_that(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Klart.", "close")
    late = AT + actions.REOPENED_WITHIN_DAYS * DAY
    with pytest.raises(Refused):
        actions.reopen(case, acting=cast.acting(cast.maria), at=late)


def test_a_note_among_staff_reaches_no_patient_and_no_proxy(cast: Cast) -> None:
    case = started_case(cast)
    actions.write_note(case, "orolig son", acting=cast.acting(cast.maria), at=AT)
    assert CaseNote.within(cast.acting(cast.maria)).count() == 1
    for acting in (cast.acting(cast.alma), cast.bo_for_cleo()):
        assert CaseNote.within(acting).count() == 0
    cleos = started_case(cast, cast.cleo)
    actions.write_note(cleos, "orolig pappa", acting=cast.acting(cast.maria), at=AT)
    assert CaseNote.within(cast.bo_for_cleo()).count() == 0


def test_presence_is_told_once_and_kept_fresh(cast: Cast) -> None:
    case = started_case(cast)
    for minutes in (0, 5):
        at = AT + timedelta(minutes=minutes)
        actions.be_present(case, acting=cast.acting(cast.maria), at=at)
    assert Presence.objects.get().seen_at == AT + timedelta(minutes=5)


def test_colleagues_who_are_away_are_said_to_be(cast: Cast, rebecka: Assignment) -> None:
    Absence.objects.create(
        clinic=cast.heart,
        staff=cast.maria.staff,
        from_on=TODAY,
        until_on=TODAY + 3 * DAY,
        noted_at=AT,
        noted_by="Rebecka Lind",
    )

    found = colleagues(cast.acting(rebecka), today=TODAY)
    assert [(each.staff.given_name, each.is_away) for each in found] == [
        ("Rebecka", False),
        ("Maria", True),
    ]

"""A send becomes a case for everyone reached and a letter for everyone else, once."""

from datetime import timedelta

import pytest

from samplan.access.models import CareRelation
from samplan.access.policies import Refused
from samplan.cases.models import Case, CaseKind, Message, RowState, Send, SendState, WaitsFor
from samplan.cases.sends import running, steering
from samplan.cases.sends.following_up import follow_up
from samplan.cases.sends.reading import NotAList, numbers_in
from samplan.cases.sends.running import run, take_due
from samplan.cases.tests.send_world import (
    DIARY,
    WORDS,
    drawn_send,
    make_receivers,
    pasted,
    sent,
    started_send,
)
from samplan.notifications.models import Notice, NoticeKind
from samplan.organisations.models import Assignment
from samplan.plans.models import Activity, ActivityKind
from tests.cast import AT, LONG_AGO, TODAY, Cast

DAY = timedelta(days=1)


def test_it_is_looked_through_first_and_nothing_goes(cast: Cast) -> None:
    people = make_receivers(cast, 4, unreachable=1)
    stranger = cast.carl.identity_number
    text = f"Personnummer;Namn\n{pasted(people)}\n{people[0].identity_number}\n{stranger}\n12x"
    send = drawn_send(cast, text)
    assert send.total == 4
    assert send.foreseen == {"sent": 3, "paper": 1}
    assert [row["fault"] for row in send.wrong] == ["twice", "unknown", "shape"]
    assert not any(stranger in str(row) for row in send.wrong)
    assert not Case.objects.exists()
    assert send.receiver_rows.get(foreseen=RowState.PAPER).reason == "no_consent"


def test_everyone_reached_gets_a_case_and_the_others_a_letter(cast: Cast) -> None:
    send = sent(cast, pasted(make_receivers(cast, 5, unreachable=2)), slug=DIARY)
    assert (send.state, send.counts) == (SendState.DONE, {"sent": 3, "paper": 2})
    cases = Case.objects.filter(kind=CaseKind.SENT)
    assert cases.count() == Message.objects.filter(body=WORDS).count() == 3
    assert set(cases.values_list("waits_for", flat=True)) == {WaitsFor.PATIENT}
    assert Message.objects.filter(response__isnull=False).count() == 3
    asked = Activity.objects.filter(kind=ActivityKind.ANSWER_FORM, responsible="patient")
    assert asked.count() == Notice.objects.filter(kind=NoticeKind.NEW).count() == 3
    assert Activity.objects.filter(kind=ActivityKind.PAPER, due_on=TODAY).count() == 2


def test_who_has_it_already_gets_it_once(cast: Cast) -> None:
    people = make_receivers(cast, 2)
    first = sent(cast, pasted(people), slug=DIARY)
    again = drawn_send(cast, pasted(people), offering=first.offering)
    assert again.foreseen == {"already": 2}
    steering.start(again.pk, acting=cast.acting(cast.maria), at=AT)
    run(again.pk, at=AT)
    again.refresh_from_db()
    assert again.counts == {"already": 2}
    assert Case.objects.count() == 2


def test_it_is_paused_gone_on_with_and_stopped(cast: Cast) -> None:
    maria = cast.acting(cast.maria)
    send = started_send(cast, pasted(make_receivers(cast, 7)))
    assert running._batch(send.pk, at=AT, most=2) == 2
    steering.pause(send.pk, acting=maria, at=AT)
    assert run(send.pk, at=AT) == 0
    steering.start(send.pk, acting=maria, at=AT)
    assert running._batch(send.pk, at=AT, most=2) == 2
    steering.stop(send.pk, acting=maria, at=AT)
    assert run(send.pk, at=AT) == 0
    with pytest.raises(Refused):
        steering.start(send.pk, acting=maria, at=AT)
    send.refresh_from_db()
    assert (Case.objects.count(), send.left) == (4, 3)


def test_a_scheduled_one_goes_when_its_time_has_come(cast: Cast) -> None:
    maria = cast.acting(cast.maria)
    send = drawn_send(cast, pasted(make_receivers(cast, 2)))
    with pytest.raises(Refused):
        steering.schedule(send.pk, when=AT, acting=maria, at=AT)
    steering.schedule(send.pk, when=AT + DAY, acting=maria, at=AT)
    assert take_due(at=AT) == []
    assert run(send.pk, at=AT) == 0
    assert take_due(at=AT + DAY) == [send.pk]
    assert run(send.pk, at=AT + DAY) == 2


def test_a_row_that_fails_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    people = make_receivers(cast, 5)
    make = running.make_cases

    def planted(send, rows, **facts):
        if any(row.patient_id == people[2].pk for row in rows):
            raise ValueError("planted")
        make(send, rows, **facts)

    monkeypatch.setattr(running, "make_cases", planted)
    send = sent(cast, pasted(people))
    assert (send.state, send.counts) == (SendState.DONE, {"sent": 4, "failed": 1})
    assert send.receiver_rows.get(state=RowState.FAILED).patient == people[2]


def test_nothing_goes_under_an_assignment_that_has_ended(cast: Cast) -> None:
    send = started_send(cast, pasted(make_receivers(cast, 2)))
    Assignment.objects.filter(pk=cast.maria.pk).update(ends_on=LONG_AGO)
    run(send.pk, at=AT)
    send.refresh_from_db()
    assert (send.state, send.halted_for) == (SendState.PAUSED, "assignment_ended")
    assert not Case.objects.exists()


def test_nothing_goes_to_who_is_no_longer_the_clinics(cast: Cast) -> None:
    people = make_receivers(cast, 2)
    send = started_send(cast, pasted(people))
    CareRelation.objects.filter(patient=people[0]).update(ended_at=AT)
    run(send.pk, at=AT)
    send.refresh_from_db()
    assert send.counts == {"failed": 1, "sent": 1}


def test_only_those_who_answer_cases_send(cast: Cast) -> None:
    people = pasted(make_receivers(cast, 1))
    send = drawn_send(cast, people)
    assert steering.start(send.pk, acting=cast.acting(cast.petra), at=AT) is None
    for act in (steering.start, steering.pause, steering.stop):
        with pytest.raises(Refused):
            act(send.pk, acting=cast.acting(cast.stig), at=AT)
    assert Send.objects.get().is_drafted


def test_what_is_not_answered_is_reminded_of_and_then_called_about_once(cast: Cast) -> None:
    people = make_receivers(cast, 3)
    sent(cast, pasted(people), remind_after=3, call_after=7)
    Case.objects.filter(patient=people[0]).update(waits_for=WaitsFor.CARE, due_on=TODAY)
    assert follow_up(at=AT + 2 * DAY) == (0, 0)
    assert follow_up(at=AT + 3 * DAY) == (2, 0)
    assert follow_up(at=AT + 4 * DAY) == (0, 0)
    assert follow_up(at=AT + 8 * DAY) == (0, 2)
    assert follow_up(at=AT + 9 * DAY) == (0, 0)
    assert Notice.objects.filter(kind=NoticeKind.UNANSWERED).count() == 2
    assert Activity.objects.filter(kind=ActivityKind.CALL, responsible="care").count() == 2


@pytest.mark.parametrize("text", ["", "Personnummer\nNamn", "\n \n"])
def test_a_list_without_numbers_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NotAList):
        numbers_in(text, today=TODAY)


def test_a_list_is_read_as_people_write_it() -> None:
    text = "Nr;Personnummer\n1;19550412-9809;Alma\n2\t550412-9809\n3,195504129808"
    found = numbers_in(text, today=TODAY)
    assert [each.digits or each.fault for each in found] == [
        "195504129809",
        "twice",
        "shape",
    ]


def test_a_row_that_lacks_its_number_is_told() -> None:
    rows = ("Namn;Personnummer", "Alma Ek;19550412-9809", "Bo Lind;", " ; ", "", "Karin Björk")
    found = numbers_in("\n".join(rows), today=TODAY)
    assert [(each.line, each.shown, each.fault) for each in found if each.fault] == [
        (3, "Bo Lind;", "no_number"),
        (6, "Karin Björk", "no_number"),
    ]


@pytest.mark.parametrize("name", ["Anna Personne", "Ulla Osborn", "Pekka Nummela"])
def test_a_first_row_that_is_somebodys_name_is_no_heading(name: str) -> None:
    found = numbers_in(f"{name}\n19550412-9809", today=TODAY)
    assert [each.fault for each in found] == ["no_number", ""]


def test_what_is_no_number_is_shown_without_its_last_digits_or_its_neighbours() -> None:
    (found,) = numbers_in("Alma Ek;1955-0412-98091;Storgatan 4", today=TODAY)
    assert (found.shown, found.fault) == ("1955-0412-*****", "shape")

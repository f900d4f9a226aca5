"""Taking back a message before it is read, and correcting one after it."""

from datetime import timedelta

import pytest

from samplan.access.policies import Refused
from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.models import Message, WaitsFor
from samplan.cases.tests.world import say_as_care, say_as_patient, started_case
from samplan.organisations.models import Role
from samplan.plans.models import Activity, ActivityKind, ActivityState
from tests.cast import AT, Cast, browser_of, make_staff

DAY = timedelta(days=1)


def test_an_unread_question_is_taken_back_with_the_turn(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    asked = say_as_care(cast, case, "Fel fråga?", "question", at=AT + DAY)
    actions.withdraw_message(asked, acting=maria, at=AT + DAY)
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-11-25")
    activity = Activity.objects.get(kind=ActivityKind.ANSWER_MESSAGE)
    assert activity.state == ActivityState.CANCELLED
    alma = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Fel fråga?" not in alma
    seen = browser_of(maria).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "Fel fråga?" not in seen
    assert "Återtaget." in seen


@pytest.mark.parametrize("intent", ["answer", "close"])
def test_an_answer_that_is_taken_back_is_promised_as_before(cast: Cast, intent: str) -> None:
    case = started_case(cast)
    said = say_as_care(cast, case, "Fel svar.", intent)
    actions.withdraw_message(said, acting=cast.acting(cast.maria), at=AT)
    case.refresh_from_db()
    assert case.is_open
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-11-25")


def test_what_is_read_stands_and_is_corrected(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Ta två.", "answer")
    alma = browser_of(cast.acting(cast.alma))
    alma.get(f"/inkorg/{case.pk}/")
    with pytest.raises(Refused):
        actions.withdraw_message(said, acting=maria, at=AT)
    page = f"/vard/arenden/{case.pk}/meddelanden/{said.pk}/"
    corrected = browser_of(maria).send(page, {"_verb": "correct", "body": "Ta en."})
    assert corrected.status_code == 302
    case.refresh_from_db()
    assert case.is_unread
    thread = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert thread.index("Ta två.") < thread.index("Rättat: läs det som") < thread.index("Ta en.")
    assert "rättelse" in thread
    for_care = browser_of(maria).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "Rättat: läs det som" in for_care
    assert f"meddelanden/{said.pk}/" not in for_care  # the correction is what can be corrected


def test_nobody_mends_what_another_has_said(cast: Cast) -> None:
    case = started_case(cast)
    said = say_as_care(cast, case, "Hej.", "partial")
    words = say_as_patient(cast, case, "Hej hej.")
    for message, who in ((said, cast.alma), (words, cast.maria), (said, cast.petra)):
        with pytest.raises(Refused):
            actions.withdraw_message(message, acting=cast.acting(who), at=AT)


def test_the_patient_takes_back_what_nobody_has_read(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Ja?", "question")
    words = say_as_patient(cast, case, "Hoppsan.")
    alma = browser_of(cast.acting(cast.alma))
    address = f"/inkorg/{case.pk}/meddelanden/{words.pk}/"
    assert address in alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Hoppsan." in alma.get(address).content.decode()
    assert alma.send(address).status_code == 302
    assert Message.objects.get(pk=words.pk).withdrawn_at == AT
    seen = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "Hoppsan." not in seen


def test_an_answer_that_the_patient_takes_back_is_waited_for_as_before(cast: Cast) -> None:
    case, alma = started_case(cast), cast.acting(cast.alma)
    say_as_care(cast, case, "Hur länge?", "question", at=AT + DAY)
    words = say_as_patient(cast, case, "Två veckor.", at=AT + 2 * DAY)
    more = say_as_patient(cast, case, "Eller tre.", at=AT + 3 * DAY)
    actions.withdraw_message(words, acting=alma, at=AT + 4 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-11-26")
    actions.withdraw_message(more, acting=alma, at=AT + 4 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, case.due_on, case.days_left) == (WaitsFor.PATIENT, None, 1)
    assert not case.is_new_for_care
    activity = Activity.objects.get()
    assert (activity.kind, activity.state) == (ActivityKind.ANSWER_MESSAGE, ActivityState.OPEN)
    last = say_as_patient(cast, case, "En vecka.", at=AT + 7 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-12-01")
    actions.withdraw_message(last, acting=alma, at=AT + 8 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, case.days_left) == (WaitsFor.PATIENT, 1)


def test_what_was_joined_with_it_waits_for_care_though_an_answer_is_taken_back(cast: Cast) -> None:
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    case, other = started_case(cast), started_case(cast, words="Något annat.")
    say_as_care(cast, case, "Hur länge?", "question")
    words = say_as_patient(cast, case, "Två veckor.", at=AT + DAY)
    actions.merge(other, case, acting=cast.acting(rebecka), at=AT + DAY)
    actions.withdraw_message(words, acting=cast.acting(cast.alma), at=AT + DAY)
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.CARE


def test_what_is_written_after_an_answer_and_taken_back_asks_the_patient_nothing(
    cast: Cast,
) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Hur länge?", "question")
    say_as_patient(cast, case, "Två veckor.", at=AT + DAY)
    say_as_care(cast, case, "Tack.", "answer", at=AT + 2 * DAY)
    words = say_as_patient(cast, case, "En sak till.", at=AT + 3 * DAY)
    actions.withdraw_message(words, acting=cast.acting(cast.alma), at=AT + 3 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, case.due_on) == (WaitsFor.NOBODY, None)
    assert Activity.objects.get().state == ActivityState.DONE


def test_what_the_case_began_with_stands(cast: Cast) -> None:
    case = started_case(cast)
    first = Message.objects.get(case=case)
    with pytest.raises(Refused):
        actions.withdraw_message(first, acting=cast.acting(cast.alma), at=AT)


def test_what_is_ended_stays_ended_though_a_correction_is_taken_back(cast: Cast) -> None:
    case, maria = started_case(cast), browser_of(cast.acting(cast.maria))
    said = say_as_care(cast, case, "Ring vid beov.", "close")
    alma = browser_of(cast.acting(cast.alma))
    alma.get(f"/inkorg/{case.pk}/")
    address = f"/vard/arenden/{case.pk}/meddelanden/"
    maria.send(f"{address}{said.pk}/", {"_verb": "correct", "body": "Ring vid behov."})
    correction = Message.objects.get(corrects=said)
    assert maria.send(f"{address}{correction.pk}/", {"_verb": "withdraw"}).status_code == 302
    case.refresh_from_db()
    assert (case.closed_at, case.waits_for) == (AT, WaitsFor.NOBODY)
    assert "Ring vid behov." not in alma.get(f"/inkorg/{case.pk}/").content.decode()


def test_an_older_end_that_is_taken_back_opens_nothing(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    first = say_as_care(cast, case, "Klart.", "close")
    actions.reopen(case, acting=maria, at=AT + DAY)
    say_as_care(cast, case, "Klart igen.", "close", at=AT + 2 * DAY)
    actions.withdraw_message(first, acting=maria, at=AT + 2 * DAY)
    case.refresh_from_db()
    assert (case.closed_at, case.waits_for) == (AT + 2 * DAY, WaitsFor.NOBODY)
    assert Message.objects.get(pk=first.pk).withdrawn_at == AT + 2 * DAY


def test_a_correction_that_was_taken_back_can_be_sent_again(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Ta två.", "answer")
    first = actions.correct_message(said, "Ta en.", acting=maria, at=AT)
    assert actions.correct_message(said, "Ta en.", acting=maria, at=AT) == first
    actions.withdraw_message(first, acting=maria, at=AT)
    again = actions.correct_message(said, "Ta en.", acting=maria, at=AT)
    assert again != first
    assert (
        "Ta en." in browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    )


def test_what_is_taken_back_takes_its_corrections_with_it(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Provet för någon annan.", "question")
    first = actions.correct_message(said, "Provet för en annan.", acting=maria, at=AT)
    second = actions.correct_message(first, "Provet för en granne.", acting=maria, at=AT)
    actions.withdraw_message(said, acting=maria, at=AT + DAY)
    taken_back = Message.objects.filter(withdrawn_at=AT + DAY)
    assert set(taken_back) == {said, first, second}
    assert Event.objects.filter(kind="message.withdrawn").count() == 3
    thread = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Provet för" not in thread


def test_what_has_a_correction_that_is_read_stands(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Ta två.", "answer")
    correction = actions.correct_message(said, "Ta en.", acting=maria, at=AT)
    actions.read(case, acting=cast.acting(cast.alma), at=AT, shown=[correction.pk])
    with pytest.raises(Refused, match="En rättelse av det är läst"):
        actions.withdraw_message(said, acting=maria, at=AT)
    assert not Message.objects.filter(withdrawn_at__isnull=False).exists()


def test_the_end_of_what_can_no_longer_be_opened_again_stands(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    said = say_as_care(cast, case, "Klart.", "close")
    late = AT + actions.REOPENED_WITHIN_DAYS * DAY
    with pytest.raises(Refused, match="för länge sedan"):
        actions.withdraw_message(said, acting=maria, at=late)
    assert actions.why_it_stands(said, at=late)
    actions.withdraw_message(said, acting=maria, at=late - DAY)
    case.refresh_from_db()
    assert case.is_open

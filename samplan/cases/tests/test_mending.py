"""Taking back a message before it is read, and correcting one after it."""

from datetime import timedelta

import pytest

from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.models import Message, WaitsFor
from samplan.cases.tests.world import say_as_care, say_as_patient, started_case
from samplan.plans.models import Activity, ActivityKind, ActivityState
from tests.cast import AT, Cast, browser_of

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
    assert "Ta två." in thread
    assert "Ta en." in thread
    assert "rättelse" in thread


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


def test_what_the_case_began_with_stands(cast: Cast) -> None:
    case = started_case(cast)
    first = Message.objects.get(case=case)
    with pytest.raises(Refused):
        actions.withdraw_message(first, acting=cast.acting(cast.alma), at=AT)

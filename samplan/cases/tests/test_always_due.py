"""Whatever waits for care has a day by which it is answered, and stands in the queue."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.actions.announcing import announce_contacts
from samplan.cases.models import Case, CaseKind, WaitsFor
from samplan.cases.queue import Shelf, shelf_of
from samplan.cases.tests.send_world import sent
from samplan.cases.tests.world import make_contact, say_as_care, say_as_patient, started_case
from samplan.contacts.announcing import What
from samplan.plans.models import Activity
from tests.cast import AT, TODAY, Cast, browser_of

DAY = timedelta(days=1)
IN_TWO_DAYS = date(2026, 11, 25)


def check_is_to_do(cast: Cast, case: Case, due_on: date = IN_TWO_DAYS) -> None:
    """It waits for care, is due, and stands on the shelf of what is to do."""
    case.refresh_from_db()
    assert (case.waits_for, case.due_on) == (WaitsFor.CARE, due_on)
    assert case in shelf_of(cast.acting(cast.maria), Shelf.TODO, after=None, today=TODAY)


def test_an_answer_to_the_clinics_own_words_comes_to_the_queue(cast: Cast) -> None:
    sent(cast, cast.alma.identity_number)
    case = Case.objects.get()
    alma = browser_of(cast.acting(cast.alma))
    asked = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "får du besked inom 2 arbetsdagar" in asked
    say_as_patient(cast, case, "130/80")
    check_is_to_do(cast, case)


def test_what_is_entered_on_information_comes_to_the_queue(cast: Cast) -> None:
    sent(cast, cast.alma.identity_number, is_question=False)
    case = Case.objects.get()
    say_as_care(cast, case, "Hon ringde och undrar.", "entered")
    check_is_to_do(cast, case)


def test_information_that_is_opened_again_comes_to_the_queue(cast: Cast) -> None:
    sent(cast, cast.alma.identity_number, is_question=False)
    case = Case.objects.get()
    say_as_care(cast, case, "Klart.", "close")
    actions.reopen(case, acting=cast.acting(cast.maria), at=AT)
    check_is_to_do(cast, case)


def test_an_announcement_that_is_opened_again_comes_to_the_queue(cast: Cast) -> None:
    announce_contacts([make_contact(cast)], What.GIVEN, cast.acting(cast.maria), AT)
    case = Case.objects.get()
    actions.reopen(case, acting=cast.acting(cast.maria), at=AT)
    check_is_to_do(cast, case)


def test_no_conversation_waits_for_care_without_a_day(cast: Cast) -> None:
    case = started_case(cast)
    with pytest.raises(IntegrityError, match="conversation_that_waits_for_care_is_due"):
        Case.objects.filter(pk=case.pk).update(due_on=None)


def test_a_visits_own_case_needs_none(cast: Cast) -> None:
    case = started_case(cast)
    facts = {"kind": CaseKind.QUESTIONS, "due_on": None}
    assert Case.objects.filter(pk=case.pk).update(**facts) == 1


def test_a_partial_answer_after_an_answer_promises_the_rest(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Svar.", "answer")
    say_as_care(cast, case, "Mer kommer i morgon.", "partial")
    check_is_to_do(cast, case)


def test_a_partial_answer_while_the_patient_is_asked_leaves_the_question(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Hur länge?", "question")
    say_as_care(cast, case, "Så mycket vet vi.", "partial")
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.PATIENT
    assert Activity.objects.get().is_open


@pytest.mark.parametrize("intent", ["question", "answer", "close"])
def test_only_what_waits_for_care_is_laid_aside(cast: Cast, intent: str) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    say_as_care(cast, case, "Hej.", intent)
    with pytest.raises(Refused):
        actions.snooze(case, TODAY + DAY, acting=maria, at=AT)
    page = browser_of(maria).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert f"/vard/arenden/{case.pk}/paus/" not in page


def lay_aside_unasked(case: Case) -> None:
    """As it could be done before it was refused."""
    Case.objects.filter(pk=case.pk).update(snoozed_until=TODAY + 30 * DAY)


def test_an_answer_that_is_taken_back_wakes_the_case(cast: Cast) -> None:
    case = started_case(cast)
    said = say_as_care(cast, case, "Svar.", "answer")
    lay_aside_unasked(case)
    actions.withdraw_message(said, acting=cast.acting(cast.maria), at=AT)
    check_is_to_do(cast, case)


def test_a_case_that_is_opened_again_is_awake(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    actions.close(case, acting=maria, at=AT)
    lay_aside_unasked(case)
    actions.reopen(case, acting=maria, at=AT)
    check_is_to_do(cast, case)


def test_a_question_on_information_can_be_answered(cast: Cast) -> None:
    sent(cast, cast.alma.identity_number, is_question=False)
    case, alma = Case.objects.get(), browser_of(cast.acting(cast.alma))
    assert 'name="body"' not in alma.get(f"/inkorg/{case.pk}/").content.decode()
    say_as_care(cast, case, "Hur mår du?", "question")
    assert 'name="body"' in alma.get(f"/inkorg/{case.pk}/").content.decode()
    say_as_patient(cast, case, "Bra.")
    check_is_to_do(cast, case)

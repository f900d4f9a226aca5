"""What is taken back leaves the case waiting for whom it waited, until the day that it did."""

from datetime import timedelta
from typing import Any

import pytest

from samplan.cases import actions
from samplan.cases.models import Case, Message, WaitsFor
from samplan.cases.tests.send_world import make_receivers, pasted, sent
from samplan.cases.tests.world import say_as_care, say_as_patient, started_case
from samplan.organisations.models import Role
from samplan.plans.models import Activity, ActivityState
from tests.cast import AT, Cast, make_staff

DAY = timedelta(days=1)
Said = tuple[str, str]  # who says it: "care" or "patient", and with what intent

ANSWERED = [("care", "answer")]
ASKED = [("care", "question")]
BEFORE: list[list[Said]] = [
    [],
    ASKED,
    ANSWERED,
    [*ASKED, ("patient", "")],
    [*ANSWERED, ("patient", "")],
    [*ASKED, ("patient", ""), *ANSWERED],
    [*ANSWERED, *ASKED],
    [("care", "partial")],
    [*ANSWERED, ("care", "partial")],
]
TAKEN_BACK: list[Said] = [
    *(("care", intent) for intent in ("question", "answer", "partial", "information", "close")),
    ("patient", ""),
]


def say(cast: Cast, case: Case, said: Said, *, at: Any) -> Message:
    case.refresh_from_db()
    who, intent = said
    if who == "care":
        message = say_as_care(cast, case, f"{intent} {at}", intent, at=at)
    else:
        message = say_as_patient(cast, case, f"Mer {at}", at=at)
    case.refresh_from_db()
    return message


def stands(case: Case) -> tuple[Any, ...]:
    """Whose turn it is, until when, what can be sent, and what the patient has to do."""
    case.refresh_from_db()
    asked = Activity.objects.filter(state=ActivityState.OPEN).values_list("kind", flat=True)
    turn = (case.waits_for, case.due_on, case.days_left)
    return (*turn, case.most_files, case.is_answerable, case.closed_at, list(asked))


def take_back(cast: Cast, message: Message, who: str, *, at: Any) -> None:
    acting = cast.acting(cast.maria if who == "care" else cast.alma)
    actions.withdraw_message(message, acting=acting, at=at)


@pytest.mark.parametrize("last", TAKEN_BACK, ids=" ".join)
@pytest.mark.parametrize("first", BEFORE, ids=str)
def test_the_case_is_as_before_the_message(cast: Cast, first: list[Said], last: Said) -> None:
    case = started_case(cast)
    for number, said in enumerate(first):
        say(cast, case, said, at=AT + number * DAY / 4)
    before = stands(case)
    message = say(cast, case, last, at=AT + DAY)
    take_back(cast, message, last[0], at=AT + 3 * DAY)
    assert stands(case) == before


@pytest.mark.parametrize("last", [("care", "question"), ("care", "partial"), ("care", "answer")])
def test_what_was_said_after_it_still_holds(cast: Cast, last: Said) -> None:
    case = started_case(cast)
    before = stands(case)
    first = say(cast, case, ("care", "answer"), at=AT)
    second = say(cast, case, last, at=AT + DAY)
    take_back(cast, first, "care", at=AT + DAY)
    whose = {"question": WaitsFor.PATIENT, "partial": WaitsFor.CARE, "answer": WaitsFor.NOBODY}
    assert stands(case)[0] == whose[last[1]]
    take_back(cast, second, "care", at=AT + DAY)
    assert stands(case) == before


def test_a_sent_question_that_is_taken_back_waits_for_nobody(cast: Cast) -> None:
    sent(cast, pasted(make_receivers(cast, 1)))
    case = Case.objects.get()
    assert case.waits_for == WaitsFor.PATIENT
    actions.withdraw_message(case.messages.get(), acting=cast.acting(cast.maria), at=AT + DAY)
    assert stands(case)[0:3] == (WaitsFor.NOBODY, None, None)
    assert not stands(case)[-1]


def test_a_case_that_was_opened_again_since_keeps_its_new_promise(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    closed = say(cast, case, ("care", "close"), at=AT)
    actions.reopen(case, acting=maria, at=AT + DAY)
    promised = stands(case)
    take_back(cast, closed, "care", at=AT + DAY)
    assert stands(case) == promised


def test_what_another_clinic_has_not_seen_is_new_there_whatever_is_taken_back(cast: Cast) -> None:
    case, alma = started_case(cast), cast.acting(cast.alma)
    actions.read(case, acting=cast.acting(cast.maria), at=AT)
    first = say(cast, case, ("patient", ""), at=AT)
    rebecka = make_staff("Rebecka", "Lind", "Sekreterare", cast.heart, Role.RECEIVER)
    why = {"reason": "De vet mer.", "acting": cast.acting(rebecka)}
    actions.forward(case, cast.urology, at=AT + DAY, **why)
    second = say(cast, case, ("patient", ""), at=AT + 2 * DAY)
    for message in (first, second):
        actions.withdraw_message(message, acting=alma, at=AT + 3 * DAY)
        case.refresh_from_db()
        assert case.is_new_for_care

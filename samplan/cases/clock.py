"""The reply promise: working days in which care answers, standing still while the patient has
the turn. Care guarantees count calendar days and are something else.

What waits for care always has a day, or it would stand on no shelf of the queue.
"""

from datetime import date
from typing import Final

from samplan.cases.models import Case, WaitsFor
from samplan.common.working_days import add_working_days, working_days_until

UNPROMISED_DAYS: Final = 2  # working days, where the case came by no type and no contact


def days_promised(case: Case) -> int:
    """Within how many working days care answers in the case."""
    return case.answer_days or UNPROMISED_DAYS


def promise(case: Case, *, on: date) -> None:
    """Care has the turn, and the whole promise before it."""
    _let_care_answer_by(case, add_working_days(on, days_promised(case)))


def wait_for_patient(case: Case, *, on: date) -> None:
    """The patient has the turn: the clock stands still at what is left of the promise."""
    if case.due_on is not None:
        case.days_left = working_days_until(on, case.due_on)
    case.waits_for, case.due_on, case.snoozed_until = WaitsFor.PATIENT, None, None


def patient_has_spoken(case: Case, *, on: date) -> None:
    """Care has the turn. A clock that ran goes on, one that stood still goes on from there; after
    an answer a new promise begins."""
    case.snoozed_until = None
    if case.waits_for == WaitsFor.CARE:
        return
    if case.waits_for == WaitsFor.PATIENT and case.days_left is not None:
        left = case.days_left
        case.waits_for, case.days_left = WaitsFor.CARE, None
        case.due_on = add_working_days(on, left)
        return
    promise(case, on=on)


def more_follows(case: Case, *, on: date) -> None:
    """Care has answered in part: what nobody waited for waits for care, with a new promise."""
    if case.waits_for == WaitsFor.NOBODY:
        promise(case, on=on)


def rest(case: Case, *, on: date) -> None:
    """Nobody has the turn; what was left of the promise is kept, should the answer be taken
    back."""
    if case.due_on is not None:
        case.days_left = working_days_until(on, case.due_on)
    case.waits_for, case.due_on, case.snoozed_until = WaitsFor.NOBODY, None, None


def take_back_turn(case: Case, *, on: date) -> None:
    """Care has the turn again, with what was left of the promise."""
    left = case.days_left
    promise(case, on=on)
    if left is not None:
        case.due_on = add_working_days(on, left)


def join(case: Case, into: Case, *, on: date) -> None:
    """The second has the promise of both, the first day of them; the first still has its own.

    What the first had asked the patient is for care to ask again, where nobody has the turn in the
    second.
    """
    days = [each.due_on for each in (case, into) if each.due_on is not None]
    if not days and case.waits_for == WaitsFor.PATIENT and into.waits_for == WaitsFor.NOBODY:
        left = days_promised(case) if case.days_left is None else case.days_left
        days = [add_working_days(on, left)]
    if days and min(days) != into.due_on:
        _let_care_answer_by(into, min(days))


def _let_care_answer_by(case: Case, day: date) -> None:
    case.waits_for, case.due_on, case.days_left = WaitsFor.CARE, day, None
    case.escalated_at = case.fell_at = case.snoozed_until = None

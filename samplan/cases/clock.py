"""The reply promise: working days in which care answers, standing still while the patient has
the turn. Care guarantees count calendar days and are something else."""

from datetime import date

from samplan.cases.models import Case, WaitsFor
from samplan.common.working_days import add_working_days, working_days_until


def promise(case: Case, *, on: date) -> None:
    """Care has the turn, and the whole promise before it."""
    case.waits_for, case.days_left = WaitsFor.CARE, None
    case.due_on = add_working_days(on, case.answer_days) if case.answer_days else None
    case.escalated_at = case.fell_at = None


def wait_for_patient(case: Case, *, on: date) -> None:
    """The patient has the turn: the clock stands still at what is left of the promise."""
    if case.due_on is not None:
        case.days_left = working_days_until(on, case.due_on)
    case.waits_for, case.due_on = WaitsFor.PATIENT, None


def patient_has_spoken(case: Case, *, on: date) -> None:
    """Care has the turn. A clock that ran goes on, one that stood still goes on from there; after
    an answer a new promise begins."""
    if case.waits_for == WaitsFor.CARE:
        return
    if case.waits_for == WaitsFor.PATIENT and case.days_left is not None:
        left = case.days_left
        case.waits_for, case.days_left = WaitsFor.CARE, None
        case.due_on = add_working_days(on, left)
        return
    promise(case, on=on)


def rest(case: Case, *, on: date) -> None:
    """Nobody has the turn; what was left of the promise is kept, should the answer be taken
    back."""
    if case.due_on is not None:
        case.days_left = working_days_until(on, case.due_on)
    case.waits_for, case.due_on = WaitsFor.NOBODY, None


def take_back_turn(case: Case, *, on: date) -> None:
    """Care has the turn again, with what was left of the promise."""
    left = case.days_left
    promise(case, on=on)
    if left is not None:
        case.due_on = add_working_days(on, left)

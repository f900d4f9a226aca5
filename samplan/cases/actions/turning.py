"""Whose turn it is after a message, and as it was before one that is taken back."""

from datetime import date, datetime
from typing import Any, Final

from samplan.cases import clock
from samplan.cases.models import Case, Forward, Message, MessageKind, WaitsFor
from samplan.common.dates import local

KEPT: Final = ("waits_for", "days_left", "most_files", "is_answerable", "is_new_for_care")
NOBODYS: Final = {"waits_for": WaitsFor.NOBODY.value, "due_on": None, "days_left": None}


def turn_of(case: Case) -> dict[str, Any]:
    """Whose turn it is and until when, as a message keeps it of the moment before it."""
    due = case.due_on.isoformat() if case.due_on is not None else None
    return {"due_on": due} | {name: getattr(case, name) for name in KEPT}


def turn(case: Case, message: Message, *, on: date) -> None:
    """Give the turn to whom the message leaves it to; the caller saves the case.

    What the patient says gives care the turn, a question of care the patient. An answer in part
    does not stop the clock, or begins a new promise where all was answered; an answer ends it.
    Information changes nothing.
    """
    kind = message.kind
    if message.is_from_patient:
        clock.patient_has_spoken(case, on=on)
    elif kind == MessageKind.QUESTION:
        case.most_files, case.is_answerable = message.most_files, True
        clock.wait_for_patient(case, on=on)
    elif message.is_partial:
        clock.more_follows(case, on=on)
    elif kind in {MessageKind.ANSWER, MessageKind.CLOSE}:
        clock.rest(case, on=on)


def take_out(case: Case, message: Message) -> None:
    """Let the turn be as if the message had never been; the caller saves the case.

    What was said after it in the case still holds. Where that leaves the turn where it is, so
    does the day that was promised.
    """
    if message.turn_before is None:
        raise ValueError("Nobody knows whose turn it was before the message.")
    now, was_new = turn_of(case), case.is_new_for_care
    _lay(case, message.turn_before)
    later, handed_on = _after(case, message), _handed_on_at(case)
    for each in later:
        each.turn_before = turn_of(case)
        each.save(update_fields=["turn_before"])
        turn(case, each, on=local(each.sent_at).date())
        is_patients = each.is_from_patient and not each.is_entered_by_staff
        case.is_new_for_care = is_patients or each.sent_at in handed_on
    if later and case.waits_for == now["waits_for"]:
        _lay(case, {name: now[name] for name in ("waits_for", "due_on", "days_left")})
    if case.waits_for == WaitsFor.CARE != now["waits_for"]:
        case.escalated_at = case.fell_at = case.snoozed_until = None  # seen to anew
    if message.is_entered_by_staff or not message.is_from_patient:
        case.is_new_for_care = was_new


def _after(case: Case, message: Message) -> list[Message]:
    """What was said in the case after the message and stands, oldest first."""
    said = case.messages.filter(withdrawn_at=None, turn_before__isnull=False)
    in_order = said.filter(sent_at__gte=message.sent_at).order_by("sent_at", "id")
    place = message.sent_at, message.pk
    return [each for each in in_order if (each.sent_at, each.pk) > place]


def _handed_on_at(case: Case) -> set[datetime]:
    """When another clinic got the case, to which all of it was new; a message tells of it then."""
    return set(Forward.objects.filter(case=case).values_list("forwarded_at", flat=True))


def _lay(case: Case, kept: dict[str, Any]) -> None:
    for name, value in kept.items():
        setattr(case, name, value)
    due = kept["due_on"]
    case.due_on = date.fromisoformat(due) if due is not None else None

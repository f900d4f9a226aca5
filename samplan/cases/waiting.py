"""Who waits for whom in a conversation, in honest words for the patient."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from samplan.cases.clock import days_promised
from samplan.cases.models import BegunCase, Case, CaseKind, WaitsFor
from samplan.common.dates import local, long_day
from samplan.common.text import quoted
from samplan.contacts.models import CareContact
from samplan.contacts.reaching import reached_on
from samplan.contacts.words import steps_in_words


@dataclass(frozen=True)
class Waiting:
    """The line above a conversation: what is so, and what follows."""

    title: str
    detail: str = ""


def waiting_words(case: Case, *, today: date) -> Waiting | None:
    """What the patient reads above the conversation; None for what waits for nothing."""
    if not case.is_conversation:
        if case.is_waiting_for_patient:
            return Waiting(_("The clinic is waiting for your answer."))
        return None
    if case.merged_into_id is not None:
        return Waiting(_("This is joined with another of your conversations. Go on there."))
    if case.only_tells:
        return None
    if case.closed_at is not None:
        day = _day(local(case.closed_at).date(), today)
        return Waiting(_("The conversation was ended on %(day)s.") % {"day": day})
    turns = {
        WaitsFor.CARE.value: _care,
        WaitsFor.PATIENT.value: _patient,
        WaitsFor.NOBODY.value: _nobody,
    }
    return turns[case.waits_for](case, today)


class State(NamedTuple):
    """Whose turn it is, as a pill in a list: never by colour alone."""

    tone: Literal["ok", "wait", "none"]
    word: str
    icon: str


def state_of(case: Case) -> State | None:
    """The state of a case in the patient's inbox; None for what only tells something."""
    if case.is_waiting_for_patient:
        return State("wait", _("Waiting for you"), "reply")
    if not case.is_conversation:
        return None
    if case.only_tells:
        return None
    if case.closed_at is not None:
        return State("none", pgettext("conversation", "Ended"), "archive")
    if case.waits_for == WaitsFor.CARE:
        return State("none", _("Waiting for an answer"), "hourglass")
    is_own = case.kind == CaseKind.SERVICE
    return State("ok", pgettext("conversation", "Answered"), "check") if is_own else None


def _care(case: Case, today: date) -> Waiting:
    if case.due_on is None:
        return Waiting(_("Your message has come to the clinic."))
    if case.is_late(today):
        return Waiting(
            _("The answer is late. It was promised by %(day)s.")
            % {"day": _day(case.due_on, today)},
            _("The clinic has been told. You can also call."),
        )
    return Waiting(
        _("You get an answer by %(day)s at the latest.") % {"day": _day(case.due_on, today)},
        _answers_words(case),
    )


def _answers_words(case: Case) -> str:
    """Who answers; where it is another than it was written to, both are said."""
    contact = case.contact
    if contact is None or case.handler_id == contact.staff_id:
        return _("%(who)s answers.") % {"who": _who(case)}
    given = contact.staff.given_name
    who = case.handler.full_name if case.handler is not None else case.clinic.name
    return _("%(who)s answers instead of %(name)s.") % {"who": who, "name": given}


def _patient(case: Case, today: date) -> Waiting:
    title = _("%(who)s is waiting for your answer.") % {"who": _who(case)}
    days = max(case.days_left, 1) if case.days_left is not None else days_promised(case)
    words = ngettext(
        "When you have answered, you hear from us within %(days)d working day.",
        "When you have answered, you hear from us within %(days)d working days.",
        days,
    )
    return Waiting(title, words % {"days": days})


def _nobody(case: Case, today: date) -> Waiting | None:
    if not case.can_be_written_in:
        return None
    return Waiting(_("You have got an answer."), _("Write again below if anything is unclear."))


def _who(case: Case) -> str:
    """Whoever handles it, else the contact it goes to, else the clinic."""
    if case.handler is not None:
        return case.handler.given_name if case.contact_id else case.clinic.name
    return case.contact.staff.given_name if case.contact is not None else case.clinic.name


def _day(day: date, today: date) -> str:
    return long_day(day, get_language() or "sv", today=today)


def taken_over_words(case: Case, first: str | None, now: str) -> str:
    """That another clinic has the case than the one named `first`, which it began with; empty
    where none has."""
    if first in {None, now}:
        return ""
    is_own = case.kind == CaseKind.SERVICE
    began = _("You wrote to %(clinic)s.") if is_own else _("%(clinic)s wrote to you.")
    taken = _("%(clinic)s has taken over the case.") % {"clinic": now}
    return f"{began % {'clinic': first}} {taken}"


def answered_by(begun: BegunCase, *, today: date) -> str:
    """ "Maria Nyström answers within 2 working days." Before and after sending."""
    if begun.contact is not None:
        return answered_for(begun.contact, today=today)
    return within_days(begun.clinic.name, begun.version.answer_days)


def answered_for(contact: CareContact, *, today: date) -> str:
    """The same of one's contact, by the name of whoever answers on a day."""
    return within_days(reached_on(contact, today).name, contact.answer_days)


def instead_of(contact: CareContact | None, *, today: date) -> str:
    """Who answers for one's contact on a day and until when, where it is someone else."""
    if contact is None:
        return ""
    return steps_in_words(contact, reached_on(contact, today), today=today)


def where_answered(wished: str) -> str:
    """Where the answer comes; `wished` is another way that the patient has chosen, or empty."""
    if not wished:
        return _("The answer comes to your inbox. We tell you when it is there.")
    told = _(
        "You have chosen %(wished)s, and the clinic sees that. If we write instead, it comes to "
        "your inbox, and we tell you when it is there."
    )
    return told % {"wished": quoted(wished)}


def taken_over_from(before: CareContact | None, now: CareContact | None) -> str:
    """That what was begun to one goes to another; empty where the contact is the same."""
    if before is None or (now is not None and now.staff_id == before.staff_id):
        return ""
    names = {"before": before.staff.full_name}
    if now is None:
        told = _("%(before)s is no longer your care contact. What you write goes to the clinic.")
        return told % names
    told = _("%(name)s has taken over from %(before)s, and gets what you write.")
    return told % (names | {"name": now.staff.full_name})


def instead_in(case: Case, *, today: date) -> str:
    """The same of a conversation with a contact, before one writes in it; empty where someone
    else has taken it."""
    contact = case.contact
    if contact is None or not case.can_be_written_in:
        return ""
    reached = reached_on(contact, today)
    if case.handler_id not in {None, contact.staff_id, reached.staff_id}:
        return ""
    return steps_in_words(contact, reached, today=today)


def within_days(who: str, days: int) -> str:
    """That someone answers within so many working days."""
    words = ngettext(
        "%(who)s answers within %(days)d working day.",
        "%(who)s answers within %(days)d working days.",
        days,
    )
    return words % {"who": who, "days": days}


def within_days_words(days: int) -> str:
    """That one gets an answer within so many working days."""
    words = ngettext(
        "You get an answer within %(days)d working day.",
        "You get an answer within %(days)d working days.",
        days,
    )
    return words % {"days": days}

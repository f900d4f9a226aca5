"""What cards and texts say of contacts, in the language of the page."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samplan.common.dates import full_day, local, long_day
from samplan.contacts.hours import folded
from samplan.contacts.models import CareContact, CommunicationAgreement, ContactRequest
from samplan.contacts.reaching import By, Reached, Why
from samplan.organisations.models import StaffMember


def hours_words(contact: CareContact) -> str:
    """ "mån–fre 8–11"."""
    return folded(contact.hours, get_language() or "sv")


def answers_within(contact: CareContact) -> str:
    """ "within 2 working days"."""
    days = contact.answer_days
    return ngettext("within %d working day", "within %d working days", days) % days


def steps_in_words(contact: CareContact, reached: Reached, *, today: date) -> str:
    """Who answers instead and why, in two sentences; empty where the person does."""
    if reached.by == By.PERSON:
        return ""
    return f"{_why_words(contact, reached, today)} {_who_words(reached)}"


def former_words(agreed: CommunicationAgreement, former: StaffMember) -> str:
    """That something was agreed with one who is the contact no more."""
    day = full_day(agreed.agreed_on, get_language() or "sv")
    made = _("Agreed with %(name)s on %(day)s.") % {"name": former.full_name, "day": day}
    since = _("%(name)s is no longer the contact here. It holds until something new is agreed.")
    return f"{made} {since % {'name': former.given_name}}"


def with_came(asked: Iterable[ContactRequest], *, today: date) -> list[tuple[ContactRequest, str]]:
    """Wishes, and when each came and how long ago."""
    return [(each, _came_words(each, today)) for each in asked]


def _came_words(asked: ContactRequest, today: date) -> str:
    language, days = get_language() or "sv", asked.days_since(today)
    came = {"day": long_day(local(asked.asked_at).date(), language, today=today)}
    if days < 1:
        return _("Came today")
    if days == 1:
        return _("Came yesterday, %(day)s") % came
    return _("Came %(day)s, %(days)d days ago") % (came | {"days": days})


def _why_words(contact: CareContact, reached: Reached, today: date) -> str:
    given = contact.staff.given_name
    if reached.why == Why.LEFT or reached.away_until is None:
        return _("%(name)s no longer works here.") % {"name": given}
    day = long_day(reached.away_until, get_language() or "sv", today=today)
    return _("%(name)s is away until and including %(day)s.") % {"name": given, "day": day}


def _who_words(reached: Reached) -> str:
    if reached.by == By.STAND_IN:
        return _("%(name)s answers instead.") % {"name": reached.name}
    if reached.by == By.TEAM:
        return _("The team %(name)s answers instead.") % {"name": reached.name}
    return _("The clinic answers instead.")

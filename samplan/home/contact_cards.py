"""The cards of care contacts, as the patient reads them."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from samplan.common.addresses import address_of
from samplan.common.dates import long_day
from samplan.contacts.models import CareContact, ContactKind
from samplan.contacts.reaching import reached_on
from samplan.contacts.words import answers_within, hours_words, steps_in_words
from samplan.ui.components.page import call_link


@dataclass(frozen=True)
class ContactCard:
    """One contact. `instead` says who answers now, where that is someone else; `period` that it
    is yet to begin or about to end; `write_url` leads to where one writes to the contact, and is
    empty where one cannot: then `reached_by` says how the person is reached instead."""

    contact: CareContact
    heading: str
    role: str
    facts: list[tuple[str, str]]
    short_facts: list[tuple[str, str]]
    instead: str
    period: str
    write_url: str = ""
    reached_by: str = ""


def cards_of(
    contacts: Iterable[CareContact], *, today: date, written_to: Collection[uuid.UUID]
) -> list[ContactCard]:
    """A card for each contact that came through `contacts.queries.standing_contacts`.

    `written_to` are the clinics whose contacts the patient can write to.
    """
    return [_card(each, today, can_write=each.clinic_id in written_to) for each in contacts]


def _card(contact: CareContact, today: date, *, can_write: bool) -> ContactCard:
    is_coming = contact.starts_on > today
    is_written_to = can_write and not is_coming
    reached = reached_on(contact, today)
    return ContactCard(
        contact=contact,
        heading=_heading(contact),
        role=_role(contact),
        facts=[pair for pair in _facts(contact) if pair[1]],
        short_facts=[pair for pair in _short_facts(contact) if pair[1]],
        instead="" if is_coming else steps_in_words(contact, reached, today=today),
        period=_period(contact, today),
        write_url=address_of("cases:write", contact.pk) if is_written_to else "",
        reached_by="" if is_written_to or is_coming else _reached_by(contact),
    )


def _reached_by(contact: CareContact) -> str:
    """That one cannot write here, and what one does instead."""
    name = contact.staff.given_name
    why = _("You cannot write to %(name)s here.") % {"name": name}
    phone = contact.phone or contact.clinic.phone
    if not phone:
        return f"{why} " + _("Call the clinic to reach %(name)s.") % {"name": name}
    call = _("Call {phone} to reach {name}.")
    return format_html("{} {}", why, format_html(call, phone=call_link(phone), name=name))


def _period(contact: CareContact, today: date) -> str:
    language = get_language() or "sv"
    if contact.starts_on > today:
        day = long_day(contact.starts_on, language, today=today)
        return _("Your contact from %(day)s") % {"day": day}
    if contact.ends_on is not None:
        day = long_day(contact.ends_on, language, today=today)
        return _("Your contact until and including %(day)s") % {"day": day}
    return ""


def _heading(contact: CareContact) -> str:
    if contact.kind == ContactKind.FIXED_PHYSICIAN:
        return _("My fixed physician")
    if contact.kind == ContactKind.HOME_CARE:
        return _("My care contact in home care")
    return _("My fixed care contact")


def _role(contact: CareContact) -> str:
    """ "Heart nurse · coordinates your plan"."""
    title = contact.staff.title
    return " · ".join([title, _("coordinates your plan")]) if contact.is_coordinator else title


def _short_facts(contact: CareContact) -> list[tuple[str, str]]:
    return [
        (_("Helps with"), contact.helps_with),
        (pgettext("what a person does", "Answers"), answers_within(contact)),
        _phone(contact),
        (_("Phone hours"), hours_words(contact)),
    ]


def _phone(contact: CareContact) -> tuple[str, str]:
    """The contact's own phone, or else the clinic's."""
    if contact.phone:
        return (_("Phone"), _call(contact.phone))
    return (_("Phone to the clinic"), _call(contact.clinic.phone))


def _call(phone: str) -> str:
    return call_link(phone) if phone else ""


def _facts(contact: CareContact) -> list[tuple[str, str]]:
    (helps, *others) = _short_facts(contact)
    return [
        (_("Clinic"), contact.clinic.name),
        helps,
        (_("Does not help with"), contact.helps_not),
        *others,
        (_("Team"), contact.team.name if contact.team is not None else ""),
    ]

"""The cards of care contacts, as the patient reads them."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samplan.common.addresses import address_of
from samplan.contacts.models import CareContact, ContactKind
from samplan.contacts.reaching import reached_on
from samplan.contacts.words import answers_within, hours_words, steps_in_words


@dataclass(frozen=True)
class ContactCard:
    """One contact. `instead` says who answers now, where that is someone else; `write_url` leads
    to where one writes to the contact, and is empty where one cannot."""

    contact: CareContact
    heading: str
    role: str
    facts: list[tuple[str, str]]
    instead: str
    write_url: str = ""


def cards_of(
    contacts: Iterable[CareContact], *, today: date, written_to: Collection[uuid.UUID]
) -> list[ContactCard]:
    """A card for each contact that came through `contacts.queries.standing_contacts`.

    `written_to` are the clinics whose contacts the patient can write to.
    """
    return [_card(each, today, can_write=each.clinic_id in written_to) for each in contacts]


def _card(contact: CareContact, today: date, *, can_write: bool) -> ContactCard:
    return ContactCard(
        contact=contact,
        heading=_heading(contact),
        role=_role(contact),
        facts=[pair for pair in _facts(contact) if pair[1]],
        instead=steps_in_words(contact, reached_on(contact, today), today=today),
        write_url=address_of("cases:write", contact.pk) if can_write else "",
    )


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


def _facts(contact: CareContact) -> list[tuple[str, str]]:
    return [
        (_("Clinic"), contact.clinic.name),
        (_("Helps with"), contact.helps_with),
        (_("Does not help with"), contact.helps_not),
        (_("Answers"), answers_within(contact)),
        (_("Phone"), " · ".join(part for part in (contact.phone, hours_words(contact)) if part)),
        (_("Team"), contact.team.name if contact.team is not None else ""),
    ]

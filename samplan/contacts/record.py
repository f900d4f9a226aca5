"""A patient's contacts as plain text for the record. Notes for staff are never in it."""

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samplan.contacts.models import CareContact, CommunicationAgreement
from samplan.contacts.words import answers_within, hours_words
from samplan.patients.models import Patient

LANGUAGE = "sv"  # of the record


def record_text(
    patient: Patient, contacts: Sequence[CareContact], agreed: CommunicationAgreement | None
) -> str:
    """Who the patient's contacts at the clinic are and what is agreed, as lines in Swedish."""
    with translation.override(LANGUAGE):
        head = [_("Care contacts"), _line(_("Name"), patient.full_name)]
        head.append(_line(_("Identity number"), patient.written_number))
        parts = ["\n".join(_of_contact(each)) for each in contacts]
        if agreed is not None:
            parts.append("\n".join(_of_agreement(agreed)))
        return "\n\n".join(["\n".join(head), *parts]) + "\n"


def _line(name: str, value: str) -> str:
    return f"{name}: {value}"


def _of_contact(contact: CareContact) -> Iterator[str]:
    yield str(contact.get_kind_display()).upper()
    yield _line(_("Contact"), f"{contact.staff.full_name}, {contact.staff.title}")
    yield _line(_("Clinic"), contact.clinic.name)
    if contact.team is not None:
        yield _line(_("Team"), contact.team.name)
    if contact.is_coordinator:
        yield _("Coordinates the patient's plan")
    yield _line(_("From"), contact.starts_on.isoformat())
    if contact.ends_on is not None:
        yield _line(_("Until"), contact.ends_on.isoformat())
    said = [
        (_("Helps with"), contact.helps_with),
        (_("Does not help with"), contact.helps_not),
        (_("Phone"), contact.phone),
        (_("Phone hours"), hours_words(contact)),
        (pgettext("what a person does", "Answers"), answers_within(contact)),
        (_("To the patient"), contact.note_to_patient),
    ]
    yield from (_line(name, value) for name, value in said if value)


def _of_agreement(agreed: CommunicationAgreement) -> Iterator[str]:
    yield _("How we agreed to be in touch").upper()
    said = [
        (_("With whom"), agreed.with_whom),
        (_("How"), str(agreed.get_channel_display())),
        (_("When"), agreed.when),
        (_("In words"), agreed.words),
        (_("Agreed"), f"{agreed.agreed_on.isoformat()}, {agreed.written_by}"),
    ]
    yield from (_line(name, value) for name, value in said if value)
    if agreed.made_with_former:
        yield agreed.made_with_former

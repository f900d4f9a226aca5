"""The patient's care contacts, how one has agreed to be in touch, and what one has asked for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, Part, in_batches, register
from samplan.contacts.models import CareContact, CommunicationAgreement, ContactRequest


def register_parts() -> None:
    """After the visits."""
    heading = gettext_lazy("Care contacts")
    register(Part(key="vardkontakter", heading=heading, order=60, entries=_contacts))


def _contacts(acting: PatientActing) -> Iterator[Entry]:
    known = CareContact.within(acting).select_related("staff", "clinic")
    for batch in in_batches(known, "given_at"):
        for contact in batch:
            yield _contact(contact)
    yield from _agreed(acting)
    yield from _asked(acting)


def _contact(contact: CareContact) -> Entry:
    return Entry(
        kind="care_contact",
        title=contact.staff.full_name,
        fields=(
            Field("name", "", contact.staff.full_name),
            Field("title", _("Title"), contact.staff.title),
            Field("role", _("Kind"), contact.get_kind_display()),
            Field("clinic", _("Clinic"), contact.clinic.name),
            Field("helps_with", _("Helps with"), contact.helps_with),
            Field("helps_not", _("Does not help with"), contact.helps_not),
            Field("phone", _("Phone"), contact.phone),
            Field("starts_on", _("From"), contact.starts_on),
            Field("ends_on", _("Until"), contact.ends_on),
        ),
        text=contact.note_to_patient,
    )


def _agreed(acting: PatientActing) -> Iterator[Entry]:
    for batch in in_batches(CommunicationAgreement.within(acting), "written_at"):
        for each in batch:
            yield Entry(
                kind="communication_agreement",
                title=_("How we are in touch"),
                fields=(
                    Field("agreed_on", _("Agreed on"), each.agreed_on),
                    Field("with_whom", _("With whom"), each.with_whom),
                    Field("channel", _("How"), each.get_channel_display()),
                    Field("when", _("When"), each.when),
                    Field("written_by", _("Written by"), each.written_by),
                ),
                text=each.words,
            )


def _asked(acting: PatientActing) -> Iterator[Entry]:
    for batch in in_batches(ContactRequest.within(acting).select_related("clinic"), "asked_at"):
        for each in batch:
            yield Entry(
                kind="contact_request",
                title=_("You asked for a care contact"),
                fields=(
                    Field("clinic", _("Clinic"), each.clinic.name),
                    Field("asked_at", _("Asked"), each.asked_at),
                    Field("asked_by", _("By"), each.asked_by),
                    Field("decided_at", _("Answered"), each.decided_at),
                    Field("decided_by", _("Answered by"), each.decided_by),
                    Field("answer", _("Answer"), each.answer),
                ),
                text=each.reason,
            )

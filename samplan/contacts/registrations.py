"""What contacts tell the bar, the log and the gates about themselves."""

import uuid
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samplan.access import whose
from samplan.access.policies import works_with_patients
from samplan.access.request import StaffRequest
from samplan.audit import kinds
from samplan.contacts.models import CareContact, ContactRequest
from samplan.ui import navigation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EVENTS: list[tuple[str, "StrOrPromise", kinds.Activity]] = [
    ("contacts.read", _("looked at the care contacts"), "read"),
    ("contacts.listed", _("saw the name in a list of care contacts"), "read"),
    ("contacts.copied", _("took out the care contacts as text for the record"), "read"),
    ("contacts.checked", _("saw the name when a list of contacts was looked through"), "read"),
    ("contacts.imported", _("imported a list of care contacts"), "write"),
    ("contact.read", _("looked at a care contact"), "read"),
    ("contact.given", _("gave a fixed care contact"), "write"),
    ("contact.changed", _("changed what is said about a care contact"), "write"),
    ("contact.ended", _("ended a care contact"), "write"),
    ("contact.handed_over", _("let someone else be the care contact"), "write"),
    ("contact.noted", _("wrote a note about a care contact"), "write"),
    ("contact.asked", _("asked for a care contact"), "write"),
    ("contact.decided", _("answered a wish for a care contact"), "write"),
    ("communication.agreed", _("wrote how to be in touch"), "write"),
    ("absence.noted", _("noted that someone is away"), "write"),
    ("absence.ended", _("noted that someone is back"), "write"),
    ("team.made", _("made a team"), "write"),
    ("team.changed", _("changed a team"), "write"),
]


def register_all() -> None:
    """Everything, once at the start."""
    for key, words, activity in EVENTS:
        kinds.register(key, words, activity)
    whose.register("contact_id", _patient_of_contact)
    whose.register("request_id", _patient_of_request)
    navigation.register(
        navigation.NavEntry(
            key="contacts",
            label=_("Care contacts"),
            url_name="contacts:staff-contacts",
            audience="staff",
            order=45,
            is_for=_works_with_patients,
        )
    )


def _works_with_patients(request: HttpRequest) -> bool:
    return works_with_patients(cast(StaffRequest, request).acting)


def _patient_of_contact(contact_id: uuid.UUID) -> uuid.UUID | None:
    return CareContact.objects.filter(pk=contact_id).values_list("patient_id", flat=True).first()


def _patient_of_request(request_id: uuid.UUID) -> uuid.UUID | None:
    return ContactRequest.objects.filter(pk=request_id).values_list("patient_id", flat=True).first()

"""How the addresses of what is the patient's own are built: pages, clinics, contacts, settings."""

from typing import Any

from samplan.access.models import Guardianship
from samplan.interop.tests.world import ready_copy
from samplan.notifications.models import Device
from samplan.plans.actions import register
from samplan.plans.models import Activity, ActivityKind, Responsible
from tests.architecture.ladder import MATTERS, Things
from tests.architecture.rungs.building import (
    CLINIC,
    OWN,
    Rung,
    of_clinic,
    of_document,
    of_information,
)
from tests.cast import AT, TODAY


def of_place(things: Things) -> dict[str, Any]:
    """The visit's clinic, as patients' addresses name it."""
    return {"slug": things.visit.clinic.slug}


def of_shortcut(things: Things) -> dict[str, Any]:
    """The key of the patient's shortcut."""
    return {"shortcut_id": things.shortcut.pk}


def of_device(things: Things) -> dict[str, Any]:
    """The key of a device of whoever is told about the patient, made anew where it is gone."""
    guardians = Guardianship.objects.filter(patient=things.patient).values_list(
        "guardian", flat=True
    )
    person = guardians.first() or things.patient.pk
    facts = {"patient_id": person, "server_key": "", "added_at": AT}
    address = f"https://push.invalid/{person}"
    device, _is_new = Device.objects.get_or_create(endpoint=address, defaults=facts)
    return {"device_id": device.pk}


def unreached_of(things: Things) -> dict[str, Any]:
    """A task to find another way to the patient, open or closed by an earlier climb."""
    kind, owner = ActivityKind.UNREACHED, things.patient
    found = Activity.objects.filter(kind=kind, patient=owner).first()
    facts = {"responsible": Responsible.CARE, "about": things.visit, "at": AT, "due_on": TODAY}
    return {"activity_id": (found or register(kind, **facts)).pk}


PLACE = Rung(of_place, is_for_all=True)
CONTACT = Rung(lambda of: {"contact_id": of.contact.pk})

OWN_PAGES: dict[str, Rung] = {
    "home:start": Rung(staff_to="/vard/"),
    "home:services": OWN,
    "home:contacts": OWN,
    "home:ask": OWN,
    "home:coordination": OWN,
    "home:coordination-consent": Rung(fields=lambda _: {"clinic": "alla"}),
    "home:coordination-withdrawal": Rung(fields=lambda _: {"clinic": "alla"}),
    "home:change-contact": Rung(CONTACT.parameters, lambda _: {"reason": "hellre någon annan"}),
    "home:clinics": Rung(query="?q=norrby"),
    "home:clinic": PLACE,
    "home:choose-clinic": PLACE,
    "home:information": Rung(lambda of: of_place(of) | of_information(of), is_for_all=True),
    "home:document": Rung(lambda of: of_place(of) | of_document(of), is_for_all=True),
    "home:as-patient": CLINIC,
    "home:as-patient-information": Rung(lambda of: of_clinic(of) | of_information(of)),
    "home:as-patient-document": Rung(lambda of: of_clinic(of) | of_document(of)),
    "shortcuts:shortcuts": OWN,
    "shortcuts:add": Rung(fields=lambda _: {"to": "page:log"}),
    "shortcuts:move": Rung(of_shortcut, lambda _: {"to": "up"}),
    "shortcuts:remove": Rung(of_shortcut),
    "access:people": OWN,
    "access:settings": OWN,
    "access:text-size": Rung(fields=lambda _: {"text_size": "large"}),
    "notifications:notices": OWN,
    "notifications:mail": Rung(fields=lambda _: {"address": "ny@samplan.invalid"}),
    "notifications:mobile": Rung(fields=lambda _: {"address": "070-174 06 05"}),
    "notifications:code": OWN,
    "notifications:add-device": Rung(fields=lambda _: {"endpoint": "https://push.invalid/a"}),
    "notifications:remove-device": Rung(of_device),
    "notifications:remove": Rung(fields=lambda _: {"way": "sms"}),
    "access:give-consent": OWN,
    "access:withdraw-consent": OWN,
    "access:who-has-looked": OWN,
    "access:forget": Rung(lambda of: {"sealed_id": of.sealed_id}, is_silent=True),
    "access:forget-staff": Rung(lambda of: {"sealed_id": of.sealed_by_staff_id}, is_silent=True),
    "interop:own-data": OWN,
    "interop:fetch-copy": Rung(lambda of: {"copy_id": ready_copy(of.patient, MATTERS.encode()).pk}),
    "plans:plan": OWN,
    "plans:unreached": Rung(unreached_of),
}

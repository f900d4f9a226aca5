"""How the addresses of case types and of giving services are built: parameters and fields.

What they need is made when an address asks for it: some of it is gone once one has posted there.
"""

from typing import Any

from samplan.access.models import Approval
from samplan.cases.models import (
    CaseType,
    CaseTypeVersion,
    HandOut,
    Offering,
    OpensTo,
    StandardReply,
    TypeStatus,
)
from samplan.organisations.models import ServiceArea
from tests.architecture.ladder import Things
from tests.architecture.rungs.building import OWN, Rung
from tests.cast import AT

PUBLISHED = {"published_at": AT, "published_by": "Stig Berg"}


def type_of(things: Things) -> CaseType:
    """A case type of the clinic's own, with a version in use and a draft."""
    clinic_id = things.visit.clinic_id
    own, _new = CaseType.objects.get_or_create(
        owner_id=clinic_id, slug="stegen", defaults={"direction": "patient"}
    )
    _version(own, TypeStatus.ACTIVE, 1, PUBLISHED)
    _version(own, TypeStatus.DRAFT, 2, {})
    return own


def _version(own: CaseType, status: TypeStatus, number: int, facts: dict[str, Any]) -> None:
    CaseTypeVersion.objects.get_or_create(
        case_type=own, number=number, defaults={"title": "Stegen", "status": status, **facts}
    )


def offering_of(things: Things) -> Offering:
    """The clinic's service, handed out to the patient of the things."""
    own = type_of(things)
    version = own.versions.get(number=1)
    offering, _new = Offering.objects.get_or_create(
        clinic_id=own.owner_id,
        case_type=own,
        defaults={"version": version, "opens_to": OpensTo.HANDED_OUT},
    )
    whose = {"patient": things.patient, "clinic_id": own.owner_id}
    HandOut.objects.get_or_create(
        **whose,
        offering=offering,
        revoked_at=None,
        defaults={"handed_at": AT, "handed_by": "Maria Nyström"},
    )
    Approval.objects.get_or_create(
        **whose, ended_at=None, defaults={"approved_at": AT, "approved_by": "Maria Nyström"}
    )
    return offering


def of_version(things: Things) -> dict[str, Any]:
    """The version in use."""
    return {"type_version_id": type_of(things).versions.get(number=1).pk}


def of_type(things: Things) -> dict[str, Any]:
    """The case type."""
    return {"type_id": type_of(things).pk}


def of_drafts_reply(things: Things) -> dict[str, Any]:
    """A standard reply of the draft."""
    own = type_of(things)
    draft = own.versions.get(number=2)
    reply, _new = StandardReply.objects.get_or_create(version=draft, title="Hej", body="Hej!")
    return {"type_id": own.pk, "reply_id": reply.pk}


def of_clinics_reply(things: Things) -> dict[str, Any]:
    """A standard reply of the clinic."""
    clinic_id = things.visit.clinic_id
    words = {"title": "Hej", "body": "Hej!"}
    reply, _new = StandardReply.objects.get_or_create(clinic_id=clinic_id, **words)
    return {"reply_id": reply.pk}


def of_offering(things: Things) -> dict[str, Any]:
    """The service."""
    return {"offering_id": offering_of(things).pk}


def of_area(things: Things) -> dict[str, Any]:
    """A part of the clinic's service area."""
    area, _new = ServiceArea.objects.get_or_create(clinic_id=things.visit.clinic_id, age_from=1)
    return {"area_id": area.pk}


def of_patient(things: Things) -> dict[str, Any]:
    """The patient."""
    offering_of(things)
    return {"patient_id": things.patient.pk}


def of_patients_service(things: Things) -> dict[str, Any]:
    """The patient and the service."""
    return {"patient_id": things.patient.pk, "offering_id": offering_of(things).pk}


def ticked(things: Things) -> dict[str, Any]:
    """The patient's hand-out, as it is ticked in a list."""
    offering = offering_of(things)
    return {
        "key": str(
            HandOut.objects.get(offering=offering, patient=things.patient, revoked_at=None).pk
        )
    }


TYPE = Rung(of_type)
TYPE_VERSION = Rung(of_version)
OFFERING = Rung(of_offering)
WITH_SERVICES = Rung(of_patient)
PATIENTS_SERVICE = Rung(of_patients_service)
CASE_TYPES: dict[str, Rung] = {
    "cases:types": OWN,
    "cases:new-type": OWN,
    "cases:import-types": OWN,
    "cases:replies": OWN,
    "cases:reply-text": Rung(of_clinics_reply),
    "cases:area": OWN,
    "cases:remove-area": Rung(of_area),
    "cases:type-version": TYPE_VERSION,
    "cases:export-type": TYPE_VERSION,
    "cases:subscribe-type": TYPE_VERSION,
    "cases:copy-type": TYPE_VERSION,
    "cases:type": TYPE,
    "cases:type-origin": TYPE,
    "cases:retire-type": TYPE,
    "cases:begin-type-draft": TYPE,
    "cases:type-draft": TYPE,
    "cases:discard-type-draft": TYPE,
    "cases:type-publish": TYPE,
    "cases:draft-replies": TYPE,
    "cases:draft-reply": Rung(of_drafts_reply),
    "cases:offering": OFFERING,
    "cases:type-proposal": OFFERING,
    "cases:pause": Rung(of_offering, lambda _: {"words": "Semester."}),
    "cases:resume": OFFERING,
    "cases:end-offering": OFFERING,
    "cases:place": Rung(of_offering, lambda _: {"to": "up"}),
    "cases:staff-services": OWN,
    "cases:approved": OWN,
    "cases:approve-list": OWN,
    "cases:end-approvals": OWN,
    "cases:holders": OFFERING,
    "cases:hand-out-list": OFFERING,
    "cases:revoke": Rung(of_offering, ticked),
    "cases:patient-services": WITH_SERVICES,
    "cases:approve": WITH_SERVICES,
    "cases:end-approval": WITH_SERVICES,
    "cases:give-service": PATIENTS_SERVICE,
    "cases:take-back-service": PATIENTS_SERVICE,
}

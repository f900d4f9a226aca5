"""How the addresses of case types and of giving services are built: parameters and fields.

What they need is made when an address asks for it: some of it is gone once one has posted there.
"""

from collections.abc import Callable
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
from tests.cast import AT

Fields = Callable[[Any], dict[str, Any]]
PUBLISHED = {"published_at": AT, "published_by": "Stig Berg"}


def nothing(_: Any) -> dict[str, Any]:
    """No parameters, no fields."""
    return {}


def type_of(things: Any) -> CaseType:
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


def offering_of(things: Any) -> Offering:
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


def of_version(things: Any) -> dict[str, Any]:
    """The version in use."""
    return {"type_version_id": type_of(things).versions.get(number=1).pk}


def of_type(things: Any) -> dict[str, Any]:
    """The case type."""
    return {"type_id": type_of(things).pk}


def of_drafts_reply(things: Any) -> dict[str, Any]:
    """A standard reply of the draft."""
    own = type_of(things)
    draft = own.versions.get(number=2)
    reply, _new = StandardReply.objects.get_or_create(version=draft, title="Hej", body="Hej!")
    return {"type_id": own.pk, "reply_id": reply.pk}


def of_clinics_reply(things: Any) -> dict[str, Any]:
    """A standard reply of the clinic."""
    clinic_id = things.visit.clinic_id
    words = {"title": "Hej", "body": "Hej!"}
    reply, _new = StandardReply.objects.get_or_create(clinic_id=clinic_id, **words)
    return {"reply_id": reply.pk}


def of_offering(things: Any) -> dict[str, Any]:
    """The service."""
    return {"offering_id": offering_of(things).pk}


def of_area(things: Any) -> dict[str, Any]:
    """A part of the clinic's service area."""
    area, _new = ServiceArea.objects.get_or_create(clinic_id=things.visit.clinic_id, age_from=1)
    return {"area_id": area.pk}


def of_patient(things: Any) -> dict[str, Any]:
    """The patient."""
    offering_of(things)
    return {"patient_id": things.patient.pk}


def of_patients_service(things: Any) -> dict[str, Any]:
    """The patient and the service."""
    return {"patient_id": things.patient.pk, "offering_id": offering_of(things).pk}


def ticked(things: Any) -> dict[str, Any]:
    """The patient's hand-out, as it is ticked in a list."""
    offering = offering_of(things)
    return {
        "key": str(
            HandOut.objects.get(offering=offering, patient=things.patient, revoked_at=None).pk
        )
    }


TYPE_RUNGS: dict[str, tuple[Fields, Fields]] = {
    **dict.fromkeys(
        ("cases:types", "cases:new-type", "cases:import-types", "cases:replies", "cases:area"),
        (nothing, nothing),
    ),
    "cases:reply-text": (of_clinics_reply, nothing),
    "cases:remove-area": (of_area, nothing),
    **dict.fromkeys(
        ("cases:type-version", "cases:export-type", "cases:subscribe-type", "cases:copy-type"),
        (of_version, nothing),
    ),
    **dict.fromkeys(
        ("cases:type", "cases:type-origin", "cases:retire-type", "cases:begin-type-draft"),
        (of_type, nothing),
    ),
    **dict.fromkeys(
        ("cases:type-draft", "cases:discard-type-draft", "cases:draft-replies"), (of_type, nothing)
    ),
    "cases:type-publish": (of_type, nothing),
    "cases:draft-reply": (of_drafts_reply, nothing),
    "cases:offering": (of_offering, nothing),
    "cases:type-proposal": (of_offering, nothing),
    "cases:pause": (of_offering, lambda _: {"words": "Semester."}),
    "cases:resume": (of_offering, nothing),
    "cases:end-offering": (of_offering, nothing),
    "cases:place": (of_offering, lambda _: {"to": "up"}),
    **dict.fromkeys(
        ("cases:staff-services", "cases:approved", "cases:approve-list", "cases:end-approvals"),
        (nothing, nothing),
    ),
    "cases:holders": (of_offering, nothing),
    "cases:hand-out-list": (of_offering, nothing),
    "cases:revoke": (of_offering, ticked),
    "cases:patient-services": (of_patient, nothing),
    "cases:approve": (of_patient, nothing),
    "cases:end-approval": (of_patient, nothing),
    "cases:give-service": (of_patients_service, nothing),
    "cases:take-back-service": (of_patients_service, nothing),
}

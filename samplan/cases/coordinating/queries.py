"""Who takes part in the coordination of a patient, and what is written there."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.compiled import compiled
from samplan.access.models import AgeRule
from samplan.access.policies import CARE_ROLES
from samplan.access.queries import age_in_force
from samplan.cases.models import (
    CoordinationConsent,
    CoordinationMessage,
    CoordinationReceipt,
)
from samplan.contacts.models import Absence, CareContact, CareContactQuerySet, TeamMembership
from samplan.contacts.queries import standing_contacts
from samplan.organisations.models import Organisation
from samplan.plans.models import Activity, ActivityKind

MOST = 200  # messages on a page, or of what one is to read


@dataclass
class Place:
    """A clinic where the patient has care contacts, who they are, and whether it takes part."""

    clinic: Organisation
    contacts: list[CareContact] = field(default_factory=list)
    consent: CoordinationConsent | None = None


@dataclass(frozen=True, kw_only=True)
class Room:
    """The coordination of one patient as staff at a clinic reach it.

    `is_open`: this clinic and another take part, and the acting does. Otherwise it holds only
    what the acting's own clinic wrote. `is_agreed`: the patient's consent holds for this clinic.
    """

    is_open: bool
    is_agreed: bool
    participants: list[CareContact]
    written: list[CoordinationMessage]
    readers: dict[uuid.UUID, list[CoordinationReceipt]]


def consents_of(patient_id: uuid.UUID, *, on: date) -> dict[uuid.UUID, CoordinationConsent]:
    """The consents of the patient that hold on a day, by clinic."""
    return {each.clinic_id: each for each in _held_consents([patient_id], on=on)}


def _held_consents(patients: Collection[uuid.UUID], *, on: date) -> list[CoordinationConsent]:
    standing = CoordinationConsent.objects.standing().filter(patient__in=patients)
    found = standing.select_related("patient").annotate(
        guardians_until=age_in_force(AgeRule.GUARDIAN_UNTIL, on)
    )
    return [
        each
        for each in found
        if each.holds_on(on, guardians_until=each.__dict__["guardians_until"])
    ]


def participants_of(
    patient_id: uuid.UUID, clinics: Collection[uuid.UUID], *, on: date
) -> list[CareContact]:
    """The contacts of the patient that stand on a day at the clinics, who coordinates first."""
    found = CareContact.objects.on(on).filter(patient_id=patient_id, clinic_id__in=clinics)
    return list(
        found.select_related("staff", "clinic").order_by("-is_coordinator", "starts_on", "id")
    )


def takes_part(acting: StaffActing, patient_id: uuid.UUID, *, on: date) -> bool:
    """Whether the acting is a contact of the patient that stands on a day at the own clinic,
    stands in for one who is away, or is in the team of one."""
    return acting.role in CARE_ROLES and bool(answered_by(acting, patient_id=patient_id, on=on))


@compiled
def answered_by(acting: StaffActing, *, patient_id: uuid.UUID, on: date) -> QuerySet[CareContact]:
    """The contact by which the acting takes part, where the role is among CARE_ROLES."""
    return _answered_by(acting, on).filter(patient_id=patient_id)[:1]


def _answered_by(acting: StaffActing, on: date) -> CareContactQuerySet:
    away = Absence.objects.on(on).filter(
        clinic_id=acting.clinic_id, staff_id=OuterRef("staff_id"), stand_in_id=acting.staff_id
    )
    team = TeamMembership.objects.filter(
        team_id=OuterRef("team_id"), team__is_in_use=True, staff_id=acting.staff_id
    )
    standing = CareContact.within(acting).on(on)
    return standing.filter(Q(staff_id=acting.staff_id) | Exists(away) | Exists(team))


def to_read(acting: StaffActing, *, on: date, before: date) -> list[Activity]:
    """What the acting is to read of what others have written, by due day: of patients whose
    coordination the acting takes part in and can open. Nobody else is to know that it exists."""
    mine = _answered_by(acting, on).filter(patient_id=OuterRef("patient_id"))
    waiting = Activity.within(acting).open().due_before(before)
    asked = waiting.filter(Exists(mine), kind=ActivityKind.COORDINATION)
    found = list(asked.select_related("patient").order_by("due_on", "id")[:MOST])
    reached = _open_to(acting, {each.patient_id for each in found}, on=on) if found else set()
    return [each for each in found if each.patient_id in reached]


def _open_to(acting: StaffActing, patients: Collection[uuid.UUID], *, on: date) -> set[uuid.UUID]:
    """The patients with a contact at the acting's clinic and another, and a consent to both."""
    agreed = {(each.patient_id, each.clinic_id) for each in _held_consents(patients, on=on)}
    standing = CareContact.objects.on(on).filter(patient__in=patients)
    places = agreed & set(standing.values_list("patient_id", "clinic_id"))
    here = {patient for patient, clinic in places if clinic == acting.clinic_id}
    return here & {patient for patient, clinic in places if clinic != acting.clinic_id}


def room_of(acting: StaffActing, patient_id: uuid.UUID, *, on: date) -> Room | None:
    """The coordination of one of the clinic's patients; None where it is none of the acting's:
    not a contact there, or outside of the consent with nothing written before."""
    return (
        room_reached(acting, patient_id, on=on) if takes_part(acting, patient_id, on=on) else None
    )


def room_reached(acting: StaffActing, patient_id: uuid.UUID, *, on: date) -> Room | None:
    """As `room_of`, for one who takes part."""
    consents = consents_of(patient_id, on=on)
    participants = participants_of(patient_id, consents, on=on)
    places = {each.clinic_id for each in participants}
    is_agreed = acting.clinic_id in consents
    is_open = acting.clinic_id in places and len(places) > 1
    messages = _messages(acting, patient_id, consents if is_agreed else ())
    if not is_open and not messages:
        return None
    return Room(
        is_open=is_open,
        is_agreed=is_agreed,
        participants=participants if is_open else [],
        written=messages,
        readers=readers_of(messages) if is_open else {},
    )


def _messages(
    acting: StaffActing, patient_id: uuid.UUID, clinics: Collection[uuid.UUID]
) -> list[CoordinationMessage]:
    """What is written at the own clinic and at those, oldest first; the last of many."""
    reached = CoordinationMessage.within(acting, is_shared=True).filter(patient_id=patient_id)
    found = reached.filter(clinic_id__in={acting.clinic_id, *clinics}).select_related("clinic")
    return list(reversed(found.order_by("-sent_at", "-id")[:MOST]))


def own_thread(acting: PatientActing) -> list[CoordinationMessage]:
    """All that is written about the acting's patient, oldest first; the last of many."""
    found = CoordinationMessage.within(acting).select_related("clinic")
    return list(reversed(found.order_by("-sent_at", "-id")[:MOST]))


def readers_of(
    messages: Collection[CoordinationMessage],
) -> dict[uuid.UUID, list[CoordinationReceipt]]:
    """Who has read each message, in their order."""
    found: dict[uuid.UUID, list[CoordinationReceipt]] = {}
    receipts = CoordinationReceipt.objects.filter(message__in=[each.pk for each in messages])
    for each in receipts.select_related("clinic").order_by("read_at", "id"):
        found.setdefault(each.message_id, []).append(each)
    return found


def unread_in(room: Room, acting: StaffActing) -> list[CoordinationMessage]:
    """What others have written and the acting has not read."""
    return [
        each
        for each in room.written
        if each.author_id != acting.actor_id
        and all(one.reader_id != acting.actor_id for one in room.readers.get(each.pk, ()))
    ]


def places_of(
    acting: PatientActing, *, on: date, standing: Iterable[CareContact] | None = None
) -> list[Place]:
    """The clinics where the patient has care contacts on a day or has let any take part, with
    those contacts: `standing` where the caller has asked for them."""
    places: dict[uuid.UUID, Place] = {}
    for contact in standing_contacts(acting, on=on) if standing is None else standing:
        place = places.setdefault(contact.clinic_id, Place(contact.clinic))
        place.contacts.append(contact)
    for clinic_id, consent in consents_of(acting.patient_id, on=on).items():
        if clinic_id not in places:
            places[clinic_id] = Place(Organisation.objects.get(pk=clinic_id))
        places[clinic_id].consent = consent
    return list(places.values())


def are_some_left(places: Collection[Place]) -> bool:
    """There is a clinic to say yes to."""
    return any(each.contacts and each.consent is None for each in places)


def has_reason(places: Collection[Place]) -> bool:
    """There is something to coordinate: contacts at two clinics, or a consent given before."""
    return len(places) > 1 or any(each.consent is not None for each in places)

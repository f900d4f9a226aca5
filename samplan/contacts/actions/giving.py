"""Giving someone a contact, and changing what is said about it."""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.access.actions import open_relation
from samplan.access.models import RelationReason
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts import policies
from samplan.contacts.actions.refusing import refused_in_words
from samplan.contacts.announcing import What, tell_announcers
from samplan.contacts.models import (
    CareContact,
    CareTeam,
    ContactKind,
    ContactRequest,
    InternalNote,
)
from samplan.contacts.models.contact import no_hours
from samplan.notifications.actions import tell
from samplan.notifications.models import NoticeKind


@dataclass(frozen=True, kw_only=True)
class ContactFacts:
    """What is said about a contact besides whose and who: `hours` are seven texts."""

    kind: ContactKind = ContactKind.FIXED
    team_id: uuid.UUID | None = None
    is_coordinator: bool = False
    helps_with: str = ""
    helps_not: str = ""
    phone: str = ""
    hours: list[str] = field(default_factory=no_hours)
    answer_days: int = 2
    note_to_patient: str = ""
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def give_contact(
    patient_id: uuid.UUID,
    clinic_id: uuid.UUID,
    staff_id: uuid.UUID,
    facts: ContactFacts,
    *,
    acting: Acting,
    at: datetime,
    answering: ContactRequest | None = None,
) -> CareContact:
    """Let the staff member be the patient's contact at the clinic, and tell the patient.

    Opens a care relation. What the patient has asked for at the clinic is granted by it, unless
    it is `answering` that already: who answers then announces it. Raises Refused where the acting
    may not, the person does not work there, or another contact is in the way.
    """
    contact = _made(patient_id, clinic_id, staff_id, facts, acting=acting, at=at)
    if answering is None:
        _grant_what_is_asked(contact, acting=acting, at=at)
        tell_announcers([contact], What.GIVEN, acting=acting, at=at)
    tell(contact, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return contact


def _made(
    patient_id: uuid.UUID,
    clinic_id: uuid.UUID,
    staff_id: uuid.UUID,
    facts: ContactFacts,
    *,
    acting: Acting,
    at: datetime,
) -> CareContact:
    policies.check_may_manage(acting, clinic_id)
    policies.check_works_at(staff_id, clinic_id, max(facts.starts_on, local(at).date()))
    _check_team(facts.team_id, clinic_id)
    reason = RelationReason.CONTACT
    open_relation(patient_id, clinic_id, reason=reason, acting=acting, at=at)
    owned = {"patient_id": patient_id, "clinic_id": clinic_id, "staff_id": staff_id}
    with refused_in_words():
        contact = CareContact.objects.create(
            **owned, **asdict(facts), given_at=at, given_by=acting.actor_name
        )
    trail.record("contact.given", acting=acting, patient_id=patient_id, about=contact)
    return contact


def _grant_what_is_asked(contact: CareContact, *, acting: Acting, at: datetime) -> None:
    """Whoever has asked for a contact has one; a wish for another than one has still stands."""
    here = {"patient_id": contact.patient_id, "clinic_id": contact.clinic_id, "contact": None}
    for asked in ContactRequest.objects.open().filter(**here).select_for_update():
        asked.given, asked.decided_at, asked.decided_by = contact, at, acting.actor_name
        asked.save(update_fields=["given", "decided_at", "decided_by"])
        trail.record("contact.decided", acting=acting, patient_id=asked.patient_id, about=asked)


def _check_team(team_id: uuid.UUID | None, clinic_id: uuid.UUID) -> None:
    if team_id is not None:
        policies.check_team_is_of(CareTeam.objects.get(pk=team_id), clinic_id)


@transaction.atomic
def change_contact(contact: CareContact, facts: ContactFacts, *, acting: Acting) -> CareContact:
    """Change what is said about a contact; the person stays. Raises Refused as for a new one."""
    policies.check_may_manage(acting, contact.clinic_id)
    _check_team(facts.team_id, contact.clinic_id)
    locked = CareContact.objects.select_for_update().get(pk=contact.pk)
    for name, value in asdict(facts).items():
        setattr(locked, name, value)
    with refused_in_words():
        locked.save(update_fields=list(asdict(facts)))
    trail.record("contact.changed", acting=acting, patient_id=locked.patient_id, about=locked)
    return locked


@transaction.atomic
def set_internal_note(
    contact: CareContact, text: str, *, acting: Acting, at: datetime
) -> InternalNote:
    """Write what staff note among themselves about a contact, in place of what stood there."""
    policies.check_may_manage(acting, contact.clinic_id)
    written = {"text": text, "written_at": at, "written_by": acting.actor_name}
    note, _is_new = InternalNote.objects.update_or_create(
        patient_id=contact.patient_id,
        contact=contact,
        defaults=written,
        create_defaults=written | {"clinic_id": contact.clinic_id},
    )
    trail.record("contact.noted", acting=acting, patient_id=contact.patient_id, about=contact)
    return note

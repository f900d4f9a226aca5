"""Reads of contacts that more than one caller needs."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Q, QuerySet

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.compiled import compiled
from samplan.access.models import CareRelation
from samplan.access.policies import CARE_ROLES
from samplan.access.queries import patients_of_clinic
from samplan.common.paging import page_after
from samplan.contacts.models import (
    Absence,
    CareContact,
    CareContactQuerySet,
    CareTeam,
    ContactRequest,
    EndReason,
    InternalNote,
    TeamMembership,
)
from samplan.contacts.reaching import Reached, reached_on, with_reached
from samplan.organisations.models import Organisation, StaffMember

__all__ = ["Reached", "reached_on", "standing_contacts"]
PAGE = 30
MOST = 50  # of one patient, or in one choice: more than anyone has
MOST_PEOPLE = 500


@compiled
def standing_contacts(acting: Acting, *, on: date) -> CareContactQuerySet:
    """Whom the acting's patient turns to on a day, the coordinator first; one statement, and
    `reached_on` needs no more. Staff have those at their own clinic, of all its patients."""
    found = with_reached(CareContact.within(acting).on(on), on)
    return found.order_by("-is_coordinator", "starts_on", "id")[:MOST]


def contacts_at(acting: PatientActing, clinic_id: uuid.UUID, *, on: date) -> list[CareContact]:
    """The same at one clinic."""
    found = with_reached(CareContact.within(acting).on(on).filter(clinic_id=clinic_id), on)
    return list(found.order_by("-is_coordinator", "starts_on", "id")[:MOST])


def granted_by(contacts: Collection[CareContact]) -> dict[uuid.UUID, ContactRequest]:
    """What patients had asked for and got with each of those, by contact."""
    granted = ContactRequest.objects.filter(
        patient__in={each.patient_id for each in contacts}, given__in=contacts
    )
    return {each.given_id: each for each in granted if each.given_id is not None}


def replaced_by(contacts: Collection[CareContact]) -> dict[uuid.UUID, StaffMember]:
    """Whom each of those that were handed over just now comes after, by contact."""
    handed = CareContact.objects.filter(
        patient__in={each.patient_id for each in contacts},
        end_reason=EndReason.HANDED_OVER,
        ended_at__in={each.given_at for each in contacts},
    )
    before = {(each.patient_id, each.kind): each.staff for each in handed.select_related("staff")}
    found = ((each.pk, before.get((each.patient_id, each.kind))) for each in contacts)
    return {key: staff for key, staff in found if staff is not None}


def coming_contacts(acting: Acting, *, after: date) -> list[CareContact]:
    """Those who begin on a later day, soonest first, as `standing_contacts` gives them."""
    found = CareContact.within(acting).standing_or_coming(after).filter(starts_on__gt=after)
    return list(with_reached(found, after).order_by("starts_on", "id")[:MOST])


def earlier_contacts(acting: Acting, *, before: date) -> list[CareContact]:
    """Those whose last day has passed, newest first."""
    found = CareContact.within(acting).before(before).select_related("staff", "clinic")
    return list(found.order_by("-ends_on", "-id")[:MOST])


@compiled
def contacts_of(acting: StaffActing, *, patient_id: uuid.UUID, on: date) -> CareContactQuerySet:
    """The patient's contacts at the acting's clinic, standing or to come, coordinator first."""
    found = CareContact.within(acting).standing_or_coming(on).filter(patient_id=patient_id)
    return with_reached(found, on).order_by("-is_coordinator", "starts_on", "id")[:MOST]


@dataclass(frozen=True)
class ContactElsewhere:
    """What staff see of a patient's contact at another clinic: who, where, and no more."""

    name: str
    title: str
    clinic: str
    kind: str
    is_coordinator: bool


def contacts_elsewhere(
    acting: StaffActing, patient_id: uuid.UUID, *, on: date
) -> list[ContactElsewhere]:
    """Whom one of the acting's patients has at other clinics on a day."""
    return seen_elsewhere(of_other_clinics(acting, patient_id=patient_id, on=on))


def seen_elsewhere(contacts: Iterable[CareContact]) -> list[ContactElsewhere]:
    """What is seen of contacts that `of_other_clinics` has found."""
    return [
        ContactElsewhere(
            name=each.staff.full_name,
            title=each.staff.title,
            clinic=each.clinic.name,
            kind=each.get_kind_display(),
            is_coordinator=each.is_coordinator,
        )
        for each in contacts
    ]


@compiled
def of_other_clinics(
    acting: StaffActing, *, patient_id: uuid.UUID, on: date
) -> CareContactQuerySet:
    """The patient's contacts at other clinics on a day, for `seen_elsewhere` alone."""
    own = patients_of_clinic(acting).filter(pk=patient_id)
    others = CareContact.objects.on(on).filter(Exists(own), patient_id=patient_id)
    found = others.exclude(clinic_id=acting.clinic_id).select_related("staff", "clinic")
    return found.order_by("-is_coordinator", "starts_on", "id")[:MOST]


def contacts_of_clinic(
    acting: StaffActing, *, staff_id: uuid.UUID | None, after: uuid.UUID | None, on: date
) -> tuple[list[CareContact], uuid.UUID | None]:
    """The clinic's contacts, those of one person side by side; a page and where it goes on."""
    found = CareContact.within(acting).standing_or_coming(on)
    if staff_id is not None:
        found = found.filter(staff_id=staff_id)
    rows = with_reached(found, on).select_related("patient")
    return page_after(rows, by="staff_id", after=after, size=PAGE)


def contacts_to_manage(acting: StaffActing) -> CareContactQuerySet:
    """The clinic's contacts with all that changing one needs."""
    return CareContact.within(acting).select_related("patient", "staff", "team", "clinic")


def internal_note(acting: Acting, contact: CareContact) -> InternalNote | None:
    """What staff have noted; None for a patient or a proxy, whatever there is."""
    return InternalNote.within(acting).filter(contact=contact).first()


def requests_of(acting: Acting) -> list[ContactRequest]:
    """What the acting's patient has asked for, newest first."""
    found = ContactRequest.within(acting).select_related("clinic", "contact__staff")
    return list(found.order_by("-id")[:MOST])


def open_requests(
    acting: StaffActing, *, patient_id: uuid.UUID | None = None
) -> list[ContactRequest]:
    """What waits for the clinic's answer, oldest first; of one patient where one is given."""
    found = ContactRequest.within(acting).open().select_related("patient", "contact__staff")
    if patient_id is not None:
        found = found.filter(patient_id=patient_id)
    return list(found.order_by("asked_at", "id")[:MOST])


def clinics_to_ask(acting: PatientActing) -> list[Organisation]:
    """The clinics that the acting's patient goes to, by name."""
    relations = CareRelation.objects.filter(patient_id=acting.patient_id, ended_at=None)
    found = Organisation.objects.filter(pk__in=relations.values("clinic_id"))
    return list(found.order_by("name")[:MOST])


def people_at(clinic_id: uuid.UUID, day: date) -> list[StaffMember]:
    """Who meets the clinic's patients on a day, by name."""
    in_force = Q(assignments__ends_on=None) | Q(assignments__ends_on__gte=day)
    found = StaffMember.objects.filter(
        in_force,
        assignments__organisation_id=clinic_id,
        assignments__role__in=CARE_ROLES,
        assignments__starts_on__lte=day,
    )
    return list(found.distinct().order_by("family_name", "given_name", "id")[:MOST_PEOPLE])


def people_with_contacts(acting: StaffActing, *, on: date) -> list[StaffMember]:
    """Who is a contact at the clinic, also one who works there no longer, by name."""
    standing = CareContact.within(acting).standing_or_coming(on).values("staff_id")
    found = StaffMember.objects.filter(pk__in=standing)
    return list(found.order_by("family_name", "given_name", "id")[:MOST_PEOPLE])


def contacts_of_person(acting: StaffActing, staff_id: uuid.UUID, *, on: date) -> list[CareContact]:
    """Those of one person at the clinic, standing on a day or to come."""
    own = CareContact.within(acting).standing_or_coming(on).filter(staff_id=staff_id)
    return list(own.order_by("id"))


def teams_of(clinic_id: uuid.UUID, *, besides: Collection[uuid.UUID] = ()) -> list[CareTeam]:
    """The clinic's teams in use, and those of `besides`, by name."""
    found = CareTeam.objects.filter(Q(is_in_use=True) | Q(pk__in=besides), clinic_id=clinic_id)
    return list(found.order_by("name", "id")[:MOST_PEOPLE])


def all_teams(acting: StaffActing) -> QuerySet[CareTeam]:
    """The clinic's teams, in use or not."""
    return CareTeam.objects.filter(clinic_id=acting.clinic_id)


def members_of(teams: Collection[CareTeam]) -> dict[uuid.UUID, list[StaffMember]]:
    """Who is in each team, by name; one statement whatever their number."""
    found = TeamMembership.objects.filter(team__in=teams).select_related("staff")
    members: dict[uuid.UUID, list[StaffMember]] = {team.pk: [] for team in teams}
    for each in found.order_by("staff__family_name", "staff__given_name", "id"):
        members[each.team_id].append(each.staff)
    return members


def absences_at(acting: StaffActing) -> QuerySet[Absence]:
    """Who is, was or will be away from the acting's clinic."""
    return Absence.objects.filter(clinic_id=acting.clinic_id)


def coming_absences(acting: StaffActing, *, on: date) -> list[Absence]:
    """Who is away on a day, or will be, soonest first."""
    found = absences_at(acting).filter(Q(until_on__gte=on), until_on__gte=F("from_on"))
    shown = found.select_related("staff", "stand_in")
    return list(shown.order_by("from_on", "id")[:MOST_PEOPLE])

"""The known cast of every story: who they are, where they work, how they act."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from samplan.access import marks
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import (
    AgeLimit,
    AgeRule,
    CareRelation,
    DigitalConsent,
    Guardianship,
    RelationReason,
)
from samplan.access.queries import guardian_acting, self_acting, staff_acting
from samplan.access.session import pick
from samplan.accounts.models import User
from samplan.common.identity import make_test_identity_number
from samplan.organisations.models import (
    Assignment,
    Organisation,
    OrganisationKind,
    Role,
    StaffMember,
)
from samplan.patients.models import IdentityKind, Patient

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = AT.date()
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Alma (patient), Bo (guardian of Cleo, 9), Carl (stranger); Maria and Petra, nurses at
    different clinics; Stig, administrator at Maria's."""

    heart: Organisation
    urology: Organisation
    alma: Patient
    bo: Patient
    cleo: Patient
    carl: Patient
    maria: Assignment
    stig: Assignment
    petra: Assignment

    def acting(
        self, person: Patient | Assignment, *, on: date = TODAY
    ) -> "PatientActing | StaffActing":
        """The person acting for oneself, or the staff member in the assignment."""
        if isinstance(person, Assignment):
            acting = staff_acting(person.staff.user_id, person.pk, on)
        else:
            acting = self_acting(person.user_id, on)
        assert acting is not None
        return acting

    def bo_for_cleo(self, *, on: date = TODAY) -> PatientActing:
        """Bo acting as Cleo's guardian."""
        acting = guardian_acting(self.bo.user_id, self.cleo.pk, on)
        assert acting is not None
        return acting


class ActingClient(Client):
    """A browser that is signed in and marks its posts with its acting."""

    acting: PatientActing | StaffActing

    def send(self, path: str, data: dict | None = None, **options):
        """Post a form as it would be posted from a page of this acting."""
        mark = marks.mark_of(self.acting, at=timezone.now())
        return self.post(path, {**(data or {}), marks.FIELD: mark}, **options)


def browser_of(acting: PatientActing | StaffActing) -> ActingClient:
    """A client signed in as the acting's user and acting so."""
    client = ActingClient()
    user = User.objects.get(pk=acting.user_id)
    session = client.session
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "samplan.accounts.backends.ClaimsBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    pick(session, acting)
    session.save()
    client.cookies["samplan_session"] = session.session_key
    client.acting = acting
    return client


def make_cast() -> Cast:
    """Write the cast to the database."""
    AgeLimit.objects.create(rule=AgeRule.GUARDIAN_UNTIL, years=13, from_on=LONG_AGO)
    nation = _organisation("Sverige", OrganisationKind.NATION, None)
    region = _organisation("Region Norrby", OrganisationKind.REGION, nation)
    heart = _organisation("Hjärtmottagningen, Norrby sjukhus", OrganisationKind.CLINIC, region)
    urology = _organisation("Urologmottagningen, Söderby", OrganisationKind.CLINIC, region)
    bo = make_patient("Bo", "Lind", date(1948, 9, 23))
    cleo = make_patient("Cleo", "Lind", date(2017, 5, 4), has_user=False)
    Guardianship.objects.create(guardian=bo, patient=cleo, starts_on=cleo.born_on)
    cast = Cast(
        heart=heart,
        urology=urology,
        alma=make_patient("Alma", "Ek", date(1955, 4, 12)),
        bo=bo,
        cleo=cleo,
        carl=make_patient("Carl", "Sten", date(1980, 2, 29)),
        maria=make_staff("Maria", "Nyström", "Hjärtsjuksköterska", heart, Role.HANDLER),
        stig=make_staff("Stig", "Berg", "Administratör", heart, Role.LOCAL_ADMINISTRATOR),
        petra=make_staff("Petra", "Holm", "Urologsjuksköterska", urology, Role.HANDLER),
    )
    for patient in (cast.alma, cast.bo, cast.cleo):
        relate(patient, heart)
        consent(patient)
    return cast


def make_patient(given: str, family: str, born_on: date, *, has_user: bool = True) -> Patient:
    """A patient with a published test number of that day."""
    index = Patient.objects.filter(born_on=born_on).count()
    number = make_test_identity_number(born_on, index)
    user = None
    if has_user:
        user = User.objects.create(
            subject=f"test-{number.digits}",
            name=f"{given} {family}",
            identity_number=number.digits,
        )
    return Patient.objects.create(
        user=user,
        identity_kind=IdentityKind.PERSONNUMMER,
        identity_number=number.digits,
        given_name=given,
        family_name=family,
        born_on=born_on,
        email=f"{given.lower()}@samplan.invalid",
    )


def make_staff(
    given: str, family: str, title: str, organisation: Organisation, role: Role
) -> Assignment:
    """A staff member in one assignment."""
    hsa_id = f"SE2321000000-{given.upper()}"
    user = User.objects.create(subject=f"test-{hsa_id}", name=f"{given} {family}", hsa_id=hsa_id)
    staff = StaffMember.objects.create(
        user=user, hsa_id=hsa_id, given_name=given, family_name=family, title=title
    )
    return Assignment.objects.create(
        staff=staff, organisation=organisation, role=role, starts_on=LONG_AGO
    )


def relate(patient: Patient, clinic: Organisation) -> None:
    """Let the clinic see the patient."""
    CareRelation.objects.create(
        patient=patient, clinic=clinic, reason=RelationReason.VISIT, began_at=AT
    )


def consent(patient: Patient) -> None:
    """Let the patient be reached digitally."""
    DigitalConsent.objects.create(patient=patient, given_at=AT, given_by=patient.full_name)


def _organisation(name: str, kind: OrganisationKind, parent: Organisation | None) -> Organisation:
    number = Organisation.objects.count()
    return Organisation.objects.create(
        name=name,
        kind=kind,
        parent=parent,
        hsa_id=f"SE2321000000-{number:04}",
        slug=f"plats-{number}",
        phone="010-123 45 00",
        phone_hours="måndag–fredag 8–11",
        address="Sjukhusvägen 1, Norrby",
    )

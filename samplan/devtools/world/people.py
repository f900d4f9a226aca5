"""The invented people of the demo world. Identity numbers are published test numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from samplan.access.acting import StaffActing
from samplan.access.actions import give_consent
from samplan.access.models import AgeLimit, AgeRule, Guardianship
from samplan.access.queries import guardian_acting, self_acting, staff_acting
from samplan.accounts.models import User
from samplan.bookings.models import Resource
from samplan.common.dates import local
from samplan.common.identity import make_test_identity_number
from samplan.devtools.world.places import found_places
from samplan.notifications.choosing import choose
from samplan.organisations.models import Assignment, Organisation, Role, StaffMember
from samplan.patients.actions import change_reach
from samplan.patients.models import IdentityKind, Patient

LONG_AGO = date(2020, 1, 1)
HEART, UROLOGY = "hjartmottagningen-norrby", "urologmottagningen-soderby"
REGION, NATION = "region-norrby", "sverige"
PRIMARY, HOME_CARE = "norrby-vardcentral", "hemsjukvarden-norrby"

STAFF: list[tuple[str, str, str, list[tuple[str, Role]]]] = [
    ("Maria", "Nyström", "Hjärtsjuksköterska", [(HEART, Role.HANDLER), (HEART, Role.RECEIVER)]),
    ("Omid", "Rahimi", "Överläkare, kardiologi", [(HEART, Role.HANDLER)]),
    ("Stig", "Berg", "Verksamhetsadministratör", [(HEART, Role.LOCAL_ADMINISTRATOR)]),
    ("Petra", "Holm", "Urologsjuksköterska", [(UROLOGY, Role.HANDLER)]),
    ("Ulla", "Ström", "Verksamhetsadministratör", [(UROLOGY, Role.LOCAL_ADMINISTRATOR)]),
    ("Rut", "Ask", "Regionadministratör", [(REGION, Role.REGIONAL_ADMINISTRATOR)]),
    ("Nils", "Alm", "Nationell administratör", [(NATION, Role.NATIONAL_ADMINISTRATOR)]),
    ("Johan", "Frisk", "Hjärtsjuksköterska", [(HEART, Role.HANDLER)]),
    ("Eva", "Sandin", "Distriktsläkare", [(PRIMARY, Role.HANDLER)]),
    ("Gun", "Hall", "Verksamhetsadministratör", [(PRIMARY, Role.LOCAL_ADMINISTRATOR)]),
    ("Noor", "Sabri", "Distriktssköterska", [(PRIMARY, Role.RECEIVER)]),
    ("Per", "Lager", "Urologsjuksköterska", [(UROLOGY, Role.RECEIVER)]),
    ("Lena", "Aho", "Distriktssköterska", [(PRIMARY, Role.HANDLER), (HOME_CARE, Role.HANDLER)]),
]
SMS_AND_QUIET = {
    "message": "mail",
    "visit": "mail",
    "reminder": "sms",
    "change": "sms",
    "quiet_from": 20,
    "quiet_until": 8,
    "digest_hour": None,
    "language": "sv",
}
PATIENTS = [
    ("Alma", "Ek", date(1955, 4, 12)),
    ("Bo", "Lind", date(1978, 9, 23)),
    ("Sara", "Holm", date(1961, 1, 17)),
    ("Omar", "Aziz", date(1973, 3, 5)),
    ("Carl", "Sten", date(1980, 2, 29)),
    ("Lo", "Vik", date(1949, 11, 30)),
    ("Inga", "Dahl", date(1942, 6, 8)),
    ("Yusuf", "Demir", date(1966, 8, 19)),
    ("Karin", "Björk", date(1950, 2, 11)),
    ("Erik", "Ståhl", date(1959, 10, 3)),
    ("Maj", "Lund", date(1947, 7, 27)),
]
WITHOUT_ACCOUNT = {"Inga"}
PROTECTED = {"Lo"}


@dataclass(frozen=True)
class People:
    """The demo world's people by given name, its clinics by slug."""

    places: dict[str, Organisation]
    patients: dict[str, Patient]
    staff: dict[str, list[Assignment]]
    resources: dict[str, Resource]

    def acting(self, given: str, at: datetime) -> StaffActing:
        """The member of staff in the first of their assignments. Raises LookupError."""
        assignment = self.staff[given][0]
        user_id = assignment.staff.user_id
        acting = user_id and staff_acting(user_id, assignment.pk, local(at).date())
        if not acting:
            raise LookupError(f"{given} is missing in the demo world.")
        return acting


def settle(nation: Organisation, *, at: datetime) -> People:
    """Make places, staff, patients and their consents."""
    AgeLimit.objects.create(rule=AgeRule.GUARDIAN_UNTIL, years=13, from_on=LONG_AGO)
    places = found_places(nation)
    staff = {row[0]: _hire(*row, places=places) for row in STAFF}
    patients = {given: _bear(given, family, born) for given, family, born in PATIENTS}
    cleo_born = date(local(at).year - 9, 5, 4)
    patients["Cleo"] = _bear("Cleo", "Lind", cleo_born, has_account=False)
    Guardianship.objects.create(
        guardian=patients["Bo"], patient=patients["Cleo"], starts_on=cleo_born
    )
    _agree(patients, at=at)
    _choose_sms(patients["Alma"], at=at)
    resources = {
        given: Resource.objects.create(
            clinic=assignments[0].organisation,
            staff=assignments[0].staff,
            name=f"{assignments[0].staff.full_name}, {assignments[0].staff.title.lower()}",
        )
        for given, assignments in staff.items()
        if assignments[0].role == Role.HANDLER
    }
    return People(places, patients, staff, resources)


def _hire(
    given: str,
    family: str,
    title: str,
    posts: list[tuple[str, Role]],
    *,
    places: dict[str, Organisation],
) -> list[Assignment]:
    hsa_id = f"SE2321000999-{given.upper()}"
    user = User.objects.create(subject=f"demo-{hsa_id}", name=f"{given} {family}", hsa_id=hsa_id)
    member = StaffMember.objects.create(
        user=user, hsa_id=hsa_id, given_name=given, family_name=family, title=title
    )
    return [
        Assignment.objects.create(
            staff=member, organisation=places[slug], role=role, starts_on=LONG_AGO
        )
        for slug, role in posts
    ]


def _bear(given: str, family: str, born_on: date, *, has_account: bool = True) -> Patient:
    number = make_test_identity_number(born_on, 0)
    user = None
    if has_account and given not in WITHOUT_ACCOUNT:
        user = User.objects.create(
            subject=f"demo-{number.digits}",
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
        email=f"{given.lower()}@samplan.invalid" if user else "",
        address="Skogsvägen 4, 123 40 Norrby",
        has_protected_identity=given in PROTECTED,
    )


def _agree(patients: dict[str, Patient], *, at: datetime) -> None:
    day = local(at).date()
    for patient in patients.values():
        if patient.user_id is not None:
            acting = self_acting(patient.user_id, day)
        else:
            bo = patients["Bo"]
            acting = bo.user_id and guardian_acting(bo.user_id, patient.pk, day)
        if acting:
            give_consent(acting=acting, at=at)


def _choose_sms(person: Patient, *, at: datetime) -> None:
    """Reminders by SMS, and quiet until eight."""
    acting = person.user_id and self_acting(person.user_id, local(at).date())
    if acting:
        change_reach(person.pk, acting=acting, phone="+46701740605")
        choose(SMS_AND_QUIET, acting=acting)

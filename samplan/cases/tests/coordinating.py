"""Alma's care contacts at two clinics, and her consent to both."""

from samplan.access.acting import PatientActing, StaffActing
from samplan.cases.coordinating import actions
from samplan.cases.models import CoordinationMessage
from samplan.common.ids import uuid7
from samplan.contacts.tests.factories import contact_of
from samplan.organisations.models import Assignment, Organisation, OrganisationKind, Role
from samplan.patients.models import Patient
from tests.cast import AT, Cast, make_staff, relate

HEARD = "Hon blir yr av dosen. Kan ni vänta med nästa höjning?"


def two_contacts(cast: Cast, patient: Patient | None = None) -> None:
    """Maria coordinates at the heart clinic; Petra is the contact at the urology clinic."""
    whom = patient or cast.alma
    contact_of(whom, cast.maria, is_coordinator=True)
    contact_of(whom, cast.petra)
    relate(whom, cast.urology)


def third_contact(cast: Cast, patient: Patient) -> Assignment:
    """The patient's contact at a clinic that has nothing to do with anyone else."""
    kidneys = Organisation.objects.create(
        name=f"Njurmottagningen, Norr{patient.given_name.lower()}",  # begins as no key does
        kind=OrganisationKind.CLINIC,
        parent=cast.heart.parent,
        hsa_id=f"SE2321000000-NJUR-{patient.given_name.upper()}",
        slug=f"njurmottagningen-{patient.given_name.lower()}",
    )
    given = f"Nora-{patient.given_name}"
    nora = make_staff(given, "Lind", "Njursjuksköterska", kidneys, Role.HANDLER)
    contact_of(patient, nora)
    relate(patient, kidneys)
    return nora


def agree(cast: Cast, *clinics: Organisation, acting: PatientActing | None = None, at=AT) -> None:
    """Alma, or another, says yes to the clinics; to both where none is named."""
    who = acting or cast.acting(cast.alma)
    assert isinstance(who, PatientActing)
    named = clinics or (cast.heart, cast.urology)
    actions.consent([each.pk for each in named], acting=who, at=at)


def take_back(cast: Cast, *clinics: Organisation, at=AT) -> None:
    """Alma takes it back."""
    alma = cast.acting(cast.alma)
    assert isinstance(alma, PatientActing)
    actions.withdraw([each.pk for each in clinics], acting=alma, at=at)


def write_as(
    cast: Cast, whom: Assignment, body: str = HEARD, *, patient: Patient | None = None, at=AT
) -> CoordinationMessage:
    """One of the contacts writes to the others."""
    acting = cast.acting(whom)
    assert isinstance(acting, StaffActing)
    key = (patient or cast.alma).pk
    return actions.write(key, body, key=uuid7(), acting=acting, at=at)

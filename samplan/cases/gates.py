"""Who may use a clinic's services: one evaluator, that both lists them and guards them.

Three gates, as case types have nationally: open to everyone in the clinic's service area, to
patients whom the clinic has approved, or to those whom it has handed the service out to, until a
day.
"""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.fields import DateField
from django.db.models.functions import Cast, ExtractYear, Lower, Substr

from samplan.access.acting import Acting, PatientActing
from samplan.access.models import Approval
from samplan.audit import trail
from samplan.cases.models import Direction, GoesTo, HandOut, Offering, OfferingState, OpensTo
from samplan.contacts.models import CareContact
from samplan.organisations.models import ServiceArea, Sex
from samplan.patients.models import IdentityKind, Patient

GENERAL: Final = "stall-en-fraga"  # the national case type for questions of any kind
ODD = tuple("13579")


def services_of(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """The services that may be used for the patient by `acting` on a day, at any clinic.

    Those that are paused are among them, so that one is told why. Whoever acts for a patient
    reaches what is open to that patient, whatever else is asked for; staff, who enter cases for
    someone, what their own clinic offers that patient.
    """
    trail.touch()
    if isinstance(acting, PatientActing):
        return _open_to(acting.patient_id, on)
    services = _open_to(patient_id, on)
    return services.filter(clinic_id=acting.unit_id) if acting.kind == "staff" else services


def _open_to(patient_id: uuid.UUID, day: date) -> QuerySet[Offering]:
    own = HandOut.objects.standing(day).filter(patient_id=patient_id)
    handed = Exists(own.filter(offering_id=OuterRef("pk")))
    here = Approval.objects.standing(day).filter(patient_id=patient_id)
    approved = Exists(here.filter(clinic_id=OuterRef("clinic_id")))
    is_open = (
        Q(_serves(patient_id, day), opens_to=OpensTo.EVERYONE)
        | Q(approved, opens_to=OpensTo.APPROVED)
        | Q(handed, opens_to=OpensTo.HANDED_OUT)
    )
    return _started_by_patients().filter(is_open)


def _started_by_patients() -> QuerySet[Offering]:
    return (
        Offering.objects.filter(case_type__direction=Direction.PATIENT)
        .exclude(state=OfferingState.RETIRED)
        .select_related("version__questionnaire", "clinic")
        .order_by("group", "position", "id")
    )


def services_offered(clinic_ids: Collection[uuid.UUID]) -> QuerySet[Offering]:
    """All that clinics offer any of their patients: what staff see of it."""
    return _started_by_patients().filter(clinic__in=clinic_ids)


def nobody_has_it(day: date) -> Q:
    """Whether an offering is for patients whom its clinic has let in, and there are none."""
    approved = Approval.objects.standing(day).filter(clinic_id=OuterRef("clinic_id"))
    handed = HandOut.objects.standing(day).filter(offering_id=OuterRef("pk"))
    return Q(~Exists(approved), opens_to=OpensTo.APPROVED) | Q(
        ~Exists(handed), opens_to=OpensTo.HANDED_OUT
    )


def services_for_contacts(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """Of `services_of`, those in use by which one writes to care contacts at their clinics."""
    services = services_of(acting, patient_id, on=on)
    return services.filter(version__goes_to=GoesTo.CONTACT, state=OfferingState.ACTIVE)


def services_to_ask(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """Of `services_of`, those in use by which one asks about anything: first to one's care contact
    at the clinic, where one has one, else by the general question."""
    contacts = CareContact.objects.on(on).filter(
        patient_id=patient_id, clinic_id=OuterRef("clinic_id")
    )
    to_contact = Q(Exists(contacts), version__goes_to=GoesTo.CONTACT)
    services = services_of(acting, patient_id, on=on).filter(state=OfferingState.ACTIVE)
    asked = services.filter(to_contact | Q(case_type__slug=GENERAL))
    return asked.order_by("version__goes_to", "position", "id")  # contact before queue


def _serves(patient_id: uuid.UUID, day: date) -> Q:
    """Whether the patient is of the service area of an offering's clinic."""
    areas = ServiceArea.objects.filter(clinic_id=OuterRef("clinic_id"))
    placed = areas.annotate(place=Lower("municipality"))
    person = (
        Patient.objects.filter(pk=patient_id)
        .annotate(sex_digit=Substr("identity_number", 11, 1), birthday=_birthday_of(day))
        .annotate(known_sex=_sex(), age=_age_on(day), place=Lower("municipality"))
    )
    home, place, sex, age = (
        Subquery(person.values(name)[:1]) for name in ("home_region", "place", "known_sex", "age")
    )
    theirs = placed.filter(
        Q(region=None) | Q(region__hsa_id=home),
        Q(place="") | Q(place=place),
        Q(sex="") | Q(sex=sex),
        Q(age_from=None) | Q(age_from__lte=age),
        Q(age_to=None) | Q(age_to__gte=age),
    )
    return ~Q(Exists(areas)) | Q(Exists(theirs))


def _sex() -> Case:
    """As `Patient.sex`."""
    return Case(
        When(identity_kind=IdentityKind.RESERVE, then=Value("")),
        When(sex_digit__in=ODD, then=Value(Sex.MALE.value)),
        default=Value(Sex.FEMALE.value),
        output_field=CharField(),
    )


def _years_to(day: date) -> Combinable:
    """How many years the day's is after someone's year of birth.

    The day is put in as it is: compiled queries may not reckon with their values.
    """
    return ExtractYear(Cast(Value(day), DateField())) - ExtractYear("born_on")


def _birthday_of(day: date) -> Func:
    """Someone's birthday in the year of a day: of those born on 29 February the 28th, as by law."""
    years = Cast(_years_to(day), IntegerField())
    return Func(
        F("born_on"),
        Func(years, template="make_interval(years => %(expressions)s)"),
        template="(%(expressions)s)::date",
        arg_joiner=" + ",
        output_field=DateField(),
    )


def _age_on(day: date) -> Case:
    """As `common.dates.age_on`."""
    return Case(
        When(birthday__lte=day, then=_years_to(day)),
        default=_years_to(day) - 1,
        output_field=IntegerField(),
    )

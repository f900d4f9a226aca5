"""Who may use a clinic's services: one evaluator, that both lists them and guards them.

Three gates, as case types have nationally: open to everyone in the clinic's service area, to
patients whom the clinic has approved, or to those whom it has handed the service out to, until a
day.
"""

import uuid
from datetime import date

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
from samplan.cases.models import Direction, HandOut, Offering, OfferingState, OpensTo
from samplan.organisations.models import ServiceArea, Sex
from samplan.patients.models import IdentityKind, Patient

ODD = tuple("13579")


def services_of(acting: Acting, patient_id: uuid.UUID, *, on: date) -> QuerySet[Offering]:
    """The services that can be used for the patient by `acting` on a day, at any clinic.

    Those that are paused are among them, so that one is told why. A patient reaches what is open
    to that patient; staff, who enter cases for someone, what their own clinic offers that patient.
    """
    trail.touch()
    services = _open_to(patient_id, on)
    if isinstance(acting, PatientActing):
        return services if acting.patient_id == patient_id else services.none()
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
    return (
        Offering.objects.filter(is_open, case_type__direction=Direction.PATIENT)
        .exclude(state=OfferingState.RETIRED)
        .select_related("version__questionnaire", "clinic")
        .order_by("group", "position", "id")
    )


def _serves(patient_id: uuid.UUID, day: date) -> Q:
    """Whether the patient is of the service area of an offering's clinic."""
    areas = ServiceArea.objects.filter(clinic_id=OuterRef("clinic_id"))
    placed = areas.annotate(place=Lower("municipality"))
    person = (
        Patient.objects.filter(pk=patient_id)
        .annotate(sex_digit=Substr("identity_number", 11, 1), birthday=_birthday_in(day.year))
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


def _birthday_in(year: int) -> Func:
    """Someone's birthday in a year: of those born on 29 February the 28th, as by law."""
    years = Cast(Value(year) - ExtractYear("born_on"), IntegerField())
    return Func(
        F("born_on"),
        Func(years, template="make_interval(years => %(expressions)s)"),
        template="(%(expressions)s)::date",
        arg_joiner=" + ",
        output_field=DateField(),
    )


def _age_on(day: date) -> Case:
    """As `common.dates.age_on`."""
    years: Combinable = Value(day.year) - ExtractYear("born_on")
    return Case(
        When(birthday__lte=day, then=years),
        default=years - 1,
        output_field=IntegerField(),
    )

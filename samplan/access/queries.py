"""Finding who someone may be, and whom a clinic may see."""

import uuid
from datetime import date

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import AgeLimit, AgeRule, CareRelation, DigitalConsent, Guardianship
from samplan.audit import trail
from samplan.common.dates import age_on
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient


def self_acting(user_id: uuid.UUID, day: date) -> PatientActing | None:
    """The user acting for oneself; None where the user is no patient or is switched off."""
    person = (
        Patient.objects.filter(user_id=user_id, user__is_active=True)
        .annotate(has_others=Exists(guardianships_on(day).filter(guardian_id=OuterRef("pk"))))
        .first()
    )
    if person is None:
        return None
    return PatientActing(
        user_id=user_id,
        person_id=person.pk,
        person_name=person.full_name,
        patient_id=person.pk,
        patient_name=person.full_name,
        patient_given_name=person.given_name,
        kind="self",
        has_others=person.has_others,
    )


def guardian_acting(user_id: uuid.UUID, patient_id: uuid.UUID, day: date) -> PatientActing | None:
    """The user acting as guardian of the patient; None from the day the child is too old."""
    row = (
        guardianships_on(day)
        .filter(guardian__user_id=user_id, guardian__user__is_active=True, patient_id=patient_id)
        .select_related("guardian", "patient")
        .annotate(until=age_in_force(AgeRule.GUARDIAN_UNTIL, day))
        .first()
    )
    if row is None or row.until is None or age_on(row.patient.born_on, day) >= row.until:
        return None
    return PatientActing(
        user_id=user_id,
        person_id=row.guardian_id,
        person_name=row.guardian.full_name,
        patient_id=row.patient_id,
        patient_name=row.patient.full_name,
        patient_given_name=row.patient.given_name,
        kind="guardian",
        has_others=True,
    )


def children_of(user_id: uuid.UUID, day: date) -> list[Patient]:
    """The children that the user may act for on `day`, by name."""
    rows = (
        guardianships_on(day)
        .filter(guardian__user_id=user_id)
        .select_related("patient")
        .annotate(until=age_in_force(AgeRule.GUARDIAN_UNTIL, day))
        .order_by("patient__given_name", "patient_id")
    )
    return [
        row.patient
        for row in rows
        if row.until is not None and age_on(row.patient.born_on, day) < row.until
    ]


def staff_acting(user_id: uuid.UUID, assignment_id: uuid.UUID, day: date) -> StaffActing | None:
    """The user in that assignment; None where it is not theirs or not in force on `day`."""
    others = Assignment.objects.on(day).filter(staff_id=OuterRef("staff_id"))
    row = (
        assignments_of(user_id, day)
        .filter(pk=assignment_id)
        .annotate(has_others=Exists(others.exclude(pk=OuterRef("pk"))))
        .first()
    )
    if row is None:
        return None
    return StaffActing(
        user_id=user_id,
        staff_id=row.staff_id,
        assignment_id=row.pk,
        actor_name=row.staff.full_name,
        actor_title=row.staff.title,
        role=row.role,
        clinic_id=row.organisation_id,
        clinic_name=row.organisation.name,
        organisation_kind=row.organisation.kind,
        has_others=row.has_others,
    )


def assignments_of(user_id: uuid.UUID, day: date) -> QuerySet[Assignment]:
    """The user's assignments in force on `day`, by organisation."""
    return (
        Assignment.objects.on(day)
        .filter(staff__user_id=user_id, staff__user__is_active=True)
        .select_related("staff", "organisation")
        .order_by("organisation__name", "role", "id")
    )


def age_in_force(rule: AgeRule, day: date) -> Combinable:
    """The age of `rule` in force on `day`, as an expression."""
    limits = AgeLimit.objects.filter(rule=rule, from_on__lte=day).order_by("-from_on")
    return Subquery(limits.values("years")[:1], output_field=IntegerField())


def guardianships_on(day: date) -> QuerySet[Guardianship]:
    """The guardianships in force on `day`, whatever the child's age."""
    still = Q(ends_on=None) | Q(ends_on__gte=day)
    return Guardianship.objects.filter(still, starts_on__lte=day)


def standing_consent(patient_id: uuid.UUID) -> DigitalConsent | None:
    """The patient's consent to be reached digitally, where it stands."""
    return DigitalConsent.objects.filter(patient_id=patient_id, withdrawn_at=None).first()


def patients_of_clinic(acting: StaffActing) -> QuerySet[Patient]:
    """The patients that the acting's clinic has a care relation with."""
    trail.touch()
    relations = CareRelation.objects.filter(
        patient_id=OuterRef("pk"), clinic_id=acting.clinic_id, ended_at=None
    )
    return Patient.objects.filter(Exists(relations))

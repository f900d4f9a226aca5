"""Finding who someone may be, and whom a clinic may see."""

import uuid
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import AgeLimit, AgeRule, CareRelation, DigitalConsent, Guardianship
from samplan.accounts.models import User
from samplan.audit import trail
from samplan.common.dates import age_on
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient

SELF = """
SELECT person.id, person.given_name, person.family_name, EXISTS (
    SELECT FROM access_guardianship AS ward WHERE ward.guardian_id = person.id
    AND ward.starts_on <= %s AND (ward.ends_on IS NULL OR ward.ends_on >= %s))
FROM patients_patient AS person
JOIN accounts_user ON accounts_user.id = person.user_id AND accounts_user.is_active
WHERE person.user_id = %s
"""
GUARDIAN = """
SELECT guardian.id, guardian.given_name || ' ' || guardian.family_name, child.given_name,
    child.family_name, child.born_on, (SELECT years FROM access_agelimit
        WHERE rule = %s AND from_on <= %s ORDER BY from_on DESC LIMIT 1)
FROM access_guardianship AS ward
JOIN patients_patient AS guardian ON guardian.id = ward.guardian_id
JOIN accounts_user ON accounts_user.id = guardian.user_id AND accounts_user.is_active
JOIN patients_patient AS child ON child.id = ward.patient_id
WHERE guardian.user_id = %s AND ward.patient_id = %s
    AND ward.starts_on <= %s AND (ward.ends_on IS NULL OR ward.ends_on >= %s)
LIMIT 1
"""
STAFF = """
SELECT staff.id, staff.given_name || ' ' || staff.family_name, staff.title, post.role, place.id,
    place.name, place.kind, EXISTS (
        SELECT FROM organisations_assignment AS other WHERE other.staff_id = staff.id
        AND other.id <> post.id AND other.starts_on <= %s
        AND (other.ends_on IS NULL OR other.ends_on >= %s))
FROM organisations_assignment AS post
JOIN organisations_staffmember AS staff ON staff.id = post.staff_id
JOIN accounts_user ON accounts_user.id = staff.user_id AND accounts_user.is_active
    AND accounts_user.hsa_id = staff.hsa_id
JOIN organisations_organisation AS place ON place.id = post.organisation_id
WHERE post.id = %s AND staff.user_id = %s
    AND post.starts_on <= %s AND (post.ends_on IS NULL OR post.ends_on >= %s)
"""


def self_acting(user_id: uuid.UUID, day: date) -> PatientActing | None:
    """The user acting for oneself; None where the user is no patient or is switched off."""
    row = _first_row(SELF, [day, day, user_id])
    if row is None:
        return None
    person_id, given, family, has_others = row
    return PatientActing(
        user_id=user_id,
        person_id=person_id,
        person_name=f"{given} {family}",
        patient_id=person_id,
        patient_name=f"{given} {family}",
        patient_given_name=given,
        kind="self",
        has_others=has_others,
    )


def guardian_acting(user_id: uuid.UUID, patient_id: uuid.UUID, day: date) -> PatientActing | None:
    """The user acting as guardian of the patient; None from the day the child is too old."""
    row = _first_row(GUARDIAN, [AgeRule.GUARDIAN_UNTIL.value, day, user_id, patient_id, day, day])
    if row is None:
        return None
    guardian_id, guardian_name, given, family, born_on, until = row
    if until is None or age_on(born_on, day) >= until:
        return None
    return PatientActing(
        user_id=user_id,
        person_id=guardian_id,
        person_name=guardian_name,
        patient_id=patient_id,
        patient_name=f"{given} {family}",
        patient_given_name=given,
        kind="guardian",
        has_others=True,
    )


def _first_row(statement: str, values: list[Any]) -> tuple[Any, ...] | None:
    """The first row of a plain statement: these run on every request, and the ORM's building
    of them cost more than all else that a request does before its page."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


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
    row = _first_row(STAFF, [day, day, assignment_id, user_id, day, day])
    if row is None:
        return None
    staff_id, name, title, role, clinic_id, clinic_name, organisation_kind, has_others = row
    return StaffActing(
        user_id=user_id,
        staff_id=staff_id,
        assignment_id=assignment_id,
        actor_name=name,
        actor_title=title,
        role=role,
        clinic_id=clinic_id,
        clinic_name=clinic_name,
        organisation_kind=organisation_kind,
        has_others=has_others,
    )


def assignments_of(user_id: uuid.UUID, day: date) -> QuerySet[Assignment]:
    """The user's assignments in force on `day`, by organisation."""
    return (
        Assignment.objects.on(day)
        .filter(
            staff__user_id=user_id,
            staff__user__is_active=True,
            staff__user__hsa_id=F("staff__hsa_id"),
        )
        .select_related("staff", "organisation")
        .order_by("organisation__name", "role", "id")
    )


def acting_of(key: str, day: date) -> PatientActing | StaffActing | None:
    """The acting whose `key` it is; None where it no longer holds on `day`."""
    user, kind, target = key.split(":")
    user_id, target_id = uuid.UUID(user), uuid.UUID(target)
    if kind == "self":
        return self_acting(user_id, day)
    if kind == "guardian":
        return guardian_acting(user_id, target_id, day)
    return staff_acting(user_id, target_id, day)


def age_in_force(rule: AgeRule, day: date) -> Combinable:
    """The age of `rule` in force on `day`, as an expression."""
    limits = AgeLimit.objects.filter(rule=rule, from_on__lte=day).order_by("-from_on")
    return Subquery(limits.values("years")[:1], output_field=IntegerField())


def guardianships_on(day: date) -> QuerySet[Guardianship]:
    """The guardianships in force on `day`, whatever the child's age."""
    still = Q(ends_on=None) | Q(ends_on__gte=day)
    return Guardianship.objects.filter(still, starts_on__lte=day)


def text_size_of(user_id: uuid.UUID) -> str:
    """How large the user wants the text."""
    return str(User.objects.values_list("text_size", flat=True).get(pk=user_id))


def standing_consent(patient_id: uuid.UUID) -> DigitalConsent | None:
    """The patient's consent to be reached digitally, where it stands."""
    return DigitalConsent.objects.filter(patient_id=patient_id, withdrawn_at=None).first()


def known_patient(key: uuid.UUID) -> uuid.UUID | None:
    """The key itself where a patient has it."""
    return Patient.objects.filter(pk=key).values_list("pk", flat=True).first()


def patients_of_clinic(acting: StaffActing) -> QuerySet[Patient]:
    """The patients that the acting's clinic has a care relation with."""
    trail.touch()
    relations = CareRelation.objects.filter(
        patient_id=OuterRef("pk"), clinic_id=acting.clinic_id, ended_at=None
    )
    return Patient.objects.filter(Exists(relations))

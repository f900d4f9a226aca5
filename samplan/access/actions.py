"""Giving and taking: care relations and consent."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access import policies, queries
from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.limits import take_look_ups
from samplan.access.models import CareRelation, DigitalConsent, RelationReason
from samplan.accounts.models import TextSize, User
from samplan.audit import trail
from samplan.common.dates import local
from samplan.common.identity import IdentityNumber, parse_identity_number
from samplan.organisations.models import StaffMember
from samplan.patients.models import Patient


@transaction.atomic
def open_relation(
    patient_id: uuid.UUID,
    clinic_id: uuid.UUID,
    *,
    reason: RelationReason,
    acting: Acting,
    at: datetime,
) -> CareRelation:
    """Let the clinic's staff see the patient. Where they already may, the standing one is given."""
    relation, is_new = CareRelation.objects.get_or_create(
        patient_id=patient_id,
        clinic_id=clinic_id,
        ended_at=None,
        defaults={"reason": reason, "began_at": at},
    )
    if is_new:
        trail.record(
            "relation.opened",
            acting=acting,
            patient_id=patient_id,
            about=relation,
            detail={"reason": reason.value},
        )
    return relation


@transaction.atomic
def open_relations(
    patient_ids: Collection[uuid.UUID],
    clinic_id: uuid.UUID,
    *,
    reason: RelationReason,
    acting: Acting,
    at: datetime,
) -> None:
    """As `open_relation` for many patients, in a few statements."""
    standing = CareRelation.objects.filter(
        patient__in=patient_ids, clinic_id=clinic_id, ended_at=None
    )
    known = set(standing.values_list("patient_id", flat=True))
    opened = [
        CareRelation(patient_id=key, clinic_id=clinic_id, reason=reason, began_at=at)
        for key in sorted(set(patient_ids) - known)
    ]
    CareRelation.objects.bulk_create(opened)
    trail.record_many(
        "relation.opened",
        acting=acting,
        about=[(each.patient_id, each) for each in opened],
        detail={"reason": reason.value},
    )


def look_up(number: IdentityNumber, *, acting: StaffActing, at: datetime) -> Patient:
    """Find a patient by full identity number; logged, and opens a care relation.

    Raises Refused with a plain sentence where nobody has the number, that try is logged too, and
    where the hour's look-ups of people who are not the clinic's patients are spent.
    """
    if not policies.works_with_patients(acting):
        raise policies.Refused(_("Your assignment does not let you look up patients."))
    patient = Patient.objects.filter(identity_number=number.digits).first()
    is_here = patient is not None and queries.patients_of_clinic(acting).contains(patient)
    if not is_here and not take_look_ups(1, acting=acting, at=at):
        trail.record("look_ups.spent", acting=acting, patient_id=None)
        raise policies.Refused(
            _("You have looked up many people who are not your patients. Try again in an hour.")
        )
    if patient is None:
        trail.record("patient.not_found", acting=acting, patient_id=None)
        raise policies.Refused(_("No patient has that number. Check the digits."))
    with transaction.atomic():
        reason = RelationReason.LOOKUP
        open_relation(patient.pk, acting.clinic_id, reason=reason, acting=acting, at=at)
        trail.record("patient.looked_up", acting=acting, patient_id=patient.pk, about=patient)
    return patient


@transaction.atomic
def show_number(patient: Patient, *, acting: StaffActing) -> str:
    """The whole identity number of one of the clinic's patients; logged."""
    if not policies.works_with_patients(acting):
        raise policies.Refused(_("Your assignment does not let you look up patients."))
    trail.record("patient.number_shown", acting=acting, patient_id=patient.pk, about=patient)
    return patient.written_number


def choose_text_size(size: TextSize, *, acting: PatientActing) -> None:
    """Keep how large the person who acts, for oneself or another, wants the text."""
    User.objects.filter(pk=acting.user_id).update(text_size=size)


@transaction.atomic
def give_consent(*, acting: PatientActing, at: datetime) -> DigitalConsent:
    """Agree to be reached digitally. Giving it twice is giving it once.

    One's own comes in place of what a guardian has given.
    """
    is_by_guardian = acting.kind == "guardian"
    if not is_by_guardian:
        end_guardians_consent(acting.patient_id, acting=acting, at=at)
    consent, is_new = DigitalConsent.objects.get_or_create(
        patient_id=acting.patient_id,
        withdrawn_at=None,
        defaults={
            "given_at": at,
            "given_by": acting.person_name,
            "is_by_guardian": is_by_guardian,
        },
    )
    if is_new:
        trail.record("consent.given", acting=acting, patient_id=acting.patient_id, about=consent)
    return consent


@transaction.atomic
def withdraw_consent(*, acting: PatientActing, at: datetime) -> None:
    """Ask to be reached on paper instead. Without a standing consent nothing happens."""
    consent = queries.standing_consent(acting.patient_id)
    if consent is None:
        return
    consent.withdrawn_at, consent.withdrawn_by = at, acting.person_name
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("consent.withdrawn", acting=acting, patient_id=acting.patient_id, about=consent)


@transaction.atomic
def end_guardians_consent(patient_id: uuid.UUID, *, acting: Acting, at: datetime) -> bool:
    """End what a guardian has agreed to for the patient. False where nothing of it stands."""
    standing = DigitalConsent.objects.select_for_update().filter(
        patient_id=patient_id, withdrawn_at=None, is_by_guardian=True
    )
    consent = standing.first()
    if consent is None:
        return False
    consent.withdrawn_at, consent.withdrawn_by = at, acting.actor_name
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    trail.record("consent.grown_out", acting=acting, patient_id=patient_id, about=consent)
    return True


@transaction.atomic
def link_person(user_id: uuid.UUID, *, at: datetime) -> None:
    """Tie a newly signed-in user to the patient or staff member of the verified claims.

    A resident whom no clinic has met yet becomes a patient of none.
    """
    user = User.objects.get(pk=user_id)
    if user.hsa_id is not None:
        StaffMember.objects.filter(hsa_id=user.hsa_id, user=None).update(user=user)
    if user.identity_number is None:
        return
    if not Patient.objects.filter(identity_number=user.identity_number, user=None).update(
        user=user
    ):
        _become_patient(user, at=at)


def _become_patient(user: User, *, at: datetime) -> None:
    if Patient.objects.filter(user=user).exists() or user.identity_number is None:
        return
    number = parse_identity_number(user.identity_number, on=local(at).date())
    given, _space, family = user.name.partition(" ")
    patient = Patient.objects.create(
        user=user,
        identity_kind=number.kind.value,
        identity_number=number.digits,
        given_name=given,
        family_name=family,
        born_on=number.born_on,
    )
    acting = SystemActing(job="first sign-in")
    trail.record("patient.made", acting=acting, patient_id=patient.pk, about=patient)

"""What must be true of who may see and act is true in the database."""

from datetime import timedelta

from samplan.access.models import (
    AgeLimit,
    Approval,
    CareRelation,
    DigitalConsent,
    Guardianship,
    SentPage,
)
from samplan.common.ids import uuid7
from tests.cast import AT, Cast
from tests.constraints import Try, assert_each_refuses

EARLIER = AT - timedelta(hours=1)


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("access", of_clinics(cast) | of_people(cast) | of_pages(cast))


def of_clinics(cast: Cast) -> dict[str, Try]:
    """Of what a clinic has to do with a patient."""
    relation = CareRelation.objects.get(patient=cast.alma)
    approval = Approval.objects.create(
        patient=cast.alma, clinic=cast.heart, approved_at=AT, approved_by="Maria"
    )
    return {
        "one_open_relation_per_patient_and_clinic": (relation, {}),
        "relation_ends_after_it_began": (relation, {"ended_at": EARLIER}),
        "one_standing_approval_per_patient_and_clinic": (approval, {}),
        "approval_ended_at_and_by_go_together": (approval, {"ended_at": AT}),
        "approval_ends_after_it_began": (approval, {"ended_at": EARLIER, "ended_by": "Maria"}),
    }


def of_pages(cast: Cast) -> dict[str, Try]:
    """Of what was sent from pages."""
    sent = SentPage.objects.create(
        acting_key=cast.acting(cast.alma).key,
        key=uuid7(),
        digest=bytes(32),
        location="/inkorg/",
        sent_at=AT,
    )
    return {"page_is_sent_once_by_whoever_acts": (sent, {})}


def of_people(cast: Cast) -> dict[str, Try]:
    """Of guardians, consents and ages."""
    guardianship = Guardianship.objects.get()
    consent = DigitalConsent.objects.get(patient=cast.alma)
    return {
        "nobody_is_their_own_guardian": (guardianship, {"guardian_id": cast.cleo.pk}),
        "guardianship_stands_once": (guardianship, {}),
        "one_standing_consent_per_patient": (consent, {}),
        "consent_withdrawn_at_and_by_go_together": (consent, {"withdrawn_by": "Alma"}),
        "one_age_per_rule_and_day": (AgeLimit.objects.get(), {}),
    }

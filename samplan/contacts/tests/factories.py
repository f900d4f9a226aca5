"""Contacts to begin from."""

from datetime import timedelta
from typing import Any

from samplan.contacts.models import CareContact
from samplan.organisations.models import Assignment
from samplan.patients.models import Patient
from tests.cast import AT, TODAY

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def contact_of(patient: Patient, post: Assignment, **facts: Any) -> CareContact:
    """The patient's contact at the clinic of the post, from today."""
    given = {"starts_on": TODAY, "given_at": AT, "given_by": "Maria Nyström"} | facts
    return CareContact.objects.create(
        patient=patient, clinic=post.organisation, staff=post.staff, **given
    )

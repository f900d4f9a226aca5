"""Patients ask for a contact, or to change theirs; the clinic decides."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import CareRelation
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts import policies
from samplan.contacts.actions.ending import DAY, end_untold
from samplan.contacts.actions.giving import ContactFacts, give_contact
from samplan.contacts.actions.refusing import refused_in_words
from samplan.contacts.announcing import What, tell_announcers
from samplan.contacts.models import CareContact, ContactRequest, EndReason
from samplan.notifications.actions import tell
from samplan.notifications.models import NoticeKind


@transaction.atomic
def ask_for_contact(
    clinic_id: uuid.UUID,
    *,
    reason: str,
    contact: CareContact | None,
    acting: PatientActing,
    at: datetime,
) -> ContactRequest:
    """Ask a clinic for a fixed contact, or for another than `contact`, once at a time.

    Raises Refused where the clinic does not know the patient, or has not answered the last.
    """
    policies.check_may_ask(acting)
    relations = CareRelation.objects.filter(patient_id=acting.patient_id, ended_at=None)
    if not relations.filter(clinic_id=clinic_id).exists():
        raise Refused(_("Choose a clinic that you go to."))
    if contact is not None and contact.clinic_id != clinic_id:
        raise Refused(_("Choose a clinic that you go to."))
    with refused_in_words():
        asked = ContactRequest.objects.create(
            patient_id=acting.patient_id,
            clinic_id=clinic_id,
            contact=contact,
            reason=reason,
            asked_at=at,
            asked_by=acting.actor_name,
        )
    trail.record("contact.asked", acting=acting, patient_id=acting.patient_id, about=asked)
    return asked


@transaction.atomic
def decide_request(
    asked: ContactRequest,
    *,
    staff_id: uuid.UUID | None = None,
    facts: ContactFacts | None = None,
    answer: str = "",
    acting: StaffActing,
    at: datetime,
) -> ContactRequest:
    """Say yes by giving `staff_id` as contact, or no with an answer; the patient is told.

    A contact that the patient wanted to change ends the day before. Raises Refused where it is
    decided already, or the contact cannot be given.
    """
    policies.check_may_manage(acting, asked.clinic_id)
    locked = ContactRequest.objects.select_for_update().get(pk=asked.pk)
    if not locked.is_open:
        raise Refused(_("Someone has already answered this."))
    if staff_id is not None and facts is not None:
        locked.given = _given(locked, staff_id, facts, acting=acting, at=at)
    elif not answer:
        raise Refused(_("Write an answer that the patient reads."))
    locked.answer, locked.decided_at, locked.decided_by = answer, at, acting.actor_name
    locked.save(update_fields=["given", "answer", "decided_at", "decided_by"])
    trail.record("contact.decided", acting=acting, patient_id=locked.patient_id, about=locked)
    if locked.given is None:
        tell(locked, NoticeKind.NEW, due_on=local(at).date(), at=at)
    else:
        tell_announcers([locked.given], What.GIVEN, acting=acting, at=at)
    return locked


def _given(
    asked: ContactRequest,
    staff_id: uuid.UUID,
    facts: ContactFacts,
    *,
    acting: StaffActing,
    at: datetime,
) -> CareContact:
    old = asked.contact
    if old is not None and old.stands_on(facts.starts_on):
        last_on, reason = facts.starts_on - DAY, EndReason.PATIENT_WISH
        end_untold(old, last_on=last_on, reason=reason, acting=acting, at=at)
    patient_id, clinic_id = asked.patient_id, asked.clinic_id
    return give_contact(
        patient_id, clinic_id, staff_id, facts, acting=acting, at=at, answering=asked
    )

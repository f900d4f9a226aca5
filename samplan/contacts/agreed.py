"""What is agreed about being in touch, and whether it was with one who is the contact no more."""

import re
import uuid
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from samplan.access.acting import Acting, StaffActing
from samplan.contacts.models import CareContact, CommunicationAgreement
from samplan.contacts.words import former_words
from samplan.organisations.models import StaffMember

MOST: Final = 50  # of one patient: more than anyone has


def agreements(
    acting: Acting, patient_id: uuid.UUID, *, on: date, is_shared: bool = False
) -> list[CommunicationAgreement]:
    """What was agreed about being in touch: the first is what stands, then the earlier ones.

    What stands says so where it was made with one who is the contact no more on the day. With
    `is_shared`, staff whose clinic has a contact that day also have what others have written.
    """
    reached = CommunicationAgreement.within(acting, on=on if is_shared else None)
    found = reached.filter(patient_id=patient_id).select_related("clinic")
    agreed = list(found.order_by("-id")[:MOST])
    if agreed and (former := _former(agreed[0], on)) is not None:
        agreed[0].made_with_former = former_words(agreed[0], former)
    return agreed


def agreements_here(
    acting: StaffActing, patients: Collection[uuid.UUID]
) -> list[CommunicationAgreement]:
    """What the acting's own clinic agreed last with each of the patients."""
    own = CommunicationAgreement.within(acting).filter(patient_id__in=patients)
    return list(own.order_by("patient_id", "-id").distinct("patient_id"))


def _former(agreed: CommunicationAgreement, day: date) -> StaffMember | None:
    """The contact with whom it was made, where that is the patient's contact there no more."""
    of_patient = CareContact.objects.filter(patient=agreed.patient_id, clinic=agreed.clinic_id)
    every = list(of_patient.select_related("staff").order_by("starts_on", "id"))
    made_with = _made_with(agreed, [each for each in every if _was_one(each, agreed)])
    still = {each.staff_id for each in every if each.ends_on is None or each.ends_on >= day}
    return made_with if made_with is not None and made_with.pk not in still else None


def _was_one(contact: CareContact, agreed: CommunicationAgreement) -> bool:
    """It stood when that was agreed; also where it was ended later, as of the day before."""
    began = contact.starts_on <= agreed.agreed_on and contact.given_at <= agreed.written_at
    stood = contact.ends_on is None or contact.ends_on >= agreed.agreed_on
    return began and (stood or (contact.ended_at or contact.given_at) > agreed.written_at)


def _made_with(
    agreed: CommunicationAgreement, contacts: Sequence[CareContact]
) -> StaffMember | None:
    """Of those who were contacts then: who is named in it, else who wrote it, else the only one."""
    people = {each.staff_id: each.staff for each in contacts}.values()
    named = [each for each in people if _is_named(each, agreed.with_whom)]
    wrote = [each for each in people if each.full_name == agreed.written_by]
    alone = list(people) if len(people) == 1 else []
    return next(iter([*named, *wrote, *alone]), None)


def _is_named(person: StaffMember, words: str) -> bool:
    said = re.findall(r"[\w-]+", words.casefold())
    return person.full_name.casefold() in words.casefold() or person.given_name.casefold() in said

"""Contacts of one who leaves, to another: all in one go, or a single one."""

import uuid
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.actions import open_relations
from samplan.access.models import RelationReason
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.common.ids import uuid7
from samplan.contacts import policies
from samplan.contacts.actions.refusing import sentence_of
from samplan.contacts.announcing import What, tell_announcers
from samplan.contacts.models import CareContact, CareContactQuerySet, EndReason, InternalNote
from samplan.contacts.models.contact import no_hours
from samplan.notifications.actions import tell_all
from samplan.notifications.models import NoticeKind

DAY = timedelta(days=1)
BATCH = 500
ENDED = ("ends_on", "end_reason", "ended_at", "ended_by")


@dataclass(frozen=True)
class HandedOver:
    """What the other person now has, and what stayed: there they are the contact already."""

    given: list[CareContact]
    left: list[CareContact]


@transaction.atomic
def hand_over(
    from_staff_id: uuid.UUID,
    to_staff_id: uuid.UUID,
    *,
    from_on: date,
    note: str | None = None,
    acting: StaffActing,
    at: datetime,
) -> HandedOver:
    """Give all contacts of one staff member at the acting's clinic to another, from a day.

    The patients are told. Notes for staff come along; the phone and its hours do not: they are
    those of the other's newest contact here, or else the clinic's. `note` stands instead of the
    notes that patients had, which often speak of whom they were from; None keeps them. Raises
    Refused where the acting may not, or the other does not work there on that day.
    """
    policies.check_may_manage(acting, acting.clinic_id)
    _check_days_and_people(from_staff_id, to_staff_id, from_on, acting, at)
    going = _here(from_on, acting).filter(staff_id=from_staff_id)
    left, moved = _parted(going, to_staff_id, from_on, acting)
    return HandedOver(_moved(moved, to_staff_id, from_on, note, acting=acting, at=at), left)


@transaction.atomic
def hand_over_one(
    contact: CareContact,
    to_staff_id: uuid.UUID,
    *,
    from_on: date,
    note: str | None = None,
    acting: StaffActing,
    at: datetime,
) -> CareContact:
    """The same for one contact of the acting's clinic. Raises Refused also where it has ended by
    then, or the other is the patient's contact already."""
    policies.check_may_manage(acting, contact.clinic_id)
    _check_days_and_people(contact.staff_id, to_staff_id, from_on, acting, at)
    going = _here(from_on, acting).filter(pk=contact.pk)
    left, moved = _parted(going, to_staff_id, from_on, acting)
    if left:
        raise Refused(sentence_of("one_is_the_same_contact_once_at_a_time"))
    if not moved:
        raise Refused(_("The contact has already ended."))
    (given,) = _moved(moved, to_staff_id, from_on, note, acting=acting, at=at)
    return given


def _check_days_and_people(
    from_staff_id: uuid.UUID,
    to_staff_id: uuid.UUID,
    from_on: date,
    acting: StaffActing,
    at: datetime,
) -> None:
    if from_staff_id == to_staff_id:
        raise Refused(_("Choose someone else to hand over to."))
    if from_on < local(at).date():
        raise Refused(_("Choose today or a later day."))
    policies.check_works_at(to_staff_id, acting.clinic_id, from_on)


def _here(day: date, acting: StaffActing) -> CareContactQuerySet:
    return CareContact.objects.standing_or_coming(day).filter(clinic_id=acting.clinic_id)


def _parted(
    going: CareContactQuerySet, to_staff_id: uuid.UUID, from_on: date, acting: StaffActing
) -> tuple[list[CareContact], list[CareContact]]:
    """Those that stay, since the other is the patient's contact already, and those that go."""
    others = _here(from_on, acting).filter(staff_id=to_staff_id)
    taken = set(others.values_list("patient_id", "kind"))
    parted: tuple[list[CareContact], list[CareContact]] = ([], [])
    for contact in going.select_for_update().order_by("id"):
        parted[(contact.patient_id, contact.kind) not in taken].append(contact)
    return parted


def _moved(
    moved: list[CareContact],
    to_staff_id: uuid.UUID,
    from_on: date,
    note: str | None,
    *,
    acting: StaffActing,
    at: datetime,
) -> list[CareContact]:
    """What the other person has from the day, in place of `moved`; the patients are told."""
    reached_at = _reached_at(to_staff_id, acting)
    given = [_copy(each, to_staff_id, from_on, acting, at) for each in moved]
    for each in given:
        each.phone, each.hours = reached_at
        if each.note_to_patient and note is not None:
            each.note_to_patient = note
    for each in moved:
        each.ends_on = max(from_on, each.starts_on) - DAY
        each.end_reason, each.ended_at = EndReason.HANDED_OVER, at
        each.ended_by = acting.actor_name
    CareContact.objects.bulk_update(moved, ENDED, batch_size=BATCH)
    CareContact.objects.bulk_create(given, batch_size=BATCH)
    _copy_notes(moved, given)
    _tell(given, acting=acting, at=at)
    return given


def _reached_at(staff_id: uuid.UUID, acting: StaffActing) -> tuple[str, list[str]]:
    """The phone and the hours that stood last at one who takes over; nothing where only the
    clinic's is known."""
    own = CareContact.objects.filter(clinic_id=acting.clinic_id, staff_id=staff_id)
    newest = own.exclude(phone="").order_by("-given_at", "-id").first()
    return (newest.phone, newest.hours) if newest is not None else ("", no_hours())


def _copy(
    contact: CareContact, staff_id: uuid.UUID, from_on: date, acting: Acting, at: datetime
) -> CareContact:
    new = copy(contact)
    new.pk, new.staff_id, new.starts_on = uuid7(), staff_id, max(from_on, contact.starts_on)
    new.given_at, new.given_by = at, acting.actor_name
    new.ended_at, new.ended_by, new.end_reason = None, "", ""
    new._state = copy(contact._state)
    new._state.adding = True
    return new


def _copy_notes(moved: Sequence[CareContact], given: Sequence[CareContact]) -> None:
    follows = {old.pk: new for old, new in zip(moved, given, strict=True)}
    notes = list(InternalNote.objects.filter(Q(contact__in=follows)))
    for note in notes:
        note.pk, note.contact = uuid7(), follows[note.contact_id]
    InternalNote.objects.bulk_create(notes, batch_size=BATCH)


def _tell(given: list[CareContact], *, acting: StaffActing, at: datetime) -> None:
    patients = {each.patient_id for each in given}
    reason = RelationReason.CONTACT
    open_relations(patients, acting.clinic_id, reason=reason, acting=acting, at=at)
    about = [(each.patient_id, each) for each in given]
    trail.record_many("contact.handed_over", acting=acting, about=about, detail={})
    tell_all(given, NoticeKind.NEW, due_on=local(at).date(), at=at)
    tell_announcers(given, What.HANDED_OVER, acting=acting, at=at)

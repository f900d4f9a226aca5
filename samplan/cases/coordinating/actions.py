"""Saying yes and no to coordination, and writing and reading within it."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.coordinating import queries
from samplan.cases.models import (
    CoordinationConsent,
    CoordinationConsentQuerySet,
    CoordinationMessage,
    CoordinationReceipt,
)
from samplan.common.dates import local
from samplan.common.working_days import add_working_days
from samplan.contacts.models import CareContact
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, ActivityState, Responsible

SUBJECT: Final = "coordinationconsent"
DROPPING: Final = SystemActing(job="coordination that nobody reads")


@transaction.atomic
def consent(
    clinics: Collection[uuid.UUID], *, acting: PatientActing, at: datetime
) -> list[CoordinationConsent]:
    """Let the patient's care contacts at the clinics coordinate with each other. Gives those that
    are new: saying it twice is saying it once, and one's own comes in place of a guardian's.

    Raises Refused for a clinic where the patient has no care contact.
    """
    day = local(at).date()
    places = {each.clinic.pk for each in queries.places_of(acting, on=day) if each.contacts}
    if not places.issuperset(clinics):
        raise Refused(_("You have no care contact at that clinic."))
    is_by_guardian = acting.kind == "guardian"
    if not is_by_guardian:
        _withdraw(_standing(acting, clinics).filter(is_by_guardian=True), acting=acting, at=at)
    facts = {"given_at": at, "given_by": acting.person_name, "is_by_guardian": is_by_guardian}
    given = []
    for clinic_id in sorted(clinics):
        own = {"patient_id": acting.patient_id, "clinic_id": clinic_id, "withdrawn_at": None}
        each, is_new = CoordinationConsent.objects.get_or_create(**own, defaults=facts)
        given += [each] if is_new else []
    about = [(each.patient_id, each) for each in given]
    trail.record_many("coordination.consented", acting=acting, about=about, detail={})
    return given


@transaction.atomic
def withdraw(clinics: Collection[uuid.UUID], *, acting: PatientActing, at: datetime) -> int:
    """Take it back for the clinics; it holds at once, for what is written before too. Gives for
    how many."""
    return _withdraw(_standing(acting, clinics), acting=acting, at=at)


def _standing(acting: PatientActing, clinics: Collection[uuid.UUID]) -> CoordinationConsentQuerySet:
    return CoordinationConsent.within(acting).standing().filter(clinic_id__in=clinics)


def _withdraw(found: CoordinationConsentQuerySet, *, acting: PatientActing, at: datetime) -> int:
    held = list(found.select_for_update(of=("self",)).order_by("id"))
    for each in held:
        each.withdrawn_at, each.withdrawn_by = at, acting.person_name
        each.save(update_fields=["withdrawn_at", "withdrawn_by"])
        for task in _tasks(each, ActivityState.OPEN):
            plans.cancel(task, acting=acting, at=at)
    about = [(each.patient_id, each) for each in held]
    trail.record_many("coordination.withdrawn", acting=acting, about=about, detail={})
    return len(held)


@transaction.atomic
def write(
    patient_id: uuid.UUID, body: str, *, key: uuid.UUID, acting: StaffActing, at: datetime
) -> CoordinationMessage:
    """Write to the patient's care contacts at the other clinics, which each get it among what
    they have to do today. Sending it twice, with the same `key`, is sending it once.

    Raises Refused where the acting does not take part, the consent does not hold, or there is
    nobody else.
    """
    room = _held_room(patient_id, acting=acting, on=local(at).date())
    own = {"patient_id": patient_id, "author_id": acting.actor_id}
    same = CoordinationMessage.objects.filter(**own, sent_key=key)
    # A page that was gone back to and changed says something else, under the key it had.
    sent_key = uuid.uuid5(key, body) if same.exclude(body=body).exists() else key
    facts = _signed(acting) | {"body": body, "sent_at": at}
    message, is_new = CoordinationMessage.objects.get_or_create(
        **own, sent_key=sent_key, defaults=facts
    )
    if is_new:
        read(room, patient_id, acting=acting, at=at)  # nobody answers what they have not read
        others = {each.clinic_id for each in room.participants} - {acting.clinic_id}
        _ask_to_read(patient_id, others, acting=acting, at=at)
        trail.record("coordination.written", acting=acting, patient_id=patient_id, about=message)
    return message


def _held_room(patient_id: uuid.UUID, *, acting: StaffActing, on: date) -> queries.Room:
    """The room, in which no consent is taken back meanwhile. Raises Refused where it is shut."""
    consents = CoordinationConsent.objects.standing().filter(patient_id=patient_id)
    list(consents.select_for_update().order_by("id"))
    room = queries.room_of(acting, patient_id, on=on)
    if room is None or not room.is_agreed:
        raise Refused(_("The patient's consent to coordination does not hold here any more."))
    if not room.is_open:
        raise Refused(_("There is nobody left to coordinate with. It is not sent."))
    return room


def _signed(acting: StaffActing) -> dict[str, Any]:
    """Who writes, where and as what."""
    return {
        "clinic_id": acting.clinic_id,
        "assignment_id": acting.assignment_id,
        "author_name": acting.actor_name,
        "author_title": acting.actor_title,
    }


def _ask_to_read(
    patient_id: uuid.UUID, clinics: Collection[uuid.UUID], *, acting: Acting, at: datetime
) -> None:
    """It stands once among what each clinic has to do, until one of its contacts has read."""
    day = local(at).date()
    consents = queries.consents_of(patient_id, on=day)
    for clinic_id in sorted(clinics):
        task = next(iter(_tasks(consents[clinic_id], ActivityState.OPEN)), None)
        done = next(iter(_tasks(consents[clinic_id], ActivityState.DONE)), None)
        if task is None and done is not None:
            plans.reopen(done, acting=acting, at=at)
            Activity.objects.filter(pk=done.pk).update(due_on=_next_day(day))
        elif task is None:
            plans.register(
                ActivityKind.COORDINATION,
                responsible=Responsible.CARE,
                about=consents[clinic_id],
                at=at,
                due_on=_next_day(day),
            )


def _next_day(day: date) -> date:
    return add_working_days(day, 1)


def _tasks(consent: CoordinationConsent, state: ActivityState) -> list[Activity]:
    found = Activity.objects.filter(
        patient_id=consent.patient_id,
        kind=ActivityKind.COORDINATION,
        subject_kind=SUBJECT,
        subject_id=str(consent.pk),
        state=state,
    )
    return list(found.order_by("-id"))


def drop_unreadable(today: date, *, at: datetime) -> int:
    """Take away what stands to be read at clinics where nobody is the patient's contact any more.
    Gives how many."""
    contacts = CareContact.objects.on(today).filter(
        patient_id=OuterRef("patient_id"), clinic_id=OuterRef("clinic_id")
    )
    waiting = Activity.objects.open().filter(kind=ActivityKind.COORDINATION)
    left = list(waiting.exclude(Exists(contacts)).order_by("id"))
    return sum(plans.cancel(each, acting=DROPPING, at=at) for each in left)


@transaction.atomic
def read(room: queries.Room, patient_id: uuid.UUID, *, acting: StaffActing, at: datetime) -> None:
    """Leave receipts for what others have written; nothing is left for the clinic to read."""
    unread = queries.unread_in(room, acting)
    if not room.is_open or not unread:
        return
    receipts = [
        CoordinationReceipt(
            patient_id=patient_id,
            clinic_id=acting.clinic_id,
            message=each,
            reader_id=acting.actor_id,
            reader_name=acting.actor_name,
            read_at=at,
        )
        for each in unread
    ]
    CoordinationReceipt.objects.bulk_create(receipts, ignore_conflicts=True)
    own = queries.consents_of(patient_id, on=local(at).date())[acting.clinic_id]
    for task in _tasks(own, ActivityState.OPEN):
        plans.finish(task, acting=acting, at=at, evidence=unread[-1])
    trail.record("coordination.first_read", acting=acting, patient_id=patient_id, about=unread[-1])

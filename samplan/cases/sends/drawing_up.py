"""Drawing up a send: who gets it, who gets paper, who has it already, and what names nobody."""

import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.access.queries import patients_of_clinic
from samplan.access.reach import reach_of, with_reach
from samplan.audit import trail
from samplan.cases.models import (
    Case,
    Direction,
    Offering,
    RowState,
    Send,
    SendRow,
    WaitsFor,
)
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.reading import MOST_NUMBERS, Named
from samplan.common.dates import local
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import published
from samplan.patients.models import Patient

CHUNK: Final = 2000
MOST_WRONG: Final = 1000  # kept of what names nobody
NEEDED: Final = ("id", "born_on", "user_id")


@dataclass(frozen=True, kw_only=True)
class NewSend:
    """What is to be sent: one of the clinic's types, or words of one's own."""

    title: str
    body: str
    is_question: bool
    offering: Offering | None = None
    remind_after: int | None = None
    call_after: int | None = None
    receivers: str = ""


@transaction.atomic
def draw_up(
    new: NewSend,
    to: Sequence[Named] | QuerySet[Any, uuid.UUID],
    *,
    acting: StaffActing,
    at: datetime,
) -> Send:
    """Draw up a send to those whom a list names, or whose keys a selection gives.

    Nothing is sent. Only the clinic's own patients can be sent to: a number of someone else's
    patient reads as one that nobody has, so that nobody is found by trying. Raises Refused where
    the acting may not, the type cannot be sent, or there is nobody.
    """
    check_may_send(acting)
    send = _send(new, acting=acting, at=at)
    send.save(force_insert=True)
    drawing = _Drawing(send, acting, local(at).date())
    if isinstance(to, QuerySet):
        drawing.select(to)
    else:
        drawing.read(to)
    if not send.total and not send.wrong:
        raise Refused(_("There is nobody to send to. Choose other days, or another selection."))
    send.save()
    trail.record("send.drawn_up", acting=acting, patient_id=None, about=send)
    return send


def check_may_send(acting: StaffActing) -> None:
    """Raise Refused for those who do not answer cases: they could not read what comes back."""
    if acting.role not in CASE_ROLES:
        raise Refused(_("Your assignment does not let you do this."))


def _send(new: NewSend, *, acting: StaffActing, at: datetime) -> Send:
    offering = new.offering
    form = _form(offering, acting) if offering is not None else None
    return Send(
        clinic_id=acting.clinic_id,
        offering=offering,
        type_version=offering.version if offering is not None else None,
        form=form,
        title=new.title,
        body=new.body,
        is_question=form is not None or new.is_question,
        receivers=new.receivers,
        made_at=at,
        made_by=acting.actor_name,
        acting_key=acting.key,
        remind_after=new.remind_after,
        call_after=new.call_after,
    )


def _form(offering: Offering, acting: StaffActing) -> QuestionnaireVersion | None:
    """What the type asks; None where it asks nothing."""
    is_ours = offering.clinic_id == acting.clinic_id
    if not is_ours or offering.case_type.direction != Direction.CLINIC or not offering.is_active:
        raise Refused(_("The clinic cannot send this now. Choose something else."))
    key = offering.version.questionnaire_id
    if key is None:
        return None
    version = published([key], clinic_id=acting.clinic_id).get(key)
    if version is None:
        raise Refused(_("There are no questions in use to send. Choose something else."))
    return version


@dataclass
class _Drawing:
    send: Send
    acting: StaffActing
    day: date

    def select(self, keys: QuerySet[Any, uuid.UUID]) -> None:
        found = patients_of_clinic(self.acting).filter(pk__in=keys)
        if len(found.values_list("pk")[: MOST_NUMBERS + 1]) > MOST_NUMBERS:
            raise Refused(_("That is more than 100,000 people. Choose fewer days."))
        people = with_reach(found, self.day).only(*NEEDED).order_by("pk").iterator(CHUNK)
        while chunk := list(islice(people, CHUNK)):
            self._add(chunk)

    def read(self, named: Sequence[Named]) -> None:
        for place in range(0, len(named), CHUNK):
            chunk = named[place : place + CHUNK]
            known = self._known({each.number.digits for each in chunk if each.number is not None})
            people = []
            for each in chunk:
                patient = known.get(each.number.digits) if each.number else None
                if patient is not None:
                    people.append(patient)
                else:
                    self._note_wrong(each)
            self._add(people)

    def _known(self, numbers: Collection[str]) -> dict[str, Patient]:
        found = patients_of_clinic(self.acting).filter(identity_number__in=numbers)
        people = with_reach(found, self.day).only(*NEEDED, "identity_number")
        return {patient.identity_number: patient for patient in people}

    def _note_wrong(self, named: Named) -> None:
        if len(self.send.wrong) < MOST_WRONG:
            fault = named.fault or "unknown"
            self.send.wrong.append({"line": named.line, "shown": named.shown, "fault": fault})

    def _add(self, people: Sequence[Patient]) -> None:
        has = having_it(self.send, {patient.pk for patient in people})
        rows = [self._row(patient, has) for patient in people]
        SendRow.objects.bulk_create(rows)
        self.send.total += len(rows)
        foreseen = Counter(self.send.foreseen) + Counter(row.foreseen for row in rows)
        self.send.foreseen = {str(state): count for state, count in foreseen.items()}
        about = [(patient.pk, patient) for patient in people]
        trail.record_many("send.checked", acting=self.acting, about=about, detail={})

    def _row(self, patient: Patient, has: Collection[uuid.UUID]) -> SendRow:
        state, reason = expected(patient, has, self.day)
        return SendRow(
            patient_id=patient.pk,
            clinic_id=self.send.clinic_id,
            send=self.send,
            foreseen=state.value,
            reason=reason,
        )


def expected(patient: Patient, has: Collection[uuid.UUID], day: date) -> tuple[RowState, str]:
    """What becomes of a patient who came through `with_reach`, and why it is not simply sent."""
    if patient.pk in has:
        return RowState.ALREADY, ""
    why = reach_of(patient, day)
    return (RowState.PAPER, why.value) if why is not None else (RowState.SENT, "")


def having_it(send: Send, patients: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the patients who have the same type from the clinic, unread or to be answered."""
    if send.offering_id is None:
        return set()
    is_open = Q(waits_for=WaitsFor.PATIENT) | Q(is_unread=True)
    cases = Case.objects.in_queue().open().filter(is_open, offering=send.offering_id)
    return set(cases.filter(patient__in=patients).values_list("patient_id", flat=True))

"""Looking a send through: who gets it, who gets paper, who has it already, and what names nobody.

A chunk at a time, each one transaction with the note of how far it has come: killed anywhere and
run again, or run by two at once, each is looked through once.
"""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samplan.access.acting import StaffActing
from samplan.access.queries import acting_of, patients_of_clinic
from samplan.access.reach import reach_of, with_reach
from samplan.audit import trail
from samplan.cases.models import Case, RowState, Send, SendList, SendRow, SendState, WaitsFor
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.selections import chosen_by
from samplan.common.dates import local
from samplan.patients.models import Patient
from samplan.plans.models import Activity, ActivityKind

CHUNK: Final = 2000
NEXT_TRY: Final = timedelta(minutes=2)
MOST_WRONG: Final = 1000  # kept of what names nobody
NEEDED: Final = ("id", "born_on", "user_id")
WRITTEN: Final = (
    *("state", "try_at", "ended_at", "ended_by", "halted_for"),
    *("looked", "total", "wrong", "foreseen"),
)


def look_through(send_id: uuid.UUID, *, at: datetime) -> None:
    """Look through what is left of a send's list; nothing where none is left or others do it."""
    listed = SendList.objects.only("pk").filter(pk=send_id).first()
    while listed is not None and _part(listed, at=at):
        pass


@transaction.atomic
def _part(listed: SendList, *, at: datetime) -> bool:
    """Look through the next chunk; whether there may be more."""
    reading = Send.objects.filter(pk=listed.pk, state=SendState.READING)
    send = reading.select_for_update(skip_locked=True, of=("self",)).first()
    if send is None:
        return False
    listed = SendList.objects.get(pk=send.pk)  # as it is now: the send may have been changed
    day = local(at).date()
    acting = acting_of(send.acting_key, day)
    if isinstance(acting, StaffActing) and acting.role in CASE_ROLES:
        _Looking(send, listed, acting, day).go_on()
        send.try_at = at + NEXT_TRY
        is_over = send.looked >= send.asked
        if is_over:
            send.move_to(SendState.DRAFTED)
    else:
        is_over = True
        send.move_to(SendState.STOPPED)  # nobody looks at patients under an ended assignment
        send.ended_at, send.ended_by, send.halted_for = at, send.made_by, "assignment_ended"
    if is_over:
        send.try_at = None
        SendList.objects.filter(pk=listed.pk).delete()
    send.save(update_fields=WRITTEN)
    return not is_over


def selected(chosen: Mapping[str, str], acting: StaffActing) -> QuerySet[Patient]:
    """The clinic's patients whom what a SendList keeps as `chosen` finds."""
    found = patients_of_clinic(acting)
    if "patient" in chosen:
        return found.filter(pk=chosen["patient"])
    return found.filter(pk__in=chosen_by(chosen, acting))


@dataclass(frozen=True)
class _Looking:
    send: Send
    listed: SendList
    acting: StaffActing
    day: date

    def go_on(self) -> None:
        """The next chunk."""
        if self.listed.chosen:
            self._select()
        else:
            self._read()

    def _select(self) -> None:
        found = selected(self.listed.chosen, self.acting)
        if self.listed.reached is not None:
            found = found.filter(pk__gt=self.listed.reached)
        people = list(with_reach(found, self.day).only(*NEEDED).order_by("pk")[:CHUNK])
        self._add(people)
        self.send.looked += len(people)
        if len(people) < CHUNK:  # fewer or more than were counted, as time has gone
            self.send.asked = self.send.looked
        else:
            self.send.asked = max(self.send.asked, self.send.looked + 1)
            SendList.objects.filter(pk=self.listed.pk).update(reached=people[-1].pk)

    def _read(self) -> None:
        chunk = self.listed.numbers[self.send.looked : self.send.looked + CHUNK]
        known = self._known({digits for _line, digits, *_words in chunk if digits})
        people = []
        for line, digits, shown, fault in chunk:
            patient = known.get(digits)
            if patient is not None:
                people.append(patient)
            elif len(self.send.wrong) < MOST_WRONG:
                named = {"line": line, "shown": shown, "fault": fault or "unknown"}
                self.send.wrong.append(named)
        self._add(people)
        self.send.looked += len(chunk)

    def _known(self, numbers: Collection[str]) -> dict[str, Patient]:
        found = patients_of_clinic(self.acting).filter(identity_number__in=numbers)
        people = with_reach(found, self.day).only(*NEEDED, "identity_number")
        return {patient.identity_number: patient for patient in people}

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
    """Those of the patients who have the same from the clinic already: of the same type, unread or
    to be answered, or as a letter that is still to be posted."""
    return _have_a_letter(send, patients) | _have_a_case(send, patients)


def _have_a_letter(send: Send, patients: Collection[uuid.UUID]) -> set[uuid.UUID]:
    alike = Send.objects.filter(clinic_id=send.clinic_id, offering=send.offering_id)
    if send.offering_id is None:
        alike = alike.filter(title=send.title, body=send.body)
    left = Activity.objects.open().filter(
        patient_id=OuterRef("patient_id"),
        kind=ActivityKind.PAPER,
        subject_kind="sendrow",
        subject_id=Cast(OuterRef("pk"), TextField()),
    )
    rows = SendRow.objects.filter(patient__in=patients, state=RowState.PAPER, send__in=alike)
    return set(rows.filter(Exists(left)).values_list("patient_id", flat=True))


def _have_a_case(send: Send, patients: Collection[uuid.UUID]) -> set[uuid.UUID]:
    if send.offering_id is None:
        return set()
    is_open = Q(waits_for=WaitsFor.PATIENT) | Q(is_unread=True)
    cases = Case.objects.in_queue().open().filter(is_open, offering=send.offering_id)
    return set(cases.filter(patient__in=patients).values_list("patient_id", flat=True))

"""Sending what is drawn up, a batch at a time, until nobody waits.

Each batch is one transaction with the note of how far it has come, and whoever holds the send
does it: killed anywhere and run again, or run by two at once, all are sent to and nobody twice.
"""

import logging
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from samplan.access.acting import StaffActing
from samplan.access.models import CareRelation
from samplan.access.queries import acting_of
from samplan.access.reach import with_reach
from samplan.cases.models import RowState, Send, SendRow, SendState
from samplan.cases.policies import CASE_ROLES
from samplan.cases.sends.looking_through import NEEDED, NEXT_TRY, expected, having_it
from samplan.cases.sends.making import make_cases, make_paper_tasks
from samplan.common.dates import local
from samplan.patients.models import Patient

BATCH: Final = 500
MOST_FAULTS: Final = 20  # rows that fail one by one before a try is over: then it is not the rows
WRITTEN: Final = ("state", "counts", "try_at", "ended_at", "ended_by", "halted_for")

logger = logging.getLogger(__name__)


@transaction.atomic
def take_due(*, at: datetime) -> list[uuid.UUID]:
    """The sends to go on with now, each with its next try set; what a job holds is passed over."""
    due = Send.objects.to_try(at).select_for_update(skip_locked=True).order_by("try_at", "id")
    sends = list(due.defer("wrong"))
    for send in sends:
        if send.is_scheduled:
            send.move_to(SendState.RUNNING)
            send.started_at = at
        send.try_at = at + NEXT_TRY
        send.save(update_fields=["state", "started_at", "try_at"])
    return [send.pk for send in sends]


def run(send_id: uuid.UUID, *, at: datetime, size: int = BATCH) -> int:
    """Send to all who wait, `size` at a time, as long as nobody pauses or stops it; gives of how
    many rows something came now. A row that fails, for whatever reason, holds up no other."""
    came, faults = 0, 0
    while faults < MOST_FAULTS:
        try:
            done = _batch(send_id, at=at, most=size)
        except Exception:  # whatever it is, the rows are tried one by one
            logger.exception("A batch of the send %s failed.", send_id)
            done, failed = _one_by_one(send_id, size, at=at)
            faults += failed
        came += done
        if not done:
            break
    return came


def _one_by_one(send_id: uuid.UUID, size: int, *, at: datetime) -> tuple[int, int]:
    """As a batch, so that the row that fails is found: how many were done, and failed."""
    done, failed = 0, 0
    for _place in range(size):
        if failed >= MOST_FAULTS:
            break
        try:
            came = _batch(send_id, at=at, most=1)
        except Exception:
            logger.exception("A row of the send %s failed.", send_id)
            came, failed = _give_up_first(send_id, at=at), failed + 1
        done += came
        if not came:
            break
    return done, failed


@transaction.atomic
def _batch(send_id: uuid.UUID, *, at: datetime, most: int) -> int:
    """Send to the next who wait: to how many; 0 where none wait, or others hold the send."""
    send = _held(send_id)
    if send is None:
        return 0
    acting = acting_of(send.acting_key, local(at).date())
    if not isinstance(acting, StaffActing) or acting.role not in CASE_ROLES:
        send.move_to(SendState.PAUSED)  # nobody sends under an assignment that has ended
        send.try_at, send.halted_for = None, "assignment_ended"
        send.save(update_fields=WRITTEN)
        return 0
    rows = list(send.receiver_rows.waiting().order_by("id")[:most])
    _Batch(send, rows, acting, at).carry_out()
    send.try_at = at + NEXT_TRY
    if len(rows) < most:
        send.move_to(SendState.DONE)
        send.try_at, send.ended_at, send.ended_by = None, at, acting.actor_name
    send.save(update_fields=WRITTEN)
    return len(rows)


@transaction.atomic
def _give_up_first(send_id: uuid.UUID, *, at: datetime) -> int:
    """Let the first row that waits be one that could not be sent."""
    send = _held(send_id)
    row = send.receiver_rows.waiting().order_by("id").first() if send is not None else None
    if send is None or row is None:
        return 0
    _note(send, [row], RowState.FAILED, "fault", at=at)
    send.save(update_fields=WRITTEN)
    return 1


def _held(send_id: uuid.UUID) -> Send | None:
    running = Send.objects.filter(pk=send_id, state=SendState.RUNNING)
    held = running.select_for_update(skip_locked=True, of=("self",))
    return held.select_related("clinic", "type_version", "form").defer("wrong").first()


@dataclass(frozen=True)
class _Batch:
    send: Send
    rows: Sequence[SendRow]
    acting: StaffActing
    at: datetime

    def carry_out(self) -> None:
        """Cases for those who are reached, paper tasks for the others, a word for each row."""
        sorted_out: dict[tuple[RowState, str], list[SendRow]] = {}
        day = local(self.at).date()
        keys = {row.patient_id for row in self.rows}
        people, has = self._people(keys), having_it(self.send, keys)
        for row in self.rows:
            patient = people.get(row.patient_id)
            found = expected(patient, has, day) if patient else (RowState.FAILED, "not_ours")
            sorted_out.setdefault(found, []).append(row)
        for (state, reason), rows in sorted_out.items():
            if state == RowState.SENT:
                make_cases(self.send, rows, acting=self.acting, at=self.at)
            elif state == RowState.PAPER:
                make_paper_tasks(rows, acting=self.acting, at=self.at)
            _note(self.send, rows, state, reason, at=self.at)

    def _people(self, keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Patient]:
        """Those who still are the clinic's."""
        relations = CareRelation.objects.filter(
            patient_id=OuterRef("pk"), clinic_id=self.send.clinic_id, ended_at=None
        )
        found = Patient.objects.filter(Exists(relations), pk__in=keys)
        people = with_reach(found, local(self.at).date()).only(*NEEDED)
        return {patient.pk: patient for patient in people}


def _note(
    send: Send, rows: Sequence[SendRow], state: RowState, reason: str, *, at: datetime
) -> None:
    """Write down what has become of the rows; the caller saves the send."""
    changes = {"state": state, "reason": reason, "done_at": at}
    if state == RowState.SENT:
        changes["case_id"] = F("pk")
    send.receiver_rows.filter(pk__in=[row.pk for row in rows]).update(**changes)
    counts = Counter(send.counts)
    counts[state.value] += len(rows)
    send.counts = dict(counts)

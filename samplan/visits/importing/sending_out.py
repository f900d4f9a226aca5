"""Sending the summonses of an imported list, a batch at a time, until all are sent.

Whether a try comes to its end or not, the next one is set before it begins: no summons waits on
a job that has given up.
"""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from samplan.access.queries import acting_of
from samplan.common.dates import local
from samplan.visits.actions import Sending, send_visits
from samplan.visits.importing import unsent
from samplan.visits.models import KeptList
from samplan.visits.policies import NotSent

BATCH: Final = 100
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=1)
MOST_FAULTS: Final = 20  # rows that fail one by one before a try is over: then it is not the rows
KEPT_WHEN_SENT: Final = timedelta(days=1)

logger = logging.getLogger(__name__)


def set_next_try(kept: KeptList, *, at: datetime) -> None:
    """Note that a try begins at `at`, and when the next one is: each wait twice the last."""
    kept.try_at = at + min(FIRST_WAIT * 2 ** min(kept.tries, 10), LONGEST_WAIT)
    kept.tries += 1


@transaction.atomic
def take_due(*, at: datetime) -> list[uuid.UUID]:
    """The lists to try now, each with its next try set; those that a try is writing wait."""
    due = KeptList.objects.to_try(at).select_for_update(skip_locked=True).defer("data", "report")
    lists = list(due.order_by("try_at", "id"))
    for kept in lists:
        set_next_try(kept, at=at)
        kept.save(update_fields=["tries", "try_at"])
    return [kept.pk for kept in lists]


def send_list(list_id: uuid.UUID, *, at: datetime) -> int:
    """Send what is left of the list, and give how many were sent now.

    Each batch is one transaction with the note of how far it has come: killed anywhere and run
    again, or run by two at once, it sends everything and nothing twice. A row that fails, for
    whatever reason, holds up no other.
    """
    kept = KeptList.objects.filter(pk=list_id).only("to_send").first()
    run = _Try(list_id, at)
    for place in range(0, len(kept.to_send) if kept else 0, BATCH):
        run.batch(kept.to_send[place : place + BATCH] if kept else [])
    return run.sent


@dataclass
class _Try:
    list_id: uuid.UUID
    at: datetime
    sent: int = 0
    faults: int = 0

    def batch(self, keys: Sequence[str]) -> None:
        if self.faults >= MOST_FAULTS:
            return
        try:
            self.sent += _send(self.list_id, keys, at=self.at)
        except Exception:  # whatever it is, the rows are tried one by one
            logger.exception("Summonses of list %s could not be sent together.", self.list_id)
            self.one_by_one(keys)

    def one_by_one(self, keys: Sequence[str]) -> None:
        for key in keys:
            if self.faults >= MOST_FAULTS:
                return
            try:
                self.sent += _send(self.list_id, [key], at=self.at)
            except Exception:
                logger.exception("The summons of visit %s could not be sent.", key)
                self.faults += 1
                _put_last(self.list_id, key)


@transaction.atomic
def _send(list_id: uuid.UUID, keys: Sequence[str], *, at: datetime) -> int:
    """Send those of the batch that still wait: how many went."""
    kept = KeptList.objects.select_for_update().filter(pk=list_id).first()
    waiting = set(kept.to_send) if kept is not None else set()
    wanted = [key for key in keys if key in waiting]
    if kept is None or not wanted:  # somebody was quicker
        return 0
    acting = acting_of(kept.acting_key, local(at).date())
    if acting is None:  # nobody sends under an assignment that has ended: a colleague may
        unsent.note(kept, dict.fromkeys(wanted, NotSent("assignment_ended")))
        kept.save(update_fields=["report"])
        return 0
    sending = send_visits([uuid.UUID(key) for key in wanted], acting=acting, at=at)
    unsent.note(kept, _outcomes(sending, wanted))
    kept.report["sent"] += len(sending.sent)
    taken = set(wanted)
    kept.to_send = [key for key in kept.to_send if key not in taken]
    _end_where_all_is_sent(kept, at=at)
    kept.save(update_fields=["to_send", "report", "tries", "try_at", "kept_until"])
    return len(sending.sent)


def _outcomes(sending: Sending, keys: Sequence[str]) -> dict[str, NotSent | None]:
    sent = {str(visit.pk) for visit in sending.sent}
    why = {str(key): reason for key, reason in sending.refused.items()}
    return {key: None if key in sent else why.get(key, NotSent("unknown")) for key in keys}


def _end_where_all_is_sent(kept: KeptList, *, at: datetime) -> None:
    """Where nothing waits and nothing could not be sent, the list is kept a day and no more."""
    kept.report["unsent"] = len(unsent.refused(kept))
    if kept.to_send:
        return
    kept.tries, kept.try_at = 0, None
    kept.kept_until = None if kept.report["unsent"] else at + KEPT_WHEN_SENT


@transaction.atomic
def _put_last(list_id: uuid.UUID, key: str) -> None:
    """Let a row that fails wait behind those that may not."""
    kept = KeptList.objects.select_for_update().get(pk=list_id)
    if key in kept.to_send:
        kept.to_send = [*(each for each in kept.to_send if each != key), key]
        unsent.note(kept, {key: NotSent("fault")})
        kept.save(update_fields=["to_send", "report"])

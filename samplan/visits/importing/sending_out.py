"""Sending the summonses of an imported list, a batch at a time, by a job."""

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.queries import acting_of
from samplan.common.dates import local
from samplan.visits.actions import Sending, send_visits
from samplan.visits.models import KeptList

BATCH: Final = 100


def send_list(list_id: uuid.UUID, *, at: datetime) -> int:
    """Send what is left of the list, and give how many were sent now.

    Each batch is one transaction with the note of how far it has come: killed anywhere and run
    again, or run by two at once, it sends everything and nothing twice.
    """
    count = 0
    while (sent := _next_batch(list_id, at=at)) is not None:
        count += sent
    return count


@transaction.atomic
def _next_batch(list_id: uuid.UUID, *, at: datetime) -> int | None:
    """Send one batch: how many; None where nothing is left."""
    kept = KeptList.objects.select_for_update().filter(pk=list_id).first()
    if kept is None or not kept.to_send:
        return None
    acting = acting_of(kept.acting_key, local(at).date())
    size = BATCH if acting is not None else len(kept.to_send)
    batch, kept.to_send = kept.to_send[:size], kept.to_send[size:]
    sending = _sent([uuid.UUID(key) for key in batch], acting, at=at)
    _note(kept, sending)
    kept.save(update_fields=["to_send", "report"])
    return len(sending.sent)


def _sent(keys: list[uuid.UUID], acting: Acting | None, *, at: datetime) -> Sending:
    """Nobody sends under an assignment that has ended."""
    if acting is not None:
        return send_visits(keys, acting=acting, at=at)
    words = _("It is not sent: the assignment of whoever asked for it has ended.")
    return Sending(refused=dict.fromkeys(keys, words))


def _note(kept: KeptList, sending: Sending) -> None:
    kept.report["sent"] += len(sending.sent)
    refused = {str(key): words for key, words in sending.refused.items()}
    for row in kept.report["rows"]:
        row["not_sent"] = refused.get(row["visit"], row["not_sent"])

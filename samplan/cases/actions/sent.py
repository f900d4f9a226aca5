"""Whether what a page sends has been sent by it before."""

import uuid

from samplan.access.acting import Acting
from samplan.cases.actions.windows import Written, says
from samplan.cases.models import Message


def is_sent(key: uuid.UUID, written: Written, *, acting: Acting) -> bool:
    """The acting's message with the page's key says what the page does, wherever the case is."""
    own = {"author_kind": acting.kind, "author_id": acting.actor_id, "withdrawn_at": None}
    message = Message.objects.filter(pk=key, **own).first()
    if message is None or written.chooses_otherwise(message):
        return False
    return says(message, written)

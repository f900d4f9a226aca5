"""What is written between clinics, drawn as a thread."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.cases.models import CoordinationMessage, CoordinationReceipt
from samplan.ui.components import steps
from samplan.ui.components.words import paragraphs, said, short_moment

Readers = Mapping[uuid.UUID, Sequence[CoordinationReceipt]]


def drawn_thread(
    messages: Iterable[CoordinationMessage], readers: Readers, *, mine: str = ""
) -> SafeString:
    """The messages in their order, each with its writer's clinic and who has read it; those of
    the author `mine` as one's own."""
    return steps.thread("".join(_message(each, readers, mine) for each in messages))


def _message(message: CoordinationMessage, readers: Readers, mine: str) -> str:
    author = f"{message.full_signature}, {message.clinic.name}"
    read = "".join(_reader(each) for each in readers.get(message.pk, ()))
    kind: steps.MessageKind = "mine" if message.author_id == mine else "theirs"
    return steps.message(f"{paragraphs(message.body)}{read}", author, message.sent_at, kind)


def _reader(receipt: CoordinationReceipt) -> str:
    words = _("Read by %(name)s %(at)s") % {
        "name": f"{receipt.reader_name}, {receipt.clinic.name}",
        "at": short_moment(receipt.read_at),
    }
    return f'<p class="meta">{said(words)}</p>'

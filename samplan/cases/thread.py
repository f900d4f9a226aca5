"""A thread drawn as text: fifty messages by templates took more time than all queries."""

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.cases.models import Message
from samplan.ui.components import steps
from samplan.ui.components.words import paragraphs, said


def thread_of(messages: Iterable[Message], *, for_care: bool = False) -> SafeString:
    """The messages in their order; under the patient's own stands who has read them.

    `for_care`: as the clinic sees it, whose own messages are then "mine" and ask it nothing.
    """
    return steps.thread("".join([_message(each, for_care) for each in messages]))


def _message(message: Message, for_care: bool) -> str:
    content: str = paragraphs(message.body) if message.body else ""
    if message.is_answer:
        words = _("Sent answers to the questions.")
        content += f"<p>{said(words)}</p>"
    if message.is_from_patient:
        content += _readers(message)
    tone, word = message.tone, message.word
    if for_care:
        tone, word = ("theirs" if message.is_from_patient else "mine"), ""
    return steps.message(content, message.signature, message.sent_at, tone, word)


def _readers(message: Message) -> str:
    words = _("Read by %(name)s, %(title)s")
    readers = message.__dict__["readers"]
    return "".join([f'<p class="meta">{said(words % reader)}</p>' for reader in readers])

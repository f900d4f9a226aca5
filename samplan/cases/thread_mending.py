"""What is taken back, and the ways to mend what is said, as the thread shows them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from samplan.cases.actions import can_be_mended
from samplan.cases.models import Case, Message
from samplan.common.addresses import address_of
from samplan.ui.components.words import said


def taken_back(message: Message, *, for_care: bool) -> str:
    """That it is taken back; of what staff had entered for the patient also by whom."""
    if not message.is_entered_by_staff:
        return _("Taken back.")
    words, named = _("Taken back by %(name)s."), {"name": message.withdrawn_by}
    if not for_care:
        words = _("Taken back by %(name)s. It does not count as said by you.")
    return words % named


def corrected_in(messages: Iterable[Message]) -> set[uuid.UUID]:
    """The keys of those messages in place of which another stands."""
    standing = (each for each in messages if each.withdrawn_at is None)
    return {each.corrects_id for each in standing if each.corrects_id is not None}


def ways_to_mend(
    messages: Iterable[Message], case: Case, writer: str, *, for_care: bool
) -> dict[uuid.UUID, str]:
    """The ways to mend, by the keys of those messages that `writer` (the id of an actor) can
    mend; a patient's, only while nobody has read them."""
    said_here = list(messages)
    acted_at = max((each.sent_at for each in said_here if each.is_act_of_care), default=None)
    own = (each for each in said_here if _is_for(each, case, writer, for_care))
    unread, stands = _("Take back"), _("Correct it") if for_care else ""
    corrected = corrected_in(said_here)
    words = (
        (each, _words(each, acted_at, (unread, "" if each.pk in corrected else stands)))
        for each in own
    )
    return {each.pk: _way(each, case, told, for_care) for each, told in words if told}


def _is_for(message: Message, case: Case, writer: str, for_care: bool) -> bool:
    """It stands, and is the writer's to mend, as `policies.may_mend` says of who acts."""
    if message.withdrawn_at is not None or not can_be_mended(case, message):
        return False
    return message.author_id == writer or (for_care and message.is_entered_form)


def _words(message: Message, acted_at: datetime | None, ways: tuple[str, str]) -> str:
    """What can be done with it, of the ways with what is unread and with what stands; nothing
    where there is none."""
    if message.is_entered_by_staff:
        stands = acted_at is not None and acted_at >= message.sent_at
    else:
        stands = bool(message.__dict__["readers"])
    if message.has_answers and (stands or not message.is_entered_form):
        return ""
    return ways[stands]


def _way(message: Message, case: Case, words: str, for_care: bool) -> str:
    name = "cases:staff-message" if for_care else "cases:message"
    url = address_of(name, case.pk, message.pk)
    return f'<p class="meta mending"><a class="ds-link" href="{url}">{said(words)}</a></p>'

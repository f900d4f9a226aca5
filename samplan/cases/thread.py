"""A thread drawn as text: fifty messages by templates took more time than all queries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.attachments.states import state_words
from samplan.cases.asked_words import form_asked, newest_form
from samplan.cases.message_words import kinds_in_words, word_for_care, word_of
from samplan.cases.models import Case, Message
from samplan.cases.thread_mending import corrected_in, taken_back, ways_to_mend
from samplan.common.addresses import address_of
from samplan.common.text import size_words
from samplan.forms.drawing.line_rows import lines_drawn
from samplan.forms.drawing.reviewing import answered_lines
from samplan.forms.reading import files_in
from samplan.ui.components import steps
from samplan.ui.components.words import drawn, paragraphs, said, short_moment


def thread_of(
    messages: Iterable[Message],
    case: Case | None = None,
    writer: str = "",
    *,
    for_care: bool = False,
) -> SafeString:
    """The messages in their order; under what one's own side has said stands who has read it.

    `for_care`: as the clinic sees it, whose own messages are then "mine" and ask it nothing.
    Files are handed out by the addresses of `case`. What `writer` (the id of an actor) has said
    leads to where it is taken back or corrected.
    """
    said_here = list(messages)
    newest, look = newest_form(said_here), Look(case, said_here, for_care)
    mending = {}
    if case is not None and writer:
        mending = ways_to_mend(said_here, case, writer, for_care=for_care)
    drawn_up = [
        _message(each, look, mending.get(each.pk, ""), is_newest_form=each is newest)
        for each in said_here
    ]
    return steps.thread("".join(drawn_up))


class Look:
    """What is the same for all messages of a thread, found once."""

    def __init__(self, case: Case | None, messages: list[Message], for_care: bool) -> None:
        self.case, self.for_care, self.language = case, for_care, get_language() or "sv"
        self.corrected = corrected_in(messages)
        self.see_later = _("Corrected: read what is written later.")
        self.read_by, self.you = _("Read by %(name)s %(at)s"), _("You")
        self.kinds = kinds_in_words()


def _message(message: Message, look: Look, mending: str, *, is_newest_form: bool) -> str:
    content = _words(message, look)
    if message.response_id and look.case is not None:
        content += form_asked(message, look.case, is_newest=is_newest_form, for_care=look.for_care)
    content += _files(message, look.case, look.for_care)
    if message.is_from_patient or look.for_care:
        content += _readers(message, look)
    tone, word, signed = _manner(message, look)
    at, language = message.sent_at, look.language
    return steps.message(content + mending, signed, at, tone, word, language=language)


def _words(message: Message, look: Look) -> str:
    """What is said; of what is taken back, that it is."""
    if message.withdrawn_at is not None:
        return f'<p class="muted">{said(taken_back(message, for_care=look.for_care))}</p>'
    content: str = paragraphs(message.body) if message.body else ""
    if message.pk in look.corrected:
        content += f'<p class="muted">{said(look.see_later)}</p>'
    elif message.has_answers:
        content += _answers(message, look.case)
    return content + _agreed(message.agreed) if message.agreed else content


def _manner(message: Message, look: Look) -> tuple[steps.MessageKind, str, str]:
    """On whose side it stands, its kind in a word, and who signs it."""
    if look.for_care:
        tone: steps.MessageKind = "theirs" if message.is_from_patient else "mine"
        return tone, word_for_care(message, look.kinds), message.full_signature
    signed = look.you if message.author_kind == "self" else message.signature
    return message.tone, word_of(message), signed


def _answers(message: Message, case: Case | None) -> str:
    """The answers themselves where the conversation is about them; else that they are sent."""
    version = message.response_version
    if case is None or version is None or not case.is_conversation:
        words = _("Sent answers to the questions.")
        return f"<p>{said(words)}</p>"
    lines = answered_lines(version)
    written = [line for line in lines if not line.is_heading]
    return lines_drawn(written if len(written) == 1 else lines)


def _agreed(text: str) -> str:
    heading = _("What we agreed on")
    return (
        f'<div class="agreed">{drawn("handshake")}<div><strong>{said(heading)}</strong>'
        f"{paragraphs(text)}</div></div>"
    )


def _files(message: Message, case: Case | None, for_care: bool) -> str:
    files = [*message.__dict__.get("files", ()), *_answered_files(message, case)]
    if not files or case is None or message.withdrawn_at is not None:
        return ""
    side = "staff-" if for_care else ""
    lines = [_file(each, case, side) for each in files]
    return f'<ul class="message-files">{"".join(lines)}</ul>'


def _answered_files(message: Message, case: Case | None) -> list[dict[str, Any]]:
    version = message.response_version if case is not None and case.is_conversation else None
    if version is None:
        return []
    kept = {each["id"]: each for each in message.__dict__.get("answered", ())}
    return [kept[each.id] for each in files_in(version) if each.id in kept]


def _file(file: dict[str, Any], case: Case, side: str) -> str:
    state = state_words(file["state"], file["scan"], file["refusal"])
    if not state.is_open:
        return (
            f"<li>{drawn('paperclip')}<span>{said(file['name'])}</span>"
            f'<span class="row-detail said-{state.tone}">{said(state.words)}</span></li>'
        )
    url = address_of(f"cases:{side}file", case.pk, file["id"])
    size = said(size_words(file["size"]))
    if file["thumbnail"]:
        small = address_of(f"cases:{side}thumbnail", case.pk, file["id"])
        sight = _thumbnail(small, file["shows"])
    else:
        sight = drawn("paperclip")
    return (
        f'<li><a class="ds-link" href="{url}">{sight}<span>{said(file["name"])}</span></a>'
        f' <span class="muted">{size}</span>{_shows(file)}</li>'
    )


def _thumbnail(url: str, shows: str) -> str:
    """The picture in small, with what it shows for those who cannot see it; where nobody has
    said that, its name beside it is all there is."""
    return f'<img class="thumbnail" src="{url}" alt="{said(shows)}" loading="lazy">'


def _shows(file: dict[str, Any]) -> str:
    """What a picture shows, shown to all; read aloud once, with the picture in small."""
    is_heard = ' aria-hidden="true"' if file["thumbnail"] else ""
    words = file["shows"]
    return f'<span class="row-detail"{is_heard}>{said(words)}</span>' if words else ""


def _readers(message: Message, look: Look) -> str:
    readers = message.__dict__["readers"]
    return "".join([f'<p class="meta">{said(_reader(each, look))}</p>' for each in readers])


def _reader(reader: dict[str, Any], look: Look) -> str:
    named = ", ".join(part for part in (reader["name"], reader["title"]) if part)
    at = short_moment(datetime.fromisoformat(reader["at"]), look.language)
    return look.read_by % {"name": named, "at": at}

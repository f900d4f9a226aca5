"""What of a conversation goes to the record, in Swedish. Notes among staff never do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.attachments.models import Attachment, FileState
from samplan.cases import message_queries
from samplan.cases.message_words import kinds_in_words, word_for_care
from samplan.cases.models import Case, Message
from samplan.common.dates import clock, local
from samplan.forms import engine
from samplan.forms.drawing.reviewing import ReviewLine, sent_lines
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion
from samplan.forms.reading import answers_of, file_ids_in

LANGUAGE = "sv"  # of the record


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: its heading says who and when, `readers` who has read it and when."""

    heading: str
    body: str
    lines: tuple[ReviewLine, ...]
    agreed: str
    files: tuple[Attachment, ...]
    readers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Record:
    """A conversation as the record wants it: names with values first, then what was said."""

    title: str
    head: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    at: datetime  # of the last that happened in it

    @property
    def files(self) -> list[Attachment]:
        """Its files that can be opened, in the order that they came."""
        named = (file for each in self.said for file in each.files)
        return [file for file in named if file.state == FileState.READY]


def record_of(case: Case, acting: StaffActing) -> Record:
    """The whole conversation, as far as the acting reaches it."""
    messages = list(message_queries.messages_of(acting, case_id=case.pk))
    files = _files(messages, acting)
    with translation.override(LANGUAGE):
        return Record(
            title=_("Conversation with the patient"),
            head=tuple(_head(case)),
            said=tuple(_said(each, files) for each in messages),
            at=case.changed_at,
        )


def _files(messages: Iterable[Message], acting: StaffActing) -> dict[str, Attachment]:
    keys = [key for message in messages for key in _keys(message)]
    found = Attachment.within(acting).open_to(acting).listed().filter(pk__in=keys)
    return {str(each.pk): each for each in found}


def _keys(message: Message) -> list[str]:
    """The files of the message and of its answers; of one that was taken back none."""
    if message.withdrawn_at is not None:
        return []
    version = message.response_version
    own = [each["id"] for each in message.__dict__["files"]]
    return own + (file_ids_in(version) if version is not None else [])


def _head(case: Case) -> Iterable[tuple[str, str]]:
    patient, version = case.patient, case.type_version
    yield _("Name"), patient.full_name
    yield _("Identity number"), patient.written_number
    yield _("Clinic"), case.clinic.name
    yield _("Case type"), version.title if version is not None else str(case.get_kind_display())
    yield _("Begun"), _moment(case.opened_at)
    if case.closed_at is not None:
        yield _("Ended"), f"{_moment(case.closed_at)}, {case.closed_by}"


def _said(message: Message, files: dict[str, Attachment]) -> Said:
    is_gone = message.withdrawn_at is not None
    version = None if is_gone else message.response_version
    return Said(
        heading=_heading(message),
        body=_("Taken back.") if is_gone else _words(message),
        lines=_lines(version) if version is not None else (),
        agreed="" if is_gone else message.agreed,
        files=tuple(files[key] for key in _keys(message) if key in files),
        readers=tuple(_reader(each) for each in message.__dict__["readers"]),
    )


def _words(message: Message) -> str:
    """What is written, and which form it asks to have answered."""
    if message.response is None:
        return message.body
    form = _("Form: %(title)s") % {"title": message.response.version.title}
    return "\n\n".join(part for part in (message.body, form) if part)


def _heading(message: Message) -> str:
    word = word_for_care(message, kinds_in_words())
    if not word and message.author_kind == "self":
        word = _("the patient")
    named = f"{message.full_signature} ({word.lower()})" if word else message.full_signature
    return f"{_moment(message.sent_at)}, {named}"


def _lines(version: ResponseVersion) -> tuple[ReviewLine, ...]:
    form = form_of(version.response.version, LANGUAGE)
    return sent_lines(form, answers_of(version), engine.Audience.CARE)


def _reader(reader: dict[str, Any]) -> str:
    named = ", ".join(part for part in (reader["name"], reader["title"]) if part)
    at = _moment(datetime.fromisoformat(reader["at"]))
    return _("Read by %(name)s %(at)s") % {"name": named, "at": at}


def _moment(at: datetime) -> str:
    """With the year, whenever it is read."""
    return f"{local(at):%Y-%m-%d} {clock(local(at), LANGUAGE)}"

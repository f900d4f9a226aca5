"""The patient's conversations with their files, and the services that were handed out."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing
from samplan.access.own_data import Entry, Field, OwnFile, Part, in_batches, register
from samplan.attachments.models import Attachment
from samplan.cases.actions.draft_files import OWNER
from samplan.cases.message_words import word_of
from samplan.cases.models import Case, HandOut, Message
from samplan.forms.drawing.reviewing import answered_lines
from samplan.forms.models import ResponseVersion

WITH_ANSWERS = ("response_version__response__version__questionnaire",)


def register_parts() -> None:
    """After who the patient is."""
    heading = gettext_lazy("Conversations")
    register(Part(key="samtal", heading=heading, order=20, entries=_conversations))
    heading = gettext_lazy("Services handed out to you")
    register(Part(key="tjanster", heading=heading, order=65, entries=_services))


def _conversations(acting: PatientActing) -> Iterator[Entry]:
    for batch in in_batches(Case.within(acting).select_related("clinic"), "opened_at"):
        for case in batch:
            yield _case(case)
            yield from _said(case, acting)


def _case(case: Case) -> Entry:
    return Entry(
        kind="case",
        title=case.title,
        fields=(
            Field("id", "", str(case.pk)),
            Field("title", "", case.title),
            Field("about", _("Kind"), case.get_kind_display()),
            Field("clinic", _("Clinic"), case.clinic.name),
            Field("opened_at", _("Begun"), case.opened_at),
            Field("closed_at", _("Ended"), case.closed_at),
            Field("closed_by", _("Ended by"), case.closed_by),
        ),
    )


def _said(case: Case, acting: PatientActing) -> Iterator[Entry]:
    """As the patient sees the thread: what care has taken back is gone."""
    seen = Q(withdrawn_at=None) | Q(is_from_patient=True)
    said = Message.within(acting).filter(seen, case=case).select_related(*WITH_ANSWERS)
    for batch in in_batches(said, "sent_at"):
        files = _files(batch, acting)
        for message in batch:
            yield _message(message, files.get(str(message.pk), ()))


def _files(messages: Sequence[Message], acting: PatientActing) -> dict[str, list[OwnFile]]:
    keys = [str(each.pk) for each in messages if each.withdrawn_at is None]
    kept = Attachment.within(acting).open_to(acting).kept()
    found: dict[str, list[OwnFile]] = {}
    for each in kept.filter(owner_kind=OWNER, owner_id__in=keys).order_by("id"):
        file = OwnFile(name=each.name, content=each.content)
        found.setdefault(each.owner_id, []).append(file)
    return found


def _message(message: Message, files: Sequence[OwnFile]) -> Entry:
    is_gone = message.withdrawn_at is not None
    answers = None if is_gone else message.response_version_id
    return Entry(
        kind="message",
        title=message.signature,
        fields=(
            Field("case", "", str(message.case_id)),
            Field("from", "", message.signature),
            Field("is_from_patient", "", message.is_from_patient),
            Field("sent_at", _("Sent"), message.sent_at),
            Field("word", _("Kind"), word_of(message)),
            Field("answers", "", str(answers) if answers else None),
            *_answered(None if is_gone else message.response_version),
            Field("agreed", _("What we agreed on"), "" if is_gone else message.agreed),
            Field("withdrawn_at", _("Taken back"), message.withdrawn_at),
        ),
        text="" if is_gone else message.body,
        files=files,
        is_below=True,
    )


def _answered(version: ResponseVersion | None) -> Iterator[Field]:
    """What was said in a form, in words: a question is often asked by one, and has no others.

    Programs read it among the answers.
    """
    for line in answered_lines(version) if version is not None else ():
        if not line.is_heading:
            yield Field("", line.question, "\n".join(line.answers))


def _services(acting: PatientActing) -> Iterator[Entry]:
    handed = HandOut.within(acting).select_related("clinic", "offering__version")
    for batch in in_batches(handed, "handed_at"):
        for each in batch:
            yield Entry(
                kind="hand_out",
                title=each.offering.version.title,
                fields=(
                    Field("clinic", _("Clinic"), each.clinic.name),
                    Field("handed_at", _("From"), each.handed_at),
                    Field("handed_by", _("By"), each.handed_by),
                    Field("until_on", _("Until"), each.until_on),
                    Field("revoked_at", _("Ended"), each.revoked_at),
                ),
            )

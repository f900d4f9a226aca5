"""Reads of what is said in a case: its messages a page at a time, with their files."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject
from django.http import Http404

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.access.together import together
from samplan.attachments.models import Attachment
from samplan.cases.actions.draft_files import OWNER
from samplan.cases.asked import begun_by, left_by
from samplan.cases.models import Case, Message, MessageDraft, MessageQuerySet, Receipt
from samplan.cases.policies import may_mend
from samplan.common.paging import moment_place_in, place_at

IN_THREAD = (
    *("kind", "body", "corrects_id", "response_version_id", "is_from_patient", "is_partial"),
    *("author_kind", "author_id", "author_name", "author_title", "signed_as", "sent_at"),
    *("agreed", "most_files"),
    *("is_entered_by_staff", "told_by", "withdrawn_at", "withdrawn_by"),
    "response_version__document",
    *("response__sent_number", "response__version__title"),
    *("response_version__response__version__digest",),
)
OF_FILE = ("id", "name", "size", "kind", "scan", "state", "refusal", "shows", "thumbnail")
MOST_IN_THREAD = 100  # messages on one page


def files_of(key: str, kind: str = OWNER) -> QuerySet[Attachment, Any]:
    """The files of the message, or other row of `kind`, whose key stands in the outer query as
    `key`."""
    own = Attachment.objects.filter(
        patient_id=OuterRef("patient_id"),
        owner_kind=kind,
        owner_id=Cast(OuterRef(key), TextField()),
        removed_at=None,
    )
    told = JSONObject(**{name: name for name in OF_FILE})
    return own.order_by("id").values(json=told)


@compiled
def messages_of(acting: Acting, *, case_id: uuid.UUID) -> MessageQuerySet:
    """What has been said in the case, oldest first, each with its `readers`, its `files` and
    those of its answers (`answered`) as dictionaries, `is_begun`: the form that it asks by, and
    `is_left`: oneself has written in that what is not sent. What care has taken
    back is gone for the patient."""
    return _said(acting, case_id).order_by("sent_at", "id")


def _said(acting: Acting, case_id: uuid.UUID) -> MessageQuerySet:
    receipts = Receipt.objects.filter(message_id=OuterRef("pk")).order_by("read_at")
    readers = receipts.values(
        json=JSONObject(
            kind="reader_kind",
            id="reader_id",
            name="reader_name",
            title="reader_title",
            at="read_at",
        )
    )
    said = Message.within(acting).filter(case_id=case_id)
    if isinstance(acting, PatientActing):
        said = said.filter(Q(withdrawn_at=None) | Q(is_from_patient=True))
    return (
        said.select_related("response_version__response__version", "response__version")
        .annotate(
            readers=ArraySubquery(readers),
            files=ArraySubquery(files_of("pk")),
            answered=ArraySubquery(files_of("response_version__response_id", "response")),
            is_begun=begun_by(acting),
            is_left=left_by(acting),
        )
        .only(*IN_THREAD)
    )


@compiled
def _latest(
    acting: Acting,
    *,
    case_id: uuid.UUID,
    before_at: datetime | None,
    before_key: uuid.UUID | None,
) -> MessageQuerySet:
    said = _said(acting, case_id)
    if before_at is not None:
        said = said.filter(sent_at__lte=before_at)
        said = said.filter(Q(sent_at__lt=before_at) | Q(pk__lt=before_key))
    return said.order_by("-sent_at", "-id")[: MOST_IN_THREAD + 1]


def thread_page(
    acting: Acting, *, case_id: uuid.UUID, before: str | None
) -> tuple[list[Message], str]:
    """What was said last in the case, or before a place in it; oldest first, as `messages_of`.
    With the place before which there is more, or nothing. Raises Http404 for no such place."""
    try:
        at, key = moment_place_in(before) or (None, None)
    except ValueError:
        raise Http404 from None
    asked = _latest.asked(acting, case_id=case_id, before_at=at, before_key=key)
    together(asked)
    found = asked.rows()
    shown = found[:MOST_IN_THREAD][::-1]
    if len(found) == len(shown):
        return shown, ""
    return shown, place_at(shown[0].sent_at, shown[0].pk)


def new_for(acting: Acting, messages: Iterable[Message]) -> list[uuid.UUID]:
    """The keys of those of a page that the other side has said and the acting has not read."""
    is_patient, who = isinstance(acting, PatientActing), (acting.kind, acting.actor_id)
    said = (
        each
        for each in messages
        if each.is_from_patient != is_patient and each.withdrawn_at is None
    )
    return [
        each.pk
        for each in said
        if who not in {(one["kind"], one["id"]) for one in each.__dict__["readers"]}
    ]


def keys_with_files(acting: Acting, case: Case) -> list[str]:
    """The keys under which files of the case lie: its messages that stand with their answers, and
    the acting's own draft."""
    said = Message.within(acting).filter(case=case, withdrawn_at=None)
    drafts = MessageDraft.within(acting).filter(case=case)
    keys = [*drafts.values_list("pk", flat=True)]
    for own, answers in said.values_list("pk", "response_version__response"):
        keys += [own, answers] if answers else [own]
    return [str(key) for key in keys]


def message_of(acting: Acting, case: Case, message_id: uuid.UUID) -> Message | None:
    """One message of the case, that the acting may mend."""
    said = Message.within(acting).filter(case=case).select_related("case__clinic")
    found = said.filter(pk=message_id).first()
    return found if found is not None and may_mend(acting, found) else None


def draft_of(acting: Acting, case_id: uuid.UUID) -> MessageDraft | None:
    """What the acting has written or attached in the case and not sent, also where it was handed
    on since."""
    own = MessageDraft.within(acting).begun().filter(case_id=case_id)
    return own.select_related("case__clinic").first()

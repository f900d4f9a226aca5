"""Reads of cases that several pages share."""

import uuid
from datetime import date, datetime
from typing import Any, TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.http import Http404, HttpRequest

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.compiled import compiled
from samplan.attachments.models import Attachment
from samplan.cases.actions.drafting import OWNER
from samplan.cases.asked import begun_by
from samplan.cases.gates import services_for_contacts
from samplan.cases.models import (
    BegunCase,
    Case,
    CaseQuerySet,
    Message,
    MessageDraft,
    MessageQuerySet,
    Offering,
    Receipt,
)
from samplan.cases.policies import sees_only_own
from samplan.common.paging import moment_place_in
from samplan.contacts.models import CareContact

INBOX_PAGE = 25
IN_THREAD = (
    *("kind", "body", "corrects_id", "response_version_id", "is_from_patient", "is_partial"),
    *(
        "author_kind",
        "author_id",
        "author_name",
        "author_title",
        "signed_as",
        "sent_at",
        "agreed",
        "most_files",
    ),
    *("is_entered_by_staff", "told_by", "withdrawn_at", "response_version__document"),
    *("response__sent_number", "response__version__title"),
    *("response_version__response__version__digest",),
)
OF_FILE = ("id", "name", "size", "kind", "scan", "state", "refusal", "shows", "thumbnail")
MOST_IN_THREAD = 100  # messages on one page
MOST_COUNTED = 100  # beyond this the counter says no more

UNREAD = """
SELECT count(*) FROM (
    SELECT FROM cases_case WHERE patient_id = %s AND is_unread AND withdrawn_at IS NULL LIMIT %s
) AS unread
"""


Place: TypeAlias = tuple[datetime, uuid.UUID]


def inbox(acting: PatientActing, *, before: Place | None = None) -> list[Case]:
    """One page of the patient's cases, newest first, and one more where there are more."""
    at, key = before or (None, None)
    return _inbox(acting, before_at=at, before_key=key)


def archive(acting: PatientActing, *, before: Place | None = None) -> list[Case]:
    """As `inbox`, those that are archived."""
    at, key = before or (None, None)
    return _archive(acting, before_at=at, before_key=key)


@compiled
def _inbox(
    acting: Acting, *, before_at: datetime | None, before_key: uuid.UUID | None
) -> CaseQuerySet:
    return _page(Case.within(acting).current(), before_at, before_key)


@compiled
def _archive(
    acting: Acting, *, before_at: datetime | None, before_key: uuid.UUID | None
) -> CaseQuerySet:
    return _page(Case.within(acting).archived(), before_at, before_key)


def _page(
    cases: CaseQuerySet, before_at: datetime | None, before_key: uuid.UUID | None
) -> CaseQuerySet:
    cases = cases.newest_first().select_related("clinic")
    if before_at is not None:
        before = Q(changed_at__lt=before_at) | Q(changed_at=before_at, id__lt=before_key)
        cases = cases.filter(before)
    return cases[: INBOX_PAGE + 1]


@compiled
def case_with_clinic(acting: Acting, *, case_id: uuid.UUID) -> CaseQuerySet:
    """The case with its clinic and whom it goes to; `draft` holds what the acting has written
    and not sent, with its files, as dictionaries; or no case."""
    return _with_draft(acting, case_id)


def _with_draft(acting: Acting, case_id: uuid.UUID) -> CaseQuerySet:
    drafts = MessageDraft.objects.filter(
        case_id=OuterRef("pk"),
        author_kind=acting.kind,
        author_id=Cast(Value(_person(acting)), TextField()),
    )
    written = drafts.values(
        json=JSONObject(
            id="id",
            body="body",
            intent="intent",
            agreed="agreed",
            most_files="most_files",
            form="form_id",
            signs_as_clinic="signs_as_clinic",
            changed_at="changed_at",
            files=ArraySubquery(_files("pk")),
        )
    )
    reached = Case.within(acting).select_related("clinic", "contact__staff", "handler", "patient")
    return reached.annotate(draft=ArraySubquery(written)).filter(pk=case_id)


@compiled
def conversation(acting: Acting, *, case_id: uuid.UUID) -> CaseQuerySet:
    """As `case_with_clinic`, of those that people write in; of one's own alone for staff who do
    not share in the queue."""
    return of_queue(_with_draft(acting, case_id), acting)


def of_queue(cases: CaseQuerySet, acting: Acting) -> CaseQuerySet:
    """Those that people write in and that the acting may see as staff."""
    found = cases.in_queue()
    if isinstance(acting, StaffActing) and sees_only_own(acting):
        return found.filter(handler_id=acting.staff_id)
    return found


def _person(acting: Acting) -> uuid.UUID | None:
    """The key of whoever writes: jobs write nothing."""
    match acting:
        case PatientActing():
            return acting.person_id
        case StaffActing():
            return acting.staff_id
        case _:
            return None


def _files(key: str, kind: str = OWNER) -> QuerySet[Attachment, Any]:
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


def unread_count(request: HttpRequest) -> int:
    """How many cases the patient has not opened, at most MOST_COUNTED.

    It stands on every page, also on those that show nothing else of the patient: a count of
    one's own unread messages is no reading that the log must know of.
    """
    acting = getattr(request, "acting", None)
    if not isinstance(acting, PatientActing):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [acting.patient_id, MOST_COUNTED])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


@compiled
def messages_of(acting: Acting, *, case_id: uuid.UUID) -> MessageQuerySet:
    """What has been said in the case, oldest first, each with its `readers`, its `files` and
    those of its answers (`answered`) as dictionaries, and `is_begun`: the form that it asks by.
    What care has taken back is gone for the patient."""
    return _said(acting, case_id).order_by("sent_at", "id")


def _said(acting: Acting, case_id: uuid.UUID) -> MessageQuerySet:
    receipts = Receipt.objects.filter(message_id=OuterRef("pk")).order_by("read_at")
    readers = receipts.values(
        json=JSONObject(kind="reader_kind", name="reader_name", title="reader_title", at="read_at")
    )
    said = Message.within(acting).filter(case_id=case_id)
    if isinstance(acting, PatientActing):
        said = said.filter(Q(withdrawn_at=None) | Q(is_from_patient=True))
    return (
        said.select_related("response_version__response__version", "response__version")
        .annotate(
            readers=ArraySubquery(readers),
            files=ArraySubquery(_files("pk")),
            answered=ArraySubquery(_files("response_version__response_id", "response")),
            is_begun=begun_by(acting),
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
    found = list(_latest(acting, case_id=case_id, before_at=at, before_key=key))
    shown = found[:MOST_IN_THREAD][::-1]
    if len(found) == len(shown):
        return shown, ""
    return shown, f"{shown[0].sent_at.isoformat().replace('+00:00', 'Z')}_{shown[0].pk}"


def keys_with_files(acting: Acting, case: Case) -> list[str]:
    """The keys under which files of the case lie: its messages that stand with their answers, and
    the acting's own draft."""
    said = Message.within(acting).filter(case=case, withdrawn_at=None)
    drafts = MessageDraft.within(acting).filter(case=case)
    keys = [*drafts.values_list("pk", flat=True)]
    for own, answers in said.values_list("pk", "response_version__response"):
        keys += [own, answers] if answers else [own]
    return [str(key) for key in keys]


@compiled
def begun_case(acting: Acting, *, begun_id: uuid.UUID) -> QuerySet[BegunCase]:
    """What is begun, with its service, its answers so far and their form; or none."""
    beside = ("clinic", "patient", "version", "offering__case_type", "contact__staff")
    found = BegunCase.within(acting).select_related(*beside, "response__version__questionnaire")
    return found.defer("response__version__document").filter(pk=begun_id)


def service_for_contacts(
    acting: PatientActing, contact: CareContact, *, today: date
) -> Offering | None:
    """The service by which one writes to care contacts of the contact's clinic; None where it
    has none."""
    services = services_for_contacts(acting, contact.patient_id, on=today)
    return services.filter(clinic_id=contact.clinic_id).first()


def message_of(acting: Acting, case: Case, message_id: uuid.UUID) -> Message | None:
    """One message of the case, that the acting has written."""
    own = Message.within(acting).filter(case=case, author_id=acting.actor_id)
    return own.select_related("case__clinic").filter(pk=message_id).first()


def is_read(message: Message) -> bool:
    """Someone of the other side has read it."""
    return message.receipts.exists()  # asked of one that was reached for through `message_of`

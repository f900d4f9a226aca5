"""Reads of cases that several pages share."""

import uuid
from datetime import date, datetime
from typing import TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.http import HttpRequest

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.compiled import compiled
from samplan.cases.gates import services_for_contacts
from samplan.cases.message_queries import files_of
from samplan.cases.models import (
    BegunCase,
    Case,
    CaseQuerySet,
    Forward,
    MessageDraft,
    MessageDraftQuerySet,
    Offering,
)
from samplan.cases.policies import sees_only_own
from samplan.contacts.models import CareContact

INBOX_PAGE = 25
MOST_COUNTED = 100  # beyond this the counter says no more

UNREAD = """
SELECT count(*) FROM (
    SELECT FROM cases_case WHERE patient_id = %s AND is_unread AND withdrawn_at IS NULL LIMIT %s
) AS unread
"""


Place: TypeAlias = tuple[datetime, uuid.UUID]


def inbox(acting: PatientActing, *, before: Place | None = None) -> list[Case]:
    """One page of the patient's cases, newest first, and one more where there are more; each with
    `has_begun`: the acting has written in it what is not sent."""
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
    cases = Case.within(acting).current().annotate(has_begun=has_begun(acting))
    return _page(cases, before_at, before_key)


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
    and not sent, with its files, as dictionaries, and `first_clinic` the name of the one that a
    case began with that is handed on; or no case."""
    return _with_draft(acting, case_id)


def own_drafts(acting: Acting) -> MessageDraftQuerySet:
    """What the acting has written and not sent; of staff, at the clinic where they are."""
    person = Cast(Value(_person(acting)), TextField())
    drafts = MessageDraft.objects.filter(author_kind=acting.kind, author_id=person)
    if isinstance(acting, StaffActing):
        return drafts.filter(clinic_id=acting.clinic_id)
    return drafts


def has_begun(acting: Acting) -> Exists:
    """Whether the acting has written or attached something in a case and not sent it."""
    return Exists(own_drafts(acting).begun().filter(case_id=OuterRef("pk")))


def _with_draft(acting: Acting, case_id: uuid.UUID) -> CaseQuerySet:
    drafts = own_drafts(acting).filter(case_id=OuterRef("pk"))
    written = drafts.values(
        json=JSONObject(
            id="id",
            body="body",
            intent="intent",
            agreed="agreed",
            most_files="most_files",
            form="form_id",
            signs_as_clinic="signs_as_clinic",
            window="window",
            changed_at="changed_at",
            files=ArraySubquery(files_of("pk")),
        )
    )
    reached = Case.within(acting).select_related("clinic", "contact__staff", "handler", "patient")
    been = Forward.objects.filter(case_id=OuterRef("pk")).order_by("id")
    first = Subquery(been.values("clinic__name")[:1])
    found = reached.annotate(draft=ArraySubquery(written), first_clinic=first)
    return found.filter(pk=case_id)


@compiled
def conversation(acting: Acting, *, case_id: uuid.UUID) -> CaseQuerySet:
    """As `case_with_clinic`, of those that people write in; of one's own alone for staff who do
    not share in the queue."""
    return of_own(_with_draft(acting, case_id).in_queue(), acting)


def of_own(cases: CaseQuerySet, acting: Acting) -> CaseQuerySet:
    """Those that the acting handles, for staff who do not share in the queue; else all."""
    if isinstance(acting, StaffActing) and sees_only_own(acting):
        return cases.filter(handler_id=acting.staff_id)
    return cases


def _person(acting: Acting) -> uuid.UUID | None:
    """The key of whoever writes: jobs write nothing."""
    match acting:
        case PatientActing():
            return acting.person_id
        case StaffActing():
            return acting.staff_id
        case _:
            return None


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

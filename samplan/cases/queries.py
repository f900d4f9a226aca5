"""Reads of cases that several pages share."""

import uuid
from datetime import datetime
from typing import TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.cases.models import Case, CaseQuerySet, Message, MessageQuerySet, Receipt

INBOX_PAGE = 25
IN_THREAD = (
    *("kind", "body", "corrects_id", "response_version_id", "is_from_patient"),
    *("author_name", "author_title", "sent_at"),
)
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


@compiled
def _inbox(
    acting: Acting, *, before_at: datetime | None, before_key: uuid.UUID | None
) -> CaseQuerySet:
    cases = Case.within(acting).newest_first().select_related("clinic")
    if before_at is not None:
        before = Q(changed_at__lt=before_at) | Q(changed_at=before_at, id__lt=before_key)
        cases = cases.filter(before)
    return cases[: INBOX_PAGE + 1]


@compiled
def case_with_clinic(acting: Acting, *, case_id: uuid.UUID) -> CaseQuerySet:
    """The case with its clinic; or none."""
    return Case.within(acting).select_related("clinic").filter(pk=case_id)


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
    """What has been said in the case, oldest first, each with its `readers` as dictionaries."""
    receipts = Receipt.objects.filter(message_id=OuterRef("pk")).order_by("read_at")
    readers = receipts.values(
        json=JSONObject(kind="reader_kind", name="reader_name", title="reader_title", at="read_at")
    )
    return (
        Message.within(acting)
        .filter(case_id=case_id)
        .annotate(readers=ArraySubquery(readers))
        .only(*IN_THREAD)
        .order_by("id")
    )

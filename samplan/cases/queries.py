"""Reads of cases that several pages share."""

import uuid
from datetime import datetime
from typing import TypeAlias

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.http import HttpRequest

from samplan.access.acting import Acting, PatientActing
from samplan.cases.models import Case, Message, MessageQuerySet, Receipt

INBOX_PAGE = 25
MOST_COUNTED = 100  # beyond this the counter says no more

Place: TypeAlias = tuple[datetime, uuid.UUID]


def inbox(acting: PatientActing, *, before: Place | None = None) -> list[Case]:
    """One page of the patient's cases, newest first, and one more where there are more."""
    cases = Case.within(acting).newest_first().select_related("clinic")
    if before is not None:
        at, key = before
        cases = cases.filter(Q(changed_at__lt=at) | Q(changed_at=at, id__lt=key))
    return list(cases[: INBOX_PAGE + 1])


def unread_count(request: HttpRequest) -> int:
    """How many cases the patient has not opened, at most MOST_COUNTED.

    It stands on every page, also on those that show nothing else of the patient: a count of
    one's own unread messages is no reading that the log must know of.
    """
    acting = getattr(request, "acting", None)
    if not isinstance(acting, PatientActing):
        return 0
    own = Case.objects.filter(patient_id=acting.patient_id, withdrawn_at=None)
    unread = own.filter(is_unread=True).order_by()
    return unread[:MOST_COUNTED].count()


def messages_of(case: Case, acting: Acting) -> MessageQuerySet:
    """What has been said in the case, oldest first, each with its `readers` as dictionaries."""
    receipts = Receipt.objects.filter(message_id=OuterRef("pk")).order_by("read_at")
    readers = receipts.values(
        json=JSONObject(kind="reader_kind", name="reader_name", title="reader_title", at="read_at")
    )
    return (
        Message.within(acting)
        .filter(case=case)
        .annotate(readers=ArraySubquery(readers))
        .order_by("id")
    )

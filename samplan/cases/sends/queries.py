"""Reads of sends for the pages of staff."""

import uuid
from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from samplan.access.acting import StaffActing
from samplan.cases.models import Direction, Offering, OfferingState, RowState, Send, SendRow
from samplan.plans.models import Activity, ActivityKind

PAGE: Final = 30
MOST_LETTERS: Final = 100  # in one printing
CHUNK: Final = 1000


def sends_of(acting: StaffActing, *, after: uuid.UUID | None) -> list[Send]:
    """One page of the clinic's sends, newest first, and one more where there are more."""
    found = Send.within(acting).defer("wrong", "body")
    if after is not None:
        found = found.filter(pk__lt=after)
    return list(found.order_by("-pk")[: PAGE + 1])


def sendable(acting: StaffActing) -> list[Offering]:
    """The types that the clinic sends, in the order of its page."""
    found = Offering.objects.filter(
        clinic_id=acting.clinic_id,
        case_type__direction=Direction.CLINIC,
        state=OfferingState.ACTIVE,
    )
    return list(found.select_related("version", "case_type").order_by("position", "id"))


def rows_of(
    acting: StaffActing, send: Send, *, wanted: str, after: uuid.UUID | None
) -> list[SendRow]:
    """One page of a send's rows as `wanted`, and one more where there are more. Before it has
    begun they are sorted by what is foreseen."""
    rows = SendRow.within(acting).filter(send=send).select_related("patient")
    if wanted:
        rows = rows.filter(**{"state" if send.started_at else "foreseen": wanted})
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk")[: PAGE + 1])


def all_rows(acting: StaffActing, send: Send) -> Iterator[list[SendRow]]:
    """Every row of a send, a chunk at a time."""
    after: uuid.UUID | None = None
    while True:
        rows = SendRow.within(acting).filter(send=send).select_related("patient")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        chunk = list(rows.order_by("pk")[:CHUNK])
        if not chunk:
            return
        yield chunk
        after = chunk[-1].pk


def letters_to_post(acting: StaffActing, send: Send) -> QuerySet[Activity]:
    """The send's letters that are not posted, with their patients, the oldest first."""
    rows = SendRow.within(acting).filter(send=send, state=RowState.PAPER)
    keys = rows.annotate(key=Cast("pk", TextField())).values("key")
    tasks = Activity.within(acting).open()
    found = tasks.filter(kind=ActivityKind.PAPER, subject_kind="sendrow", subject_id__in=keys)
    return found.select_related("patient").order_by("id")

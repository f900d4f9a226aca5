"""What stands around a visit: what has been said about it, and the rest of the patient's plan.

Both come along with the visit in one statement.
"""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from samplan.access.acting import Acting
from samplan.attachments.models import Attachment
from samplan.attachments.states import StateWords, state_words
from samplan.cases.models import Message
from samplan.cases.thread import thread_of
from samplan.common.dates import long_moment
from samplan.plans.models import Activity, ActivityState, Responsible
from samplan.plans.rows import Row, care_row_of
from samplan.visits.models import Visit, VisitQuerySet

NEWEST_MESSAGES = 6
NEXT_IN_PLAN = 8
_SAID = (
    *("kind", "body", "is_from_patient", "corrects_id", "response_version_id"),
    *("author_name", "author_title", "sent_at"),
)
_FILE = ("id", "name", "size", "scan", "state", "refusal")
_PLANNED = ("kind", "title", "responsible", "state", "starts_at", "due_on")


def with_surroundings(visits: VisitQuerySet, acting: Acting) -> VisitQuerySet:
    """The visits with `message_list`, `plan_list` and `file_list`, for the functions below."""
    of_visit = Q(case_id=OuterRef("summons_id")) | Q(case_id=OuterRef("questions_id"))
    said = Message.within(acting).filter(of_visit).order_by("-id")[:NEWEST_MESSAGES]
    planned = Activity.within(acting).filter(
        patient_id=OuterRef("patient_id"), parent=None, state=ActivityState.OPEN
    )
    others = planned.for_all_of_clinic().exclude(pk=OuterRef("activity_id"))
    others = others.order_by("due_on", "id")[:NEXT_IN_PLAN]
    sent = (
        Attachment.within(acting)
        .open_to(acting)
        .filter(owner_kind="response", owner_id=Cast(OuterRef("response_id"), TextField()))
    )
    files = sent.order_by("id").values(json=JSONObject(**{key: key for key in _FILE}))
    return visits.annotate(
        file_list=ArraySubquery(files),
        message_list=ArraySubquery(said.values(json=JSONObject(**{key: key for key in _SAID}))),
        plan_list=ArraySubquery(others.values(json=JSONObject(**{key: key for key in _PLANNED}))),
    )


def files_among(visit: Visit, ids: Collection[str]) -> list[tuple[Attachment, StateWords]]:
    """The files that have come with the answers, among those with the `ids`, and their states."""
    rows = (row for row in visit.__dict__["file_list"] if row["id"] in ids)
    files = [Attachment(**row | {"id": uuid.UUID(row["id"])}) for row in rows]
    return [(each, state_words(each.state, each.scan, each.refusal)) for each in files]


def said_about(visit: Visit) -> SafeString:
    """The newest messages about the visit as a thread, oldest first; empty where none are."""
    messages = list(_messages(visit))
    return thread_of(messages, for_care=True) if messages else SafeString("")


def _messages(visit: Visit) -> Iterator[Message]:
    for said in reversed(visit.__dict__["message_list"]):
        message = Message(**said | {"sent_at": datetime.fromisoformat(said["sent_at"])})
        message.__dict__["readers"] = []
        yield message


def planned_beside(visit: Visit, *, today: date) -> list[Row]:
    """What else is open in the patient's plan with the clinic: who does it, and when."""
    return [_row(_activity(each), today) for each in visit.__dict__["plan_list"]]


def _activity(planned: dict[str, Any]) -> Activity:
    start, due = planned["starts_at"], planned["due_on"]
    moments = {
        "starts_at": datetime.fromisoformat(start) if start else None,
        "due_on": date.fromisoformat(due) if due else None,
    }
    return Activity(**planned | moments)


def _row(activity: Activity, today: date) -> Row:
    row = care_row_of(activity, today=today)
    when = row.detail
    if activity.starts_at is not None:
        when = long_moment(activity.starts_at, get_language() or "sv", today=today)
    who = str(Responsible(activity.responsible).label)
    return replace(row, detail=" · ".join(part for part in (who, when) if part))

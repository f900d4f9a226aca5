"""Activities as rows on a page."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.common.dates import short_day
from samplan.plans.kinds import Opening, opening_of
from samplan.plans.models import Activity, ActivityKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one activity says in a list, and where its button leads (empty: nowhere)."""

    title: "StrOrPromise"
    icon: str
    detail: str
    state: Literal["open", "done", "late"]
    url: str
    verb: "StrOrPromise"
    is_primary: bool = False

    @property
    def is_open(self) -> bool:
        """Still to be done."""
        return self.state != "done"


def with_one_primary(rows: list[Row]) -> list[Row]:
    """The rows with the first open one as the page's one primary action."""
    first = next((row for row in rows if row.is_open and row.url), None)
    return [replace(row, is_primary=row is first) for row in rows]


def row_of(activity: Activity, *, today: date, detail: str = "") -> Row:
    """The row of one activity as its patient sees it on `today`."""
    opening = opening_of(activity)
    leads = opening.address if activity.is_open else opening.done_address
    return Row(
        title=opening.done if activity.is_done else activity.title or opening.todo,
        icon=opening.icon,
        detail=detail or _due(activity),
        state=_state(activity, today),
        url=leads(activity) if leads else "",
        verb=_verb(activity, opening),
    )


def _verb(activity: Activity, opening: Opening) -> "StrOrPromise":
    if not activity.is_open:
        return opening.done_verb
    return (activity.is_begun and opening.begun_verb) or opening.verb


def care_row_of(activity: Activity, *, today: date) -> Row:
    """The row of one activity as staff see it: what it is, in words not meant for the patient."""
    kind = str(ActivityKind(activity.kind).label)
    title = f"{kind}: {activity.title}" if activity.title else kind
    return Row(
        title=title,
        icon=opening_of(activity).icon,
        detail=_due(activity),
        state=_state(activity, today),
        url="",  # the patient's page is not staff's: `kinds.places_of` gives theirs
        verb="",
    )


def _state(activity: Activity, today: date) -> Literal["open", "done", "late"]:
    if not activity.is_open:
        return "done"
    is_late = activity.due_on is not None and activity.due_on < today
    return "late" if is_late else "open"


def _due(activity: Activity) -> str:
    if not activity.is_open or activity.due_on is None:
        return ""
    day = short_day(activity.due_on, get_language() or "sv")
    return _("by %(day)s") % {"day": day}

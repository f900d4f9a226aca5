"""An event of the log as a person reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samplan.audit.kinds import kind
from samplan.audit.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """Who did what, where they work, and when."""

    who: str
    where: str
    what: "StrOrPromise"
    at: datetime
    is_care: bool


def line_of(event: Event) -> Line:
    """The event in plain words."""
    body = event.body
    actor_kind = body["actor_kind"]
    return Line(
        who=_who(body["name"], body["title"], actor_kind),
        where=body["unit_name"] or "",
        what=kind(event.kind).words,
        at=event.at,
        is_care=actor_kind == "staff",
    )


def _who(name: str, title: str, actor_kind: str) -> str:
    if actor_kind == "self":
        return _("%(name)s (the patient)") % {"name": name}
    if actor_kind == "guardian":
        return _("%(name)s (guardian)") % {"name": name}
    if actor_kind == "system":
        return _("%(name)s, automatically") % {"name": name}
    return f"{name}, {title}" if title else name

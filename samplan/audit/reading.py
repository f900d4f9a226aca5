"""An event of the log as a person reads it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samplan.audit.kinds import kind
from samplan.audit.models import Event
from samplan.common.dates import local

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """Who did what, where they work, and when."""

    who: str
    where: str
    what: "StrOrPromise"
    at: datetime


@dataclass(frozen=True)
class Turn:
    """What one person did after each other at one place on one day, newest first."""

    lines: tuple[Line, ...]

    @property
    def newest(self) -> Line:
        """The last thing done; who and where are those of all."""
        return self.lines[0]

    @property
    def oldest(self) -> Line:
        """The first thing done."""
        return self.lines[-1]

    @property
    def has_length(self) -> bool:
        """Whether it went on for more than a minute of the clock."""
        first, last = self.oldest.at, self.newest.at
        return first.replace(second=0, microsecond=0) != last.replace(second=0, microsecond=0)

    def counted(self) -> list[tuple[str, int]]:
        """Each thing that was done, and how many times."""
        return list(Counter(str(line.what) for line in self.lines).items())


def turns_of(lines: Iterable[Line]) -> list[Turn]:
    """The lines, those of the same person, place and day after each other as one."""
    return [Turn(tuple(each)) for _key, each in groupby(lines, _whose_turn)]


def _whose_turn(line: Line) -> tuple[str, str, date]:
    return line.who, line.where, local(line.at).date()


def line_of(event: Event) -> Line:
    """The event in plain words."""
    body = event.body
    actor_kind = body["actor_kind"]
    return Line(
        who=_who(body["name"], body["title"], actor_kind),
        where=body["unit_name"] or "",
        what=kind(event.kind).words,
        at=event.at,
    )


def _who(name: str, title: str, actor_kind: str) -> str:
    if actor_kind == "self":
        return _("%(name)s (the patient)") % {"name": name}
    if actor_kind == "guardian":
        return _("%(name)s (guardian)") % {"name": name}
    if actor_kind == "system":
        return _("%(name)s, automatically") % {"name": name}
    return f"{name}, {title}" if title else name

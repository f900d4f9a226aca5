"""A patient's shortcuts as they stand on a page: what cannot be reached is not there."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import TextField, Value
from django.db.models.functions import JSONObject

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.patients.models import Patient
from samplan.shortcuts.models import MOST_SHORTCUTS, Shortcut, ShortcutQuerySet
from samplan.shortcuts.registry import LOST, Link, kinds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OF_KIND: Final = "facts_of_"


@dataclass(frozen=True)
class Shown:
    """One shortcut that leads somewhere."""

    id: uuid.UUID
    kind: str
    key: str
    link: Link


@dataclass(frozen=True)
class Offer:
    """Something that a shortcut could lead to."""

    kind: str
    key: str
    link: Link


@dataclass(frozen=True)
class Lost:
    """One that leads nowhere any more."""

    id: uuid.UUID
    label: "StrOrPromise"


def shortcuts_of(acting: Acting, *, today: date) -> list[Shown]:
    """The patient's shortcuts in order, without those that lead nowhere any more."""
    return shortcuts_and_lost(acting, today=today)[0]


def shortcuts_and_lost(acting: Acting, *, today: date) -> tuple[list[Shown], list[Lost]]:
    """The patient's shortcuts in order, and those that lead nowhere any more."""
    rows = _rows(acting, today=today)
    shown = shown_of((row.__dict__ for row in rows), acting)
    leading = {each.id for each in shown}
    lost = [Lost(row.pk, _lost_words(row.kind)) for row in rows if row.pk not in leading]
    return shown, lost


def _lost_words(name: str) -> "StrOrPromise":
    return kinds()[name].lost if name in kinds() else LOST


def shortcut_array(acting: Acting, *, today: date) -> ArraySubquery:
    """The same to be asked together with something else: rows for `shown_of`."""
    facts = {f"{OF_KIND}{name}": f"{OF_KIND}{name}" for name in _with_facts()}
    rows = with_facts(acting, today=today).values(
        json=JSONObject(id="id", kind="kind", key="key", **facts)
    )
    return ArraySubquery(rows)


def shown_of(rows: Iterable[Mapping[str, Any]], acting: Acting) -> list[Shown]:
    """The rows of either of the above as shortcuts."""
    found = ((row, _link(row, acting)) for row in rows)
    return [
        Shown(uuid.UUID(str(row["id"])), row["kind"], row["key"], link)
        for row, link in found
        if link is not None
    ]


def with_facts(acting: Acting, *, today: date) -> ShortcutQuerySet:
    """The shortcuts in order, each with what its kind asks about it."""
    facts = {f"{OF_KIND}{name}": ask(acting, today) for name, ask in _with_facts().items()}
    return Shortcut.within(acting).annotate(**facts).order_by("place")[:MOST_SHORTCUTS]


def has_room(shown: Sequence[Shown]) -> bool:
    """Whether there may be one more."""
    return len(shown) < MOST_SHORTCUTS


def offered_to(
    acting: Acting, *, today: date, besides: Iterable[Shown], only: str = ""
) -> list[Offer]:
    """What the person is likely to want and has no shortcut to; of one kind where it is named."""
    held = {(each.kind, each.key) for each in besides}
    return [
        Offer(name, key, link)
        for name, kind in kinds().items()
        if kind.offers is not None and only in {"", name}
        for key, link in kind.offers(acting, today).items()
        if (name, key) not in held
    ]


def under_headings(offers: Iterable[Offer]) -> list[tuple["StrOrPromise", list[Offer]]]:
    """What is offered, under the headings of its kinds."""
    found: dict[StrOrPromise, list[Offer]] = {}
    for each in offers:
        found.setdefault(str(kinds()[each.kind].heading), []).append(each)
    return list(found.items())


def link_to(kind: str, key: str, acting: PatientActing, *, today: date) -> Link | None:
    """Where a shortcut to this would lead; None where the acting cannot reach it."""
    known = kinds().get(kind)
    if known is None:
        return None
    facts: Any = {}
    if known.facts is not None:
        own = Patient.objects.filter(pk=acting.patient_id)
        one = own.annotate(key=Value(key, TextField())).annotate(found=known.facts(acting, today))
        facts = one.values_list("found", flat=True).get()
    return _link({"kind": kind, "key": key, f"{OF_KIND}{kind}": facts}, acting)


@compiled
def _rows(acting: Acting, *, today: date) -> ShortcutQuerySet:
    return with_facts(acting, today=today)


def _with_facts() -> dict[str, Any]:
    return {name: kind.facts for name, kind in kinds().items() if kind.facts is not None}


def _link(row: Mapping[str, Any], acting: Acting) -> Link | None:
    """Where it leads; None where its kind is gone or its thing cannot be reached."""
    kind = kinds().get(row["kind"])
    if kind is None:
        return None
    facts = row.get(f"{OF_KIND}{row['kind']}")
    if kind.facts is not None and facts is None:
        return None
    return kind.link(acting, row["key"], facts or {})

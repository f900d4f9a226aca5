"""A patient's shortcuts as they stand on a page: what cannot be reached is not there."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import TextField, Value
from django.db.models.functions import JSONObject

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.patients.models import Patient
from samplan.shortcuts.models import MOST_SHORTCUTS, Shortcut, ShortcutQuerySet
from samplan.shortcuts.registry import Link, kinds

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


def shortcuts_of(acting: Acting) -> list[Shown]:
    """The patient's shortcuts in order, without those that lead nowhere any more."""
    return shown_of((row.__dict__ for row in _rows(acting)), acting)


def shortcut_array(acting: Acting) -> ArraySubquery:
    """The same to be asked together with something else: rows for `shown_of`."""
    facts = {f"{OF_KIND}{name}": f"{OF_KIND}{name}" for name in _with_facts()}
    rows = with_facts(acting).values(json=JSONObject(id="id", kind="kind", key="key", **facts))
    return ArraySubquery(rows)


def shown_of(rows: Iterable[Mapping[str, Any]], acting: Acting) -> list[Shown]:
    """The rows of either of the above as shortcuts."""
    found = ((row, _link(row, acting)) for row in rows)
    return [
        Shown(uuid.UUID(str(row["id"])), row["kind"], row["key"], link)
        for row, link in found
        if link is not None
    ]


def with_facts(acting: Acting) -> ShortcutQuerySet:
    """The shortcuts in order, each with what its kind asks about it."""
    facts = {f"{OF_KIND}{name}": ask(acting) for name, ask in _with_facts().items()}
    return Shortcut.within(acting).annotate(**facts).order_by("place")[:MOST_SHORTCUTS]


def has_room(shown: Sequence[Shown]) -> bool:
    """Whether there may be one more."""
    return len(shown) < MOST_SHORTCUTS


def offered_to(acting: Acting, *, besides: Iterable[Shown], only: str = "") -> list[Offer]:
    """What the person is likely to want and has no shortcut to; of one kind where it is named."""
    held = {(each.kind, each.key) for each in besides}
    return [
        Offer(name, key, link)
        for name, kind in kinds().items()
        if kind.offers is not None and only in {"", name}
        for key, link in kind.offers(acting).items()
        if (name, key) not in held
    ]


def link_to(kind: str, key: str, acting: PatientActing) -> Link | None:
    """Where a shortcut to this would lead; None where the acting cannot reach it."""
    known = kinds().get(kind)
    if known is None:
        return None
    facts: Any = {}
    if known.facts is not None:
        own = Patient.objects.filter(pk=acting.patient_id)
        one = own.annotate(key=Value(key, TextField())).annotate(found=known.facts(acting))
        facts = one.values_list("found", flat=True).get()
    return _link({"kind": kind, "key": key, f"{OF_KIND}{kind}": facts}, acting)


@compiled
def _rows(acting: Acting) -> ShortcutQuerySet:
    return with_facts(acting)


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

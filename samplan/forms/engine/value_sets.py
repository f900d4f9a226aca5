"""The sets of answers that a questionnaire carries inside itself: ValueSet and CodeSystem.

A set is resolved from its expansion, or else from what it is composed of: concepts that it lists,
whole code systems and other sets that are contained too. Nothing is fetched from elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.primitives import as_decimal
from samplan.forms.engine.sizing import MAX_OPTIONS
from samplan.forms.engine.wording import Text

MAX_CONCEPTS = 5_000
MAX_DEPTH = 8  # of sets that include sets
MAX_LOOKED_AT = 500_000  # concepts, in putting all sets together


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of a set."""

    system: str | None
    code: str
    text: Text
    score: Decimal | None = None


class OutOfReach(Exception):
    """The set, or a part of it, is not inside the questionnaire or is given by a rule."""


@dataclass(slots=True)
class ValueSets:
    """The contained resources by "#id" and by their address; each is put together once."""

    found: dict[str, Node]
    resolved: dict[str, tuple[Concept, ...]] = field(default_factory=dict)
    out_of_reach: set[str] = field(default_factory=set)
    looked_at: int = 0
    handed_out: int = 0

    @classmethod
    def within(cls, root: Node) -> "ValueSets":
        """Those that the questionnaire contains."""
        found: dict[str, Node] = {}
        for node in root.children("contained"):
            if node.raw.get("resourceType") in ("ValueSet", "CodeSystem"):
                found[f"#{node.string('id')}"] = node
                found[node.string("url")] = node
        found.pop("", None)
        found.pop("#", None)
        return cls(found)

    def resolve(self, name: str) -> tuple[Concept, ...]:
        """The set's concepts in order, empty where it cannot be resolved in full."""
        key = name if name in self.found else name.partition("|")[0]
        if key in self.out_of_reach:
            return ()
        try:
            return self._concepts(key, 0)
        except OutOfReach:
            self.out_of_reach.add(key)
            return ()

    def hand_out(self, concepts: tuple[Concept, ...]) -> bool:
        """Whether one question more can have these answers."""
        self.handed_out += len(concepts)
        return self.handed_out <= MAX_OPTIONS

    def _concepts(self, name: str, depth: int) -> tuple[Concept, ...]:
        if name not in self.resolved:
            self.resolved[name] = tuple(self._put_together(name, depth))
        if depth:
            self.looked_at += 1 + len(self.resolved[name])
        if self.looked_at > MAX_LOOKED_AT:
            raise OutOfReach
        return self.resolved[name]

    def _put_together(self, name: str, depth: int) -> list[Concept]:
        node = self.found.get(name)
        if node is None or depth > MAX_DEPTH:
            raise OutOfReach
        if node.raw["resourceType"] == "CodeSystem":
            return _listed(node, node.string("url") or None, "concept")
        expansion = node.child("expansion") if node.has("expansion") else None
        if expansion is not None and expansion.raw.get("contains"):
            return _listed(expansion, None, "contains")
        compose = node.child("compose") if node.has("compose") else None
        if compose is None:
            raise OutOfReach
        return self._composed(compose, depth)

    def _composed(self, compose: Node, depth: int) -> list[Concept]:
        taken: dict[tuple[str | None, str], Concept] = {}
        for part in compose.children("include"):
            for concept in self._part(part, depth):
                taken.setdefault((concept.system, concept.code), concept)
        for part in compose.children("exclude"):
            for concept in self._part(part, depth):
                taken.pop((concept.system, concept.code), None)
        return list(taken.values())

    def _part(self, part: Node, depth: int) -> list[Concept]:
        """A concept must be in the system and in each set that the part names."""
        if part.raw.get("filter"):
            raise OutOfReach
        kept: list[Concept] | None = None
        system = part.string("system") or None
        if part.raw.get("concept"):
            kept = _listed(part, system, "concept")
        elif system is not None:
            kept = list(self._concepts(system, depth + 1))
        names = part.raw.get("valueSet", [])
        for name in names if isinstance(names, list) else ():
            inner = self._concepts(str(name).partition("|")[0], depth + 1)
            kept = _in_both(kept, inner)
        if kept is None or len(kept) > MAX_CONCEPTS:
            raise OutOfReach
        return kept


def _in_both(kept: list[Concept] | None, inner: Iterable[Concept]) -> list[Concept]:
    """What is kept so far and is in the other set too; all of that where this is the first."""
    if kept is None:
        return list(inner)
    keys = {(concept.system, concept.code) for concept in inner}
    return [concept for concept in kept if (concept.system, concept.code) in keys]


def _listed(holder: Node, system: str | None, key: str) -> list[Concept]:
    """The concepts under a key, those below them after each."""
    found: list[Concept] = []
    waiting = list(reversed(holder.children(key)))
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.children(key)))
        code = node.string("code")
        if code and not node.raw.get("abstract"):
            own = node.string("system") or system
            found.append(Concept(own, code, _text(node), _score(node)))
        if len(found) > MAX_CONCEPTS:
            raise OutOfReach
    return found


def _text(node: Node) -> Text:
    text = node.text("display")
    variants = dict(text.variants)
    variants.update(_designations(node))
    return Text(text.source, variants)


def _designations(node: Node) -> Iterator[tuple[str, str]]:
    for each in node.children("designation"):
        language, words = each.string("language"), each.string("value")
        if language and words.strip() and not each.raw.get("use"):
            yield language, words


def _score(node: Node) -> Decimal | None:
    for url in ext.SCORES:
        for extension in node.extensions(url):
            return as_decimal(extension.raw.get("valueDecimal"))
    return None

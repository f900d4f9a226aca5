"""Typed reading of one JSON object from outside: a wrong type becomes a problem, not an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from samplan.forms.engine.extensions import TRANSLATION
from samplan.forms.engine.form import Text
from samplan.forms.engine.problems import Flaw, Report
from samplan.forms.engine.screening import path_of

MAX_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Node:
    """A screened object with its place in the document."""

    raw: Mapping[str, object]
    path: str
    link_id: str | None
    report: Report

    def refuse(self, flaw: Flaw, **params: object) -> None:
        self.report.add(flaw, self.path, self.link_id, **params)

    def wrong(self, key: str, expected: str) -> None:
        self.refuse(Flaw.WRONG_TYPE, element=key, expected=expected)

    def has(self, key: str) -> bool:
        return key in self.raw

    def string(self, key: str, *, limit: int = MAX_TEXT) -> str:
        """The text under a key, "" when there is none (or a problem)."""
        value = self.raw.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, "text")
            return ""
        if len(value) > limit:
            self.report.add(Flaw.TOO_LONG, f"{self.path}.{key}", self.link_id, limit=limit)
            return ""
        return value

    def flag(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "true or false")
            return False
        return value

    def child(self, key: str) -> "Node | None":
        value = self.raw.get(key)
        if isinstance(value, dict):
            return self._node(value, key)
        if key in self.raw:
            self.wrong(key, "an object")
        return None

    def children(self, key: str) -> list["Node"]:
        """The objects in the list under a key."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            self.wrong(key, "a list of objects")
            return []
        return [self._node(part, key, index) for index, part in enumerate(value)]

    def refuse_unknown(self, known: frozenset[str]) -> None:
        for key in self.raw:
            if key not in known and key.removeprefix("_") not in known:
                self.refuse(Flaw.UNKNOWN_ELEMENT, element=key)

    def extensions(self, url: str) -> list["Node"]:
        return [node for node in self.children("extension") if node.raw.get("url") == url]

    def text(self, key: str) -> Text:
        """A text with its translations from the sibling `_key`."""
        source = self.string(key)
        beside = self.child(f"_{key}") if self.has(f"_{key}") else None
        if beside is None:
            return Text(source)
        pairs = (beside._translation(node, key) for node in beside.extensions(TRANSLATION))
        return Text(source, dict(pair for pair in pairs if pair is not None))

    def _translation(self, node: "Node", key: str) -> tuple[str, str] | None:
        languages = [part.string("valueCode") for part in node.extensions("lang")]
        contents = [
            part.string("valueString") or part.string("valueMarkdown")
            for part in node.extensions("content")
        ]
        language, text = (languages or [""])[0], (contents or [""])[0]
        if not language or not text.strip():
            self.refuse(Flaw.BAD_TRANSLATION, element=key)
            return None
        return language, text

    def _node(self, raw: object, *steps: str | int) -> "Node":
        below = path_of(steps)
        path = f"{self.path}.{below}" if self.path else below
        return Node(cast("Mapping[str, object]", raw), path, self.link_id, self.report)

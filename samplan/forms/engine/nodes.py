"""Typed reading of one JSON object from outside: a wrong type becomes a problem, not an error."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from samplan.forms.engine.extensions import TRANSLATION
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.problems import Report
from samplan.forms.engine.screening import path_of
from samplan.forms.engine.wording import Text

MAX_TEXT = 10_000


class Node(NamedTuple):
    """A screened object with its place in the document: `steps` below the node `above`.

    A tuple with a path on demand, because a document has tens of thousands of them.
    """

    raw: Mapping[str, object]
    report: Report
    link_id: str | None = None
    above: "Node | None" = None
    steps: tuple[str | int, ...] = ()

    @property
    def path(self) -> str:
        steps: list[object] = []
        node: Node | None = self
        while node is not None:
            steps.extend(reversed(node.steps))
            node = node.above
        return path_of(reversed(steps))

    def refuse(self, flaw: Flaw, **params: object) -> None:
        self.report.add(flaw, self.path, self.link_id, **params)

    def note(self, flaw: Flaw, **params: object) -> None:
        self.report.note(flaw, self.path, self.link_id, **params)

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
        if key not in self.raw:
            return []
        value = self.raw[key]
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
        return Text(source, beside._translations(key))

    def _translations(self, key: str) -> dict[str, str]:
        variants = {}
        for extension in self.extensions(TRANSLATION):
            language, content = _language_and_content(extension.raw.get("extension"))
            if language and content.strip():
                variants[language] = content
            else:
                extension.refuse(Flaw.BAD_TRANSLATION, element=key)
        return variants

    def _node(self, raw: object, *steps: str | int) -> "Node":
        return Node(cast("Mapping[str, object]", raw), self.report, self.link_id, self, steps)


def _language_and_content(parts: object) -> tuple[str, str]:
    """The two halves of FHIR's translation extension, "" for what is missing or not text."""
    language: object = ""
    content: object = ""
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and part.get("url") == "lang":
            language = part.get("valueCode", "")
        elif isinstance(part, dict) and part.get("url") == "content":
            content = part.get("valueString", part.get("valueMarkdown", ""))
    return (
        language if isinstance(language, str) else "",
        content if isinstance(content, str) and len(content) <= MAX_TEXT else "",
    )

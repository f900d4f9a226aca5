"""The first look at a document from outside: is it JSON that can be read, saved and shown?

Everything after this may trust that objects have text as names, that texts can be encoded, and
that neither depth nor size is out of hand. Iterative: depth of the input is no concern.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from samplan.forms.engine.extensions import changes_meaning
from samplan.forms.engine.problems import Flaw, Report

MAX_DEPTH = 200
MAX_PARTS = 1_000_000
MAX_STRING = 1_048_576  # FHIR R4, datatype string
MAX_LINK_ID = 255  # FHIR R4, Questionnaire.item.linkId
MAX_NUMBER = 10**18

UNSAVABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Place:
    """An object or list on its way to be looked through, with the way back to the root."""

    content: dict[object, object] | list[object]
    above: "_Place | None"
    key: str | int
    depth: int
    link_id: str | None

    def path(self, *last: object) -> str:
        steps: list[object] = list(reversed(last))
        place: _Place | None = self
        while place is not None and place.above is not None:
            steps.append(place.key)
            place = place.above
        return path_of(reversed(steps))

    def parts(self) -> Iterable[tuple[object, object]]:
        return self.content.items() if isinstance(self.content, dict) else enumerate(self.content)


def screen(document: object, report: Report) -> dict[str, object] | None:
    """The document as an object, or None (and problems) when it cannot be read at all."""
    if type(document) is not dict:
        report.add(Flaw.NOT_AN_OBJECT, "")
        return None
    before = len(report.problems)
    # A place that changes meaning does not stop the reading of the rest; broken JSON does.
    refused = Report()
    if not _walk(document, report, refused) or len(report.problems) > before:
        return None
    for problem in refused.problems:
        report.add(problem.code, problem.path, problem.link_id, **problem.params)
    return cast(dict[str, object], document)


def _walk(document: dict[object, object], report: Report, refused: Report) -> bool:
    pending = [_Place(document, None, "", 0, None)]
    parts = 1
    while pending:
        place = pending.pop()
        parts += len(place.content)
        if parts > MAX_PARTS:
            report.add(Flaw.TOO_LARGE, "", limit=MAX_PARTS)
            return False
        if place.depth > MAX_DEPTH:
            report.add(Flaw.TOO_DEEP, "", limit=MAX_DEPTH)
            return False
        below = [
            found for key, value in place.parts() if (found := _look(place, key, value, report))
        ]
        _refuse_changed_meaning(place, refused)
        pending.extend(reversed(below))
    return True


def _look(place: _Place, key: object, value: object, report: Report) -> _Place | None:
    kind, in_list = type(value), type(place.content) is list
    if not in_list and (type(key) is not str or UNSAVABLE.search(key)):
        report.add(Flaw.BAD_KEY, place.path(), place.link_id)
        return None
    if kind is str:
        flaw = _flaw_of_text(cast(str, value))
    elif kind is dict or kind is list:
        content = cast("dict[object, object] | list[object]", value)
        link_id = _link_id(content) or place.link_id
        return _Place(content, place, key, place.depth + 1, link_id)
    else:
        flaw = _flaw_of_scalar(value, in_list=in_list)
    if flaw is not None:
        report.add(
            flaw,
            place.path(key),
            place.link_id,
            element=key,
            expected="a FHIR value",
            limit=MAX_STRING,
        )
    return None


def _link_id(content: dict[object, object] | list[object]) -> str | None:
    return usable_link_id(content.get("linkId")) if type(content) is dict else None


def usable_link_id(value: object) -> str | None:
    """The value when it can name an item, else None."""
    if type(value) is not str or not 0 < len(value) <= MAX_LINK_ID:
        return None
    return None if UNSAVABLE.search(value) or not value.strip() else value


def _flaw_of_text(text: str) -> Flaw | None:
    if len(text) > MAX_STRING:
        return Flaw.TOO_LONG
    return Flaw.BAD_CHARACTER if UNSAVABLE.search(text) else None


def _flaw_of_scalar(value: object, *, in_list: bool) -> Flaw | None:
    kind = type(value)
    if kind is bool or (value is None and in_list):  # null keeps places in a list of primitives
        return None
    if kind is int:
        return None if -MAX_NUMBER <= cast(int, value) <= MAX_NUMBER else Flaw.BAD_NUMBER
    if kind is float:
        return None if math.isfinite(cast(float, value)) else Flaw.BAD_NUMBER
    if kind is Decimal:
        return None if cast(Decimal, value).is_finite() else Flaw.BAD_NUMBER
    return Flaw.WRONG_TYPE


def _refuse_changed_meaning(place: _Place, refused: Report) -> None:
    if type(place.content) is not dict:
        return
    if place.content.get("modifierExtension"):
        refused.add(Flaw.MODIFIER, place.path(), place.link_id, element="modifierExtension")
    extensions = place.content.get("extension")
    for extension in extensions if type(extensions) is list else ():
        url = extension.get("url") if type(extension) is dict else None
        if type(url) is str and changes_meaning(url):
            refused.add(Flaw.UNSUPPORTED_EXTENSION, place.path(), place.link_id, url=url)


def path_of(steps: Iterable[object]) -> str:
    """`item[2].text` from the steps "item", 2, "text"; printable whatever the names are."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            name = str(step)[:40].encode("ascii", "backslashreplace").decode()
            path += f".{name}" if path else name
    return path

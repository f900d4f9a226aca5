"""The first look at a document from outside: is it JSON that can be read, saved and shown?

Everything after this may trust that objects have text as names, that texts can be encoded, and
that neither depth nor size is out of hand. Iterative: depth of the input is no concern.
"""

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple, cast

from samplan.forms.engine.extensions import Role, changes_meaning, is_read, only_looks
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.problems import Report

MAX_DEPTH = 200
MAX_PARTS = 1_000_000
MAX_STRING = 1_048_576  # FHIR R4, datatype string
MAX_LINK_ID = 255  # FHIR R4, Questionnaire.item.linkId
MAX_NUMBER = 10**18

UNSAVABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


_Container = dict[object, object] | list[object]


class _Place(NamedTuple):
    """An object or list on its way to be looked through, with the way back to the root."""

    content: _Container
    above: "_Place | None" = None
    key: object = ""
    link_id: str | None = None

    def path(self, *last: object) -> str:
        steps: list[object] = list(reversed(last))
        place: _Place | None = self
        while place is not None and place.above is not None:
            steps.append(place.key)
            place = place.above
        return path_of(reversed(steps))


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
    for note in refused.notes:
        report.note(note.code, note.path, note.link_id, **note.params)
    return cast(dict[str, object], document)


def _walk(document: dict[object, object], report: Report, refused: Report) -> bool:
    """Look through everything, level by level; False when the document is out of hand."""
    level = [_Place(document)]
    parts = depth = 0
    while level:
        parts += sum(len(place.content) for place in level)
        if parts > MAX_PARTS:
            report.add(Flaw.TOO_LARGE, "", limit=MAX_PARTS)
            return False
        if depth > MAX_DEPTH:
            report.add(Flaw.TOO_DEEP, "", limit=MAX_DEPTH)
            return False
        below: list[_Place] = []
        for place in level:
            _look_through(place, below, report)
            _refuse_changed_meaning(place, refused)
        level = below
        depth += 1
    return True


def _look_through(place: _Place, below: list[_Place], report: Report) -> None:
    """Note what is wrong with the parts of one object or list, and what to look through next."""
    content = place.content
    link_id = place.link_id
    parts: Iterable[tuple[object, object]] = enumerate(content)
    if type(content) is dict:
        parts = content.items()
        if not _are_names(content):
            report.add(Flaw.BAD_KEY, place.path(), link_id)
            return
        link_id = _nearest(place)
    for key, value in parts:
        if type(value) is dict or type(value) is list:
            below.append(_Place(value, place, key, link_id))
        elif flaw := _flaw_of(value, in_list=type(content) is list):
            report.add(flaw, place.path(key), link_id, **_about(key))


def _are_names(keys: Iterable[object]) -> bool:
    return set(map(type, keys)) <= {str} and not UNSAVABLE.search("".join(map(str, keys)))


def _about(key: object) -> dict[str, object]:
    return {"element": key, "expected": "a FHIR value", "limit": MAX_STRING}


def _flaw_of(value: object, *, in_list: bool) -> Flaw | None:
    if type(value) is not str:
        return _flaw_of_scalar(value, in_list=in_list)
    if len(value) > MAX_STRING:
        return Flaw.TOO_LONG
    return Flaw.BAD_CHARACTER if UNSAVABLE.search(value) else None


def usable_link_id(value: object) -> str | None:
    """The value when it can name an item, else None."""
    if type(value) is not str or not 0 < len(value) <= MAX_LINK_ID:
        return None
    return None if UNSAVABLE.search(value) or not value.strip() else value


def _flaw_of_scalar(value: object, *, in_list: bool) -> Flaw | None:
    kind = type(value)
    if kind is bool or (value is None and in_list):  # null keeps places in a list of primitives
        return None
    if kind in (int, float, Decimal):
        # A float too: the database writes 1e20 out, and it comes back as a whole number.
        number = cast("int | float | Decimal", value)
        is_number = kind is int or math.isfinite(number)
        is_usable = is_number and -MAX_NUMBER <= number <= MAX_NUMBER
        return None if is_usable else Flaw.BAD_NUMBER
    return Flaw.WRONG_TYPE


def _refuse_changed_meaning(place: _Place, refused: Report) -> None:
    content = place.content
    if type(content) is not dict:
        return
    if content.get("modifierExtension"):
        refused.add(Flaw.MODIFIER, place.path(), _nearest(place), element="modifierExtension")
    for url in _unread(content.get("extension"), place):
        if changes_meaning(url):
            refused.add(Flaw.UNSUPPORTED_EXTENSION, place.path(), _nearest(place), url=url)
        elif only_looks(url):
            refused.note(Flaw.NOTED_EXTENSION, place.path(), _nearest(place), url=url)


def _unread(extensions: object, place: _Place) -> Iterator[str]:
    """The extensions that are not read where they stand."""
    for extension in extensions if type(extensions) is list else ():
        url = extension.get("url") if type(extension) is dict else None
        if type(url) is str and not is_read(url, _role(place)):
            yield url


def _role(place: _Place) -> Role:
    if place.above is None:
        return Role.FORM
    if "linkId" in cast("dict[object, object]", place.content):
        return Role.ITEM
    if str(place.key).startswith("_"):
        return Role.TEXT
    is_listed = place.above.key in ("answerOption", "concept", "contains")
    return Role.OPTION if is_listed or place.key == "valueCoding" else Role.OTHER


def _nearest(place: _Place) -> str | None:
    """The linkId of the item that a place is or belongs to."""
    own = usable_link_id(place.content.get("linkId")) if type(place.content) is dict else None
    return own or place.link_id


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

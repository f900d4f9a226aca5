"""What can be changed about one item: its words and settings, as plain values.

Whatever else an item holds is kept: a form from outside can be reworded here without losing what
the builder does not know.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from samplan.attachments.models import MOST_FILES
from samplan.forms.building import tree
from samplan.forms.building.holding import OPTIONS
from samplan.forms.building.option_values import CODING, english_of, kind_of, plain_words
from samplan.forms.building.own_questions import place_named
from samplan.forms.building.palette import Component
from samplan.forms.building.texts import OTHER, Json, with_words, words_of
from samplan.forms.engine import extensions as ext
from samplan.forms.reading import MOST_IMPORTANT, QUESTION_CODES

NUMBERS: Final = ("valueInteger", "valueDecimal")

SAID: Final = ("string", "text", *OPTIONS)
MATTERS: Final = {"system": QUESTION_CODES, "code": MOST_IMPORTANT}


@dataclass(frozen=True)
class Words:
    """The same in the form's own language and in English."""

    own: str = ""
    english: str = ""


@dataclass(frozen=True)
class OptionSettings:
    """An answer to choose. `key` is its place among the options it was read from; None if new.

    `kind` is FHIR's key for its value.
    """

    words: Words
    score: str = ""
    key: int | None = None
    kind: str = CODING


@dataclass(frozen=True, kw_only=True)
class ItemSettings:
    """What the builder shows and changes of an item; None where the item has no such thing."""

    text: Words
    help: Words | None = None
    is_required: bool | None = None
    most_characters: int | None = None
    unit: str | None = None
    is_whole: bool | None = None
    least: str | None = None
    most: str | None = None
    lower: Words | None = None
    upper: Words | None = None
    most_files: int | None = None
    most_rows: int | None = None
    takes_own_words: bool | None = None
    is_list: bool | None = None  # a drop-down list
    matters_most: bool | None = None  # what is answered stands first where care reads
    place: str | None = None  # where followers may put questions of their own
    options: tuple[OptionSettings, ...] | None = None
    follows_answers: bool = False  # the options are worked out from other answers


def settings_of(item: Json, component: Component, source: str) -> ItemSettings:
    """What the builder shows of the item."""
    settings = ItemSettings(text=_words(item, source))
    if component is not Component.DISPLAY:
        settings = replace(settings, help=_hinted(item, "help", source), place=place_named(item))
    if item.get("type") not in ("group", "display"):
        settings = replace(settings, is_required=bool(item.get("required")))
    if item.get("type") in SAID:
        settings = replace(settings, matters_most=matters_most(item))
    reader = _READERS.get(component)
    return reader(settings, item, source) if reader else settings


def matters_most(item: Json) -> bool:
    """Whether the question asks what matters most to the patient."""
    return any(MATTERS.items() <= code.items() for code in item.get("code", ()))


def _of_text(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    return replace(settings, most_characters=item.get("maxLength") or 0)


def _of_number(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    unit: Json = next(iter(_values(item, ext.UNIT, "valueCoding")), {})
    return replace(
        settings,
        unit=str(unit.get("display") or unit.get("code") or ""),
        is_whole=item.get("type") == "integer",
        least=_number(item, ext.MIN_VALUE),
        most=_number(item, ext.MAX_VALUE),
    )


def _of_scale(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    return replace(
        settings,
        least=_number(item, ext.MIN_VALUE),
        most=_number(item, ext.MAX_VALUE),
        lower=_hinted(item, "lower", source),
        upper=_hinted(item, "upper", source),
    )


def _of_choice(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    is_worked_out = tree.follows_answers(item)
    return replace(
        settings,
        options=None if is_worked_out else options_of(item, source),
        follows_answers=is_worked_out,
        takes_own_words=item.get("type") == "open-choice",
        is_list="drop-down" in tree.controls(item),
    )


def _of_matrix(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    rows = [each for each in tree.items_in(item) if not tree.is_hint(each)]
    if any(tree.follows_answers(row) for row in rows):
        return replace(settings, follows_answers=True)
    if not rows:
        return replace(settings, options=())
    is_ours = all(  # tables from outside may have other questions as rows
        row.get("type") in OPTIONS and row.get("answerOption") == rows[0].get("answerOption")
        for row in rows
    )
    return replace(settings, options=options_of(rows[0], source)) if is_ours else settings


def _of_files(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    most = next(iter(_values(item, ext.MAX_OCCURS, "valueInteger")), None)
    if not item.get("repeats"):
        most = 1
    return replace(settings, most_files=min(most or MOST_FILES, MOST_FILES))


def _of_rows(settings: ItemSettings, item: Json, source: str) -> ItemSettings:
    most = next(iter(_values(item, ext.MAX_OCCURS, "valueInteger")), 0)
    return replace(settings, most_rows=most)


_READERS: Final[Mapping[Component, Callable[[ItemSettings, Json, str], ItemSettings]]] = {
    Component.STRING: _of_text,
    Component.TEXT: _of_text,
    Component.NUMBER: _of_number,
    Component.SCALE: _of_scale,
    Component.ONE: _of_choice,
    Component.SEVERAL: _of_choice,
    Component.MATRIX: _of_matrix,
    Component.FILES: _of_files,
    Component.ROWS: _of_rows,
}


def options_of(item: Json, source: str) -> tuple[OptionSettings, ...]:
    """The answers to choose, in order."""
    return tuple(
        OptionSettings(option_words(each, source), _score(each), number, kind_of(each))
        for number, each in enumerate(item.get("answerOption", ()))
    )


def option_words(option: Json, source: str) -> Words:
    """How one of the answers to choose reads."""
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        own = words_of(coding, source, source, key="display") or str(coding.get("code") or "")
        return Words(own, words_of(coding, OTHER, source, key="display"))
    return Words(plain_words(option), english_of(option, source))


def _score(option: Json) -> str:
    holders = (option, option.get("valueCoding") or {})
    for holder in holders:
        for extension in holder.get("extension", ()):
            if extension.get("url") in ext.SCORES:
                return str(extension.get("valueDecimal", extension.get("valueInteger", "")))
    return ""


def _words(item: Json, source: str, *, key: str = "text") -> Words:
    return Words(words_of(item, source, source, key=key), words_of(item, OTHER, source, key=key))


def _hinted(item: Json, part: str, source: str) -> Words:
    found = hint_in(item, part)
    return _words(found, source) if found else Words()


def hint_in(item: Json, part: str) -> Json | None:
    """The text that plays this part for the item."""
    parts = {"help": {"help", "flyover"}}.get(part, {part})
    return next(
        (
            each
            for each in tree.items_in(item)
            if tree.is_hint(each) and not parts.isdisjoint(tree.controls(each))
        ),
        None,
    )


def _values(item: Json, url: str, key: str) -> list[Any]:
    found = [each for each in item.get("extension", ()) if each.get("url") == url]
    return [each[key] for each in found if key in each]


def _number(item: Json, url: str) -> str:
    return next((str(value) for key in NUMBERS for value in _values(item, url, key)), "")


def with_words_of(item: Json, words: Words, source: str, *, key: str = "text") -> dict[str, Any]:
    """The item with these words in both languages."""
    own = with_words(item, words.own, source, source, key=key)
    return with_words(own, words.english, OTHER, source, key=key)


def without_extensions(item: Json, *urls: str) -> dict[str, Any]:
    """The item without the extensions of these kinds."""
    kept = [each for each in item.get("extension", ()) if each.get("url") not in urls]
    others = {key: value for key, value in item.items() if key != "extension"}
    return {**others, "extension": kept} if kept else others


def with_extensions(item: Json, extensions: Sequence[Json]) -> dict[str, Any]:
    """The item with these extensions too."""
    if not extensions:
        return dict(item)
    return {**item, "extension": [*item.get("extension", ()), *extensions]}

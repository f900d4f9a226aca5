"""The words of items in all languages, and items with their words in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from samplan.forms.engine.items import Item

HINTS = ("help", "unit", "lower", "upper")  # what a text can be of the item that it stands in


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the source language and in others."""

    source: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """The text in the language, else in its plain form (sv for sv-FI), else the source."""
        if language in self.variants:
            return self.variants[language]
        return self.variants.get(language.partition("-")[0], self.source)

    def has(self, language: str) -> bool:
        """Whether there is a variant of its own for the language."""
        return language in self.variants or language.partition("-")[0] in self.variants


@dataclass(frozen=True, slots=True)
class Wording:
    """Every text of an item; `options` are the displays in the order of the options.

    `html` are the sanitised marks of `text`, in the languages that have them.
    """

    text: Text = Text()
    html: Text = Text()
    prefix: Text = Text()
    entry_format: Text = Text()
    options: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as read: without its children, its texts in all languages beside it."""

    item: Item
    wording: Wording


Hints = Mapping[tuple[str | None, str], list[str]]


class Options:
    """The options of items in a language; those of the rows of a group are the same."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.known: dict[int, dict[str, Any]] = {}

    def of(self, draft: Draft) -> dict[str, Any]:
        """What they are in an item, and by key."""
        texts = draft.wording.options
        if id(texts) not in self.known:
            options = tuple(
                replace(option, display=text.in_language(self.language))
                for option, text in zip(draft.item.options, texts, strict=True)
            )
            by_key = {option.choice.key: option for option in options}
            self.known[id(texts)] = {"options": options, "options_by_key": by_key}
        return self.known[id(texts)]


def worded(
    draft: Draft,
    language: str,
    children: Mapping[str | None, list[Item]],
    hints: Hints,
    *,
    is_source: bool,
    options: Mapping[str, Any],
) -> Item:
    wording, link_id = draft.wording, draft.item.link_id
    said = {part: "\n".join(reversed(hints.get((link_id, part), []))) for part in HINTS}
    # Marks in another language than the words are worse than none.
    is_marked = wording.html.has(language) or is_source or not wording.text.has(language)
    return replace(
        draft.item,
        text=wording.text.in_language(language),
        html=wording.html.in_language(language) if is_marked else "",
        prefix=wording.prefix.in_language(language),
        entry_format=wording.entry_format.in_language(language),
        help=said["help"],
        unit=said["unit"] or draft.item.unit,
        lower=said["lower"],
        upper=said["upper"],
        **options,
        children=tuple(reversed(children.get(link_id, []))),
    )

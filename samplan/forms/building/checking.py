"""What is still to be mended or thought of in a draft, in plain words with its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.utils.translation import gettext as _

from samplan.forms.building import tree
from samplan.forms.building.editing import Words, option_words
from samplan.forms.building.holding import (
    Items,
    asks_in_vain,
    asks_into_rows,
    can_all_hold,
    is_rows,
    rows_in,
)
from samplan.forms.building.option_values import TRANSLATED, kind_of
from samplan.forms.building.texts import OTHER, Json, source_of, words_of

CHOICES = ("choice", "open-choice")
Options: TypeAlias = list[Words]


@dataclass(frozen=True)
class Remark:
    """One thing about one item; `must` be mended, since publishing refuses it, or thought of."""

    link_id: str
    sentence: str
    must: bool
    words: str = ""  # the item's, in the form's own language


def remarks_on(document: Json, own: Collection[str] | None = None) -> list[Remark]:
    """Everything, in document order; what concerns the whole form first.

    Of a form that asks nothing yet only that: its empty pages are there to be filled. In a form
    that follows another, where only the items `own` can be worded, English is missed only there.
    """
    source, every = source_of(document), list(tree.walk(document))
    if all(placed.item.get("type") in ("group", "display") for placed in every):
        return [Remark("", _("The form asks nothing yet. Add a question."), must=True)]
    wants_english = is_translated(document, source)
    found: list[Remark] = []
    if wants_english and own is None and not words_of(document, OTHER, source, key="title"):
        found.append(Remark("", _("The form's name has no English."), must=False))
    known, seen = tree.by_id(document), set[str]()
    rows = rows_in(document)
    for placed in every:
        options = [option_words(each, source) for each in placed.item.get("answerOption", ())]
        found += _of_item(placed, source, options)
        found += _of_rows(placed.item, placed.link_id) if placed.link_id in rows else ()
        found += _of_conditions(placed, known, seen)
        found += _of_rows_asked(placed, rows)
        if wants_english and (own is None or placed.link_id in own):
            found += _of_english(placed, source, options)
        seen.add(placed.link_id)
    items = {placed.link_id: placed.item for placed in every}
    return [
        replace(each, words=words_of(items.get(each.link_id, {}), source, source)) for each in found
    ]


def _of_rows(item: Json, link_id: str) -> Iterator[Remark]:
    """What the rows of a group cannot hold."""
    if item.get("type") == "attachment":
        yield Remark(link_id, _("Files cannot be asked for in rows. Move it out."), must=True)
    if is_rows(item):
        yield Remark(link_id, _("Rows cannot stand in rows. Move it out."), must=True)


def is_translated(document: Json, source: str) -> bool:
    """Whether the title or at least half of what stands in groups has English: then all are to.

    Measurements bring theirs to forms that are in one language.
    """
    if source == OTHER:
        return False
    if words_of(document, OTHER, source, key="title"):
        return True
    every = [placed.item for placed in tree.walk(document)]
    items = [item for item in every if item.get("type") != "group"]
    worded = sum(bool(words_of(item, source, source)) for item in items)
    translated = sum(bool(words_of(item, OTHER, source)) for item in items)
    return 0 < worded <= 2 * translated


def _of_item(placed: tree.Placed, source: str, options: Options) -> Iterator[Remark]:
    item, link_id = placed.item, placed.link_id
    if not words_of(item, source, source).strip():
        yield _label_missing(item, link_id)
    yield from _of_answers(item, link_id, options)
    if item.get("type") == "group" and all(tree.is_hint(each) for each in tree.items_in(item)):
        yield Remark(link_id, _("Nothing stands here yet."), must=True)


def _label_missing(item: Json, link_id: str) -> Remark:
    if item.get("type") == "group":
        sentence = _("The heading is missing: those who listen hear nothing here.")
        return Remark(link_id, sentence, must=False)
    return Remark(link_id, _("The question has no words yet."), must=True)


def _of_answers(item: Json, link_id: str, options: Options) -> Iterator[Remark]:
    is_listed = not item.get("answerValueSet") and not tree.follows_answers(item)
    if item.get("type") not in CHOICES or not is_listed:
        return
    if not options:
        yield Remark(link_id, _("There are no answers to choose from."), must=True)
    words = [each.own.strip().lower() for each in options]
    if len(set(words)) < len(words):
        yield Remark(link_id, _("Two of the answers have the same words."), must=False)


def _of_conditions(placed: tree.Placed, every: Items, seen: set[str]) -> Iterator[Remark]:
    conditions = placed.item.get("enableWhen", ())
    for each in conditions:
        question = str(each.get("question"))
        if question not in every:
            sentence = _("It depends on a question that is no longer there.")
            yield Remark(placed.link_id, sentence, must=True)
        elif asks_in_vain(each, every[question]):
            sentence = _("It depends on an answer that can no longer be chosen.")
            yield Remark(placed.link_id, sentence, must=True)
        elif question not in seen:
            sentence = _("It depends on a question that comes later. Move one of them.")
            yield Remark(placed.link_id, sentence, must=False)
    is_any = placed.item.get("enableBehavior") == "any"
    if not is_any and not can_all_hold(conditions, every):
        sentence = _("It is never shown: its conditions cannot all hold.")
        yield Remark(placed.link_id, sentence, must=False)


def _of_rows_asked(placed: tree.Placed, rows: Mapping[str, str]) -> Iterator[Remark]:
    asked = [str(each.get("question")) for each in placed.item.get("enableWhen", ())]
    if any(asks_into_rows(question, placed.link_id, rows) for question in asked):
        sentence = _("It depends on a question in rows, and does not stand in them itself.")
        yield Remark(placed.link_id, sentence, must=True)


def _of_english(placed: tree.Placed, source: str, options: Options) -> Iterator[Remark]:
    item = placed.item
    missing = int(not words_of(item, OTHER, source))
    missing += sum(
        not words_of(hint, OTHER, source) for hint in tree.items_in(item) if tree.is_hint(hint)
    )
    missing += sum(
        not words.english and kind_of(option) in TRANSLATED
        for words, option in zip(options, item.get("answerOption", ()), strict=True)
    )
    if missing:
        yield Remark(placed.link_id, _missing(missing), must=False)


def _missing(count: int) -> str:
    if count == 1:
        return _("English text is missing")
    return _("English text is missing in %d places") % count

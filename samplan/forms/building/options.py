"""Answers to choose as they are changed: codes and kinds of value stay, conditions follow."""

from collections.abc import Sequence
from typing import Any

from samplan.forms.building import presets, tree
from samplan.forms.building.editing import (
    OptionSettings,
    with_extensions,
    with_words_of,
    without_extensions,
)
from samplan.forms.building.option_values import CODING, as_answer, kind_of, with_value
from samplan.forms.building.texts import Json
from samplan.forms.engine import extensions as ext

Swaps = list[tuple[Json, Json]]  # an answer as conditions compare with it, before and now


def with_options(item: Json, options: Sequence[OptionSettings], source: str) -> dict[str, Any]:
    """The item, or every row of a table, with these answers to choose."""
    if item.get("type") != "group":
        return _answered(item, item, options, source)
    model = _model(item)
    return tree.with_items(
        item,
        [
            row if tree.is_hint(row) else _answered(row, model, options, source)
            for row in tree.items_in(item)
        ],
    )


def followed(
    document: Json, item: Json, options: Sequence[OptionSettings], source: str
) -> dict[str, Any]:
    """The form whose conditions ask for the answers of an item as they are now.

    `item` is as it was. A plain value is its own name: where it has changed, whoever asks for it
    would never see it again.
    """
    swaps = _swaps(_model(item), options, source)
    asked = {str(item["linkId"]), *tree.every_id(item)}

    def change(each: Json) -> Json:
        before = each.get("enableWhen", ())
        if asked.isdisjoint(part.get("question") for part in before):
            return each
        now = [_swapped(part, swaps) if part.get("question") in asked else part for part in before]
        return {**each, "enableWhen": now}

    return tree.mapped(document, change) if swaps else dict(document)


def renames_answers(item: Json, options: Sequence[OptionSettings] | None, source: str) -> bool:
    """Whether conditions that ask for the answers of an item would have to follow."""
    return bool(_swaps(_model(item), options or (), source))


def _model(item: Json) -> Json:
    """The item whose options are shown: of a table, its first row."""
    if item.get("type") != "group":
        return item
    return next((row for row in tree.items_in(item) if not tree.is_hint(row)), {})


def _swaps(model: Json, options: Sequence[OptionSettings], source: str) -> Swaps:
    before = list(model.get("answerOption", ()))
    kept = [each for each in options if each.key is not None and each.key < len(before)]
    pairs = [(before[each.key or 0], _option(each, before, set(), source)) for each in kept]
    answers = [(as_answer(old), as_answer(new)) for old, new in pairs if kind_of(old) != CODING]
    return [(old, new) for old, new in answers if old != new]


def _swapped(part: Json, swaps: Swaps, *, of: str = "answer") -> dict[str, Any]:
    """A condition or initial value with the answer as it is now."""
    for old, new in swaps:
        was, now = _under(old, of), _under(new, of)
        if was.items() <= part.items():
            return {**part, **now}
    return dict(part)


def _under(answer: Json, of: str) -> dict[str, Any]:
    return {key.replace("answer", of, 1): value for key, value in answer.items()}


def _answered(
    item: Json, model: Json, options: Sequence[OptionSettings], source: str
) -> dict[str, Any]:
    """The item with the options, whose codes are those of the model's where they are kept."""
    before = list(model.get("answerOption", ()))
    taken = {str((each.get("valueCoding") or {}).get("code")) for each in before}
    listed = [_option(each, before, taken, source) for each in options]
    others = {key: value for key, value in item.items() if key != "answerOption"}
    if "initial" in item:
        swaps = _swaps(model, options, source)
        others["initial"] = [_swapped(each, swaps, of="value") for each in item["initial"]]
    return {**others, "answerOption": listed} if listed else others


def _option(
    settings: OptionSettings, before: list[Json], taken: set[str], source: str
) -> dict[str, Any]:
    is_kept = settings.key is not None and settings.key < len(before)
    old = before[settings.key or 0] if is_kept else {}
    kind = kind_of(old or next(iter(before), {}))
    if kind == CODING:
        coding = old.get(CODING) or {"system": presets.OWN_OPTIONS, "code": _free_code(taken)}
        worded = with_words_of(coding, settings.words, source, key="display")
        option = {**old, CODING: without_extensions(worded, *ext.SCORES)}
    else:
        option = with_value(old, kind, settings.words.own, settings.words.english, source)
    scored = (
        [{"url": ext.SCORES[0], "valueDecimal": float(settings.score)}] if settings.score else []
    )
    return with_extensions(without_extensions(option, *ext.SCORES), scored)


def _free_code(taken: set[str]) -> str:
    number = 1
    while f"svar-{number}" in taken:
        number += 1
    taken.add(f"svar-{number}")
    return f"svar-{number}"

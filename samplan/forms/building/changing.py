"""Puts changed words and settings into an item."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from samplan.forms.building import presets, tree
from samplan.forms.building.editing import (
    MATTERS,
    ItemSettings,
    Words,
    hint_in,
    matters_most,
    with_extensions,
    with_words_of,
    without_extensions,
)
from samplan.forms.building.options import followed, with_options
from samplan.forms.building.texts import Json
from samplan.forms.engine import extensions as ext

Free = Callable[[str], str]


def with_changed(
    document: Json, link_id: str, settings: ItemSettings, source: str
) -> dict[str, Any]:
    """The form with the settings of one item, and conditions that ask for its answers as before.

    Raises NotThere.
    """
    item = tree.find(document, link_id)
    result = tree.replaced(document, link_id, with_settings(item, settings, source, document))
    return followed(result, item, settings.options or (), source)


def with_settings(
    item: Json, settings: ItemSettings, source: str, document: Json
) -> dict[str, Any]:
    """The item with the settings; what is None is left as it is."""
    return reworded(item, settings, source, partial(tree.free_id, document))


def reworded(item: Json, settings: ItemSettings, source: str, free: Free) -> dict[str, Any]:
    """As `with_settings`; `free` makes a linkId like the wished one, that no item has."""
    changed = with_words_of(item, settings.text, source)
    for name, change in _CHANGES.items():
        value = getattr(settings, name)
        if value is not None:
            changed = change(changed, settings)
    for part in ("help", "lower", "upper"):
        words = getattr(settings, part)
        if words is not None:
            changed = _with_hint(changed, part, words, source, free)
    if settings.options is not None:
        changed = with_options(changed, settings.options, source)
    return changed


def _required(item: Json, settings: ItemSettings) -> dict[str, Any]:
    others = {key: value for key, value in item.items() if key != "required"}
    return {**others, "required": True} if settings.is_required else others


def _length(item: Json, settings: ItemSettings) -> dict[str, Any]:
    others = {key: value for key, value in item.items() if key != "maxLength"}
    return {**others, "maxLength": settings.most_characters} if settings.most_characters else others


def _unit(item: Json, settings: ItemSettings) -> dict[str, Any]:
    """The unit in words; the code stays where the words do."""
    now: Json = next(
        (each["valueCoding"] for each in item.get("extension", ()) if each.get("url") == ext.UNIT),
        {},
    )
    if settings.unit == str(now.get("display") or now.get("code") or ""):
        return dict(item)
    plain = without_extensions(item, ext.UNIT)
    unit = {"url": ext.UNIT, "valueCoding": presets.unit_of(settings.unit or "")}
    return with_extensions(plain, [unit] if settings.unit else [])


def _whole(item: Json, settings: ItemSettings) -> dict[str, Any]:
    return {**item, "type": "integer" if settings.is_whole else "decimal"}


def _least(item: Json, settings: ItemSettings) -> dict[str, Any]:
    return _bounded(item, ext.MIN_VALUE, settings.least or "")


def _most(item: Json, settings: ItemSettings) -> dict[str, Any]:
    return _bounded(item, ext.MAX_VALUE, settings.most or "")


def _bounded(item: Json, url: str, written: str) -> dict[str, Any]:
    plain = without_extensions(item, url)
    if not written:
        return plain
    is_whole = written.lstrip("-").isdigit()
    value = {"valueInteger": int(written)} if is_whole else {"valueDecimal": float(written)}
    return with_extensions(plain, [{"url": url, **value}])


def _files(item: Json, settings: ItemSettings) -> dict[str, Any]:
    plain = without_extensions(item, ext.MAX_OCCURS)
    plain.pop("repeats", None)
    if settings.most_files == 1:
        return plain
    most = {"url": ext.MAX_OCCURS, "valueInteger": settings.most_files}
    return with_extensions({**plain, "repeats": True}, [most])


def _rows(item: Json, settings: ItemSettings) -> dict[str, Any]:
    plain = without_extensions(item, ext.MAX_OCCURS)
    most = {"url": ext.MAX_OCCURS, "valueInteger": settings.most_rows}
    return with_extensions(plain, [most] if settings.most_rows else [])


def _own_words(item: Json, settings: ItemSettings) -> dict[str, Any]:
    return {**item, "type": "open-choice" if settings.takes_own_words else "choice"}


def _matters(item: Json, settings: ItemSettings) -> dict[str, Any]:
    if matters_most(item) == settings.matters_most:
        return dict(item)
    others = [code for code in item.get("code", ()) if not MATTERS.items() <= code.items()]
    codes = [*others, MATTERS] if settings.matters_most else others
    plain = {key: value for key, value in item.items() if key != "code"}
    return {**plain, "code": codes} if codes else plain


def _list(item: Json, settings: ItemSettings) -> dict[str, Any]:
    is_list = "drop-down" in tree.controls(item)
    if is_list == settings.is_list:
        return dict(item)
    plain = without_extensions(item, ext.ITEM_CONTROL)
    return with_extensions(plain, [presets.control("drop-down")] if settings.is_list else [])


def _place(item: Json, settings: ItemSettings) -> dict[str, Any]:
    plain = without_extensions(item, ext.PLACE)
    named = {"url": ext.PLACE, "valueString": settings.place}
    return with_extensions(plain, [named] if settings.place else [])


_CHANGES: Final[Mapping[str, Callable[[Json, ItemSettings], dict[str, Any]]]] = {
    "is_required": _required,
    "most_characters": _length,
    "unit": _unit,
    "is_whole": _whole,
    "least": _least,
    "most": _most,
    "most_files": _files,
    "most_rows": _rows,
    "takes_own_words": _own_words,
    "is_list": _list,
    "matters_most": _matters,
    "place": _place,
}


def _with_hint(item: Json, part: str, words: Words, source: str, free: Free) -> dict[str, Any]:
    """The item with another help, lower or upper text; without it where there are no words."""
    found = hint_in(item, part)
    others = [each for each in tree.items_in(item) if each is not found]
    if not words.own and not words.english:
        return tree.with_items(item, others) if found else dict(item)
    if found is None:
        found = presets.hint(free(f"{item['linkId']}-{part}"), part)
    return tree.with_items(item, [with_words_of(found, words, source), *others])

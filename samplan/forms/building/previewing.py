"""A draft as patients would see it, also while something is missing."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samplan.forms.building import presets, tree
from samplan.forms.building.holding import Items, asks_in_vain, asks_into_rows, rows_in
from samplan.forms.building.texts import Json


def drawable(document: Json) -> dict[str, Any]:
    """The form with something in the place of what is still missing, so that it can be drawn."""
    known, rows = tree.by_id(document), rows_in(document)
    items = [_drawable(item, known, rows) for item in tree.items_in(document)]
    return {**tree.with_items(document, items), "status": "draft"}


def _drawable(item: Json, known: Items, rows: Mapping[str, str]) -> dict[str, Any]:
    filled = dict(item)
    if not filled.get("text"):
        filled["text"] = _("(no words yet)")
    is_choice = filled.get("type") in ("choice", "open-choice")
    has_answers = filled.get("answerOption") or filled.get("answerValueSet")
    if is_choice and not has_answers and not tree.follows_answers(filled):
        filled["answerOption"] = [{"valueCoding": presets.option("-", _("(no answers yet)"), "")}]
    asked = [
        each
        for each in filled.pop("enableWhen", ())
        if _can_be_asked(each, known)
        and not asks_into_rows(str(each["question"]), str(item["linkId"]), rows)
    ]
    if asked:
        filled["enableWhen"] = asked
    items = [_drawable(each, known, rows) for each in tree.items_in(filled)]
    if not items and filled.get("type") == "group":
        nothing = {"linkId": f"{item['linkId']}-tom", "type": "display"}
        items = [{**nothing, "text": _("Nothing stands here yet.")}]
    return tree.with_items(filled, items)


def _can_be_asked(condition: Json, known: Items) -> bool:
    asked = known.get(str(condition.get("question")))
    return asked is not None and not asks_in_vain(condition, asked)

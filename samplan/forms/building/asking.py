"""Conditions in words, and what one can ask of a question: "show only if the answer to ..."."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.common.text import quoted, shortened
from samplan.forms.building import tree
from samplan.forms.building.editing import options_of
from samplan.forms.building.holding import (
    EQUAL,
    NOT_EQUAL,
    OPTIONS,
    Items,
    asks_into_rows,
    rows_in,
)
from samplan.forms.building.option_values import as_answer
from samplan.forms.building.texts import Json, words_of

EXISTS: Final = "exists"
ORDERED: Final = {
    ">": gettext_lazy("is more than"),
    ">=": gettext_lazy("is at least"),
    "<": gettext_lazy("is less than"),
    "<=": gettext_lazy("is at most"),
}
WRITTEN_AS: Final = {
    "integer": "answerInteger",
    "decimal": "answerDecimal",
    "date": "answerDate",
    "time": "answerTime",
    "dateTime": "answerDateTime",
}
SHOWN: Final = 80  # characters of a question inside another sentence


@dataclass(frozen=True)
class Condition:
    """One condition of an item, by its place among them, in words."""

    place: int
    words: str
    question: str


@dataclass(frozen=True)
class Alternative:
    """One way to ask a question: what is posted, and how it reads."""

    key: str
    words: str


def conditions_of(item: Json, items: Items, source: str) -> list[Condition]:
    """The item's conditions in words, in order; `items` are all of the form, by linkId."""
    return [
        Condition(place, said(each, items, source), str(each.get("question")))
        for place, each in enumerate(item.get("enableWhen", ()))
    ]


def in_words(item: Json, items: Items, source: str) -> str:
    """When the item is shown, as one sentence; empty where it always is."""
    found = [each.words for each in conditions_of(item, items, source)]
    if not found:
        return ""
    between = _(" or ") if item.get("enableBehavior") == "any" else _(" and ")
    return _("show only if %s") % between.join(found)


def said(condition: Json, items: Items, source: str) -> str:
    """One condition in words."""
    asked = items.get(str(condition.get("question")))
    if asked is None:
        return _("the answer to a question that is no longer there")
    question = shortened(words_of(asked, source, source), SHOWN)
    return _("the answer to “%(question)s” %(test)s") % {
        "question": question,
        "test": _test(condition, asked, source),
    }


def _test(condition: Json, asked: Json, source: str) -> str:
    operator = str(condition.get("operator"))
    answer = next((condition[key] for key in condition if key.startswith("answer")), None)
    if operator == EXISTS:
        return _("is given") if answer else _("is not given")
    words = _answer(answer, asked, source)
    if operator == EQUAL:
        return _("is %s") % words
    if operator == NOT_EQUAL:
        return _("is not %s") % words
    return f"{ORDERED.get(operator, operator)} {words}"


def _answer(answer: Any, asked: Json, source: str) -> str:
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if not isinstance(answer, dict):
        return str(answer)
    for option, shown in zip(
        asked.get("answerOption", ()), options_of(asked, source), strict=False
    ):
        coding = option.get("valueCoding") or {}
        same = coding.get("code") == answer.get("code")
        if same and coding.get("system") == answer.get("system"):
            return quoted(shown.words.own)
    return str(answer.get("display") or answer.get("code") or answer.get("value"))


def askable(document: Json, item: Json) -> list[tree.Placed]:
    """The questions that the item's conditions can ask: those that stand before it.

    Questions in rows are asked only in the same row.
    """
    every, rows, link_id = list(tree.walk(document)), rows_in(document), str(item["linkId"])
    place = next((at for at, placed in enumerate(every) if placed.link_id == link_id), len(every))
    return [
        placed
        for placed in every[:place]
        if placed.item.get("type") not in ("group", "display", "attachment")
        and not asks_into_rows(placed.link_id, link_id, rows)
    ]


def alternatives(asked: Json, source: str) -> list[Alternative]:
    """The ways to ask a question, the likeliest first."""
    kind = str(asked.get("type"))
    found: list[Alternative] = []
    if kind == "boolean":
        found += [
            Alternative("yes", _("is %s") % _("yes")),
            Alternative("no", _("is %s") % _("no")),
        ]
    if answers_of(asked, source):
        found += [
            Alternative("is", _("is one of those chosen below")),
            Alternative("not", _("is none of those chosen below")),
        ]
    if kind in WRITTEN_AS:
        found += [
            Alternative(f"value{operator}", str(words))
            for operator, words in ({EQUAL: _("is exactly")} | ORDERED).items()
        ]
    return [
        *found,
        Alternative("given", _("is given")),
        Alternative("missing", _("is not given")),
    ]


def answers_of(asked: Json, source: str) -> list[Alternative]:
    """The answers to choose of a question, by their places; none where it is no choice."""
    if asked.get("type") not in OPTIONS:
        return []
    listed = enumerate(options_of(asked, source))
    return [Alternative(str(place), each.words.own) for place, each in listed]


def takes_value(asked: Json) -> bool:
    """Whether some way to ask it wants a number, a day or a time."""
    return str(asked.get("type")) in WRITTEN_AS


def condition(asked: Json, key: str, value: Any = None) -> dict[str, Any]:
    """The condition that an alternative stands for. Raises ValueError for any other key."""
    question = {"question": str(asked["linkId"])}
    if key in ("given", "missing"):
        return {**question, "operator": EXISTS, "answerBoolean": key == "given"}
    if key in ("yes", "no") and asked.get("type") == "boolean":
        return {**question, "operator": EQUAL, "answerBoolean": key == "yes"}
    if key.startswith("value") and takes_value(asked) and value is not None:
        return {
            **question,
            "operator": key.removeprefix("value"),
            WRITTEN_AS[str(asked["type"])]: value,
        }
    way, _dash, place = key.partition("-")
    options = list(asked.get("answerOption", ()))
    if way not in ("is", "not") or not place.isdigit() or int(place) >= len(options):
        raise ValueError(key)
    return {
        **question,
        "operator": EQUAL if way == "is" else NOT_EQUAL,
        **as_answer(options[int(place)]),
    }

"""Whether conditions can hold at all, by the answers that there are to choose."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from samplan.forms.building import tree
from samplan.forms.building.option_values import as_answer
from samplan.forms.building.texts import Json

Items: TypeAlias = Mapping[str, Json]  # of a form, by linkId
EQUAL, NOT_EQUAL = "=", "!="
OPTIONS: Final = ("choice", "open-choice")
LISTED: Final = {"answerCoding", "answerString", "answerInteger"}


def asks_in_vain(condition: Json, asked: Json) -> bool:
    """Whether it compares with an answer that is not among those to choose of the question."""
    answer = _compared(condition)
    is_listed = not asked.get("answerValueSet") and not tree.follows_answers(asked)
    if asked.get("type") not in OPTIONS or not is_listed or not answer.keys() & LISTED:
        return False
    if asked["type"] == "open-choice" and "answerString" in answer:
        return False
    return all(as_answer(option) != answer for option in asked.get("answerOption", ()))


def rows_in(document: Json) -> dict[str, str]:
    """The group of rows that an item stands in, for each that stands in one; by linkId."""
    groups = (each.item for each in tree.walk(document) if is_rows(each.item))
    return {inner: str(item["linkId"]) for item in groups for inner in tree.every_id(item)}


def is_rows(item: Json) -> bool:
    """A group that is given as many times as needed."""
    return item.get("type") == "group" and bool(item.get("repeats"))


def asks_into_rows(question: str, link_id: str, rows: Mapping[str, str]) -> bool:
    """Whether the question stands in rows where the item, which asks it, does not."""
    return question in rows and rows[question] != rows.get(link_id)


def can_all_hold(conditions: Sequence[Json], items: Items) -> bool:
    """Whether no two of the conditions want different answers where only one can be given."""
    wanted: dict[str, Json] = {}
    for each in conditions:
        question = str(each.get("question"))
        is_one = each.get("operator") == EQUAL and not items.get(question, {}).get("repeats")
        if is_one and wanted.setdefault(question, _compared(each)) != _compared(each):
            return False
    return True


def _compared(condition: Json) -> Json:
    """The answer that a condition compares with, as `as_answer` has it; empty for others."""
    if condition.get("operator") not in (EQUAL, NOT_EQUAL):
        return {}
    found = {f"value{key[6:]}": condition[key] for key in condition if key.startswith("answer")}
    return as_answer(found) if found else {}

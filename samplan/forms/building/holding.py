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

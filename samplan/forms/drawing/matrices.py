"""Questions with the same answers to choose from, drawn as one table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from samplan.forms.drawing.marks import with_marks
from samplan.forms.engine import Item, Kind, Option, field_name


@dataclass(frozen=True)
class Cell:
    """One answer to one question."""

    key: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """One question with its cells in the order of the columns."""

    item: Item
    name: str
    label: str
    cells: tuple[Cell, ...]
    troubles: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where the error summary leads."""
        return f"id_{self.name}"

    @property
    def input_type(self) -> str:
        """Round where one answer is given, square where several are."""
        return "checkbox" if self.item.repeats else "radio"


@dataclass(frozen=True)
class Matrix:
    """The table: the answers above, a question on each row."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def matrix_of(
    item: Item, written: MultiValueDict[str, str], troubles: Mapping[str, list[str]]
) -> Matrix | None:
    """The group as a table where it asks to be one and its questions have the same answers."""
    questions = item.children
    if not item.look.is_table or not questions or not _are_alike(questions):
        return None
    return Matrix(
        columns=tuple(option.display for option in questions[0].options),
        rows=tuple(_row(question, written, troubles) for question in questions),
    )


def _are_alike(questions: tuple[Item, ...]) -> bool:
    """The same choices in all, and nothing that comes and goes."""
    wanted = _columns(questions[0])
    return bool(wanted) and all(
        question.kind is Kind.CHOICE
        and question.is_open
        and not question.is_conditional
        and not question.follows_answers
        and not question.children
        and _columns(question) == wanted
        for question in questions
    )


def _columns(question: Item) -> list[tuple[str, str]]:
    return [(option.key, option.display) for option in question.options]


def _row(
    question: Item, written: MultiValueDict[str, str], troubles: Mapping[str, list[str]]
) -> Row:
    name = field_name(question.link_id)
    posted = written.getlist(name)
    return Row(
        item=question,
        name=name,
        label=with_marks(question),
        cells=tuple(_cell(option, posted) for option in question.options),
        troubles=tuple(troubles.get(question.link_id, ())),
    )


def _cell(option: Option, posted: list[str]) -> Cell:
    return Cell(option.key, option.display, option.key in posted)

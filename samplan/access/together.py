"""Several compiled queries asked in one statement: what stands beside a page's own subject.

To ask takes longer than to find, for a few rows from each of many tables.
"""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, Generic

from django.db import connections, models

from samplan.access.shapes import Row, Shape, Values

# How what JSON has no kind for is read; the rest is as it is.
READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "UUIDField": uuid.UUID,
    "DateTimeField": datetime.fromisoformat,
    "DateField": date.fromisoformat,
}
AS_IT_IS: Final = frozenset(
    {
        *("CharField", "TextField", "SlugField", "BooleanField", "JSONField"),
        *("IntegerField", "SmallIntegerField", "BigIntegerField"),
        *("PositiveIntegerField", "PositiveSmallIntegerField", "PositiveBigIntegerField"),
    }
)


class Asked(Generic[Row]):
    """A compiled query with its values, and its rows once it is answered."""

    def __init__(self, shape: Shape[Row], values: Values) -> None:
        self.shape, self.values = shape, values
        self.found: list[Row] | None = None

    def rows(self) -> list[Row]:
        """The rows; asked for alone where they were not asked for together with others."""
        if self.found is None:
            self.found = self.shape.rows(self.values)
        return self.found


def together(*asked: Asked[Any]) -> None:
    """Ask them all in one statement. Raises ValueError, at the first use, where a column is of a
    kind that cannot be told by JSON, such as a number with decimals."""
    key = tuple(each.shape for each in asked)
    joined = _joined.get(key)
    if joined is None:
        joined = _joined[key] = Joined(key)
    joined.answer(asked)


class Joined:
    """The statement of some queries, each a column of its one row."""

    def __init__(self, shapes: tuple[Shape[Any], ...]) -> None:
        self.readers = [_readers(shape) for shape in shapes]
        self.sql = f"SELECT {', '.join(map(_as_column, shapes))}"
        self.using = shapes[0].compiler.using

    def answer(self, asked: tuple[Asked[Any], ...]) -> None:
        """Run it, and give each of them its rows."""
        wanted = [value for each in asked for value in each.shape.wanted(each.values)]
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, wanted)
            (columns,) = cursor.fetchall()
        for each, readers, found in zip(asked, self.readers, columns, strict=True):
            each.found = [each.shape.row(_read(list(row.values()), readers)) for row in found]


_joined: Final[dict[tuple[Shape[Any], ...], Joined]] = {}


def _as_column(shape: Shape[Any]) -> str:
    names = ", ".join(f"c{place}" for place in range(len(shape.compiler.select)))
    return f"(SELECT coalesce(json_agg(q), '[]') FROM ({shape.sql}) AS q({names}))"  # noqa: S608 - written by the ORM


def _read(columns: list[Any], readers: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    for place, reader in readers:
        if columns[place] is not None:
            columns[place] = reader(columns[place])
    return columns


def _readers(shape: Shape[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    """By the places of the columns that need one."""
    kinds = [_kind(each[0].output_field) for each in shape.compiler.select]
    return [(place, READERS[kind]) for place, kind in enumerate(kinds) if kind in READERS]


def _kind(field: Any) -> str:
    """Of a column; a list's kind is that of what it holds."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind: str = getattr(field, "base_field", field).get_internal_type()
    is_list = hasattr(field, "base_field")
    if kind in AS_IT_IS or (kind in READERS and not is_list):
        return kind
    raise ValueError(f"{field} cannot be asked for together with others.")

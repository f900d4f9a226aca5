"""Queries of the busiest pages: their SQL is built once in a process and run with new values.

To build a query by the ORM takes several times as long as to run it. What is given is a function
from an acting and values to a queryset; what comes back takes the same and gives its rows.
"""

import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeAlias, TypeVar, cast

from django.db import connections, models
from django.db.models import query as orm
from django.http import Http404

from samplan.access.acting import Acting
from samplan.audit import trail

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)
Build: TypeAlias = Callable[..., models.QuerySet[Any]]
Values = dict[str, Any]
Compiler: TypeAlias = Any  # of the ORM, whose inner parts have no types
populators: Any = orm.get_related_populators
OF_ACTING = "acting "  # before the names of what an acting holds


def compiled(
    build: Callable[Concatenate[Acting, P], models.QuerySet[Row]],
) -> Callable[Concatenate[Acting, P], list[Row]]:
    """The query that `build` gives, as a function from the same arguments to its rows.

    `build` may only put its values in the query as they are: to branch on them, or to reckon
    with them, is refused at the first use. It may branch on which of them are None. Values
    besides the acting are named, and are moments, days, keys, texts or whole numbers.
    """
    shapes: dict[tuple[Any, ...], Shape[Row]] = {}

    @wraps(build)
    def rows(acting: Acting, /, *_none: P.args, **named: P.kwargs) -> list[Row]:
        trail.touch()
        values = dict(named)
        key = (type(acting), acting.kind, *(name for name in values if values[name] is None))
        shape = shapes.get(key)
        if shape is None:
            shape = shapes[key] = Shape(build, acting, values)
        return shape.rows(_of_acting(acting) | values)

    return cast(Callable[Concatenate[Acting, P], list[Row]], rows)


def one_of(rows: list[Row]) -> Row:
    """The one row of a query by key. Raises Http404 where there is none within reach."""
    if not rows:
        raise Http404
    return rows[0]


class Shape(Generic[Row]):
    """One query with places for values: as many as there are kinds of acting and absent values."""

    def __init__(self, build: Build, acting: Acting, values: Values) -> None:
        first, second = _stand_ins(acting, values, turn=1), _stand_ins(acting, values, turn=2)
        self.compiler, self.sql, self.values = _built(build, acting, values, first)
        _compiler, sql, others = _built(build, acting, values, second)
        self.places = _places(self.values, first)
        if sql != self.sql or self.places != _places(others, second):
            raise ValueError(f"{build} does more with its values than to put them in the query.")
        missing = values.keys() - set(self.places.values())
        if any(values[name] is not None for name in missing):
            raise ValueError(f"{build} does not put {missing} in the query as they are.")
        self._read_columns()

    def _read_columns(self) -> None:
        """How a row of the database becomes a row of the model with those that it refers to."""
        compiler, alias = self.compiler, self.compiler.using
        found = compiler.klass_info
        if found is None:
            raise ValueError("Only whole rows of a model can be read.")
        self.model = found["model"]
        self.begin, self.end = found["select_fields"][0], found["select_fields"][-1] + 1
        self.names = [each[0].target.attname for each in compiler.select[self.begin : self.end]]
        self.populators = populators(found, compiler.select, alias)
        self.annotated = list(compiler.annotation_col_map.items())
        self.converters = compiler.get_converters([each[0] for each in compiler.select])

    def rows(self, values: Values) -> list[Row]:
        """Run the query."""
        wanted = list(self.values)
        for place, name in self.places.items():
            wanted[place] = values[name]
        compiler = copy(self.compiler)
        compiler.connection = connections[compiler.using]  # a connection belongs to its thread
        with compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, wanted)
            found = cursor.fetchall()
        return [self._row(each) for each in compiler.apply_converters(found, self.converters)]

    def _row(self, columns: list[Any]) -> Row:
        row: Row = self.model.from_db(
            self.compiler.using, self.names, columns[self.begin : self.end]
        )
        for populator in self.populators:
            populator.populate(columns, row)
        for name, place in self.annotated:
            setattr(row, name, columns[place])
        return row


def _built(
    build: Build, acting: Acting, values: Values, stand_ins: Values
) -> tuple[Compiler, str, list[Any]]:
    own = {name: stand_ins[f"{OF_ACTING}{name}"] for name in _names(acting)}
    rows = build(replace(acting, **own), **{name: stand_ins[name] for name in values})
    compiler = rows.query.get_compiler(using=rows.db)
    sql, found = compiler.as_sql()
    return compiler, sql, list(found)


def _places(found: list[Any], stand_ins: Values) -> dict[int, str]:
    """Which of the query's parameters stand for which value."""
    names = {value: name for name, value in stand_ins.items() if value is not None}
    return {
        place: names[value]
        for place, value in enumerate(found)
        if isinstance(value, uuid.UUID | date | str | int) and value in names
    }


def _names(acting: Acting) -> list[str]:
    """What differs from one acting to the next: all its keys and words but its kind."""
    found = (each.name for each in fields(acting) if each.name != "kind")
    return [name for name in found if isinstance(getattr(acting, name), uuid.UUID | str)]


def _of_acting(acting: Acting) -> Values:
    return {f"{OF_ACTING}{name}": getattr(acting, name) for name in _names(acting)}


def _stand_ins(acting: Acting, values: Values, *, turn: int) -> Values:
    """A value that nothing else has, for each that the query may take."""
    wanted = (_of_acting(acting) | values).items()
    return {name: _stand_in(value, 10_000 * turn + 7 * n) for n, (name, value) in enumerate(wanted)}


def _stand_in(value: object, code: int) -> object:
    match value:
        case None:
            return None
        case uuid.UUID():
            return uuid.UUID(int=code)
        case datetime():
            return datetime(1700, 1, 1, tzinfo=UTC) + timedelta(days=code)
        case date():
            return date(1700, 1, 1) + timedelta(days=code)
        case bool():
            raise TypeError("A query for each of two truths is two queries.")
        case int():
            return code
        case str():
            return f"stand-in {code}"
    raise TypeError(f"A query takes no {type(value).__name__} as a value.")

"""Queries of the busiest pages: their SQL is built once in a process and run with new values.

To build a query by the ORM takes several times as long as to run it. What is given is a function
from an acting and values to a queryset; what comes back takes the same and gives its rows.
"""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from copy import copy
from dataclasses import fields, replace
from functools import wraps
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeAlias, TypeVar, cast

from django.db import connections, models
from django.db.models import query as orm
from django.db.models.base import ModelState
from django.http import Http404

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.stand_ins import sign, stand_in
from samplan.audit import trail
from samplan.patients.models import Patient

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)
Actor = TypeVar("Actor", bound=Acting)  # of one kind, where a query is for staff alone
Build: TypeAlias = Callable[..., models.QuerySet[Any]]
Values = dict[str, Any]
Compiler: TypeAlias = Any  # of the ORM, whose inner parts have no types
populators: Any = orm.get_related_populators
OF_ACTING = "acting "  # before the names of what an acting holds
BRANCHED: Final = frozenset({"kind", "role", "organisation_kind"})  # words that say what one is
# What differs from one acting to the next, its keys and names; and what it is, all else.
NAMES: Final = {
    kind: tuple(
        each.name
        for each in fields(kind)
        if each.type in {uuid.UUID, str} and each.name not in BRANCHED
    )
    for kind in (PatientActing, StaffActing, SystemActing)
}
FLAGS: Final = {
    kind: tuple(each.name for each in fields(kind) if each.name not in names)
    for kind, names in NAMES.items()
}


def compiled(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> Callable[Concatenate[Actor, P], list[Row]]:
    """The query that `build` gives, as a function from the same arguments to its rows.

    `build` may branch on what the acting is (BRANCHED and truths: each has a query of its own)
    and on which values are None. Keys, words and values it may only put in the query as they
    are: to branch on them, or to reckon with them, is refused at the first use. Values besides
    the acting are named, and are moments, days, keys, texts or whole numbers.
    """
    return _rows_of(build, touch=trail.touch)


def compiled_by_value(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> Callable[Concatenate[Actor, P], list[Row]]:
    """As `compiled`, planned by the database for its values each time, which takes it 1-2 ms.

    For lists in an order of which a page is shown, and which are much longer for some than for
    others, such as a clinic's: a plan for the average one would read and sort all of the longest.
    """
    return _rows_of(build, touch=trail.touch, is_by_value=True)


def compiled_untraced(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> Callable[Concatenate[Actor, P], list[Row]]:
    """As `compiled`, of rows that are no patient's: to read them needs no trace in the log."""
    return _rows_of(build, touch=None)


def _rows_of(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
    *,
    touch: Callable[[], None] | None,
    is_by_value: bool = False,
) -> Callable[Concatenate[Actor, P], list[Row]]:
    shapes: dict[tuple[Any, ...], Shape[Row]] = {}

    @wraps(build)
    def rows(acting: Acting, /, *_none: P.args, **named: P.kwargs) -> list[Row]:
        if touch:
            touch()
        values = dict(named)
        absent = (name for name in values if values[name] is None)
        key = (type(acting), *(getattr(acting, flag) for flag in FLAGS[type(acting)]), *absent)
        shape = shapes.get(key)
        if shape is None:
            shape = Shape(build, acting, values)
            if touch is None and _is_of_patients(shape.model):
                raise ValueError(f"{build} reads of patients, which leaves a trace.")
            shapes[key] = shape
        with _planned(shape, is_by_value):
            return shape.rows(_of_acting(acting) | values)

    return cast(Callable[Concatenate[Actor, P], list[Row]], rows)


def _planned(shape: "Shape[Row]", is_by_value: bool) -> AbstractContextManager[None]:
    connection: Any = connections[shape.compiler.using]
    return connection.planning_by_value() if is_by_value else nullcontext()


def _is_of_patients(model: type[models.Model]) -> bool:
    """A patient, or anything that belongs to one."""
    return model is Patient or any(field.related_model is Patient for field in model._meta.fields)


def one_of(rows: list[Row]) -> Row:
    """The one row of a query by key. Raises Http404 where there is none within reach."""
    if not rows:
        raise Http404
    return rows[0]


class Shape(Generic[Row]):
    """One query with places for values, for one kind of acting and some absent values."""

    def __init__(self, build: Build, acting: Acting, values: Values) -> None:
        first, second = _stand_ins(acting, values, turn=1), _stand_ins(acting, values, turn=2)
        self.compiler, self.sql, self.values = _built(build, acting, values, first)
        _compiler, sql, others = _built(build, acting, values, second)
        self.places = _places(self.values, first)
        is_same = sql == self.sql and self.places == _places(others, second)
        if not is_same or self._constants(self.values) != self._constants(others):
            raise ValueError(f"{build} does more with its values than to put them in the query.")
        missing = values.keys() - set(self.places.values())
        if any(values[name] is not None for name in missing):
            raise ValueError(f"{build} does not put {missing} in the query as they are.")
        self._read_columns()

    def _constants(self, found: list[Any]) -> list[Any]:
        """What stands in the query for every acting: nothing made of someone's keys and words."""
        others = (value for place, value in enumerate(found) if place not in self.places)
        return [sign(value) or value for value in others]

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
        # As `from_db` without its constructor, which goes through every field, fetched or not.
        row: Row = self.model.__new__(self.model)
        row._state = ModelState()
        row._state.adding, row._state.db = False, self.compiler.using
        row.__dict__.update(zip(self.names, columns[self.begin : self.end], strict=True))
        for populator in self.populators:
            populator.populate(columns, row)
        for name, place in self.annotated:
            setattr(row, name, columns[place])
        return row


def _built(
    build: Build, acting: Acting, values: Values, stand_ins: Values
) -> tuple[Compiler, str, list[Any]]:
    own = {name: stand_ins[f"{OF_ACTING}{name}"] for name in NAMES[type(acting)]}
    rows = build(replace(acting, **own), **{name: stand_ins[name] for name in values})
    compiler = rows.query.get_compiler(using=rows.db)
    sql, found = compiler.as_sql()
    return compiler, sql, list(found)


def _places(found: list[Any], stand_ins: Values) -> dict[int, str]:
    """Which of the query's parameters stand for which value."""
    names = {sign(value): name for name, value in stand_ins.items() if value is not None}
    signs = [sign(value) for value in found]
    return {place: names[each] for place, each in enumerate(signs) if each in names}


def _of_acting(acting: Acting) -> Values:
    return {f"{OF_ACTING}{name}": getattr(acting, name) for name in NAMES[type(acting)]}


def _stand_ins(acting: Acting, values: Values, *, turn: int) -> Values:
    """A value that nothing else has, for each that the query may take."""
    wanted = (_of_acting(acting) | values).items()
    return {name: stand_in(value, 10_000 * turn + 7 * n) for n, (name, value) in enumerate(wanted)}

"""One query of the ORM as SQL with places for values, and how its rows become models."""

import re
import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import fields, replace
from enum import Enum
from typing import Any, Final, Generic, TypeAlias, TypeVar

from django.db import connections, models
from django.db.models import query as orm
from django.db.models.base import ModelState
from psycopg import sql

from samplan.access.acting import Acting, PatientActing, StaffActing, SystemActing
from samplan.access.stand_ins import sign, stand_in

Row = TypeVar("Row", bound=models.Model)
Build: TypeAlias = Callable[..., models.QuerySet[Any]]
Values = dict[str, Any]
HOLE: Final = re.compile("%%|%s")
WRITTEN: Final = {str, int, bool}
Compiler: TypeAlias = Any  # of the ORM, whose inner parts have no types
Populator: Any = orm.RelatedPopulator
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


class Shape(Generic[Row]):
    """One query with places for values, for one kind of acting and some absent values."""

    def __init__(self, build: Build, acting: Acting, values: Values) -> None:
        first, second = _stand_ins(acting, values, turn=1), _stand_ins(acting, values, turn=2)
        self.compiler, self.sql, found = _built(build, acting, values, first)
        _compiler, again, others = _built(build, acting, values, second)
        places = _places(found, first)
        is_same = again == self.sql and places == _places(others, second)
        if not is_same or _constants(found, places) != _constants(others, places):
            raise ValueError(f"{build} does more with its values than to put them in the query.")
        missing = values.keys() - set(places.values())
        if any(values[name] is not None for name in missing):
            raise ValueError(f"{build} does not put {missing} in the query as they are.")
        self._write_constants(found, places)
        self._read_columns()

    def _write_constants(self, found: list[Any], places: dict[int, str]) -> None:
        """What is the same each time stands in the SQL itself: a value sent is work each time."""
        wanted: list[Any] = []
        self.places: dict[int, str] = {}
        holes = iter(enumerate(found))

        def put(mark: re.Match[str]) -> str:
            if mark[0] == "%%":
                return "%%"
            place, value = next(holes)
            bare = value.value if isinstance(value, Enum) else value
            if place not in places and type(bare) in WRITTEN:
                return sql.Literal(bare).as_string().replace("%", "%%")
            if place in places:
                self.places[len(wanted)] = places[place]
            wanted.append(value)
            return "%s"

        self.sql = HOLE.sub(put, self.sql)
        self.values = wanted

    def _read_columns(self) -> None:
        """How a row of the database becomes a row of the model with those that it refers to."""
        compiler, alias = self.compiler, self.compiler.using
        found = compiler.klass_info
        if found is None:
            raise ValueError("Only whole rows of a model can be read.")
        self.model = found["model"]
        self.begin, self.end = found["select_fields"][0], found["select_fields"][-1] + 1
        self.names = [each[0].target.attname for each in compiler.select[self.begin : self.end]]
        self.populators = _related(found, compiler.select, alias)
        self.annotated = list(compiler.annotation_col_map.items())
        self.converters = compiler.get_converters([each[0] for each in compiler.select])

    def wanted(self, values: Values) -> list[Any]:
        """What goes into the query's places."""
        wanted = list(self.values)
        for place, name in self.places.items():
            wanted[place] = values[name]
        return wanted

    def rows(self, values: Values) -> list[Row]:
        """Run the query."""
        compiler = copy(self.compiler)
        compiler.connection = connections[compiler.using]  # a connection belongs to its thread
        with compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, self.wanted(values))
            found = cursor.fetchall()
        return [self.row(each) for each in compiler.apply_converters(found, self.converters)]

    def row(self, columns: list[Any]) -> Row:
        """The model that the columns of a row of the database tell of."""
        row: Row = _bare(
            self.model, self.compiler.using, self.names, columns[self.begin : self.end]
        )
        for populator in self.populators:
            populator.populate(columns, row)
        for name, place in self.annotated:
            setattr(row, name, columns[place])
        return row


class Related(Populator):  # type: ignore[misc]  # of the ORM, whose inner parts have no types
    """Makes the row that a row refers to."""

    def __init__(self, told: dict[str, Any], select: Any, using: str) -> None:
        super().__init__(told, select, using)
        self.related_populators = _related(told, select, using)

    def populate(self, row: Any, from_obj: models.Model) -> None:
        """As Django's own; a parent class's columns are left to it."""
        if self.reorder_for_init:
            super().populate(row, from_obj)
            return
        columns = row[self.cols_start : self.cols_end]
        if columns[self.pk_idx] is None:
            self.local_setter(from_obj, None)
            return
        made = _bare(self.model_cls, self.db, self.init_list, columns)
        for each in self.related_populators:
            each.populate(row, made)
        self.local_setter(from_obj, made)
        self.remote_setter(made, from_obj)


def _related(told: dict[str, Any], select: Any, using: str) -> list[Related]:
    return [Related(each, select, using) for each in told.get("related_klass_infos", ())]


def _bare(model: Any, using: str, names: list[str], values: Any) -> Any:
    """As `from_db` without its constructor, which goes through every field, fetched or not."""
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding, row._state.db = False, using
    row.__dict__.update(zip(names, values, strict=True))
    return row


def _built(
    build: Build, acting: Acting, values: Values, stand_ins: Values
) -> tuple[Compiler, str, list[Any]]:
    own = {name: stand_ins[f"{OF_ACTING}{name}"] for name in NAMES[type(acting)]}
    rows = build(replace(acting, **own), **{name: stand_ins[name] for name in values})
    compiler = rows.query.get_compiler(using=rows.db)
    written, found = compiler.as_sql()
    return compiler, written, list(found)


def _constants(found: list[Any], places: dict[int, str]) -> list[Any]:
    """What stands in the query for every acting: nothing made of someone's keys and words."""
    others = (value for place, value in enumerate(found) if place not in places)
    return [sign(value) or value for value in others]


def _places(found: list[Any], stand_ins: Values) -> dict[int, str]:
    """Which of the query's parameters stand for which value."""
    names = {sign(value): name for name, value in stand_ins.items() if value is not None}
    signs = [sign(value) for value in found]
    return {place: names[each] for place, each in enumerate(signs) if each in names}


def of_acting(acting: Acting) -> Values:
    """What differs from one acting to the next, by the names that queries know it by."""
    return {f"{OF_ACTING}{name}": getattr(acting, name) for name in NAMES[type(acting)]}


def _stand_ins(acting: Acting, values: Values, *, turn: int) -> Values:
    """A value that nothing else has, for each that the query may take."""
    wanted = (of_acting(acting) | values).items()
    return {name: stand_in(value, 10_000 * turn + 7 * n) for n, (name, value) in enumerate(wanted)}

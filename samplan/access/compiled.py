"""Queries of the busiest pages: their SQL is built once in a process and run with new values.

To build a query by the ORM takes several times as long as to run it. What is given is a function
from an acting and values to a queryset; what comes back takes the same and gives its rows.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.http import Http404

from samplan.access.acting import Acting
from samplan.access.shapes import FLAGS, Row, Shape, Values, of_acting
from samplan.access.together import Asked
from samplan.audit import trail
from samplan.patients.models import Patient

P = ParamSpec("P")
Actor = TypeVar("Actor", bound=Acting)  # of one kind, where a query is for staff alone


def compiled(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> "Query[Actor, P, Row]":
    """The query that `build` gives, as a function from the same arguments to its rows.

    `build` may branch on what the acting is (BRANCHED and truths: each has a query of its own)
    and on which values are None. Keys, words and values it may only put in the query as they
    are: to branch on them, or to reckon with them, is refused at the first use. Values besides
    the acting are named, and are moments, days, keys, texts or whole numbers.
    """
    return Query(build, touch=trail.touch)


def compiled_by_value(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> Callable[Concatenate[Actor, P], list[Row]]:
    """As `compiled`, planned by the database for its values each time, which takes it 1-2 ms.

    For lists in an order of which a page is shown, and which are much longer for some than for
    others, such as a clinic's: a plan for the average one would read and sort all of the longest.
    """
    query = Query(build, touch=trail.touch)

    def rows(acting: Actor, /, *none: P.args, **named: P.kwargs) -> list[Row]:
        connection: Any = connections[DEFAULT_DB_ALIAS]
        with connection.planning_by_value():
            return query(acting, *none, **named)

    return update_wrapper(rows, build)


def compiled_untraced(
    build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
) -> "Query[Actor, P, Row]":
    """As `compiled`, of rows that are no patient's: to read them needs no trace in the log."""
    return Query(build, touch=None)


class Query(Generic[Actor, P, Row]):
    """One that is compiled at its first use, once for each kind of acting."""

    def __init__(
        self,
        build: Callable[Concatenate[Actor, P], models.QuerySet[Row]],
        *,
        touch: Callable[[], None] | None,
    ) -> None:
        self._build, self._touch = build, touch
        self._shapes: dict[tuple[Any, ...], Shape[Row]] = {}
        update_wrapper(self, build)

    def __call__(self, acting: Actor, /, *none: P.args, **named: P.kwargs) -> list[Row]:
        """Its rows."""
        return self.asked(acting, *none, **named).rows()

    def asked(self, acting: Actor, /, *_none: P.args, **named: P.kwargs) -> Asked[Row]:
        """Its rows to be, for `together`."""
        if self._touch:
            self._touch()
        values = dict(named)
        return Asked(self._shape(acting, values), of_acting(acting) | values)

    def _shape(self, acting: Acting, values: Values) -> Shape[Row]:
        absent = (name for name in values if values[name] is None)
        key = (type(acting), *(getattr(acting, flag) for flag in FLAGS[type(acting)]), *absent)
        shape = self._shapes.get(key)
        if shape is None:
            shape = Shape(self._build, acting, values)
            if self._touch is None and _is_of_patients(shape.model):
                raise ValueError(f"{self._build} reads of patients, which leaves a trace.")
            self._shapes[key] = shape
        return shape


def _is_of_patients(model: type[models.Model]) -> bool:
    """A patient, or anything that belongs to one."""
    return model is Patient or any(field.related_model is Patient for field in model._meta.fields)


def one_of(rows: list[Row]) -> Row:
    """The one row of a query by key. Raises Http404 where there is none within reach."""
    if not rows:
        raise Http404
    return rows[0]

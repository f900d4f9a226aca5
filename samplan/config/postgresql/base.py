"""Connections that survive a migration.

Statements that are asked often are prepared on each connection. Where a column has changed type
since, the server refuses the prepared ones, for as long as the connection lives.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from django.db import NotSupportedError
from django.db.backends.postgresql import base
from psycopg._queries import PostgresQuery, _query2pg_nocache
from psycopg.errors import FeatureNotSupported

WHERE_PLANS_ARE_FOUND_STALE: Final = "RevalidateCachedQuery"  # the sentence differs by language
MOST_VALUES: Final = 150  # of a statement that is remembered


class StalePlan(NotSupportedError):
    """A table has changed under a transaction: it is undone, and the next try will do."""


class RememberedQuery(PostgresQuery):
    """Finds the places for values in a statement once, however long it is, where they are few.

    psycopg remembers short ones alone, for the sake of programs that write long lists of values.
    """

    def convert(self, query: Any, vars: Any) -> None:  # noqa: A002 - psycopg's own name
        """Take the statement with its values."""
        if not isinstance(query, str) or vars is None or len(vars) > MOST_VALUES:
            return super().convert(query, vars)
        self.query, self._want_formats, self._order, self._parts = _places_in(query)
        return self.dump(vars)


@lru_cache(maxsize=512)
def _places_in(query: str) -> Any:
    return _query2pg_nocache(query.encode(), "utf-8")


class RememberingCursor(base.ServerBindingCursor):
    """As Django's own, with statements remembered."""

    _query_cls = RememberedQuery


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks again where nothing has begun, else breaks off; once for each connection."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute_wrappers.append(_surviving)

    def get_connection_params(self) -> dict[str, Any]:
        """As Django gives them, with the cursor that remembers."""
        return super().get_connection_params() | {"cursor_factory": RememberingCursor}

    def retire(self) -> None:
        """Prepare nothing more on this connection, and close it when the request is over.

        To forget only what was prepared would not do: a pooler keeps it for all who share it.
        """
        self.connection.prepare_threshold = None
        self.close_at = time.monotonic()

    @contextmanager
    def planning_by_value(self) -> Iterator[None]:
        """Within it nothing is sent as prepared: each statement is planned for its own values."""
        self.ensure_connection()
        usual, self.connection.prepare_threshold = self.connection.prepare_threshold, None
        try:
            yield
        finally:
            self.connection.prepare_threshold = usual


def _surviving(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    try:
        return execute(sql, params, many, context)
    except NotSupportedError as fault:
        if not _is_stale(fault):
            raise
        connection: DatabaseWrapper = context["connection"]
        connection.retire()
        if connection.in_atomic_block or not connection.get_autocommit():
            raise StalePlan(*fault.args) from fault.__cause__
        return execute(sql, params, many, context)


def _is_stale(fault: NotSupportedError) -> bool:
    cause = fault.__cause__
    return (
        isinstance(cause, FeatureNotSupported)
        and cause.diag.source_function == WHERE_PLANS_ARE_FOUND_STALE
    )

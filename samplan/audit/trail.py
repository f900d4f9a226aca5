"""Writing to the log: `record` for what was done, `read` for what was shown.

Inside a request, reads are gathered and written in one statement before the answer leaves
(`TrailMiddleware` in access); elsewhere they are written at once.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from samplan.audit.actor import Actor, Thing


class Unlogged(Exception):
    """A page reached for patient data and left no trace: the page is not shown."""


class CannotLog(Exception):
    """The log cannot be written: nothing is shown and nothing is done."""


@dataclass
class Trail:
    """What one request has touched and is about to log."""

    pending: list[dict[str, Any]] = field(default_factory=list)
    has_touched: bool = False
    needs_trace: bool = False
    has_written: bool = False
    is_framing: bool = False

    def check(self) -> None:
        """Raise Unlogged where patient data was reached for without a trace."""
        if self.needs_trace and not self.pending and not self.has_written:
            raise Unlogged("Patient data was read here without audit.read or audit.record.")

    def flush(self) -> None:
        """Write what is pending, in one statement."""
        events, self.pending = self.pending, []
        append(events)


_trail: ContextVar[Trail | None] = ContextVar("trail", default=None)


@contextmanager
def gathered() -> Iterator[Trail]:
    """Gather the reads of one request in a trail."""
    trail = Trail()
    token = _trail.set(trail)
    try:
        yield trail
    finally:
        _trail.reset(token)


def touch() -> None:
    """Note that patient data is being reached for: this request must leave a trace."""
    trail = _trail.get()
    if trail is not None:
        trail.has_touched = True
        trail.needs_trace = trail.needs_trace or not trail.is_framing


@contextmanager
def framing() -> Iterator[None]:
    """Read the counters of the frame, which stand on every page and need no trace of their own."""
    trail = _trail.get() or Trail()
    trail.is_framing = True
    try:
        yield
    finally:
        trail.is_framing = False


def read(
    kind: str,
    *,
    acting: Actor,
    patient_id: uuid.UUID | None,
    about: Thing | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Log that `acting` was shown something of the patient's. `kind` is registered in `kinds`.

    Without a patient where it is of someone whom the product cannot name.
    """
    event = _event(kind, acting, patient_id, about, detail)
    trail = _trail.get()
    if trail is None:
        append([event])
    else:
        trail.pending.append(event)


def read_nobody() -> None:
    """Say that patient data was looked for and nothing was found: there is nothing to log."""
    trail = _trail.get()
    if trail is not None:
        trail.needs_trace = False


def record(
    kind: str,
    *,
    acting: Actor,
    patient_id: uuid.UUID | None,
    about: Thing | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Log what `acting` did, in the caller's transaction. `detail` never holds content."""
    trail = _trail.get()
    if trail is not None:
        trail.has_written = True
    append([_event(kind, acting, patient_id, about, detail)])


def record_many(
    kind: str,
    *,
    acting: Actor,
    about: Sequence[tuple[uuid.UUID | None, Thing]],
    detail: Mapping[str, Any],
) -> None:
    """Log one event for each (patient id, thing), in one statement. None is of no patient."""
    trail = _trail.get()
    if trail is not None and about:
        trail.has_written = True
    append([_event(kind, acting, patient_id, thing, detail) for patient_id, thing in about])


def append(events: list[dict[str, Any]]) -> None:
    """Add the events to a chain. Raises CannotLog where the database does not take them."""
    if not events or not settings.SAMPLAN_AUDIT_IS_ON:
        return
    words = json.dumps(events, ensure_ascii=False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_append(%s::jsonb)", [words])
    except DatabaseError as fault:
        raise CannotLog(str(fault)) from fault


def _event(
    kind: str,
    acting: Actor,
    patient_id: uuid.UUID | None,
    about: Thing | None,
    detail: Mapping[str, Any] | None,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "actor_kind": acting.kind,
        "actor": acting.actor_id,
        "name": acting.actor_name,
        "title": acting.actor_title,
        "unit": str(acting.unit_id) if acting.unit_id else None,
        "unit_name": acting.unit_name,
        "patient": str(patient_id) if patient_id else None,
        "about_kind": type(about).__name__.lower() if about is not None else None,
        "about": str(about.pk) if about is not None else None,
        "detail": dict(detail or {}),
    }

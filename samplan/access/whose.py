"""Whose an address is: each app says it of the keys that stand in its own addresses."""

import uuid
from collections.abc import Callable
from typing import Final, TypeAlias

from django.urls import Resolver404, resolve

FindPatient: TypeAlias = Callable[[uuid.UUID], uuid.UUID | None]
_finders: Final[dict[str, FindPatient]] = {}


def register(parameter: str, find: FindPatient) -> None:
    """Let `find` say whose the thing is whose key stands as `parameter` in an address."""
    _finders[parameter] = find


def known() -> frozenset[str]:
    """Every registered parameter."""
    return frozenset(_finders)


def patient_at(address: str) -> uuid.UUID | None:
    """The key of the patient whom the address is about; None where it is about none."""
    try:
        parameters = resolve(address.partition("?")[0]).kwargs
    except Resolver404:
        return None
    named = _finders.keys() & parameters.keys()
    found = (_finders[name](parameters[name]) for name in sorted(named))
    return next((key for key in found if key is not None), None)

"""What a case of each kind leads to and what opening it means. Apps above fill this in."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from samplan.access.acting import PatientActing
from samplan.cases.models import Case, CaseKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What cases of a kind are about: its icon, its page, and what opening the case means.

    Those with a page of their own have its `verb` and `address`; `answer_address` is where one
    answers while the clinic waits for it.
    """

    icon: str
    opened: Callable[[Case, Collection[uuid.UUID], PatientActing, datetime], object]
    verb: "StrOrPromise" = ""
    address: Callable[[Case], str] | None = None
    answer_verb: "StrOrPromise" = ""
    answer_address: Callable[[Case], str] | None = None


_subjects: Final[dict[str, Subject]] = {}


def register(kind: CaseKind, subject: Subject) -> None:
    """Say what cases of `kind` are about."""
    _subjects[kind.value] = subject


def subject_of(case: Case) -> Subject:
    """What the case is about."""
    return _subjects[case.kind]

"""What a conversation is about beside itself, such as a visit. Apps above fill this in."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

from samplan.access.acting import Acting
from samplan.forms.answering.ways import Regarding

Find: TypeAlias = Callable[[Acting, str, date], Regarding | None]
_finders: Final[dict[str, Find]] = {}


def register(kind: str, find: Find) -> None:
    """Let `find` name what is of this kind to a patient, by its key; None where it is gone."""
    _finders[kind] = find


def about_of(kind: str, key: str, acting: Acting, *, today: date) -> Regarding | None:
    """What this is, for the patient; None where it is about nothing else."""
    find = _finders.get(kind)
    return find(acting, key, today) if find else None

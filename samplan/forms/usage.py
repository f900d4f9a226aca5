"""Who uses a form: apps above say how often, and move what they have to another form."""

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


@dataclass(frozen=True)
class User:
    """One thing that uses forms, such as visit types.

    `count` gives how many use any of the questionnaires; `repoint` moves those of one organisation
    from a questionnaire to another, and says how many it moved.
    """

    label: "Text"
    count: Callable[[Collection[uuid.UUID]], int]
    repoint: Callable[[uuid.UUID, uuid.UUID, uuid.UUID], int]


_users: Final[dict[str, User]] = {}


def register(key: str, user: User) -> None:
    """Make `user` one of those that are asked."""
    _users[key] = user


def count_of(questionnaire_ids: Collection[uuid.UUID]) -> list[tuple["Text", int]]:
    """How many of each kind use any of the questionnaires; only those that do."""
    counted = [(user.label, user.count(questionnaire_ids)) for user in users()]
    return [(label, count) for label, count in counted if count]


def users() -> tuple[User, ...]:
    """Everyone who uses forms."""
    return tuple(_users.values())

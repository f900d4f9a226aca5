"""Who is told that a file was refused after it was sent: the apps whose rows files belong to."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from samplan.access.acting import SystemActing
from samplan.attachments.models import Attachment

Teller: TypeAlias = Callable[[Attachment, SystemActing, datetime], None]

_tellers: dict[str, list[Teller]] = {}


def register(owner_kind: str, teller: Teller) -> None:
    """Let `teller` tell of refused files of rows of that kind. It must be safe to call twice."""
    _tellers.setdefault(owner_kind, []).append(teller)


def tell(file: Attachment, acting: SystemActing, at: datetime) -> None:
    """Tell of a file that was sent and is refused."""
    for teller in _tellers.get(file.owner_kind, ()):
        teller(file, acting, at)

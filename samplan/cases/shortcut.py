"""A service as one of the patient's shortcuts."""

import uuid
from typing import Final

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast

from samplan.access.acting import Acting
from samplan.shortcuts.models import Shortcut

SERVICE_SHORTCUT: Final = "service"


def has_shortcut(acting: Acting) -> Exists:
    """Whether the patient has one to the offering of the outer query."""
    own = Shortcut.within(acting).filter(kind=Value(SERVICE_SHORTCUT))
    return Exists(own.filter(key=Cast(OuterRef("pk"), TextField())))


def shortcut_to(offering_id: uuid.UUID) -> str:
    """What the form posts that adds one."""
    return f"{SERVICE_SHORTCUT}:{offering_id}"

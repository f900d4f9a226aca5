"""Who opens the measured pages, each signed in once."""

import uuid
from functools import cache

from bench.rows import BOARD_DAY, key
from samplan.access.queries import self_acting, staff_acting
from samplan.patients.models import Patient
from tests.cast import ActingClient, browser_of

NURSE, ADMINISTRATOR = 0, 1  # staff at the busy clinic, by number


@cache
def patient(number: int) -> ActingClient:
    """The browser of a patient who acts for oneself."""
    user_id = Patient.objects.values_list("user_id", flat=True).get(pk=key(1, number))
    acting = self_acting(user_id, BOARD_DAY) if user_id else None
    if acting is None:
        raise LookupError("The bench's people are missing.")
    return browser_of(acting)


@cache
def staff(number: int) -> ActingClient:
    """The browser of someone at the busy clinic."""
    acting = staff_acting(uuid.UUID(key(22, number)), uuid.UUID(key(24, number)), BOARD_DAY)
    if acting is None:
        raise LookupError("The bench's people are missing.")
    return browser_of(acting)

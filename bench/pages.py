"""The pages that are measured: who opens them, and a word that a right answer holds."""

import uuid
from dataclasses import dataclass

from django.test import Client

from bench.rows import BOARD_DAY, key
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.queries import self_acting, staff_acting
from samplan.patients.models import Patient


@dataclass(frozen=True)
class Page:
    """One scenario."""

    name: str
    path: str
    holds: str
    is_staffs: bool = False


PAGES = [
    Page("start", "/", "Uppföljning"),
    Page("inbox", "/inkorg/", "Kallelse"),
    Page("plan", "/plan/", "Uppföljning"),
    Page("visit", f"/tider/{key(4, 0)}/", "Ta hiss B"),
    Page("case with 50 messages", f"/inkorg/{key(6, 0)}/", "Ta med din"),
    Page("board with 30 visits", f"/vard/besok/?dag={BOARD_DAY}", "30 ", is_staffs=True),
    Page("preparation", f"/vard/besok/{key(4, 0)}/", "Jag blir yr", is_staffs=True),
]


def browsers() -> dict[bool, Client]:
    """The measured patient's and the nurse's, signed in."""
    from tests.cast import browser_of

    patient = Patient.objects.get(pk=key(1, 0))
    own = self_acting(patient.user_id, BOARD_DAY) if patient.user_id else None
    staff = staff_acting(uuid.UUID(key(22, 0)), uuid.UUID(key(24, 0)), BOARD_DAY)
    if not isinstance(own, PatientActing) or not isinstance(staff, StaffActing):
        raise LookupError("The bench's people are missing.")
    return {False: browser_of(own), True: browser_of(staff)}

"""Lists of identity numbers, looked through before anything is given."""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core import signing
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import StaffActing
from samplan.access.limits import take_look_ups
from samplan.access.policies import Refused
from samplan.access.queries import patients_of_clinic
from samplan.audit import trail
from samplan.cases.handing import giving
from samplan.cases.handing.rights import Right, standing
from samplan.common.dates import local
from samplan.common.identity import BadIdentityNumber, IdentityNumber, parse_identity_number
from samplan.common.text import shortened
from samplan.patients.models import Patient

MOST: Final = 2_000  # numbers in one list
SHOWN: Final = 40  # characters of what is no number
HOUR: Final = 3600  # seconds that a list which has been looked through can be given
BETWEEN: Final = re.compile(r"[\r\n\t;,]+")
LEAST_DIGITS: Final = 6  # fewer is a name, a heading or a row number


class Outcome(models.TextChoices):
    """What becomes of a number in a list."""

    READY = "ready", gettext_lazy("gets it")
    OUTSIDE = "outside", gettext_lazy("not a patient of the clinic")
    ALREADY = "already", gettext_lazy("has it already")
    UNKNOWN = "unknown", gettext_lazy("nobody has the number")
    SPENT = "spent", gettext_lazy("not looked up: too many outside the clinic this hour")
    WRONG = "wrong", gettext_lazy("wrong digits")


@dataclass(frozen=True)
class Line:
    """One number: as it is shown, what becomes of it, and whose it is where the clinic sees it."""

    shown: str
    outcome: Outcome
    patient: Patient | None = None


@dataclass(frozen=True)
class Looked:
    """A list that has been looked through, and what is signed of it until it is given."""

    lines: list[Line]
    signed: str
    ready: int
    outside: int


def look_through(
    text: str, right: Right, *, until_on: date | None, acting: StaffActing, at: datetime
) -> Looked:
    """What giving the right to a list of numbers would do. Gives nothing, opens nothing.

    Numbers of people who are not the clinic's patients count as look-ups; when the hour's are
    spent, none of them is told from a number that nobody has. Raises Refused where there are no
    numbers, or more than MOST.
    """
    giving.check_may_hand_out(acting)
    numbers, wrong = _read(text, local(at).date())
    here = patients_of_clinic(acting).filter(identity_number__in=numbers)
    own = {patient.identity_number: patient for patient in here}
    outside, elsewhere = _outside(sorted(set(numbers) - set(own)), acting=acting, at=at)
    lines = _of_own([own[digits] for digits in numbers if digits in own], right, acting, at=at)
    lines += [
        Line(numbers[digits].masked, elsewhere[digits]) for digits in numbers if digits in elsewhere
    ]
    lines += [Line(shortened(each, SHOWN), Outcome.WRONG) for each in wrong]
    ready = [line.patient.pk for line in lines if line.outcome == Outcome.READY and line.patient]
    told = [right.key, until_on.isoformat() if until_on else "", _hex(ready), _hex(outside)]
    signed = signing.dumps(told, salt=_salt(acting), compress=True)
    return Looked(lines, signed, len(ready), len(outside))


def _read(text: str, day: date) -> tuple[dict[str, IdentityNumber], list[str]]:
    """The numbers by digits, each once, and what looks like one and is none."""
    cells = [cell.strip().strip('"') for cell in BETWEEN.split(text)]
    likely = [cell for cell in cells if sum(map(str.isdigit, cell)) >= LEAST_DIGITS]
    if not likely:
        raise Refused(_("There are no identity numbers in the list."))
    if len(likely) > MOST:
        raise Refused(_("The list has more than %d numbers. Give it in parts.") % MOST)
    numbers: dict[str, IdentityNumber] = {}
    wrong = []
    for cell in likely:
        try:
            number = parse_identity_number(cell, on=day)
        except BadIdentityNumber:
            wrong.append(cell)
        else:
            numbers.setdefault(number.digits, number)
    return numbers, wrong


def _outside(
    digits: list[str], *, acting: StaffActing, at: datetime
) -> tuple[list[uuid.UUID], dict[str, Outcome]]:
    """Those who are not the clinic's patients: their keys, and what is said of each number."""
    if not digits:
        return [], {}
    if not take_look_ups(len(digits), acting=acting, at=at):
        trail.record("look_ups.spent", acting=acting, patient_id=None)
        return [], dict.fromkeys(digits, Outcome.SPENT)
    found = Patient.objects.filter(identity_number__in=digits)
    keys = {patient.identity_number: patient.pk for patient in found}
    for key in keys.values():
        trail.read("service.list_checked", acting=acting, patient_id=key)
    said = {each: Outcome.OUTSIDE if each in keys else Outcome.UNKNOWN for each in digits}
    return list(keys.values()), said


def _of_own(
    patients: Collection[Patient], right: Right, acting: StaffActing, *, at: datetime
) -> list[Line]:
    """The lines of the clinic's own patients, each of them logged."""
    rows = standing(right.rows(acting), local(at).date()).filter(patient__in=patients)
    has = set(rows.values_list("patient_id", flat=True))
    for patient in patients:
        trail.read("service.list_checked", acting=acting, patient_id=patient.pk)
    return [
        Line(each.masked_number, Outcome.ALREADY if each.pk in has else Outcome.READY, each)
        for each in patients
    ]


@transaction.atomic
def give_to_list(
    signed: str, right: Right, *, with_outside: bool, acting: StaffActing, at: datetime
) -> int:
    """Give the right to those of a list that was looked through; to how many it was new.

    Those outside the clinic only where it is said; the clinic sees them from then on. Raises
    Refused where the list is not the acting's own of the last hour, or of another right.
    """
    try:
        key, until, ready, outside = signing.loads(signed, salt=_salt(acting), max_age=HOUR)
    except signing.BadSignature:
        raise Refused(_("The list is too old. Look it through once more.")) from None
    if key != right.key:
        raise Refused(_("The list is too old. Look it through once more."))
    people = [uuid.UUID(each) for each in ready]
    if with_outside:
        met = [uuid.UUID(each) for each in outside]
        giving.meet(met, acting=acting, at=at)
        people += met
    until_on = date.fromisoformat(until) if until else None
    return len(right.give(people, until_on=until_on, acting=acting, at=at))


def _salt(acting: StaffActing) -> str:
    return f"list:{acting.key}"


def _hex(keys: list[uuid.UUID]) -> list[str]:
    return [key.hex for key in keys]

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
from samplan.cases.sends.reading import is_heading, masked_words
from samplan.common.dates import local
from samplan.common.identity import BadIdentityNumber, IdentityNumber, identity_number_among
from samplan.patients.models import Patient

MOST: Final = 2_000  # numbers in one list
HOUR: Final = 3600  # seconds that a list which has been looked through can be given
BETWEEN: Final = re.compile(r"[\t;,]+")
LEAST_DIGITS: Final = 6  # fewer is a name, a heading or a row number


class Outcome(models.TextChoices):
    """What becomes of a number in a list."""

    READY = "ready", gettext_lazy("gets it")
    OUTSIDE = "outside", gettext_lazy("not a patient of the clinic")
    ALREADY = "already", gettext_lazy("has it already")
    UNKNOWN = "unknown", gettext_lazy("nobody has the number")
    SPENT = "spent", gettext_lazy("not looked up: too many outside the clinic this hour")
    WRONG = "wrong", gettext_lazy("no identity number")


@dataclass(frozen=True)
class Line:
    """One number: as it is shown, what becomes of it, and whose it is where the clinic sees it.
    `reaches_nobody`: there is no care contact to whom to write by it."""

    shown: str
    outcome: Outcome
    patient: Patient | None = None
    reaches_nobody: bool = False


@dataclass(frozen=True)
class Looked:
    """A list that has been looked through, and what is signed of it until it is given."""

    lines: list[Line]
    signed: str
    ready: int
    outside: int

    @property
    def reach_nobody(self) -> int:
        """How many get it and have nobody to write to by it."""
        return sum(line.reaches_nobody for line in self.lines)


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
    lines += [Line(each, Outcome.WRONG) for each in wrong]
    ready = [line.patient.pk for line in lines if line.outcome == Outcome.READY and line.patient]
    told = [right.key, until_on.isoformat() if until_on else "", _hex(ready), _hex(outside)]
    signed = signing.dumps(told, salt=_salt(acting), compress=True)
    return Looked(lines, signed, len(ready), len(outside))


def _read(text: str, day: date) -> tuple[dict[str, IdentityNumber], list[str]]:
    """The numbers by digits, each once, and what names nobody, without what would tell of whom."""
    rows = [row.strip() for row in text.splitlines() if row.strip(' "\t;,')]
    numbers: dict[str, IdentityNumber] = {}
    wrong: list[str] = []
    for place, row in enumerate(rows):
        found, faulty = _numbers_on(row, day)
        for number in found:
            numbers.setdefault(number.digits, number)
        says_nothing = found or (place == 0 and is_heading(row))
        wrong += faulty or ([] if says_nothing else [masked_words(row)])
    if len(numbers) + len(wrong) > MOST:
        raise Refused(_("The list has more than %d numbers. Give it in parts.") % MOST)
    if not numbers and not any(map(_is_likely, rows)):
        raise Refused(_("There are no identity numbers in the list."))
    return numbers, wrong


def _numbers_on(row: str, day: date) -> tuple[list[IdentityNumber], list[str]]:
    """The numbers in the cells of a row, and the cells that look like one and are none."""
    found, faulty = [], []
    for cell in filter(_is_likely, BETWEEN.split(row)):
        try:
            found.append(identity_number_among(cell.strip(' "'), on=day))
        except BadIdentityNumber:
            faulty.append(masked_words(cell))
    return found, faulty


def _is_likely(words: str) -> bool:
    return sum(map(str.isdigit, words)) >= LEAST_DIGITS


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
    new = {each.pk for each in patients} - has
    nobody_there = right.who_reach_nobody(new, acting=acting, on=local(at).date())
    return [
        Line(
            each.masked_number,
            Outcome.READY if each.pk in new else Outcome.ALREADY,
            each,
            reaches_nobody=each.pk in nobody_there,
        )
        for each in patients
    ]


@transaction.atomic
def give_to_list(
    signed: str, right: Right, *, with_outside: bool, acting: StaffActing, at: datetime
) -> int:
    """Give the right to those of a list that was looked through; to how many it was new.

    Those outside the clinic only where it is said; the clinic sees them from then on. Raises
    Refused where that leaves nobody, or the list is not the acting's own of the last hour, or is
    of another right.
    """
    try:
        key, until, ready, outside = signing.loads(signed, salt=_salt(acting), max_age=HOUR)
    except signing.BadSignature:
        raise Refused(_("The list is too old. Look it through once more.")) from None
    if key != right.key:
        raise Refused(_("The list is too old. Look it through once more."))
    if not ready and not with_outside:
        raise Refused(_("Tick that those who are not patients of the clinic get it too."))
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

"""What becomes of each row of a day list."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.bookings.models import Resource
from samplan.common.faults import PlainFault, gettext_noop
from samplan.patients.models import Patient
from samplan.visits.daylist import Column, DayList, Row, RowFault
from samplan.visits.models import VisitType
from samplan.visits.policies import NotSent


class Outcome(models.TextChoices):
    """What becomes, or would become, of a row."""

    NEW = "new", _("New visit")
    NEW_PATIENT = "new_patient", _("New visit, new at the clinic")
    ALREADY = "already", _("Already there")
    REFUSED = "refused", _("Not imported")


class NotImported(PlainFault):
    """Why a row that can be read cannot become a visit."""

    sentences = {
        "unknown_patient": gettext_noop(
            "Nobody at the clinic has this number. "
            "Check it, or add a column with names to the list."
        ),
        "other_name": gettext_noop(
            "The number belongs to someone with another name. Check both the number and the name."
        ),
        "look_ups_spent": gettext_noop(
            "Many of the numbers you have looked for are not your patients'. Try again in an hour."
        ),
        "unknown_type": gettext_noop(
            "The clinic has no visit type called %(text)s. Change the list, or add the type."
        ),
        "unknown_resource": gettext_noop(
            "The clinic cannot book anyone or anything called %(text)s. Change the list, or add it."
        ),
        "past": gettext_noop("The time has passed."),
        "taken": gettext_noop("%(resource)s already has a visit then."),
        "overlap": gettext_noop("%(resource)s has a visit then on line %(line)d too."),
    }


@dataclass(frozen=True)
class Verdict:
    """One row: what becomes of it and why. What it needs stands here where it is to be made.

    `patient` is one of the clinic's; `stranger` someone else, to be logged and never shown.
    `is_unsent`: an earlier import made the visit, and its summons is still to be sent.
    """

    line: int
    outcome: Outcome
    faults: tuple[RowFault, ...] = ()
    row: Row | None = None
    patient: Patient | None = None
    stranger: Patient | None = None
    visit_type: VisitType | None = None
    resource: Resource | None = None
    starts_at: datetime | None = None
    visit_id: uuid.UUID | None = None
    is_unsent: bool = False

    @property
    def is_new(self) -> bool:
        """A visit is to be made of it."""
        return self.outcome in {Outcome.NEW, Outcome.NEW_PATIENT}

    @property
    def is_of_nobody_here(self) -> bool:
        """Its number is none of the clinic's patients', and it has not become a visit."""
        return bool(self.row) and self.patient is None and self.visit_id is None

    def has(self, code: str) -> bool:
        """One of its faults is of that code."""
        return any(fault.code == code for fault in self.faults)

    @property
    def said(self) -> tuple[RowFault, ...]:
        """What stops it, and what has become something else in it."""
        return self.faults + (self.row.remarks if self.row else ())

    @property
    def sentences(self) -> list[str]:
        """Each of them with its column, in the language of the page."""
        return [f"{each.column}: {gettext(each.message) % each.params}" for each in self.said]


@dataclass
class Report:
    """Every row's verdict by line, and how many summonses went."""

    day_list: DayList
    verdicts: list[Verdict]
    sent_count: int = 0
    not_sent: dict[int, NotSent] = field(default_factory=dict)  # by line

    def count(self, *outcomes: Outcome) -> int:
        """How many rows have one of the outcomes."""
        return sum(verdict.outcome in outcomes for verdict in self.verdicts)

    @property
    def new_count(self) -> int:
        """How many visits are made."""
        return self.count(Outcome.NEW, Outcome.NEW_PATIENT)

    @property
    def already_count(self) -> int:
        """How many rows had been imported before."""
        return self.count(Outcome.ALREADY)

    @property
    def refused_count(self) -> int:
        """How many rows are not imported."""
        return self.count(Outcome.REFUSED)

    def to_send(self) -> list[Verdict]:
        """Those whose summonses are to go: the new ones, and what an earlier import left unsent."""
        return [each for each in self.verdicts if each.is_new or each.is_unsent]

    def remarked(self) -> Iterator[Verdict]:
        """Those of which something is said."""
        return (verdict for verdict in self.verdicts if verdict.said)


def heading(day_list: DayList, column: Column) -> str:
    """The column as the file calls it."""
    return day_list.columns.get(column, column.value)


def fault_of(day_list: DayList, row: Row, column: Column, fault: PlainFault) -> RowFault:
    """A fault in one cell of a row that could be read."""
    name = heading(day_list, column)
    return RowFault(row.line, name, fault.code, fault.message, fault.params)

"""A patient's visit with its time and its answers, as lines of COPY text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bench.rows import AT, NULL, key

MINUTES = 15


class Visitor(Protocol):
    """What the lines of a visit repeat of the patient."""

    number: int
    fixed: dict[str, str]
    key: str
    visit: str
    activity: str
    summons: str
    response: str
    starts: datetime
    is_answered: bool

    @property
    def owned(self) -> str:
        """The columns of whose it is."""


@dataclass(frozen=True)
class VisitRows:
    """The lines of one visit by table."""

    of: Visitor

    def lines(self) -> dict[str, list[str]]:
        """The time in the calendar, what is answered, and the visit itself."""
        return {**self._booked(), **self._answers(), "visits_visit": [self._visit()]}

    def _booked(self) -> dict[str, list[str]]:
        of, occupancy, resource = self.of, key(11, self.of.number), self.of.fixed["resource"]
        return {
            "bookings_occupancy": [f'{occupancy}\t{resource}\t["{AT}","{AT}")\tt'],
            "bookings_appointment": [
                f"{self._appointment}\t{of.owned}\t{occupancy}\t{resource}\t{of.starts}"
                f"\t{MINUTES}\tbooked\t"
            ],
        }

    @property
    def _appointment(self) -> str:
        return key(12, self.of.number)

    def _answers(self) -> dict[str, list[str]]:
        of = self.of
        status = "completed" if of.is_answered else "in-progress"
        response = (
            f"{of.response}\t{of.owned}\t{of.fixed['version']}\t{status}\t{{}}\t{{}}\t1"
            f"\t{int(of.is_answered)}\t{AT}\tvisit\t{of.visit}"
        )
        sent = (
            f"{key(13, of.number)}\t{of.owned}\t{of.response}\t1\t{of.fixed['answers']}"
            f"\t{AT}\tself\t{of.key}\tTest Bänk\t\tf\t"
        )
        return {
            "forms_response": [response],
            "forms_responseversion": [sent] if of.is_answered else [],
        }

    def _visit(self) -> str:
        of = self.of
        answered = (
            f"{AT}\t1\t5\t0\tJag blir yr på morgonen" if of.is_answered else f"{NULL}\t0\t0\t0\t"
        )
        return (
            f"{of.visit}\t{of.owned}\t{of.fixed['type']}\t{self._appointment}\t{of.starts}"
            f"\t{MINUTES}"
            "\tUppföljning 6–8 veckor\tSe hur du mår efter din hjärtinfarkt\tonsite\tPlan 4"
            "\tMaria Nyström, hjärtsjuksköterska\tTa med din läkemedelslista.\tVi går igenom hur du"
            " mår.\tDu får din plan skriftligt.\t300 kronor\t24\t400 kronor\tsv\tmerged\tsent\tf"
            f"\t{of.activity}\t{of.summons}\t{of.summons}\t{of.response}"
            f"\t{of.starts.date()}\t{AT}\tMaria\t{AT if of.is_answered else NULL}\t{answered}"
            "\t0\t\t"
        )

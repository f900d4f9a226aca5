"""The rows of one patient, as lines of COPY text. Keys are made from table and number."""

from datetime import date, timedelta

from bench.rows import (
    AT,
    KINDS,
    MESSAGES_IN_LONG_CASE,
    NULL,
    NUMBERS_PER_DAY,
    clinic_of,
    key,
    starts_at,
)
from bench.visit_rows import VisitRows
from samplan.common.identity import make_test_identity_number


class Patient:
    """One patient's lines by table."""

    def __init__(self, number: int, fixed: dict[str, str]) -> None:
        self.number, self.fixed = number, fixed
        self.key, self.user = key(1, number), key(2, number)
        self.clinic = key(3, clinic_of(number))
        self.visit, self.activity = key(4, number), key(5, number * 4)
        self.summons, self.other = key(6, number * 2), key(6, number * 2 + 1)
        self.response, self.starts = key(7, number), starts_at(number)
        self.is_answered = number % 2 == 0

    @property
    def owned(self) -> str:
        """The columns that every patient-owned line has first, after its key."""
        return f"{self.key}\t{self.clinic}"

    def lines(self) -> dict[str, list[str]]:
        """Every line, by table."""
        return {
            **self._person(),
            "cases_case": self._cases(),
            "cases_message": self._messages(),
            "plans_activity": self._activities(),
            **VisitRows(self).lines(),
            "audit_event": self._events(),
        }

    def _person(self) -> dict[str, list[str]]:
        days, rest = divmod(self.number, NUMBERS_PER_DAY * 2)
        born = date(1925, 1, 1) + timedelta(days=days)
        index, kind = divmod(rest, 2)
        number = make_test_identity_number(born, index, kind=KINDS[kind])
        name = f"Test{self.number}"
        user = f"{self.user}\tbench-{number.digits}\t{name} Bänk\t{number.digits}\tt\t!"
        person = (
            f"{self.key}\t{self.user}\t{number.kind.value}\t{number.digits}\t{name}\tBänk\t{born}"
            "\tf\tsv\t\t\t\t\t"
        )
        return {
            "accounts_user": [user],
            "patients_patient": [person],
            "access_carerelation": [f"{key(8, self.number)}\t{self.owned}\tvisit\t{AT}"],
            "access_digitalconsent": [f"{key(9, self.number)}\t{self.key}\t{AT}\t{name}\tf\t"],
        }

    def _cases(self) -> list[str]:
        tail = f"\t\t\tvisit\t{self.visit}\tf\tt\t0\t0\t"
        return [
            f"{self.summons}\t{self.owned}\tsummons_with_questions\tKallelse: Uppföljning"
            f"\tpatient\t{'tf'[self.is_answered]}\t{AT}\t{AT}{tail}",
            f"{self.other}\t{self.owned}\tsummons\tKallelse: Första besöket\tnobody\tf\t{AT}"
            f"\t{AT - timedelta(days=90)}{tail}",
        ]

    def _messages(self) -> list[str]:
        count = MESSAGES_IN_LONG_CASE if self.number == 0 else 2
        author = "staff\tbench\tMaria Nyström\tHjärtsjuksköterska"
        return [
            f"{key(10, self.number * 100 + place)}\t{self.owned}\t{case}\tinformation"
            f"\tVälkommen på besök. Ta med din läkemedelslista.\tf\t{author}\t{AT}"
            "\t\tf\tf\t\t0\t"
            for case, places in ((self.summons, range(count)), (self.other, range(90, 91)))
            for place in places
        ]

    def _activities(self) -> list[str]:
        day = self.starts.date()
        done = f"done\t0\tvisit\t{self.visit}\t\t\t{AT}\t{AT}\tTest"
        waits = f"open\t0\tvisit\t{self.visit}\t\t\t{AT}\t{NULL}\t"
        head = f"{self.activity}\t{self.owned}\tvisit\tUppföljning\tSe hur du mår\tcare\t{NULL}"
        kinds = [
            ("read_summons", "patient", done if self.is_answered else waits),
            ("answer_questions", "patient", done if self.is_answered else waits),
            ("read_answers", "care", waits),
        ]
        return [
            f"{head}\tduring\t{self.starts}\t{day}\t{waits}",
            *(
                f"{key(5, self.number * 4 + 1 + place)}\t{self.owned}\t{kind}\t\t\t{who}"
                f"\t{self.activity}\tbefore\t{NULL}\t{day}\t{state}"
                for place, (kind, who, state) in enumerate(kinds)
            ),
        ]

    def _events(self) -> list[str]:
        """Four looks. They are not chained: the bench measures pages, not proof."""
        body = (
            f'{{"kind": "visit.read", "actor_kind": "staff", "name": "Maria Nyström", "title":'
            f' "Hjärtsjuksköterska", "unit": "{self.clinic}", "unit_name": "Bänk", "patient":'
            f' "{self.key}"}}'
        )
        return [
            f"{key(14, self.number * 4 + place)}\t99\t{self.number * 4 + place}\t{AT}"
            f"\tvisit.read\t{self.key}\t{self.clinic}\t{body}\t\\\\x00"
            for place in range(4)
        ]

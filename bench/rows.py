"""The rows of one patient, as lines of COPY text. Keys are made from table and number."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from samplan.common.identity import IdentityKind, make_test_identity_number

AT: Final = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
BOARD_DAY: Final = date(2026, 11, 24)
BOARD_VISITS: Final = 30
MESSAGES_IN_LONG_CASE: Final = 50
CLINICS: Final = 40
CONNECTIONS: Final = 4  # that ask at once; those that post have forms and patients of their own
BUSY_SHARE: Final = 7  # the first clinic has as many patients as seven others
NUMBERS_PER_DAY: Final = 20
NULL: Final = r"\N"
KINDS: Final = (IdentityKind.PERSONNUMMER, IdentityKind.SAMORDNINGSNUMMER)

TABLES: Final = {
    "accounts_user": "id subject name identity_number is_active password",
    "patients_patient": "id user_id identity_kind identity_number given_name family_name born_on"
    " has_protected_identity language email phone address home_region municipality",
    "access_carerelation": "id patient_id clinic_id reason began_at",
    "access_digitalconsent": "id patient_id given_at given_by is_by_guardian withdrawn_by",
    "cases_case": "id patient_id clinic_id kind title waits_for is_unread opened_at changed_at"
    " withdrawn_by closed_by subject_kind subject_id is_new_for_care is_answerable most_files"
    " revision delivered_by",
    "forms_response": "id patient_id clinic_id version_id status draft staff_draft revision"
    " sent_number changed_at subject_kind subject_id",
    "forms_responseversion": "id patient_id clinic_id response_id number document authored_at"
    " author_kind author_id author_name author_title is_entered_by_staff recorded_by",
    "cases_message": "id patient_id clinic_id case_id kind body is_from_patient author_kind"
    " author_id author_name author_title sent_at signed_as is_partial is_entered_by_staff agreed"
    " most_files withdrawn_by",
    "bookings_occupancy": "id resource_id during is_freed",
    "bookings_appointment": "id patient_id clinic_id occupancy_id resource_id starts_at minutes"
    " state cancelled_by",
    "plans_activity": "id patient_id clinic_id kind title detail responsible parent_id phase"
    " starts_at due_on state done subject_kind subject_id evidence_kind evidence_id registered_at"
    " closed_at closed_by",
    "visits_visit": "id patient_id clinic_id visit_type_id appointment_id starts_at minutes name"
    " purpose mode place meets before during after cost late_cancel_hours late_cancel_fee language"
    " send state is_on_paper activity_id summons_id questions_id response_id answer_by sent_at"
    " sent_by opened_at answered_at answers_number answers_count files_count matters read_number"
    " read_by read_title",
    "audit_event": "id shard number at kind patient unit body hash",
}


def key(table: int, number: int) -> str:
    """A stable key: rising with the number, as UUIDv7 would."""
    return f"01900000-{table:04x}-7000-8000-{number:012x}"


def clinic_of(number: int) -> int:
    """The first clinic takes seven shares, the others one each."""
    share = number % (CLINICS - 1 + BUSY_SHARE)
    return max(0, share - BUSY_SHARE + 1)


def starts_at(number: int) -> datetime:
    """The first thirty patients of the busy clinic meet on the board's day, nobody else there."""
    rank, share = divmod(number, CLINICS - 1 + BUSY_SHARE)
    slot = rank * BUSY_SHARE + share
    if share < BUSY_SHARE and slot < BOARD_VISITS:
        return datetime(2026, 11, 24, 7, tzinfo=UTC) + timedelta(minutes=15 * slot)
    return datetime(2026, 12, 1, 7, tzinfo=UTC) + timedelta(days=number % 60, minutes=number % 500)


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
            **self._visit(),
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

    def _visit(self) -> dict[str, list[str]]:
        resource, appointment = key(11, self.number), key(12, self.number)
        ends = self.starts + timedelta(minutes=15)
        answered = (
            f"{AT}\t1\t5\t0\tJag blir yr på morgonen" if self.is_answered else f"{NULL}\t0\t0\t0\t"
        )
        status = "completed" if self.is_answered else "in-progress"
        response = (
            f"{self.response}\t{self.owned}\t{self.fixed['version']}\t{status}\t{{}}\t{{}}\t1"
            f"\t{int(self.is_answered)}\t{AT}\tvisit\t{self.visit}"
        )
        sent = (
            f"{key(13, self.number)}\t{self.owned}\t{self.response}\t1\t{self.fixed['answers']}"
            f"\t{AT}\tself\t{self.key}\tTest Bänk\t\tf\t"
        )
        visit = (
            f"{self.visit}\t{self.owned}\t{self.fixed['type']}\t{appointment}\t{self.starts}\t15"
            "\tUppföljning 6–8 veckor\tSe hur du mår efter din hjärtinfarkt\tonsite\tPlan 4"
            "\tMaria Nyström, hjärtsjuksköterska\tTa med din läkemedelslista.\tVi går igenom hur du"
            " mår.\tDu får din plan skriftligt.\t300 kronor\t24\t400 kronor\tsv\tmerged\tsent\tf"
            f"\t{self.activity}\t{self.summons}\t{self.summons}\t{self.response}"
            f"\t{self.starts.date()}\t{AT}\tMaria\t{AT if self.is_answered else NULL}\t{answered}"
            "\t0\t\t"
        )
        return {
            "forms_response": [response],
            "forms_responseversion": [sent] if self.is_answered else [],
            "bookings_occupancy": [f'{resource}\t{self.fixed["resource"]}\t["{AT}","{AT}")\tt'],
            "bookings_appointment": [
                f"{appointment}\t{self.owned}\t{resource}\t{self.fixed['resource']}\t{self.starts}"
                f"\t{int((ends - self.starts).seconds / 60)}\tbooked\t"
            ],
            "visits_visit": [visit],
        }

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

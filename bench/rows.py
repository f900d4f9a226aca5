"""The tables that are loaded, their keys, and where and when each patient meets."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from samplan.common.identity import IdentityKind

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

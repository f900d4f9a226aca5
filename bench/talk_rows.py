"""A conversation of fifty messages between the first patient and the busy clinic, read by both."""

from typing import Any, Final

from bench.rows import AT, MESSAGES_IN_LONG_CASE, key

CASE: Final = """
INSERT INTO cases_case (id, patient_id, clinic_id, kind, title, waits_for, is_unread, opened_at,
    changed_at, withdrawn_by, closed_by, subject_kind, subject_id, is_new_for_care,
    is_answerable, most_files, revision, delivered_by, answer_days, due_on, handler_id)
VALUES (%(case)s, %(patient)s, %(clinic)s, 'service', 'Kontakta oss', 'care', false, %(at)s,
    %(at)s, '', '', '', '', false, true, 5, 50, '', 2, %(at)s::date + 2, %(nurse)s)
"""
MESSAGES: Final = """
INSERT INTO cases_message (id, patient_id, clinic_id, case_id, kind, body, is_from_patient,
    author_kind, author_id, author_name, author_title, sent_at, signed_as, is_partial,
    is_entered_by_staff, agreed, most_files, withdrawn_by)
SELECT uuidv7(), %(patient)s::uuid, %(clinic)s::uuid, %(case)s::uuid,
    CASE WHEN n %% 2 = 0 THEN 'question' ELSE 'answer' END,
    'Ta med din läkemedelslista, eller skriv vad du tar.', n %% 2 = 0,
    CASE WHEN n %% 2 = 0 THEN 'self' ELSE 'staff' END,
    CASE WHEN n %% 2 = 0 THEN %(patient)s::text ELSE %(nurse)s::text END,
    CASE WHEN n %% 2 = 0 THEN 'Test0 Bänk' ELSE 'Maria Nyström' END,
    CASE WHEN n %% 2 = 0 THEN '' ELSE 'Hjärtsjuksköterska' END,
    %(at)s::timestamptz - (100 - n) * interval '1 hour', '', false, false, '', 0, ''
FROM generate_series(0, %(last)s) AS n
"""
RECEIPTS: Final = """
INSERT INTO cases_receipt (id, patient_id, clinic_id, message_id, reader_kind, reader_id,
    reader_name, reader_title, read_at)
SELECT uuidv7(), patient_id, clinic_id, id, CASE WHEN is_from_patient THEN 'staff' ELSE 'self' END,
    CASE WHEN is_from_patient THEN %(nurse)s::text ELSE %(patient)s::text END, 'Test', '', %(at)s
FROM cases_message WHERE case_id = %(case)s
"""
TALK: Final = key(30, 0)


def add_talk(connection: Any) -> None:
    """Write it."""
    facts = {"at": AT, "case": TALK, "patient": key(1, 0), "clinic": key(3, 0)}
    facts |= {"nurse": key(23, 0), "last": MESSAGES_IN_LONG_CASE - 1}
    for statement in (CASE, MESSAGES, RECEIPTS):
        connection.execute(statement, facts)

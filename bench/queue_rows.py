"""A conversation with each patient of the busy clinic: what its queue is measured over."""

from typing import Any, Final

from bench.rows import AT, BOARD_DAY, key

# Of ten: five ended, one waits for the patient, one is answered, three wait for the clinic: with
# nobody, with the nurse, and with a colleague. They are due from the day before the queue is
# opened to five days after it.
QUEUE: Final = """
INSERT INTO cases_case (id, patient_id, clinic_id, kind, title, waits_for, is_unread, opened_at,
    changed_at, withdrawn_by, closed_at, closed_by, subject_kind, subject_id, is_new_for_care,
    is_answerable, most_files, revision, delivered_by, answer_days, due_on, handler_id)
SELECT uuidv7(), patient_id, clinic_id, 'service', 'Kontakta oss',
    CASE WHEN n %% 10 >= 7 THEN 'care' WHEN n %% 10 = 5 THEN 'patient' ELSE 'nobody' END,
    n %% 10 = 5, at, at, '', CASE WHEN n %% 10 < 5 THEN at END,
    CASE WHEN n %% 10 < 5 THEN 'Maria Nyström' ELSE '' END, '', '', n %% 10 >= 7, true, 0, 0, '', 2,
    CASE WHEN n %% 10 >= 7 THEN %(day)s::date - 2 + (n / 10 %% 7)::int END,
    CASE n %% 10 WHEN 8 THEN %(nurse)s::uuid WHEN 9 THEN %(colleague)s::uuid END
FROM (
    SELECT patient_id, clinic_id, n, %(at)s::timestamptz - n * interval '1 minute' AS at
    FROM (
        SELECT patient_id, clinic_id, row_number() OVER (ORDER BY patient_id) AS n
        FROM access_carerelation WHERE clinic_id = %(clinic)s AND patient_id > %(beyond)s
    ) AS people
) AS talks
"""
BEYOND: Final = 40  # the patients whose own pages are measured have no more than they had


def add_queue(connection: Any) -> None:
    """Write them; ANALYZE lets the planner know of them."""
    facts = {"at": AT, "day": BOARD_DAY, "clinic": key(3, 0), "beyond": key(1, BEYOND)}
    staff = {"nurse": key(23, 0), "colleague": key(23, 1)}
    connection.execute(QUEUE, facts | staff)
    connection.execute("ANALYZE cases_case")

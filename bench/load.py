"""Loads the bench's rows by COPY: constraints and indexes are taken away and made afterwards."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bench.patients import Patient
from bench.places import add_places
from bench.rows import AT, CLINICS, TABLES, key
from samplan.forms import engine
from samplan.organisations.models import Role

BATCH = 5000  # patients between two rounds of COPY


def load(connection: psycopg.Connection[Any], patients: int) -> None:
    """Clinics and staff, then every patient with all that belongs to them."""
    fixed = fixtures(connection)
    with without_indexes(connection):
        for start in range(0, patients, BATCH):
            copy(connection, range(start, min(start + BATCH, patients)), fixed)
    connection.execute("VACUUM ANALYZE")


def copy(connection: psycopg.Connection[Any], numbers: range, fixed: dict[str, str]) -> None:
    """One round: every table's lines of these patients."""
    lines: dict[str, list[str]] = {table: [] for table in TABLES}
    for number in numbers:
        for table, rows in Patient(number, fixed).lines().items():
            lines[table] += rows
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            names = ", ".join(f'"{column}"' for column in columns.split())
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as sink:
                sink.write("".join(f"{line}\n" for line in lines[table]))


@contextmanager
def without_indexes(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """Take away keys, constraints and indexes of the loaded tables; make them again at the end."""
    tables = list(TABLES)
    constraints = connection.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s) AND contype IN"
        " ('f', 'p', 'u', 'x') ORDER BY contype = 'f', contype <> 'p'",
        [tables],
    ).fetchall()
    outside = connection.execute(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE confrelid::regclass::text = ANY(%s) AND contype = 'f'"
        " AND NOT conrelid::regclass::text = ANY(%s)",
        [tables, tables],
    ).fetchall()
    for table, name, _definition in outside + constraints[::-1]:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)", [tables]
    ).fetchall()
    for name, _definition in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    yield
    for _name, definition in indexes:
        connection.execute(definition)
    for table, name, definition in constraints + outside:
        connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def fixtures(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """Clinics, staff at the busy one, a visit type, a calendar; the keys that lines need."""
    run = connection.execute
    (nation,) = run("SELECT id FROM organisations_organisation WHERE kind = 'nation'").fetchone()
    _clinics(run, nation)
    add_places(run, nation)
    _staff(run, 0, "Maria Nyström", "Sjuksköterska", Role.HANDLER)
    _staff(run, 1, "Stig Berg", "Administratör", Role.LOCAL_ADMINISTRATOR)
    version, document = run(
        "SELECT v.id, v.document FROM forms_questionnaireversion v WHERE v.status = 'active'"
    ).fetchone()
    (questionnaire,) = run("SELECT id FROM forms_questionnaire LIMIT 1").fetchone()
    _calendar(run, questionnaire)
    return {
        "version": str(version),
        "answers": _answers(document),
        "type": key(20, 0),
        "resource": key(21, 0),
    }


def _clinics(run: Any, nation: Any) -> None:
    for number in range(CLINICS):
        run(
            "INSERT INTO organisations_organisation (id, kind, parent_id, hsa_id, slug, name,"
            " phone, phone_hours, address, directions, fees, opening_hours, welcome, care_kind,"
            " town, is_open_on_holidays) VALUES (%s, 'clinic', %s, %s, %s, %s, '010-123 45 60',"
            " 'mån–fre 8–11', 'Vägen 1', 'Ta hiss B till plan 4.', '', '', '', '', '', false)",
            [key(3, number), nation, f"B{number}", f"bench-{number}", f"Mottagning {number}"],
        )


def _calendar(run: Any, questionnaire: Any) -> None:
    """Of the busy clinic: what kind of visit, and whom with."""
    run(
        "INSERT INTO visits_visittype (id, clinic_id, name, purpose, minutes, mode, place, before,"
        " during, after, cost, late_cancel_hours, late_cancel_fee, send, questionnaire_id,"
        " answer_days_before, is_in_use) VALUES (%s, %s, 'Uppföljning', '', 45, 'onsite', '', '',"
        " '', '', '', 24, '', 'merged', %s, 3, true)",
        [key(20, 0), key(3, 0), questionnaire],
    )
    run(
        "INSERT INTO bookings_resource (id, clinic_id, name, is_in_use) VALUES (%s, %s, 'B', true)",
        [key(21, 0), key(3, 0)],
    )


def _staff(run: Any, number: int, name: str, title: str, role: Role) -> None:
    given, _space, family = name.partition(" ")
    hsa_id = f"B{number}"
    run(
        "INSERT INTO accounts_user (id, subject, name, hsa_id, is_active, password)"
        " VALUES (%s, %s, %s, %s, true, '!')",
        [key(22, number), f"bench-staff-{number}", name, hsa_id],
    )
    run(
        "INSERT INTO organisations_staffmember (id, user_id, hsa_id, given_name, family_name,"
        " title, signs_as_clinic) VALUES (%s, %s, %s, %s, %s, %s, false)",
        [key(23, number), key(22, number), hsa_id, given, family, title],
    )
    run(
        "INSERT INTO organisations_assignment (id, staff_id, organisation_id, role, starts_on)"
        " VALUES (%s, %s, %s, %s, '2020-01-01')",
        [key(24, number), key(23, number), key(3, 0), role],
    )


def _answers(document: Any) -> str:
    """Believable answers to every text question, as one line of COPY text."""
    form = engine.load(document)
    texts = [item for item in form.items.values() if item.kind in {"text", "string"}]
    given = {item.link_id: ("Jag blir yr på morgonen när jag reser mig.",) for item in texts}
    response = engine.response_from_answers(
        form, engine.Answers(given), authored_at=AT, status="completed"
    )
    return json.dumps(response, ensure_ascii=False).replace("\\", "\\\\")

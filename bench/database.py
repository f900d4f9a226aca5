"""The bench's databases: migrated, loaded by COPY, indexes made last, kept between runs."""

import hashlib
import time
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg

from samplan.config import addresses, embedded

ROOT = Path(__file__).resolve().parents[1]
LOADED_BY = (
    "database",
    "form_rows",
    "load",
    "places",
    "questionnaires",
    "queue_rows",
    "rows",
    "talk_rows",
)
PATIENTS = {"xs": 300, "s": 10_000, "m": 1_000_000}


def ensure(size: str) -> None:
    """Make and load the database of `size` where it is missing or of an older schema."""
    name = f"samplan_bench_{size}"
    with owner("postgres") as server:
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        ).fetchone()
        if found is not None and found[0] == digest():
            return
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" OWNER samplan_owner')
    began = time.monotonic()
    _fill(name, PATIENTS[size])
    print(f"Loaded size {size.upper()} in {time.monotonic() - began:.0f} s.")


def _fill(name: str, patients: int) -> None:
    """Migrate the empty database and load it; marked as loaded last, so that half of it is not."""
    from django.core.management import call_command

    from bench.form_rows import add_forms
    from bench.load import load
    from bench.queue_rows import add_queue
    from bench.talk_rows import add_talk

    with owner(name) as connection:
        connection.execute((embedded.SQL / "database.sql").read_bytes())
    call_command("migrate", database="owner", verbosity=0)
    call_command("forms_load", stdout=StringIO())
    with owner(name) as connection:
        load(connection, patients)
        add_talk(connection)
        add_queue(connection)
        add_forms()
        connection.execute(f"COMMENT ON DATABASE \"{name}\" IS '{digest()}'")


def owner(name: str) -> psycopg.Connection[Any]:
    """The owner's connection to the database `name` on the bench server."""
    if addresses.is_embedded():
        return psycopg.connect(embedded.address("bench", "postgres", name), autocommit=True)
    return psycopg.connect(addresses.address("owner", "bench"), dbname=name, autocommit=True)


def digest() -> str:
    """Of everything that the loaded rows depend on."""
    digest = hashlib.sha256()
    ours = [ROOT / "bench" / f"{name}.py" for name in LOADED_BY]
    for path in sorted([*ROOT.glob("samplan/*/migrations/*.py"), *ours]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

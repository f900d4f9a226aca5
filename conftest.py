"""The suite's database: migrated once as the owner, cloned for each worker, queried as the app."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from samplan.config import addresses, embedded, messages

ROOT = Path(__file__).parent
TEMPLATE_PREFIX = "samplan_template"

if addresses.is_embedded():
    embedded.use("test")


def pytest_configure(config: pytest.Config) -> None:
    """Pages speak Swedish: the catalogues are compiled first, once for all workers."""
    if not hasattr(config, "workerinput"):
        messages.main(["compile"])


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Nothing: the names are set in `django_db_setup`."""


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A fresh clone of the migrated template for this worker, dropped afterwards."""
    from django.db import connections

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"samplan_test_{os.getpid()}_{worker}"
    with django_db_blocker.unblock():
        clone_template(name)
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        yield
        for alias in connections:
            connections[alias].close()
        with server_connection() as connection:
            # Without FORCE the server waits for backends that are just ending.
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')


def server_connection() -> psycopg.Connection[Any]:
    """The owner's connection to the server, outside any test database."""
    return psycopg.connect(addresses.address("owner", "test"), autocommit=True)


def clone_template(name: str) -> None:
    """Make the database `name` from the migrated template, which is made where it is missing."""
    with server_connection() as connection:
        connection.execute("SELECT pg_advisory_lock(72616)")
        template = f"{TEMPLATE_PREFIX}_{migrations_digest()}"
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if found.fetchone() is None:
            make_template(connection, template)
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def make_template(connection: psycopg.Connection[Any], template: str) -> None:
    """Migrate an empty database as the owner and give it its name when it is whole."""
    from django.core.management import call_command
    from django.db import connections

    building = f"{template}_building"
    connection.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
    connection.execute(f'CREATE DATABASE "{building}"')
    owner = connections["owner"]
    owner.close()
    owner.settings_dict["NAME"] = building
    with owner.cursor() as cursor:
        cursor.execute((embedded.SQL / "database.sql").read_text())
    call_command("migrate", database="owner", verbosity=0)
    owner.close()
    connection.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def migrations_digest() -> str:
    """What the template depends on: every migration and the roles' SQL."""
    files = [*ROOT.glob("samplan/*/migrations/*.py"), *ROOT.glob("samplan/config/sql/*.sql")]
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(autouse=True, scope="session")
def flush_as_owner() -> Iterator[None]:
    """Tests with real commits are emptied by the owner: the application's role may not."""
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_database)
        yield


def empty_database(_case: object) -> None:
    """Empty every table but those that migrations filled, and start the log's chains anew."""
    from django.db import connections

    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname ="
            " 'public' AND tablename NOT IN ('django_migrations', 'django_content_type',"
            " 'auth_permission', 'audit_head')"
        )
        (tables,) = cursor.fetchone()
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
        cursor.execute(
            "UPDATE audit_head SET number = 0,"
            " hash = sha256(convert_to('samplan audit chain ' || shard, 'UTF8'))"
        )
    owner.close()


@pytest.fixture(autouse=True)
def first_language() -> Iterator[None]:
    """Each test begins in Swedish, whatever language the pages of the last one were in."""
    from django.utils import translation

    yield
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Any:
    """The known cast, in the database."""
    from tests.cast import make_cast

    return make_cast()

"""A column changes type under live connections: no fault page, and nothing done by half."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.db import connection, connections, transaction

from samplan.access.models import CareRelation, DigitalConsent
from samplan.config.addresses import PREPARED_FROM
from samplan.config.postgresql.base import StalePlan
from samplan.patients.models import Patient
from tests.cast import ActingClient, Cast, browser_of

pytestmark = [
    pytest.mark.drill,
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
]
OFTEN = PREPARED_FROM + 2
CONSENT = "/installningar/samtycke/"
COST, EMAIL = ("visits_visit", "cost"), ("patients_patient", "email")
GIVEN_BY = ("access_digitalconsent", "given_by")
SESSION = ("django_session", "session_data")
TEXT_SIZE = "/installningar/text/"


@pytest.fixture(autouse=True)
def as_it_was(db: None) -> Iterator[None]:
    """Other tests get their columns and a connection of their own back."""
    yield
    migrate(*COST, "text")
    migrate(*EMAIL, "varchar(254)")
    migrate(*GIVEN_BY, "text")
    migrate(*SESSION, "text")
    connection.close()


@pytest.fixture
def alma(cast: Cast) -> ActingClient:
    return browser_of(cast.acting(cast.alma))


def migrate(table: str, column: str, kind: str = "varchar(200)") -> None:
    """As the owner, from outside."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}")
    connections["owner"].close()


def are_prepared() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'patient'")
        return bool(cursor.fetchone()[0])


def test_a_page_is_shown_as_if_nothing_had_happened(alma: ActingClient) -> None:
    for _turn in range(OFTEN):
        assert alma.get("/").status_code == HTTPStatus.OK
    assert are_prepared()

    migrate(*COST)

    assert alma.get("/").status_code == HTTPStatus.OK
    assert alma.get("/").status_code == HTTPStatus.OK


def test_what_was_begun_is_undone_and_done_at_the_next_try(alma: ActingClient, cast: Cast) -> None:
    DigitalConsent.objects.all().delete()
    for _turn in range(OFTEN):
        alma.send(CONSENT)
    assert DigitalConsent.objects.count() == 1

    migrate(*GIVEN_BY)
    asked = alma.send(CONSENT)

    assert asked.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(asked["Retry-After"]) > 0
    assert "Ladda om sidan" in asked.content.decode()
    assert alma.send(CONSENT).status_code == HTTPStatus.FOUND
    assert alma.get("/").status_code == HTTPStatus.OK


def test_a_transaction_is_broken_off_once_for_each_connection(cast: Cast) -> None:
    """As for a job: it fails once, and is run again."""

    def read() -> int:
        with transaction.atomic():
            CareRelation.objects.filter(patient=cast.alma).update(reason="contact")
            return len(Patient.objects.filter(pk=cast.alma.pk))

    for _turn in range(OFTEN):
        read()
    migrate(*EMAIL)
    CareRelation.objects.filter(patient=cast.alma).update(reason="visit")

    with pytest.raises(StalePlan):
        read()

    assert CareRelation.objects.filter(patient=cast.alma, reason="visit").exists()
    assert read() == 1


def test_the_connection_is_renewed_so_that_statements_are_prepared_again(
    alma: ActingClient,
) -> None:
    for _turn in range(OFTEN):
        alma.get("/")
    migrate(*COST)
    alma.get("/")
    connection.close_if_unusable_or_obsolete()  # as at the end of a request

    assert not are_prepared()
    for _turn in range(OFTEN):
        alma.get("/")
    assert are_prepared()


def test_the_session_is_read_and_saved(alma: ActingClient) -> None:
    """Outside of the page's own transaction, where no page could ask to try again."""
    for turn in range(OFTEN):
        alma.send(TEXT_SIZE, {"text_size": ["normal", "large"][turn % 2]})
    assert alma.session["text_size"] == ["large", "normal"][OFTEN % 2]
    migrate(*SESSION, "varchar(9000)")

    for size in ("largest", "normal"):
        assert alma.send(TEXT_SIZE, {"text_size": size}).status_code == HTTPStatus.FOUND
        assert alma.session["text_size"] == size


def test_one_signs_out(alma: ActingClient) -> None:
    """The whole row of the session is read before it is taken away."""
    for _turn in range(OFTEN):
        alma.session.model.objects.get(session_key=alma.session.session_key)
    migrate(*SESSION, "varchar(9000)")

    assert alma.send("/logga-ut/").status_code == HTTPStatus.FOUND
    assert alma.session.is_empty()

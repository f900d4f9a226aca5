"""The log: its one way in, and that the application's role can do nothing else to it."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.audit.models import Event, Head

JOB = SystemActing(job="test")
PATIENT = uuid.UUID(int=7)


@pytest.mark.django_db
def test_an_event_is_kept_with_its_place_in_the_chain() -> None:
    trail.record("a.thing", acting=JOB, patient_id=PATIENT, detail={"why": "å"})

    event = Event.objects.get()
    assert event.patient == str(PATIENT)
    assert event.body["detail"] == {"why": "å"}
    assert bytes(Head.objects.get(shard=event.shard).hash) == bytes(event.hash)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET kind = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "INSERT INTO audit_event (id) VALUES (uuidv7())",
        "UPDATE audit_head SET number = 0",
    ],
)
def test_the_application_can_only_append(statement: str) -> None:
    trail.record("a.thing", acting=JOB, patient_id=PATIENT)

    refused = pytest.raises(DatabaseError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_reads_of_a_request_are_written_in_one_statement(django_assert_num_queries) -> None:
    with trail.gathered() as gathered:
        for number in range(30):
            trail.read("a.read", acting=JOB, patient_id=uuid.UUID(int=number))
        with django_assert_num_queries(1):
            gathered.flush()

    assert Event.objects.count() == 30


def test_a_page_that_reached_without_a_trace_is_refused() -> None:
    with trail.gathered() as gathered:
        trail.touch()
        with pytest.raises(trail.Unlogged):
            gathered.check()

"""What a table owner can do to the log, and that it is found and located."""

import uuid
from pathlib import Path

import pytest
from django.db import connections

from samplan.access.acting import SystemActing
from samplan.audit import trail
from samplan.audit.verifying import keep_heads, verify
from tests.cast import AT

JOB = SystemActing(job="test")


def write(count: int) -> None:
    for number in range(count):
        trail.record("a.thing", acting=JOB, patient_id=uuid.UUID(int=number), detail={"ö": "\\u0"})


def as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET ROLE samplan_audit")
        cursor.execute(statement)
        cursor.execute("RESET ROLE")


REWIND = """
UPDATE audit_head AS head SET (number, hash) = (
  SELECT number, hash FROM audit_event WHERE shard = head.shard ORDER BY number DESC LIMIT 1)
WHERE number > 0
"""

SWAP = """
UPDATE audit_event AS one SET body = other.body, hash = other.hash FROM audit_event AS other
WHERE one.shard = other.shard AND (one.number, other.number) IN ((2, 3), (3, 2))
"""


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestVerify:
    def test_an_untouched_log_is_whole(self) -> None:
        write(5)

        assert verify() == (5, [])

    def test_a_row_that_was_changed_is_named(self) -> None:
        write(5)
        as_owner(
            "UPDATE audit_event SET body = jsonb_set(body, '{name}', '\"x\"') WHERE number = 3"
        )

        _count, (flaw,) = verify()
        assert (flaw.number, flaw.what) == (3, "has been changed or swapped")

    def test_a_moment_that_was_changed_is_named(self) -> None:
        write(3)
        as_owner("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE number = 2")

        assert [flaw.number for flaw in verify()[1]] == [2]

    def test_a_column_that_was_changed_is_named(self) -> None:
        write(3)
        as_owner("UPDATE audit_event SET patient = 'someone' WHERE number = 2")

        assert [flaw.number for flaw in verify()[1]] == [2]

    def test_a_row_that_is_missing_is_named(self) -> None:
        write(5)
        as_owner("DELETE FROM audit_event WHERE number = 2")

        assert [flaw.number for flaw in verify()[1]] == [2]

    def test_rows_that_were_swapped_are_named(self) -> None:
        write(5)
        as_owner(SWAP)

        assert {flaw.number for flaw in verify()[1]} >= {2, 3}

    def test_a_truncated_chain_is_named(self) -> None:
        write(5)
        as_owner("DELETE FROM audit_event WHERE number > 3")

        assert [flaw.number for flaw in verify()[1]] == [4]

    def test_a_truncated_chain_with_its_head_put_back_is_found_by_the_kept_heads(
        self, tmp_path: Path
    ) -> None:
        write(5)
        heads = tmp_path / "heads.jsonl"
        keep_heads(heads, at=AT)
        as_owner("DELETE FROM audit_event WHERE number > 3")
        as_owner(REWIND)

        assert verify()[1] == []
        assert [flaw.number for flaw in verify(heads)[1]] == [5]

"""What must be true of the log is true in the database, for its owner too."""

import pytest

from samplan.audit.models import Event
from samplan.common.ids import uuid7
from tests.cast import AT
from tests.constraints import assert_each_refuses


@pytest.mark.django_db(databases=["default", "owner"])
def test_each_constraint_refuses_what_is_not_so() -> None:
    event = Event(id=uuid7(), shard=0, number=10**9, at=AT, kind="x", body={}, hash=b"")
    event.save(using="owner", force_insert=True)  # nobody else can write past `audit_append`
    assert_each_refuses("audit", {"event_has_its_own_place": (event, {})})

"""A long list is looked through by a job, a chunk at a time, and each on it once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.cases.models import Case, Send, SendList, SendState
from samplan.cases.sends import drawing_up, looking_through, steering
from samplan.cases.sends.looking_through import look_through
from samplan.cases.sends.running import run, take_due
from samplan.cases.tests.send_world import drawn_send, make_receivers, pasted
from samplan.organisations.models import Assignment
from tests.cast import AT, LONG_AGO, Cast, browser_of

LATER = timedelta(minutes=3)


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than two are many, and two are looked through at a time."""
    monkeypatch.setattr(drawing_up, "AT_ONCE", 2)
    monkeypatch.setattr(looking_through, "CHUNK", 2)


def _drawn(cast: Cast) -> Send:
    people = make_receivers(cast, 5, unreachable=2)
    return drawn_send(cast, f"{pasted(people)}\n12x\n{cast.carl.identity_number}")


def test_nothing_is_known_and_nothing_can_be_sent_before_it_is_looked_through(cast: Cast) -> None:
    send = _drawn(cast)
    assert (send.state, send.asked, send.total) == (SendState.READING, 7, 0)
    assert not send.can_start
    assert run(send.pk, at=AT) == 0
    assert not Case.objects.exists()


def test_a_killed_look_through_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = _drawn(cast)
    listed = SendList.objects.get(pk=send.pk)
    assert looking_through._part(listed, at=AT)
    assert Send.objects.get(pk=send.pk).looked == 2
    assert take_due(at=AT + LATER) == [send.pk]
    look_through(send.pk, at=AT + LATER)
    send.refresh_from_db()
    assert (send.state, send.looked, send.try_at) == (SendState.DRAFTED, 7, None)
    assert send.foreseen == {"sent": 3, "paper": 2}
    assert [row["fault"] for row in send.wrong] == ["shape", "unknown"]
    assert not SendList.objects.exists()
    look_through(send.pk, at=AT + LATER)
    assert send.receiver_rows.count() == 5


def test_one_who_stops_it_stops_the_reading(cast: Cast) -> None:
    send = _drawn(cast)
    listed = SendList.objects.get(pk=send.pk)
    steering.stop(send.pk, acting=cast.acting(cast.maria), at=AT)
    assert not looking_through._part(listed, at=AT)
    assert not SendList.objects.exists()
    assert not send.receiver_rows.exists()


def test_nobody_looks_at_patients_under_an_ended_assignment(cast: Cast) -> None:
    send = _drawn(cast)
    Assignment.objects.filter(pk=cast.maria.pk).update(ends_on=LONG_AGO)
    look_through(send.pk, at=AT)
    send.refresh_from_db()
    assert (send.state, send.halted_for) == (SendState.STOPPED, "assignment_ended")
    assert not send.receiver_rows.exists()
    assert not SendList.objects.exists()


def test_the_page_tells_how_far_and_then_shows_the_rows(cast: Cast) -> None:
    send = _drawn(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/utskick/{send.pk}/"
    page = maria.get(address).content.decode()
    assert '<progress class="bar" value="0" max="7"' in page
    assert "visa=sent" not in page
    part = maria.get(f"{address}?del=lage&var=reading")
    assert "HX-Refresh" not in part.headers
    look_through(send.pk, at=AT)
    assert maria.get(f"{address}?del=lage&var=reading")["HX-Refresh"] == "true"
    assert "visa=paper" in maria.get(address).content.decode()


def test_a_chunk_asks_no_more_for_more_people(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for count in (2, 40):
        monkeypatch.setattr(looking_through, "CHUNK", 100)
        send = drawn_send(cast, pasted(make_receivers(cast, count)) + "\n12x")
        with CaptureQueriesContext(connection) as seen:
            look_through(send.pk, at=AT)
        asked.append(len(seen))
    assert asked[0] == asked[1]

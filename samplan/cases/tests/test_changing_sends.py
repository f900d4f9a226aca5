"""What is to be sent is changed until it goes, and copied at any time."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from samplan.access.policies import Refused
from samplan.cases.models import Case, RowState, Send, SendList, SendState
from samplan.cases.sends import drawing_up, looking_through, steering
from samplan.cases.sends.changing import change_send
from samplan.cases.sends.drawing_up import NewSend
from samplan.cases.sends.looking_through import look_through
from samplan.cases.sends.reading import numbers_in
from samplan.cases.sends.running import run
from samplan.cases.tests.send_world import DIARY, drawn_send, make_receivers, pasted, sent
from samplan.cases.tests.world import make_offering
from tests.cast import AT, TODAY, Cast, browser_of

OTHER = "Mät bara på morgonen."


@pytest.fixture(autouse=True)
def _at_the_casts_moment() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def form_of(page) -> dict[str, str]:
    """What the form holds, as it would be posted."""
    form = page.context["form"]
    return {each.name: "" if (value := each.value()) is None else str(value) for each in form}


def people_of(send: Send) -> list:
    return [row.patient for row in send.receiver_rows.order_by("patient__born_on")]


def changed(cast: Cast, send: Send, to=None, **said) -> Send:
    new = NewSend(**{"title": send.title, "body": send.body, "is_question": True} | said)
    found = change_send(send.pk, new, to, acting=cast.acting(cast.maria), at=AT)
    assert found is not None
    found.refresh_from_db()
    return found


def test_the_form_comes_back_with_all_and_the_list_is_kept(cast: Cast) -> None:
    people = make_receivers(cast, 3, unreachable=1)
    wrong = f"{pasted(people)}\n{cast.carl.identity_number}"
    send = drawn_send(cast, wrong, remind_after=4, call_after=9)
    rows = set(send.receiver_rows.values_list("pk", flat=True))
    maria = browser_of(cast.acting(cast.maria))
    assert (
        f"/vard/utskick/{send.pk}/andring/"
        in maria.get(f"/vard/utskick/{send.pk}/").content.decode()
    )
    page = maria.get(f"/vard/utskick/{send.pk}/andring/")
    said = form_of(page)
    assert (said["title"], said["body"]) == (send.title, send.body)
    assert (said["remind_after"], said["call_after"], said["who"]) == ("4", "9", "kept")
    assert "Samma som nu: 3 patienter" in page.content.decode()
    maria.send(f"/vard/utskick/{send.pk}/andring/", said | {"body": OTHER, "_seen": send.revision})
    send.refresh_from_db()
    assert (send.body, send.state, len(send.wrong)) == (OTHER, SendState.DRAFTED, 1)
    assert set(send.receiver_rows.values_list("pk", flat=True)) == rows
    steering.start(send.pk, acting=cast.acting(cast.maria), at=AT)
    run(send.pk, at=AT)
    assert {each.title for each in Case.objects.all()} == {send.title}
    assert Case.objects.count() == 2


def test_another_type_is_looked_through_anew_for_the_same_people(cast: Cast) -> None:
    people = make_receivers(cast, 2)
    diary = make_offering(cast, DIARY)
    sent(cast, pasted(people[:1]), offering=diary)
    send = changed(cast, drawn_send(cast, pasted(people)), offering=diary)
    assert people_of(send) == people
    assert send.foreseen == {RowState.ALREADY: 1, RowState.SENT: 1}
    assert (send.state, send.total, send.asked) == (SendState.DRAFTED, 2, 2)


def test_it_can_go_to_others(cast: Cast) -> None:
    people = make_receivers(cast, 3)
    send = changed(
        cast,
        drawn_send(cast, pasted(people[:2])),
        numbers_in(pasted(people[2:]), today=TODAY),
    )
    assert people_of(send) == people[2:]
    assert send.foreseen == {RowState.SENT: 1}


def test_one_that_is_being_looked_through_begins_anew(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(drawing_up, "AT_ONCE", 0)
    people = make_receivers(cast, 3)
    send = drawn_send(cast, f"{pasted(people)}\n{cast.carl.identity_number}")
    assert send.state == SendState.READING
    send = changed(cast, send, body=OTHER)
    assert (send.state, send.body) == (SendState.READING, OTHER)
    send = changed(cast, send, offering=make_offering(cast, DIARY))
    look_through(send.pk, at=AT)
    send.refresh_from_db()
    assert people_of(send) == people
    assert (send.state, len(send.wrong)) == (SendState.DRAFTED, 1)
    assert not SendList.objects.exists()


def test_what_was_scheduled_goes_no_more_by_itself(cast: Cast) -> None:
    send, maria = drawn_send(cast, pasted(make_receivers(cast, 1))), cast.acting(cast.maria)
    steering.schedule(send.pk, when=AT + timedelta(days=1), acting=maria, at=AT)
    send = changed(cast, send, body=OTHER)
    assert (send.state, send.try_at) == (SendState.DRAFTED, None)


def test_what_has_begun_is_not_changed(cast: Cast) -> None:
    send = sent(cast, pasted(make_receivers(cast, 1)))
    with pytest.raises(Refused):
        changed(cast, send, body=OTHER)
    maria, own = browser_of(cast.acting(cast.maria)), f"/vard/utskick/{send.pk}/"
    assert f"{own}andring/" not in maria.get(own).content.decode()
    assert maria.get(f"{own}andring/")["Location"] == own
    send.refresh_from_db()
    assert send.body != OTHER


def test_a_sent_one_is_copied_without_its_list(cast: Cast) -> None:
    people = make_receivers(cast, 2)
    send = sent(cast, pasted(people), slug=DIARY, remind_after=3)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/utskick/nytt/?kopia={send.pk}"
    assert address in maria.get(f"/vard/utskick/{send.pk}/").content.decode()
    page = maria.get(address)
    said = form_of(page)
    assert (said["title"], said["offering"]) == (send.title, str(send.offering_id))
    assert (said["remind_after"], said["numbers"]) == ("3", "")
    assert people[0].identity_number not in page.content.decode()
    made = maria.send(address, said | {"numbers": pasted(people)})["Location"]
    assert made != f"/vard/utskick/{send.pk}/"
    petra = browser_of(cast.acting(cast.petra))
    assert petra.get(address).status_code == 404


def test_what_named_nobody_in_another_list_is_forgotten(cast: Cast) -> None:
    people = make_receivers(cast, 1)
    send = drawn_send(cast, f"{pasted(people)}\n{cast.carl.identity_number}")
    assert changed(cast, send, numbers_in(pasted(people), today=TODAY)).wrong == []


def test_what_was_found_so_far_is_not_found_twice(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(drawing_up, "AT_ONCE", 0)
    monkeypatch.setattr(looking_through, "CHUNK", 2)
    people = make_receivers(cast, 3)
    send = drawn_send(cast, f"{cast.carl.identity_number}\n{pasted(people)}")
    looking_through._part(SendList.objects.get(), at=AT)
    send.refresh_from_db()
    assert (send.looked, send.total, len(send.wrong)) == (2, 1, 1)
    send = changed(cast, send, offering=make_offering(cast, DIARY))
    look_through(send.pk, at=AT)
    send.refresh_from_db()
    assert people_of(send) == people
    assert (send.total, len(send.wrong), send.foreseen) == (3, 1, {RowState.SENT: 3})


def test_who_looks_it_through_meanwhile_looks_at_the_new_list(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(drawing_up, "AT_ONCE", 0)
    people = make_receivers(cast, 3)
    send = drawn_send(cast, pasted(people[:2]))
    before = SendList.objects.get()
    changed(cast, send, numbers_in(pasted(people[2:]), today=TODAY))
    looking_through._part(before, at=AT)
    assert people_of(send) == people[2:]


def test_what_a_colleague_has_changed_is_not_sent_unseen(cast: Cast) -> None:
    people = make_receivers(cast, 3)
    send, maria = drawn_send(cast, pasted(people[:1])), browser_of(cast.acting(cast.maria))
    own = f"/vard/utskick/{send.pk}/"
    page = maria.get(own).content.decode()
    seen = re.findall(r'name="_seen" value="(\d+)"', page)
    assert len(seen) == 2  # now, and later
    changed(cast, send, numbers_in(pasted(people[1:]), today=TODAY), title="Annat")
    later = {"when": "later", "day": "2026-11-30", "clock": "08:00"}
    for post in ({"when": "now"}, later):
        answer = maria.send(f"{own}start/", post | {"_seen": seen[0]}, follow=True)
        assert "En kollega har ändrat utskicket" in answer.content.decode()
        send.refresh_from_db()
        assert send.is_drafted
    now = re.findall(r'name="_seen" value="(\d+)"', maria.get(own).content.decode())
    maria.send(f"{own}start/", {"when": "now", "_seen": now[0]})
    send.refresh_from_db()
    assert send.is_running


def test_of_two_who_change_it_the_second_is_told_and_keeps_the_words(cast: Cast) -> None:
    people = make_receivers(cast, 3)
    send, maria = drawn_send(cast, pasted(people[:1])), browser_of(cast.acting(cast.maria))
    address = f"/vard/utskick/{send.pk}/andring/"
    page = maria.get(address)
    said = form_of(page) | {"_seen": page.context["changed"].revision}
    changed(cast, send, numbers_in(pasted(people[1:]), today=TODAY), title="Annat")
    answer = maria.send(address, said | {"body": "Rättat stavfel."})
    assert answer.status_code == 200
    drawn = answer.content.decode()
    assert "En kollega har ändrat utskicket" in drawn
    assert "Rättat stavfel." in drawn
    send.refresh_from_db()
    assert send.body != "Rättat stavfel."
    again = said | {"body": "Rättat stavfel.", "_seen": answer.context["changed"].revision}
    assert maria.send(address, again).status_code == 302
    send.refresh_from_db()
    assert send.body == "Rättat stavfel."
    assert send.total == 2

"""Sends through the pages of staff, and their questions through those of the patient."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from samplan.audit.models import Event
from samplan.cases.models import Case, Message, MessageKind, Send, SendState, WaitsFor
from samplan.cases.sends.running import run
from samplan.cases.tests.send_world import DIARY, drawn_send, make_receivers, pasted, sent
from samplan.cases.tests.world import make_offering
from samplan.plans.models import Activity, ActivityKind
from samplan.visits.tests.world import sent_visit
from tests.cast import AT, TODAY, Cast, browser_of

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_the_casts_moment() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


def filled(**said: str) -> dict[str, str]:
    """The form of a new send."""
    plain = {"offering": "", "kind": "question", "title": "Mät", "body": "Mät i en vecka."}
    return plain | {"who": "numbers"} | said


def test_a_pasted_list_is_looked_through_started_and_watched(cast: Cast) -> None:
    people = make_receivers(cast, 3, unreachable=1)
    maria = browser_of(cast.acting(cast.maria))
    assert "Skicka till patienter" in maria.get("/vard/arenden/").content.decode()
    numbers = f"{pasted(people)}\n{cast.carl.identity_number}"
    made = maria.send("/vard/utskick/nytt/", filled(numbers=numbers))
    page = maria.get(made["Location"]).content.decode()
    assert "Kan nås här" in page
    assert "har inte godkänt" in page or "Får ett brev" in page
    assert "Sten" not in page
    wrong = maria.get(f"{made['Location']}?visa=fel").content.decode()
    assert "Ingen på mottagningen har det numret" in wrong
    assert cast.carl.identity_number not in wrong
    maria.send(f"{made['Location']}start/", {"when": "now", "_seen": 0})
    send = Send.objects.get()
    assert send.state == SendState.RUNNING
    polled = maria.get(f"{made['Location']}?del=lage").content.decode()
    assert "hx-get" in polled
    assert "Person0" not in polled
    run(send.pk, at=AT)
    assert maria.get(f"{made['Location']}?del=lage&var=running")["HX-Refresh"] == "true"
    page = maria.get(f"{made['Location']}?visa=paper").content.decode()
    assert "Person2" in page
    assert "Person0" not in page


def test_the_result_is_a_file_where_no_cell_is_a_formula(cast: Cast) -> None:
    people = make_receivers(cast, 2, unreachable=1)
    people[0].given_name = "=cmd()"
    people[0].save()
    send = sent(cast, pasted(people))
    maria = browser_of(cast.acting(cast.maria))
    lines = maria.get(f"/vard/utskick/{send.pk}/resultat.csv").content.decode().splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("'=cmd() Bok;")
    assert not any(each.identity_number in line for each in people for line in lines)
    assert Event.objects.filter(kind="send.exported").count() == 2


def test_letters_are_printed_and_marked_as_posted(cast: Cast) -> None:
    people = make_receivers(cast, 3, unreachable=2)
    people[2].has_protected_identity, people[2].address = True, "Hemliga gatan 1"
    people[2].save()
    send = sent(cast, pasted(people), slug=DIARY)
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(f"/vard/utskick/{send.pk}/brev/").content.decode()
    assert page.count('class="letter"') == 2
    assert "Vilken arm mäter du i?" in page
    assert "Hemliga gatan" not in page
    assert "Till utskicken" in maria.get("/vard/papper/").content.decode()
    today = maria.get("/vard/").content.decode()
    assert f"/vard/utskick/{send.pk}/brev/" in today
    keys = re.findall(r'name="row" value="([^"]+)"', page)
    maria.send(f"/vard/utskick/{send.pk}/postat/", {"row": keys})
    assert not Activity.objects.open().filter(kind=ActivityKind.PAPER).exists()


def test_one_patient_is_sent_to_from_her_page(cast: Cast) -> None:
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(f"/vard/patienter/{cast.alma.pk}/").content.decode()
    address = f"/vard/utskick/nytt/?patient={cast.alma.pk}"
    assert address in page
    made = maria.send(address, filled())
    maria.send(f"{made['Location']}start/", {"when": "now", "_seen": 0})
    run(Send.objects.get().pk, at=AT)
    assert Case.objects.get().patient == cast.alma
    assert maria.get(f"/vard/utskick/nytt/?patient={cast.carl.pk}").status_code == 404


def test_all_with_a_visit_between_two_days(cast: Cast) -> None:
    sent_visit(cast, cast.alma)
    maria = browser_of(cast.acting(cast.maria))
    said = {"who": "visits", "first": f"{TODAY}", "last": f"{TODAY + 20 * DAY}"}
    maria.send("/vard/utskick/nytt/", filled(**said))
    assert [row.patient for row in Send.objects.get().receiver_rows.all()] == [cast.alma]
    none = maria.send("/vard/utskick/nytt/", filled(**said | {"first": f"{TODAY + 15 * DAY}"}))
    assert "Det finns ingen att skicka till" in none.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"numbers": ""}, "Det finns inget personnummer i listan"),
        ({"title": ""}, "Skriv det här när du skriver meddelandet själv"),
        ({"who": "visits"}, "Välj en dag"),
        ({"who": ""}, "Välj vilka du skickar till"),
        ({"remind_after": "0"}, "1"),
    ],
)
def test_a_form_that_is_not_filled_in_says_so(cast: Cast, said: dict, words: str) -> None:
    maria = browser_of(cast.acting(cast.maria))
    numbers = pasted(make_receivers(cast, 1))
    page = maria.send("/vard/utskick/nytt/", filled(numbers=numbers) | said)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Send.objects.exists()


def test_it_is_scheduled_and_taken_back(cast: Cast) -> None:
    send = drawn_send(cast, pasted(make_receivers(cast, 1)))
    maria, own = browser_of(cast.acting(cast.maria)), f"/vard/utskick/{send.pk}/"
    later = {"when": "later", "day": "2026-11-24", "clock": "08:00", "_seen": 0}
    skipped = later | {"day": "2027-03-28", "clock": "02:30"}
    assert "klockan ställs fram" in maria.send(f"{own}start/", skipped).content.decode().lower()
    maria.send(f"{own}start/", later)
    page = maria.get(own).content.decode()
    assert "Skickas av sig självt" in page
    assert "24 november" in page
    maria.send(f"{own}stopp/")
    send.refresh_from_db()
    assert (send.state, send.ended_by) == (SendState.STOPPED, "Maria Nyström")


def test_a_time_that_has_passed_stands_where_it_was_written(cast: Cast) -> None:
    send = drawn_send(cast, pasted(make_receivers(cast, 1)))
    maria, own = browser_of(cast.acting(cast.maria)), f"/vard/utskick/{send.pk}/"
    folded = '<details class="stack">'
    assert folded in maria.get(own).content.decode()
    for day, told in (("2026-11-01", "har passerat"), ("", "Välj både")):
        said = {"when": "later", "day": day, "clock": "08:15"}
        again = maria.send(f"{own}start/", said)
        page = again.content.decode()
        assert (again.status_code, told in page, folded in page) == (422, True, False)
        assert 'value="08:15"' in page
    send.refresh_from_db()
    assert send.try_at is None


def test_the_patient_answers_the_questions_in_the_conversation(cast: Cast) -> None:
    send = sent(cast, cast.alma.identity_number, slug=DIARY)
    case = Case.objects.get(subject_id=str(send.pk))
    alma = browser_of(cast.acting(cast.alma))
    assert alma.get("/plan/").status_code == 200
    start = alma.get("/").content.decode()
    assert f"/inkorg/{case.pk}/fragor/svar/" in start
    thread = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Svara på formuläret" in thread
    address = alma.get(f"/inkorg/{case.pk}/fragor/svar/")["Location"]
    while "granska" not in address:
        page = alma.get(address).content.decode()
        arm = re.findall(r'name="a:arm"[^>]*value="([^"]+)"', page)
        said = {"a:arm": arm[0]} if arm else {}
        address = alma.send(address, {**said, "_to": "next"})["Location"]
    receipt = alma.send(address, {"_over": "0"})["Location"]
    assert "svarar inom 5 arbetsdagar" in alma.get(receipt).content.decode()
    case.refresh_from_db()
    answer = Message.objects.get(case=case, kind=MessageKind.ANSWER)
    assert answer.response_version is not None
    assert (case.waits_for, case.is_new_for_care) == (WaitsFor.CARE, True)
    assert not Activity.objects.open().filter(kind=ActivityKind.ANSWER_FORM).exists()
    again = alma.send(address, {"_over": "0"})
    assert again.status_code in {302, 409}
    assert Message.objects.filter(case=case).count() == 2
    carl = browser_of(cast.acting(cast.carl))
    assert carl.get(f"/inkorg/{case.pk}/fragor/svar/").status_code == 404


def test_a_protected_identity_is_marked_in_the_result(cast: Cast) -> None:
    people = make_receivers(cast, 2)
    people[0].has_protected_identity = True
    people[0].save()
    send = sent(cast, pasted(people))
    maria = browser_of(cast.acting(cast.maria))
    head, first, second = (
        maria.get(f"/vard/utskick/{send.pk}/resultat.csv").content.decode().splitlines()
    )
    assert head.split(";")[2] == "Skyddade personuppgifter"
    assert first.split(";")[2] == "Skyddade personuppgifter"
    assert second.split(";")[2] == ""


@pytest.mark.parametrize("slug", [DIARY, None])
def test_what_waits_to_be_posted_is_not_posted_twice(cast: Cast, slug: str | None) -> None:
    people = make_receivers(cast, 2, unreachable=2)
    offering = make_offering(cast, slug) if slug else None
    first = sent(cast, pasted(people[:1]), offering=offering)
    second = sent(cast, pasted(people), offering=offering)
    letters = Activity.objects.open().filter(kind=ActivityKind.PAPER)
    assert sorted(each.patient_id for each in letters) == sorted(each.pk for each in people)
    assert second.counts == {"already": 1, "paper": 1}
    keys = [str(row.pk) for row in first.receiver_rows.all()]
    browser_of(cast.acting(cast.maria)).send(f"/vard/utskick/{first.pk}/postat/", {"row": keys})
    assert sent(cast, pasted(people), offering=offering).counts == {"already": 1, "paper": 1}


def test_another_letter_is_posted_too(cast: Cast) -> None:
    people = make_receivers(cast, 1, unreachable=1)
    sent(cast, pasted(people))
    assert sent(cast, pasted(people), body="Något annat.").counts == {"paper": 1}


def test_nobody_is_called_before_they_are_reminded(cast: Cast) -> None:
    maria = browser_of(cast.acting(cast.maria))
    numbers = pasted(make_receivers(cast, 1))
    days = {"remind_after": "3", "call_after": "3"}
    page = maria.send("/vard/utskick/nytt/", filled(numbers=numbers) | days)
    assert "Välj fler dagar än till påminnelsen." in page.content.decode()
    assert not Send.objects.exists()

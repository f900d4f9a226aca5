"""A conversation from the first words to the agreement, through the pages."""

import re
from datetime import timedelta

import pytest

from samplan.cases.models import Case, Message, MessageKind, WaitsFor
from samplan.cases.tests.world import (
    CONTACT,
    DIZZY,
    make_contact,
    make_offering,
    say_as_care,
    say_as_patient,
    started_case,
)
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, Cast, browser_of

DAY = timedelta(days=1)


def test_a_message_to_ones_contact_goes_to_her_and_is_promised(cast: Cast) -> None:
    contact = make_contact(cast)
    offering = make_offering(cast, CONTACT)
    alma = browser_of(cast.acting(cast.alma))
    page = alma.get(f"/vardkontakter/{contact.pk}/meddelande/")
    assert "Maria Nyström svarar inom 2 arbetsdagar." in page.content.decode()
    begun = alma.send(page.request["PATH_INFO"])
    first = alma.get(begun["Location"])
    address = first["Location"]
    sent = alma.send(address, {"a:fraga": DIZZY, "_to": "next"})
    while "granska" not in sent["Location"]:
        sent = alma.send(sent["Location"], {"_to": "next"})
    receipt = alma.send(sent["Location"], {"_over": "0"})
    shown = alma.get(receipt["Location"]).content.decode()
    case = Case.objects.get()
    assert "Maria Nyström svarar inom 2 arbetsdagar." in shown
    assert (case.handler, case.contact, case.offering) == (cast.maria.staff, contact, offering)
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-11-25")
    assert case.title == DIZZY
    assert case.short_title == "Jag blir yr när jag reser mig på morgonen sedan dosen …"
    thread = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert DIZZY in thread
    assert "Du får svar senast onsdag 25 november." in thread


def test_staff_read_it_ask_back_and_the_patient_answers_with_files(cast: Cast) -> None:
    case = started_case(cast)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    assert DIZZY in maria.get(f"/vard/arenden/{case.pk}/").content.decode()
    fields = {"intent": "question", "body": "Kan du mäta?", "most_files": "2", "_seen": "0"}
    asked = maria.send(f"/vard/arenden/{case.pk}/svar/", fields)
    assert asked.status_code == 302
    thread = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Kan du mäta?" in thread
    assert "väntar på ditt svar" in thread
    files = [image("ett.png"), image("två.png")]
    answered = alma.send(f"/inkorg/{case.pk}/svar/", {"body": "Här är bilderna.", "file": files})
    assert answered.status_code == 302
    case.refresh_from_db()
    assert case.waits_for == WaitsFor.CARE
    message = Message.objects.latest("id")
    assert (message.kind, message.body) == (MessageKind.ANSWER, "Här är bilderna.")
    seen = maria.get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "två.png" in seen
    address = re.findall(r'href="(/vard/arenden/[^"]+/filer/[^"]+)"', seen)[0]
    assert maria.get(address).status_code == 200
    assert alma.get(address.replace("/vard/arenden/", "/inkorg/")).status_code == 200
    carl = browser_of(cast.acting(cast.carl))
    assert carl.get(address.replace("/vard/arenden/", "/inkorg/")).status_code == 404


def test_she_ends_it_with_what_they_agreed_on(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Bra.", "close", agreed="Du tar halva dosen till fredag.")
    alma = browser_of(cast.acting(cast.alma))
    thread = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Du tar halva dosen till fredag." in thread
    assert "Ditt meddelande" not in thread
    late = alma.send(f"/inkorg/{case.pk}/svar/", {"body": "En sak till"})
    assert late.status_code == 409
    assert "En sak till" in late.content.decode()


@pytest.mark.parametrize("intent", ["answer", "partial", "information"])
def test_only_an_answer_in_full_ends_the_promise(cast: Cast, intent: str) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "Jag frågar läkaren.", intent)
    case.refresh_from_db()
    assert (case.due_on is None) is (intent == "answer")


def test_the_clock_stands_still_while_it_waits_for_the_patient(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "När började det?", "question", at=AT + DAY)
    case.refresh_from_db()
    assert (case.waits_for, case.due_on, case.days_left) == (WaitsFor.PATIENT, None, 1)
    say_as_patient(cast, case, "I förrgår.", at=AT + 10 * DAY)
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on)) == (WaitsFor.CARE, "2026-12-04")

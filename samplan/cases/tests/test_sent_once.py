"""A page that is sent is sent once, and a save that comes late brings nothing back."""

import re

from django.test import Client

from samplan.cases.models import Message, MessageDraft
from samplan.cases.tests.world import say_as_care, started_case
from tests.cast import Cast, browser_of

SCRIPT = {"HX-Request": "true"}


def key_on(page: str) -> str:
    found = re.search(r'name="_key" value="([0-9a-f-]{36})"', page)
    assert found is not None
    return found[1]


def said(cast: Cast, words: str) -> int:
    return Message.objects.filter(body=words).count()


def test_a_patient_who_presses_twice_says_it_once(cast: Cast) -> None:
    case = started_case(cast)
    alma = browser_of(cast.acting(cast.alma))
    key = key_on(alma.get(f"/inkorg/{case.pk}/").content.decode())
    post = {"body": "Jag glömde en sak.", "_key": key}
    for _press in range(2):
        assert alma.send(f"/inkorg/{case.pk}/svar/", post).status_code == 302
    assert said(cast, "Jag glömde en sak.") == 1
    assert not MessageDraft.objects.begun().exists()


def test_a_late_save_brings_nothing_back(cast: Cast) -> None:
    case = started_case(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/arenden/{case.pk}/"
    page = maria.get(address).content.decode()
    post = {"intent": "answer", "body": "Vänta till i morgon.", "_key": key_on(page), "_seen": "0"}
    assert maria.send(f"{address}svar/", post).status_code == 302
    late = maria.send(f"{address}svar/", post | {"body": "Vänta till i m"}, headers=SCRIPT)
    assert late.status_code == 202
    assert not MessageDraft.objects.begun().exists()
    assert maria.send(f"{address}svar/", post).status_code == 302
    assert said(cast, "Vänta till i morgon.") == 1


def test_the_page_keeps_its_key_while_one_writes(cast: Cast) -> None:
    case = started_case(cast)
    alma = browser_of(cast.acting(cast.alma))
    address = f"/inkorg/{case.pk}/"
    key = key_on(alma.get(address).content.decode())
    alma.send(f"{address}svar/", {"body": "Jag", "_key": key}, headers=SCRIPT)
    assert key_on(alma.get(address).content.decode()) == key
    assert str(MessageDraft.objects.get().pk) == key


def test_a_key_of_somebody_elses_is_not_taken(cast: Cast) -> None:
    case = started_case(cast)
    theirs = say_as_care(cast, case, "Hej", "partial")
    alma: Client = browser_of(cast.acting(cast.alma))
    for key in (str(theirs.pk), "x", ""):
        words = f"Svar {key}!"
        sent = alma.send(f"/inkorg/{case.pk}/svar/", {"body": words, "_key": key})
        assert sent.status_code == 302
        assert said(cast, words) == 1


def test_what_is_changed_after_it_was_sent_stands_in_the_field_under_a_new_key(cast: Cast) -> None:
    case = started_case(cast)
    alma = browser_of(cast.acting(cast.alma))
    address = f"/inkorg/{case.pk}/"
    key = key_on(alma.get(address).content.decode())
    alma.send(f"{address}svar/", {"body": "Jag glömde en sak.", "_key": key})
    other = alma.send(f"{address}svar/", {"body": "Jag glömde två.", "_key": key}, follow=True)
    page = other.content.decode()
    assert "Jag glömde två.</textarea>" in page
    assert "Det du skickade först gäller" in page
    assert said(cast, "Jag glömde två.") == 0
    again = {"body": "Jag glömde två.", "_key": key_on(page)}
    assert again["_key"] != key
    assert alma.send(f"{address}svar/", again).status_code == 302
    assert said(cast, "Jag glömde två.") == 1

"""What is begun and not sent is found again, gone on with or thrown away."""

from typing import Any

import pytest
import time_machine

from samplan.access.policies import Refused
from samplan.attachments.models import Attachment
from samplan.cases.actions import discard_begun
from samplan.cases.models import BegunCase, Offering
from samplan.cases.tests.world import DIZZY, make_offering, started_case
from samplan.forms.models import Response
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def alma(cast: Cast) -> Any:
    return browser_of(cast.acting(cast.alma))


@pytest.fixture
def service(cast: Cast) -> Offering:
    return make_offering(cast)


def begin(alma: Any, service: Offering) -> BegunCase:
    questions = alma.send(f"/tjanster/{service.pk}/")["Location"]
    alma.send(alma.get(questions)["Location"], {"a:fraga": DIZZY, "_to": "later"})
    return BegunCase.objects.get()


def test_it_is_gone_on_with_from_the_start_page_and_the_services(alma: Any, service: Offering):
    here = f"/tjanster/{service.pk}/"
    assert "Börja" in alma.get(here).content.decode()
    alma.send(here)
    assert "Påbörjat: " not in alma.get("/").content.decode()  # nothing is written yet

    begun = begin(alma, service)
    start = alma.get("/").content.decode()
    to_do = start.split("Att göra")[1].split("</ul>")[0]
    assert "Påbörjat: Ställ en fråga" in to_do
    assert f"/nytt/{begun.pk}/fragor/" in to_do
    page = alma.get(here).content.decode()
    assert "Fortsätt" in page
    assert "Börja<" not in page


def test_it_is_thrown_away_with_its_answers(alma: Any, service: Offering):
    begun = begin(alma, service)
    away = f"/nytt/{begun.pk}/bort/"
    assert away in alma.get(f"/tjanster/{service.pk}/").content.decode()
    assert away in alma.get(f"/nytt/{begun.pk}/fragor/granska/").content.decode()
    assert "Släng" in alma.get(away).content.decode()
    assert alma.send(away)["Location"] == "/"
    assert not BegunCase.objects.exists()
    assert not Response.objects.filter(pk=begun.response_id).exists()
    assert not Attachment.objects.exists()
    assert "Påbörjat: " not in alma.get("/").content.decode()


def test_what_is_sent_is_not_thrown_away(cast: Cast, alma: Any):
    case = started_case(cast)
    begun = BegunCase.objects.get(case=case)
    with pytest.raises(Refused):
        discard_begun(begun, acting=cast.acting(cast.alma))
    alma.send(f"/nytt/{begun.pk}/bort/")
    assert Response.objects.filter(pk=begun.response_id).exists()

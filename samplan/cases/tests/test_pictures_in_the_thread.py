"""Pictures stand in small in the thread, with what they show in words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samplan.attachments.models import Attachment
from samplan.cases.models import Case
from samplan.cases.tests.world import started_case
from samplan.visits.tests.test_answer_files import image
from tests.cast import AT, Cast, browser_of

SHOWN = re.compile(r'<a class="ds-link" href="([^"]+)"><img [^>]*src="([^"]+)" alt="([^"]*)"')


@pytest.fixture(autouse=True)
def _at_the_casts_moment(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    """Alma has sent one picture, Maria two that she has put in words."""
    made = started_case(cast)
    made.most_files = 1
    made.save()
    alma, maria = browser_of(cast.acting(cast.alma)), browser_of(cast.acting(cast.maria))
    said = {"body": "Här är bilden.", "file": image()}
    assert alma.send(f"/inkorg/{made.pk}/svar/", said).status_code == 302
    answer = {"intent": "answer", "body": "Se här.", "_seen": "1"}
    address = f"/vard/arenden/{made.pk}/svar/"
    files = [image("ett.png"), image("två.png", width=90)]
    assert maria.send(address, answer | {"file": files, "_upload": "file"}).status_code == 302
    own = Attachment.objects.filter(uploaded_by_kind="staff")
    words = {f"shows-{each.pk}": f"Visar {each.name}" for each in own}
    assert maria.send(address, answer | words).status_code == 302
    return made


@pytest.mark.parametrize("place", ["/inkorg/", "/vard/arenden/"])
def test_each_side_sees_them_and_opens_the_whole(cast: Cast, case: Case, place: str) -> None:
    who = cast.maria if "vard" in place else cast.alma
    browser = browser_of(cast.acting(who))
    shown = SHOWN.findall(browser.get(f"{place}{case.pk}/").content.decode())
    assert [alt for _whole, _small, alt in shown] == ["", "Visar ett.png", "Visar två.png"]
    for whole, small, _alt in shown:
        assert small == f"{whole}liten/"
        assert browser.get(whole).status_code == 200
        kind = browser.get(small).headers["Content-Type"]
        assert (kind, type(kind)) == ("image/jpeg", str)  # no kind of str: servers refuse those


def test_a_file_more_costs_no_statement_more(cast: Cast, case: Case) -> None:
    alma = browser_of(cast.acting(cast.alma))
    alma.get(f"/inkorg/{case.pk}/")
    with CaptureQueriesContext(connection) as with_three:
        alma.get(f"/inkorg/{case.pk}/")
    Attachment.objects.exclude(uploaded_by_kind="staff").update(removed_at=AT, removed_by="Alma")
    with CaptureQueriesContext(connection) as with_two:
        alma.get(f"/inkorg/{case.pk}/")
    assert len(with_three) == len(with_two)


def test_nobody_else_opens_a_picture_in_small(cast: Cast, case: Case) -> None:
    alma = browser_of(cast.acting(cast.alma))
    shown = SHOWN.findall(alma.get(f"/inkorg/{case.pk}/").content.decode())
    carl = browser_of(cast.acting(cast.carl))
    assert [carl.get(small).status_code for _whole, small, _alt in shown] == [404] * 3

"""Someone takes a copy of all that stands about them, on a phone, without script too."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from samplan.cases.tests.world import DIZZY, started_case
from samplan.interop.jobs import make_copy
from samplan.interop.models import DataCopy
from tests.stories.conftest import Arrives
from tests.stories.town import Town
from tests.stories.visitor import PHONE


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
def test_alma_asks_fetches_and_opens(
    town: Town, arrives: Arrives, tmp_path: Path, scripted: bool
) -> None:
    # Given Alma, who has written to her clinic, at her settings
    started_case(town.cast)
    alma = arrives("Alma Ek", viewport=PHONE, java_script_enabled=scripted)
    alma.opens("/installningar/")
    alma.follows("Öppna: Dina uppgifter")
    alma.stands_at("Dina uppgifter")

    # When she asks for a copy, and the worker has made it
    alma.presses("Be om en kopia")
    alma.reads("Din kopia håller på att göras")
    make_copy(str(DataCopy.objects.get().pk))
    alma.opens("/installningar/mina-uppgifter/")
    alma.reads("Din kopia är klar")

    # Then she fetches it and opens its page, which reads as Swedish and stands by itself
    with alma.page.expect_download() as download:
        alma.page.get_by_role("link", name="Hämta kopian").click()
    with ZipFile(download.value.path()) as copy:
        copy.extractall(tmp_path)
    page = alma.page.context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("heading", name="Dina uppgifter", level=1)).to_be_visible()
    expect(page.locator("#samtal dd").get_by_text(DIZZY)).to_be_visible()
    told = page.locator("dd").evaluate_all("all => all.map(each => each.clientWidth)")
    assert min(told) > PHONE["width"] / 2  # wide enough for whole words
    assert page.locator("html").get_attribute("lang") == "sv"
    page.get_by_role("link", name="Vem har tittat").click()
    expect(page.get_by_text("bad om en kopia av sina uppgifter")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

"""Alma says how much pain she has, on a line that says nothing before she does."""

from playwright.sync_api import expect

from samplan.access.acting import SystemActing
from samplan.forms.loading import publish
from samplan.forms.tests.questionnaires import control, extension, group, item, questionnaire
from samplan.visits.models import Send
from samplan.visits.tests.staff_world import make_type
from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import TEXTS, Town

PAIN, TIRED = "Hur ont har du?", "Hur trött är du?"


def test_a_scale_is_unanswered_until_one_has_touched_it(town: Town, arrives: Arrives) -> None:
    # Given Alma before two scales
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{asked_on_scales(town)}/fragor/")
    number = alma.page.get_by_role("textbox", name=PAIN)
    slider = alma.page.get_by_role("slider", name=PAIN)
    expect(alma.page.get_by_text("Inte besvarad").locator("visible=true")).to_have_count(2)
    expect(slider).to_have_attribute("aria-valuetext", "Inte besvarad")

    # When she comes to one of them by keys, and takes what it stands at
    number.focus()
    alma.page.keyboard.press("Shift+Tab")
    expect(slider).to_be_focused()
    with alma.page.expect_response(lambda answer: answer.status == 202):
        alma.page.keyboard.press("Space")

    # Then that one is answered, and the other is not
    expect(number).to_have_value("5")
    expect(alma.page.get_by_text("Inte besvarad").locator("visible=true")).to_have_count(1)
    alma.presses("Nästa")
    alma.reads("5 (på en skala 0–10)", "Inget svar")


def test_a_scale_can_be_answered_without_script(town: Town, arrives: Arrives) -> None:
    # Given Alma before two scales, in a browser that runs no scripts
    alma = arrives("Alma Ek", java_script_enabled=False)
    alma.opens(f"/tider/{asked_on_scales(town)}/fragor/")
    expect(alma.page.get_by_role("slider")).to_have_count(0)
    alma.reads("0 inte alls", "Inte besvarad")

    # When she writes a number and leaves the other
    alma.page.get_by_role("textbox", name=PAIN).fill("7")
    expect(alma.page.get_by_text("Inte besvarad").locator("visible=true")).to_have_count(1)
    alma.presses("Nästa")

    # Then only that is an answer
    alma.reads("7 (på en skala 0–10)", "Inget svar")


def asked_on_scales(town: Town) -> object:
    """A visit whose questions are two scales."""
    low = item("low", "display", text="inte alls", extension=[control("lower")])
    high = item("high", "display", text="så mycket det går", extension=[control("upper")])
    ends = [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)]
    looks = [*ends, control("slider")]
    pain = item("pain", "integer", text=PAIN, extension=looks, item=[low, high])
    tired = item("tired", "integer", text=TIRED, extension=looks)
    document = questionnaire(group("scales", pain, tired, text="Skalor"), title="Hur du mår")
    heart, acting = town.cast.heart, SystemActing("test")
    version, _new = publish(document, slug="scales", owner=heart, acting=acting, at=AT)
    town.types[Send.MERGED] = make_type(heart, "Genomgång", version.questionnaire, **TEXTS)
    return town.sent().pk

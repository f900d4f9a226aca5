"""Alma lists her medicines: she presses twice, and she has two tabs open. Nothing is lost."""

from playwright.sync_api import Locator, expect

from samplan.access.acting import SystemActing
from samplan.forms.loading import publish
from samplan.forms.tests.questionnaires import group, item, questionnaire
from samplan.visits.models import Send
from samplan.visits.tests.staff_world import make_type
from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import TEXTS, Town
from tests.stories.visitor import Visitor

NAMES = ("Alvedon", "Ipren", "Waran")


def test_rows_are_added_and_removed_once_however_often_one_presses(
    town: Town, arrives: Arrives
) -> None:
    # Given three medicines, of which the second was a mistake
    path = f"/tider/{asked_for_medicines(town)}/fragor/"
    alma = arrives("Alma Ek")
    alma.opens(path)
    for name in NAMES:
        if name != NAMES[0]:
            presses_twice(alma, button(alma, "Lägg till"))
            expect(medicines(alma).last).to_be_focused()  # where she goes on writing
        medicines(alma).last.fill(name)

    # When she presses Remove twice
    presses_twice(alma, button(alma, "Ta bort", 1))

    # Then only that one is gone
    assert written(alma) == ["Alvedon", "Waran"]


def test_what_is_written_where_another_tab_has_removed_is_shown(
    town: Town, arrives: Arrives
) -> None:
    # Given the same three medicines in two tabs
    path = f"/tider/{asked_for_medicines(town)}/fragor/"
    one = arrives("Alma Ek", java_script_enabled=False)
    one.opens(path)
    for name in NAMES:
        if name != NAMES[0]:
            presses(one, button(one, "Lägg till"))
        medicines(one).last.fill(name)
    presses(one, button(one, "Ta bort", 0))
    one.opens(path)
    other = one.opens_a_tab()
    other.opens(path)

    # When one is removed in one tab, and written in in the other
    presses(other, button(other, "Ta bort", 0))
    one.watch.forgive("Response Status Error Code")
    medicines(one).first.fill("Ipren 400 mg")
    one.presses("Nästa", status=409)

    # Then what she wrote stands there to be copied, and the rest is as it was
    one.reads("Något som du skrev i har tagits bort i ett annat fönster", "Ipren 400 mg")
    assert written(one) == ["Waran"]
    one.presses("Nästa")
    one.reads("Waran")
    one.does_not_read("Ipren 400 mg")


def asked_for_medicines(town: Town) -> object:
    """A visit whose questions are one group that repeats."""
    rows = group("med", item("name", text="Namn"), repeats=True, text="Läkemedel")
    document = questionnaire(rows, title="Dina läkemedel")
    heart, acting = town.cast.heart, SystemActing("test")
    version, _new = publish(document, slug="med", owner=heart, acting=acting, at=AT)
    town.types[Send.MERGED] = make_type(heart, "Genomgång", version.questionnaire, **TEXTS)
    return town.sent().pk


def button(who: Visitor, words: str, number: int = 0) -> Locator:
    """One of the buttons that begin so; behind the words stands what it is about."""
    return who.page.get_by_role("button", name=words).nth(number)


def medicines(who: Visitor) -> Locator:
    """The fields for names."""
    return who.page.get_by_role("textbox")


def written(who: Visitor) -> list[str]:
    """What stands in them."""
    fields = medicines(who)
    return [fields.nth(number).input_value() for number in range(fields.count())]


def presses(who: Visitor, pressed: Locator) -> None:
    """Press, and look over the page that comes."""
    with who.page.expect_navigation():
        pressed.click()
    who.meets()


def presses_twice(who: Visitor, pressed: Locator) -> None:
    """Press twice in haste."""
    with who.page.expect_navigation():
        pressed.dblclick(no_wait_after=True)
    who.page.wait_for_load_state("networkidle")
    who.meets()

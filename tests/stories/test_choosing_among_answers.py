"""Alma says which medicines she takes, and then which of them worries her most."""

from samplan.access.acting import SystemActing
from samplan.forms.loading import publish
from samplan.forms.tests.questionnaires import choice, group, questionnaire
from samplan.forms.tests.test_engine_expressions import answer_to
from samplan.forms.tests.test_engine_offering import following
from samplan.visits.models import Send
from samplan.visits.tests.staff_world import make_type
from tests.cast import AT
from tests.stories.conftest import Arrives
from tests.stories.town import TEXTS, Town
from tests.stories.visitor import Visitor

NOTHING_YET = "Det finns inget att välja bland än. Svara först på frågorna ovan."


def test_what_can_be_chosen_comes_as_one_answers(town: Town, arrives: Arrives) -> None:
    # Given both questions on one page
    alma = arrives("Alma Ek")
    alma.opens(f"/tider/{asked_for_medicines(town)}/fragor/")
    alma.reads(NOTHING_YET)

    # When she ticks two of the medicines
    ticks(alma, "take", 0)
    ticks(alma, "take", 2)

    # Then she chooses between those two, and sees it when she looks it through
    options = alma.page.locator("input[name='a:worry']")
    options.nth(1).wait_for()
    assert options.count() == 2
    alma.does_not_read(NOTHING_YET)
    alma.meets()
    options.nth(1).check()
    alma.presses("Nästa")
    alma.reads("waran", "ipren")


def test_without_script_one_is_shown_them_before_one_goes_on(town: Town, arrives: Arrives) -> None:
    # Given the same page with scripting off
    alma = arrives("Alma Ek", java_script_enabled=False)
    alma.opens(f"/tider/{asked_for_medicines(town)}/fragor/")

    # When she ticks one and presses Next
    ticks(alma, "take", 0)
    alma.presses("Nästa")

    # Then she is shown what she can choose, and goes on without choosing if she likes
    alma.reads("Efter dina svar finns det mer att fylla i på den här sidan")
    assert alma.page.locator("input[name='a:worry']").count() == 1
    alma.presses("Nästa")
    alma.reads("waran")


def ticks(who: Visitor, link_id: str, number: int) -> None:
    """Tick one of the answers to a question."""
    who.page.locator(f"input[name='a:{link_id}']").nth(number).check()


def asked_for_medicines(town: Town) -> object:
    """A visit whose questions are which medicines one takes, and which of them worries most."""
    take = choice("take", "waran", "eliquis", "ipren", repeats=True)
    page = group("med", take, following("worry", answer_to("take")))
    document = questionnaire(page, title="Dina läkemedel")
    heart, acting = town.cast.heart, SystemActing("test")
    version, _new = publish(document, slug="med", owner=heart, acting=acting, at=AT)
    town.types[Send.MERGED] = make_type(heart, "Genomgång", version.questionnaire, **TEXTS)
    return town.sent().pk

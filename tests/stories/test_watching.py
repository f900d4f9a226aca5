"""Those who watch the pages see what is wrong with them."""

import pytest

from tests.stories.conftest import Arrives
from tests.stories.keyboard import Keyboard
from tests.stories.town import Town

PLANTED = {
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "color-contrast": "document.querySelector('h1').style.color = '#ddd'",
    "px too wide": "document.querySelector('h1').style.width = '3000px'",
    "Content Security Policy": "document.body.insertAdjacentHTML('beforeend', '<i style=\"a:b\">')",
    "error: oh no": "console.error('oh no')",
    "script: oh no": "setTimeout(() => { throw new Error('oh no') })",
}
NO_RINGS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { outline: none !important; box-shadow: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def test_what_is_planted_on_a_page_is_found(town: Town, arrives: Arrives) -> None:
    visitor = arrives("Alma Ek")
    for fault, plant in PLANTED.items():
        visitor.opens("/")
        visitor.page.evaluate(plant)
        visitor.page.wait_for_timeout(50)
        with pytest.raises(AssertionError, match=fault):
            visitor.meets()
        visitor.watch.complaints.clear()


def test_another_answer_than_the_awaited_is_found(town: Town, arrives: Arrives) -> None:
    visitor = arrives("Alma Ek")
    with pytest.raises(AssertionError, match="answered 404, not 200"):
        visitor.opens("/finns-inte/")


def test_a_focus_that_does_not_show_is_found(town: Town, arrives: Arrives) -> None:
    visitor = arrives("Alma Ek")
    visitor.page.evaluate(NO_RINGS)
    with pytest.raises(AssertionError, match="the focus does not show"):
        Keyboard(visitor).goes_to("Svara")

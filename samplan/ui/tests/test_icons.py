"""The sprite holds what pages use, and pages use nothing else."""

import inspect
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from django.utils.text import smart_split

from samplan.ui.components import cards, page, press, steps, words
from samplan.ui.icons import ICONS
from samplan.ui.sprite import sprite
from samplan.ui.tests.sources import PRODUCT

TAG = re.compile(r"\{% (\w+) (.*?) ?%\}")
CALL = re.compile(r"""\b(?:icon|drawn)\(["']([a-z0-9-]+)["']|icon(?:: str)? ?= ?["']([a-z0-9-]+)""")
PARTS = {
    part.__name__: part
    for part in (
        words.icon,
        words.pill,
        press.button,
        press.post_button,
        page.empty_state,
        cards.activity_row,
        cards.tile,
        steps.timeline_entry,
        steps.message,
    )
}
GIVEN_BY_DJANGO = ("content", "context")


def in_templates(markup: str) -> Iterator[str]:
    """The icons named in a template's tags, by place or by keyword."""
    for tag, arguments in TAG.findall(markup):
        if tag not in PARTS:
            continue
        names = list(inspect.signature(PARTS[tag]).parameters)
        places = [name for name in names if name not in GIVEN_BY_DJANGO]
        for place, argument in zip(places, smart_split(arguments), strict=False):
            name, _, value = argument.rpartition("=")
            is_icon = (name or place).endswith("icon") or tag == "icon"
            if is_icon and value[0] in "'\"":
                yield value.strip("'\"")


def used() -> set[str]:
    found: set[str] = set()
    for path in PRODUCT.rglob("*.*"):
        if path.suffix not in (".html", ".py") or "tests" in path.parts:
            continue
        text = path.read_text()
        if path.suffix == ".html":
            found.update(in_templates(text))
        found.update(one or other for one, other in CALL.findall(text))
    return found


def test_every_icon_used_anywhere_is_in_the_list():
    assert len(used()) > 25
    assert used() - set(ICONS) == set()


def test_icons_are_found_by_place_and_by_keyword():
    markup = (
        "{% pill 'ok' 'Read' \"a-b\" %}{% tile 'T' '/' icon='c' %}{% icon 'd' %}{% pill 'ok' x %}"
    )
    assert set(in_templates(markup)) == {"a-b", "c", "d"}


def test_the_list_names_each_icon_once():
    assert len(ICONS) == len(set(ICONS))


def test_the_sprite_has_one_drawing_for_each_icon():
    symbols = list(ET.fromstring(sprite(ICONS)))
    assert [symbol.get("id") for symbol in symbols] == list(ICONS)
    assert all(len(symbol) for symbol in symbols)

"""The shelf shows every component, whole and well formed."""

import re
from collections import Counter
from datetime import UTC, datetime

from django.template.loader import get_template
from django.test import RequestFactory

from samplan.ui.shelf import examples
from samplan.ui.templatetags.ui import register
from samplan.ui.tests.drawing import Elements
from samplan.ui.tests.sources import UI, templates

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def shelf() -> str:
    context = {**examples(at=AT), "request": RequestFactory().get("/dev/shelf/")}
    return get_template("ui/shelf/index.html").render(context)


def test_every_component_stands_on_the_shelf():
    shown = "".join(path.read_text() for path in (UI / "templates/ui/shelf").glob("*.html"))
    missing = [name for name in register.tags if not re.search(r"\{% " + name + r"\b", shown)]
    assert missing == []


def test_the_shelf_is_whole():
    page = shelf()
    found = Elements(page)
    assert found.open == []
    assert "{%" not in page
    assert "{{" not in page


def test_no_two_elements_share_an_id():
    counts = Counter(attrs["id"] for _tag, attrs in Elements(shelf()).found if "id" in attrs)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_icon_is_silent():
    icons = list(Elements(shelf()).named("svg"))
    assert len(icons) > 40
    assert {icon["aria-hidden"] for icon in icons} == {"true"}


def test_nothing_is_styled_or_scripted_in_place():
    for tag, attrs in Elements(shelf()).found:
        assert tag != "style"
        assert tag != "script" or "src" in attrs
        assert not [name for name in attrs if name == "style" or name.startswith("on")], attrs


def test_no_template_is_too_long():
    assert {path.name for path in templates() if len(path.read_text().splitlines()) > 90} == set()

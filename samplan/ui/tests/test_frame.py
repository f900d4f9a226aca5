"""What stands around a page, for those signed in, those who are not, and when all fails."""

from dataclasses import replace

import pytest
from django.template import engines
from django.template.loader import get_template
from django.test import RequestFactory

from samplan.ui.frame import Frame, NavItem
from samplan.ui.tests.drawing import Elements

ALMA = Frame(
    person_name="Alma Ek",
    logout_url="/ut/",
    switch_url="/byt/",
    nav=(
        NavItem(label="Start", url="/", is_current=True),
        NavItem(label="Inkorg", url="/inkorg/", count=2),
        NavItem(label="Min plan", url="/plan/", count=1),
    ),
)


def page(frame: Frame | None, name: str = "ui/base.html", **context: object) -> str:
    request = RequestFactory().get("/plan/")
    return get_template(name).render({"frame": frame, "request": request, **context})


def test_the_bar_shows_where_one_is_and_what_waits():
    found = Elements(page(ALMA))
    current = [attrs for attrs in found.named("a") if attrs.get("aria-current") == "page"]
    assert [attrs["href"] for attrs in current] == ["/"]
    assert ALMA.total_count == 3


def test_the_menu_button_counts_everything():
    menu = page(ALMA).split("<summary>")[1].split("</summary>")[0]
    assert ">3<" in menu


def test_the_first_link_leads_to_the_content():
    found = Elements(page(ALMA))
    assert next(found.named("a"))["href"] == "#content"
    assert next(found.named("main"))["id"] == "content"


def test_the_log_out_is_posted():
    forms = list(Elements(page(ALMA)).named("form"))
    assert {"method": "post", "action": "/ut/"} in forms


def test_acting_for_someone_is_said_on_every_page_with_a_way_back(swedish):
    assert "acting" not in page(ALMA)
    acting = page(replace(ALMA, acting_for="<Cleo>", leave_url="/sluta/"))
    assert "Du är här för <strong>&lt;Cleo&gt;</strong>" in acting
    assert 'action="/sluta/"' in acting


@pytest.mark.parametrize(("is_staff", "word"), [(False, "Byt person"), (True, "Byt uppdrag")])
def test_the_switch_is_named_after_what_is_switched(is_staff, word, swedish):
    assert word in page(replace(ALMA, is_staff=is_staff))


def test_a_trial_says_so(swedish):
    sentence = "Provversion. Inte för riktiga patienter."
    assert sentence not in page(ALMA)
    assert sentence in page(replace(ALMA, is_trial=True))


def test_someone_not_signed_in_sees_no_names_and_no_bar():
    anonymous = page(None, "ui/login.html")
    assert "<nav" not in anonymous
    assert "Logga ut" not in anonymous


def test_messages_are_heard():
    class Message:
        level_tag = "error"

        def __str__(self) -> str:
            return "Det gick <inte>."

    markup = page(ALMA, messages=[Message()])
    assert "notice-bad" in markup
    assert "Det gick &lt;inte&gt;." in markup


@pytest.mark.parametrize("name", ["404.html", "403.html", "ui/accessibility.html", "ui/print.html"])
def test_the_plain_pages_have_one_first_heading(name):
    found = Elements(page(ALMA, name))
    assert found.open == []
    assert len(list(found.named("h1"))) == (0 if name == "ui/print.html" else 1)


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_page_for_a_fault_needs_nothing(name):
    found = Elements(engines["django"].get_template(name).render())
    assert len(list(found.named("h1"))) == 1
    assert found.open == []
    assert list(found.named("script", "form")) == []

"""Components take meaning, escape what people wrote, and never speak by colour alone."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from samplan.ui.parts import Chip, PickedFile, Step
from samplan.ui.tests.drawing import Elements, draw

HOSTILE = '<script>"&'


@pytest.mark.parametrize(
    "source",
    [
        "{% pill 'ok' text %}",
        "{% page_head text text '/' text %}",
        "{% button text '/' about=text %}",
        "{% activity_row text detail=text action_url='/' action_label=text %}",
        "{% tile text '/' 'pill' %}",
        "{% person_card text text text %}{% endperson_card %}",
        "{% message text at 'mine' text text %}{{ text }}{% endmessage %}",
        "{% timeline_entry text text text %}{{ text }}{% endtimeline_entry %}",
        "{% notice 'bad' text %}{{ text }}{% endnotice %}",
        "{% board text text %}{% cell text %}{{ text }}{% endcell %}{% endboard %}",
        "{% confirm text text '/' text %}{{ text }}{% endconfirm %}",
        "{% empty_state text text action_url='/' action_label=text %}",
        "{% phone_line text text text %}",
        "{% next_step text None text text %}{{ text }}{% endnext_step %}",
        "{% waiting_line text text %}{% separator text %}{% progress 1 2 text %}",
    ],
)
def test_what_people_wrote_is_escaped(source):
    markup = draw(source, text=HOSTILE, at=datetime(2026, 11, 19, 8, 12, tzinfo=UTC))
    assert "<script>" not in markup
    assert "&lt;script&gt;" in markup


def test_values_in_lists_are_escaped_too():
    markup = draw(
        "{% facts pairs %}{% filter_bar chips 'Filter' %}{% file_picker files %}"
        "{% step_progress steps %}{% error_summary faults %}",
        pairs=[(HOSTILE, HOSTILE)],
        chips=[Chip(label=HOSTILE, url="/")],
        files=[PickedFile(key="1", name=HOSTILE, size="1 kB", tone="ok", state=HOSTILE)],
        steps=[Step(label=HOSTILE, state="now")],
        faults=[("id_a", HOSTILE)],
    )
    assert "<script>" not in markup
    assert markup.count("&lt;script&gt;") >= 8


def test_an_icon_is_silent_and_must_be_in_the_sprite():
    svg = next(Elements(draw("{% icon 'route' %}")).named("svg"))
    assert svg["aria-hidden"] == "true"
    with pytest.raises(ValueError, match="'rout' is not in"):
        draw("{% icon 'rout' %}")


def test_a_pill_refuses_a_tone_without_a_meaning():
    with pytest.raises(ValueError, match="'red'"):
        draw("{% pill 'red' 'Late' %}")


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("{% activity_row 'Kallelsen' state='done' %}", "Klart:"),
        ("{% activity_row 'Kallelsen' state='late' %}", "Försenat"),
        ("{% who_does 'you' %}", "Jag gör"),
        ("{% who_does 'we' %}", "Vården gör"),
        ("{% timeline_entry 'nu' 'Besök' state='now' %}{% endtimeline_entry %}", "Nu:"),
        ("{% counter 2 %}", "väntar"),
        ("{% help_line %}", "Är det akut? Ring"),
    ],
)
def test_a_state_is_said_in_words(source, word, swedish):
    assert word in draw(source)


def test_nothing_waits_without_a_number():
    assert draw("{% counter 0 %}") == ""


def test_a_date_is_one_time_in_the_words_of_the_language():
    with override("en-gb"):
        tile = draw("{% date_tile on %}", on=date(2026, 12, 17))
    assert 'datetime="2026-12-17"' in tile
    assert [word in tile for word in ("Thu", "<b>17</b>", "Dec")] == [True] * 3


def test_a_moment_is_in_local_time():
    at = datetime(2026, 7, 1, 6, 12, tzinfo=UTC)
    assert "08:12" in draw("{% message 'Maria' at %}Hej{% endmessage %}", at=at).replace(".", ":")


def test_a_button_with_an_address_is_a_link_and_else_sends():
    assert next(Elements(draw("{% button 'Visa' '/plan/' %}")).named("a"))["href"] == "/plan/"
    sending = next(Elements(draw("{% button 'Skicka' name='to' value='b' %}")).named("button"))
    assert (sending["type"], sending["name"], sending["value"]) == ("submit", "to", "b")


def test_what_changes_something_posts_with_its_token():
    found = Elements(draw("{% link_button 'Log out' '/out/' %}"))
    assert next(found.named("form")) == {"method": "post", "action": "/out/"}
    token = next(found.named("input"))
    assert token["name"] == "csrfmiddlewaretoken"
    assert len(token["value"]) == 64


def test_a_cell_knows_its_column_where_the_table_becomes_cards():
    cells = Elements(draw("{% cell 'Tid' is_header=True %}10.30{% endcell %}"))
    assert next(cells.named("th")) == {"role": "rowheader", "scope": "row", "data-label": "Tid"}


def test_the_current_filter_says_so():
    chips = [Chip(label="Alla", url="?", is_current=True), Chip(label="Mina", url="?mina")]
    links = list(Elements(draw("{% filter_bar chips 'Filter' %}", chips=chips)).named("a"))
    assert [link.get("aria-current") for link in links] == ["true", None]


def test_the_other_language_is_offered_in_its_own_name(settings):
    settings.LANGUAGES = [("sv", "Swedish"), ("en-gb", "English")]
    with override("sv"):
        markup = draw("{% language_switch '/sprak/' %}")
    assert 'lang="en-gb">English</button>' in markup
    assert 'name="next" value="/plan/"' in markup


def test_the_clinics_number_can_be_pressed():
    markup = draw("{% phone_line 'Hjärtmottagningen' '021-17 30 00' %}")
    assert 'href="tel:021173000"' in markup

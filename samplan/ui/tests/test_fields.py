"""A field's label, hint and error are tied to its control, whatever the widget."""

import pytest
from django import forms

from samplan.ui.forms import SamplanRenderer
from samplan.ui.shelf import ExampleForm
from samplan.ui.tests.drawing import Elements, draw

NAMES = list(ExampleForm.base_fields)


def elements(form, name: str) -> Elements:
    return Elements(draw("{% field bound %}", bound=form[name]))


@pytest.mark.parametrize("form", [ExampleForm(), ExampleForm({})], ids=["empty", "wrong"])
@pytest.mark.parametrize("name", NAMES)
def test_everything_pointed_at_is_there(form, name):
    found = elements(form, name)
    ids = {attrs["id"] for _tag, attrs in found.found if "id" in attrs}
    pointed = {attrs["for"] for attrs in found.named("label")}
    for _tag, attrs in found.found:
        pointed.update(attrs.get("aria-describedby", "").split())
    assert pointed
    assert pointed <= ids
    assert found.open == []


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_label(name):
    found = elements(ExampleForm(), name)
    labelled = {attrs["for"] for attrs in found.named("label")}
    drawn = found.named("input", "select", "textarea")
    controls = {attrs["id"] for attrs in drawn if attrs.get("type") != "hidden"}
    assert controls
    assert controls <= labelled


def test_a_wrong_answer_is_marked_and_described():
    control = next(elements(ExampleForm({}), "talk").named("textarea"))
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_talk_helptext id_talk_error"


def test_a_group_of_choices_is_described_as_a_group():
    group = next(elements(ExampleForm({}), "dizzy").named("fieldset"))
    assert group["aria-describedby"] == "id_dizzy_error"


def test_only_what_may_be_left_out_says_so(swedish):
    assert "(valfritt)" in draw("{% field form.since %}", form=ExampleForm())
    assert "(valfritt)" not in draw("{% field form.talk %}", form=ExampleForm())


def test_answers_are_kept_and_escaped():
    markup = draw("{% field form.talk %}", form=ExampleForm({"talk": "</textarea><b>"}))
    assert "&lt;/textarea&gt;&lt;b&gt;" in markup


def test_the_summary_leads_to_every_fault(swedish):
    form = ExampleForm({"talk": "Yr"})
    page = draw("{% error_summary form %}{% field form.dizzy %}{% field form.phone %}", form=form)
    found = Elements(page)
    anchors = [attrs["href"][1:] for attrs in found.named("a")]
    ids = {attrs.get("id") for _tag, attrs in found.found}
    assert {"id_dizzy", "id_phone"} <= set(anchors) & ids
    assert "Har du varit yr den senaste veckan? Du behöver svara på det här." in page


def test_a_right_form_has_no_summary():
    class Empty(forms.Form):
        pass

    assert draw("{% error_summary form %}", form=Empty({})) == ""


def test_djangos_own_drawing_uses_the_same_fields():
    markup = str(ExampleForm({"talk": "Yr"}, renderer=SamplanRenderer()))
    assert markup.count("ds-input") >= 8
    assert "ds-error-summary" in markup

"""Controls drawn as text are letter for letter what Django's templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from samplan.ui.controls import drawn_control
from samplan.ui.forms import SamplanRenderer

CHOICES = [
    ("", "Välj"),
    ("<a>", 'Ett & "två"'),
    (3, gettext_lazy("Yes")),
    ("Grupp & co", [("b", mark_safe("<b>Tre</b>")), ("c", "Fyra")]),
]
ATTRS = {"class": "ds-input", "data-x": "\"<&>'", "required": True, "disabled": False, "rows": 3}
WIDGETS = [
    *(forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput),
    *(forms.PasswordInput, forms.DateInput, forms.DateTimeInput, forms.TimeInput, forms.FileInput),
    *(forms.CheckboxInput, forms.Textarea, forms.Select, forms.SelectMultiple),
]
VALUES = [None, "", "3", 1234, '<b>"Hej" & hå\nhopp</b>', mark_safe("&aring;"), ["<a>", "c"]]


def widget_of(kind: type[forms.Widget]) -> forms.Widget:
    return kind(choices=CHOICES) if issubclass(kind, forms.Select) else kind()


@pytest.mark.parametrize("kind", WIDGETS)
@pytest.mark.parametrize("value", VALUES)
def test_a_control_is_as_django_draws_it(kind, value):
    theirs = widget_of(kind).render("a:<b>", value, dict(ATTRS), DjangoTemplates())
    ours = widget_of(kind).render("a:<b>", value, dict(ATTRS), SamplanRenderer())
    assert ours == theirs


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_each_choice_is_as_django_draws_it(kind):
    class Asked(forms.Form):
        way = forms.Field(widget=kind(choices=CHOICES))

    drawn = [
        [str(choice.tag()) for choice in Asked({"way": "<a>"}, renderer=renderer)["way"].subwidgets]
        for renderer in (DjangoTemplates(), SamplanRenderer())
    ]
    assert len(drawn[0]) == 5
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.SplitDateTimeWidget])
def test_what_is_not_known_is_left_to_django(kind):
    widget = kind()
    assert drawn_control(widget.template_name, widget.get_context("a", None, {})["widget"]) is None
    theirs = widget.render("a", None, {}, DjangoTemplates())
    assert widget.render("a", None, {}, SamplanRenderer()) == theirs

"""One question as a field of Django's forms, so that the common components can draw it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.forms import engine
from samplan.forms.engine import Item, Kind, Value, field_name
from samplan.forms.widgets import SeveralInputs

OWN_WORDS = "other"
MOST_RADIOS = 12
TALL = 1000  # characters that ask for a taller box
SPARE_LINES = 2  # empty lines after the answers to a repeating question

Fields = dict[str, forms.Field]


def fields_of(item: Item, values: tuple[Value, ...], *, is_plain: bool = False) -> Fields:
    """The fields of a question by the name they post; none for what is not a question or files.

    `is_plain` draws what was written as it was, where a browser's own control would drop it.
    """
    if item.kind is Kind.ATTACHMENT or not item.is_question:
        return {}
    name = field_name(item.link_id)
    if item.kind.has_options or item.kind is Kind.BOOLEAN:
        fields: Fields = {name: _choices(item, is_answered=bool(values))}
        if item.kind is Kind.OPEN_CHOICE:
            fields[field_name(item.link_id, OWN_WORDS)] = _own_words(item)
        return fields
    widget = _WIDGETS[item.kind](item)
    if item.kind is Kind.DATE and not is_plain:
        widget = forms.TextInput(attrs={**widget.attrs, "type": "date"})
    if item.repeats:
        return {name: _field(item, SeveralInputs(widget, SPARE_LINES))}
    return {name: _field(item, widget)}


def _field(item: Item, widget: forms.Widget) -> forms.Field:
    return forms.Field(
        label=f"{item.prefix} {item.text}".strip(),
        help_text="\n".join(part for part in (item.help, item.entry_format) if part),
        required=item.required,
        widget=widget,
    )


def _choices(item: Item, *, is_answered: bool) -> forms.Field:
    options = [(option.key, option.display) for option in item.options]
    if item.kind is Kind.BOOLEAN:
        options = [("true", _("Yes")), ("false", _("No"))]
    elif item.repeats:
        return _field(item, forms.CheckboxSelectMultiple(choices=options))
    if len(options) > MOST_RADIOS:
        return _field(item, forms.Select(choices=[("", _("Choose")), *options]))
    # A chosen radio button cannot be unchosen: what need not be answered has one for that.
    way_back = [("", _("No answer"))] if is_answered and not item.required else []
    return _field(item, forms.RadioSelect(choices=[*options, *way_back]))


def _own_words(item: Item) -> forms.Field:
    label = _("Something else, in your own words")
    widget = SeveralInputs(forms.TextInput(), 1) if item.repeats else forms.TextInput()
    return forms.Field(label=label, required=False, widget=widget)


def _text_area(item: Item) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 5 if item.length_limit > TALL else 3})


def _number(item: Item) -> forms.TextInput:
    mode = "numeric" if item.kind is Kind.INTEGER else "decimal"
    return forms.TextInput(attrs={"inputmode": mode, "class": "short", "autocomplete": "off"})


_WIDGETS: Mapping[Kind, Callable[[Item], forms.Widget]] = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.DATE: lambda item: forms.TextInput(attrs={"class": "short"}),
    Kind.STRING: lambda item: forms.TextInput(),
    Kind.TEXT: _text_area,
}


def written(item: Item, values: tuple[Value, ...]) -> dict[str, list[str]]:
    """The answers to a question as its fields would post them."""
    name = field_name(item.link_id)
    posts: dict[str, list[str]] = {}
    for value in values:
        if isinstance(value, engine.OpenText):
            posts.setdefault(field_name(item.link_id, OWN_WORDS), []).append(value.text)
        elif not isinstance(value, engine.AttachmentRef):
            posts.setdefault(name, []).append(_text(value))
    return posts


def _text(value: Value) -> str:
    if isinstance(value, engine.Choice):
        return value.key
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        is_swedish = (get_language() or "sv").startswith("sv")
        return f"{value:f}".replace(".", "," if is_swedish else ".")
    return value.isoformat() if isinstance(value, date) else str(value)

"""One question as a field of Django's forms, so that the common components can draw it."""

from collections.abc import Callable, Mapping

from django import forms
from django.utils.translation import gettext as _

from samplan.forms.drawing.marks import with_marks
from samplan.forms.drawing.widgets import Measured, SeveralInputs, Slider
from samplan.forms.engine import Item, Kind, Value, field_name, is_scale

OWN_WORDS = "other"
UNIT = "unit"
MOST_RADIOS = 12
TALL = 1000  # characters that ask for a taller box

Fields = dict[str, forms.Field]


def fields_of(item: Item, values: tuple[Value, ...], *, is_plain: bool = False) -> Fields:
    """The fields of a question by the name they post; none for what is not a question or files.

    `is_plain` draws what was written as it was, where a browser's own control would drop it.
    """
    if item.kind is Kind.ATTACHMENT or not item.is_open or item.has_nothing_to_choose:
        return {}
    name = field_name(item.link_id)
    if item.kind.has_options or item.kind is Kind.BOOLEAN:
        fields: Fields = {name: _choices(item, is_answered=bool(values))}
        if item.kind is Kind.OPEN_CHOICE:
            fields[field_name(item.link_id, OWN_WORDS)] = _own_words(item)
        return fields
    return _written_fields(item, name, is_plain=is_plain)


def _written_fields(item: Item, name: str, *, is_plain: bool) -> Fields:
    widget = _WIDGETS[item.kind](item)
    if item.kind in _NATIVE and not is_plain:
        widget = forms.TextInput(attrs={**widget.attrs, "type": _NATIVE[item.kind]})
    if item.repeats:
        return {name: _field(item, _lines(item, widget))}
    fields: Fields = {name: _field(item, widget)}
    if len(item.units) > 1:
        fields[field_name(item.link_id, UNIT)] = _units(item)
    return fields


def _lines(item: Item, line: forms.Widget) -> SeveralInputs:
    return SeveralInputs(line, most=item.answer_limit, about=item.text)


def _field(item: Item, widget: forms.Widget) -> forms.Field:
    yet = nothing_yet() if item.follows_answers and not item.options else ""
    return forms.Field(
        label=with_marks(item),
        help_text="\n".join(part for part in (item.help, item.entry_format, yet) if part),
        required=item.required,
        widget=widget,
    )


def nothing_yet() -> str:
    """Why there is nothing to choose from."""
    return _("There is nothing to choose from yet. Answer the questions above first.")


def _choices(item: Item, *, is_answered: bool) -> forms.Field:
    options = [(option.key, option.display) for option in item.options]
    control = item.look.control
    if item.kind is Kind.BOOLEAN:
        options = [("true", _("Yes")), ("false", _("No"))]
    elif item.repeats:
        return _field(item, _several(item, options))
    is_long = len(options) > MOST_RADIOS and control != "radio-button"
    if is_long or control in ("drop-down", "autocomplete"):
        filters = {"data-filter": _("Search among the answers")}
        attrs = filters if control == "autocomplete" else {}
        return _field(item, forms.Select(attrs, [("", _("Choose")), *options]))
    # A chosen radio button cannot be unchosen: what need not be answered has one for that.
    has_way_back = is_answered and not item.required and bool(options)
    way_back = [("", _("Skip the question"))] if has_way_back else []
    return _field(item, forms.RadioSelect(_direction(item), [*options, *way_back]))


def _several(item: Item, options: list[tuple[str, str]]) -> forms.Widget:
    return forms.CheckboxSelectMultiple(_direction(item), options)


def _direction(item: Item) -> dict[str, str]:
    return {"data-direction": "row"} if item.look.is_horizontal else {}


def _units(item: Item) -> forms.Field:
    units = [(unit.key, unit.name) for unit in item.units]
    label = _("Unit")
    # Needed wherever there is a number, so never called optional.
    widget = forms.Select({"class": "short"}, [("", _("Choose")), *units])
    return forms.Field(label=label, required=True, widget=widget)


def _own_words(item: Item) -> forms.Field:
    label = _("Something else, in your own words")
    widget = _lines(item, forms.TextInput()) if item.repeats else forms.TextInput()
    return forms.Field(label=label, required=False, widget=widget)


def _text_area(item: Item) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 5 if item.length_limit > TALL else 3})


def _number(item: Item) -> forms.Widget:
    is_whole = item.kind is Kind.INTEGER
    attrs = {
        "inputmode": "numeric" if is_whole else "decimal",
        "class": "short",
        "autocomplete": "off",
    }
    if item.look.control == "spinner" and is_whole:
        attrs["type"] = "number"
    return Measured(item.unit, attrs, slider=_slider(item))


def _slider(item: Item) -> Slider | None:
    if not is_scale(item):
        return None
    least, most = str(item.limits.min_value), str(item.limits.max_value)
    return Slider(item.text, least, most, item.look.step, item.lower, item.upper)


def _line(**attrs: str) -> Callable[[Item], forms.Widget]:
    return lambda item: forms.TextInput(attrs)


_WIDGETS: Mapping[Kind, Callable[[Item], forms.Widget]] = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.QUANTITY: _number,
    Kind.DATE: _line(**{"class": "short"}),
    Kind.DATE_TIME: _line(**{"class": "short"}),
    Kind.TIME: _line(**{"class": "short"}),
    Kind.STRING: _line(),
    Kind.URL: _line(inputmode="url", autocomplete="off"),
    Kind.REFERENCE: _line(),
    Kind.TEXT: _text_area,
}

_NATIVE = {Kind.DATE: "date", Kind.DATE_TIME: "datetime-local", Kind.TIME: "time"}

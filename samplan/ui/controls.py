"""Django's own controls drawn as text: a page with a hundred of them took most of its time in
their templates. What they look like is Django's; whatever is not known here is left to it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.safestring import SafeString

from samplan.ui.components.words import said

Widget = Mapping[str, Any]  # what a widget tells its template
FOLDER: Final = "django/forms/widgets/"


def drawn_control(template_name: str, widget: Widget) -> SafeString | None:
    """The control as Django's template of that name draws it; None for other templates."""
    draw = _DRAWN.get(template_name.removeprefix(FOLDER))
    if draw is None or widget.get("wrap_label"):
        return None
    return SafeString(draw(widget))  # every value below is escaped


def _input(widget: Widget) -> str:
    value = widget["value"]
    holds = "" if value is None else f' value="{said(value)}"'
    name = said(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{holds}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    words = said(value) if value else ""
    return f'<textarea name="{said(widget["name"])}"{_attributes(widget)}>\n{words}</textarea>'


def _select(widget: Widget) -> str:
    groups = "".join([_group(name, options) for name, options, _index in widget["optgroups"]])
    return f'<select name="{said(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: object, options: list[Widget]) -> str:
    drawn = "".join([f"\n  {_option(option)}\n" for option in options])
    return f'\n  <optgroup label="{said(str(name))}">{drawn}\n  </optgroup>' if name else drawn


def _option(widget: Widget) -> str:
    label = said(widget["label"])
    return f'<option value="{said(widget["value"])}"{_attributes(widget)}>{label}</option>'


def _attributes(widget: Widget) -> str:
    return "".join(
        [
            f" {said(name)}" if value is True else f' {said(name)}="{said(value)}"'
            for name, value in widget["attrs"].items()
            if value is not False
        ]
    )


_INPUTS: Final = (
    *("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time"),
    *("checkbox", "file", "radio_option", "checkbox_option"),
)
_DRAWN: Final[Mapping[str, Callable[[Widget], str]]] = {
    **{f"{name}.html": _input for name in _INPUTS},
    "textarea.html": _textarea,
    "select.html": _select,
}

"""The controls that Django lacks: several answers a line each, numbers with a unit or a slider."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.press import button


@dataclass(frozen=True)
class Slider:
    """A slider's question, its ends in numbers and in words, and its step."""

    label: str
    least: str
    most: str
    step: int
    lower: str = ""
    upper: str = ""

    def drawn(self, key: str) -> SafeString:
        """The slider that belongs to the field with this id."""
        return format_html(
            '<span class="slider"><span id="{key}_lower">{lower}</span>'
            '<input type="range" hidden data-slides="{key}" data-unanswered="{unanswered}" '
            'aria-label="{label}" aria-describedby="{key}_lower {key}_upper" '
            'min="{least}" max="{most}" step="{step}"><span id="{key}_upper">{upper}</span>'
            "</span>",
            key=key,
            label=self.label,
            unanswered=_("Not answered yet"),
            lower=f"{self.least} {self.lower}".strip(),
            upper=f"{self.most} {self.upper}".strip(),
            least=self.least,
            most=self.most,
            step=self.step,
        )

    @staticmethod
    def not_answered() -> SafeString:
        """Stands beside the number for as long as that is empty, also without script."""
        return format_html('<span class="not-answered">{}</span>', _("Not answered yet"))


def line_id(name: str, number: int) -> str:
    """Where the line of this number stands, from one, of a field with several."""
    return f"id_{name}_{number}"


class SeveralInputs(forms.Widget):
    """The same control once for each answer, an empty one, and a button for one more.

    `most` is how many answers there may be, and `about` the question, heard after the button.
    """

    use_fieldset = True
    input_type = "text"  # each line is written, as Django says it of a field of one line

    def __init__(self, line: forms.Widget, *, most: int, about: str) -> None:
        super().__init__()
        self.line, self.most, self.about = line, most, about

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Everything posted under the name."""
        return list(data.getlist(name))

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """The lines, each named by its number for those who listen."""
        given = [text for text in value or [] if text.strip()]
        lines = [*given, ""] if len(given) < self.most else given
        return format_html(
            '<div class="several">{}{}</div>',
            format_html_join(
                "",
                "{}",
                ([self._line(name, text, n, attrs)] for n, text in enumerate(lines, start=1)),
            ),
            self._more(name) if len(lines) < self.most else "",
        )

    def _more(self, name: str) -> SafeString:
        return button(_("Add an answer"), icon="plus", about=self.about, name="_more", value=name)

    def _line(self, name: str, text: str, number: int, attrs: dict[str, Any] | None) -> str:
        look = {
            "class": (attrs or {}).get("class", ""),
            "id": line_id(name, number),
            "aria-label": _("Answer %d") % number,
        }
        return self.line.render(name, text, {**self.line.attrs, **look})


class Measured(forms.TextInput):
    """A number with its unit after it, and a slider where it has one.

    The slider posts nothing: it moves the number, and stays hidden where no script does that.
    Until it is moved it has no place on its line: wherever it stood would look like an answer.
    """

    def __init__(
        self, unit: str, attrs: dict[str, Any] | None = None, *, slider: Slider | None = None
    ) -> None:
        super().__init__(attrs)
        self.unit, self.slider = unit, slider

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """The slider, the field and the unit, which is read out with the field."""
        all_attrs = dict(attrs or {})
        key = all_attrs.get("id", "")
        if describes := self._describes(key, all_attrs.get("aria-describedby", "")):
            all_attrs["aria-describedby"] = describes
        if self.slider:
            all_attrs["placeholder"] = " "  # the style sheet sees by it that nothing is written
        unit = format_html('<span class="unit" id="{}_unit">{}</span>', key, self.unit)
        return format_html(
            '{}<span class="measured">{}{}{}</span>',
            self.slider.drawn(key) if self.slider else "",
            super().render(name, value, all_attrs, renderer),
            unit if self.unit else "",
            self.slider.not_answered() if self.slider else "",
        )

    def _describes(self, key: str, others: str) -> str:
        """The ids of what is read out with the number."""
        ends = [f"{key}_lower", f"{key}_upper"] if self.slider else []
        unit = [f"{key}_unit"] if self.unit else []
        return " ".join([*others.split(), *unit, *ends])

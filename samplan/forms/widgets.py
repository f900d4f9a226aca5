"""The one control that Django lacks: several answers to one question, a line each."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class SeveralInputs(forms.Widget):
    """The same control once for each answer, and some more for those to come."""

    use_fieldset = True

    def __init__(self, line: forms.Widget, spare: int) -> None:
        super().__init__()
        self.line, self.spare = line, spare

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
        lines = [*given, *[""] * self.spare]
        return format_html(
            '<div class="several">{}</div>',
            format_html_join(
                "",
                "{}",
                ([self._line(name, text, n, attrs)] for n, text in enumerate(lines, start=1)),
            ),
        )

    def _line(self, name: str, text: str, number: int, attrs: dict[str, Any] | None) -> str:
        look = {"class": (attrs or {}).get("class", ""), "aria-label": _("Answer %d") % number}
        return self.line.render(name, text, {**self.line.attrs, **look})

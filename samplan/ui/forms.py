"""How Django draws forms here, and the fields that hold what people write."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.common.text import BadText, clean_text
from samplan.ui.components.fields import field
from samplan.ui.controls import drawn_control


class SamplanRenderer(DjangoTemplates):
    """Set FORM_RENDERER to this; needs django.forms among the installed apps.

    `{{ form }}` and `{{ form.name.as_field_group }}` use `field`; controls are drawn as text.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """The control, form or field that the template draws."""
        if template_name == self.field_template_name:
            return field(context["field"])  # all that its template does
        drawn = drawn_control(template_name, context["widget"]) if "widget" in context else None
        return super().render(template_name, context, request) if drawn is None else drawn


class TextField(forms.Field):
    """Text in one line, or in several with `rows`: composed, without what cannot be shown.

    Unlike Django's CharField it says what is wrong with a character and where it stands.
    `is_expected`: it can be saved empty on the way, yet is not said to be optional.
    """

    def __init__(
        self, *, longest: int, rows: int = 0, is_expected: bool = False, **options: Any
    ) -> None:
        attrs = {"maxlength": longest}
        widget = forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs)
        super().__init__(widget=options.pop("widget", widget), **options)
        self.longest, self.is_multiline, self.is_expected = longest, bool(rows), is_expected

    def to_python(self, value: Any) -> str:
        """The clean text; raises ValidationError with the sentence for the person."""
        if value in self.empty_values:
            return ""
        try:
            return clean_text(str(value), max_length=self.longest, multiline=self.is_multiline)
        except BadText as fault:
            raise ValidationError(_(fault.message) % fault.params) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Line breaks apart, as browsers send their own."""
        return str(initial or "").split() != str(data or "").split()


HOW_TO_WRITE_A_DAY = gettext_lazy("Write the day as 2026-12-17.")


class DayField(forms.DateField):
    """A day, chosen or written as 2026-12-17, within the years that anyone can mean."""

    def __init__(self, **options: Any) -> None:
        messages = {"required": gettext_lazy("Choose a day."), "invalid": HOW_TO_WRITE_A_DAY}
        messages |= options.pop("error_messages", {})
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=messages, **options)

    def clean(self, value: Any) -> date | None:
        """The day; the sentence for one that nobody means."""
        day: date | None = super().clean(value)
        if day is not None and not 1900 <= day.year <= 2100:
            raise ValidationError(HOW_TO_WRITE_A_DAY)
        return day

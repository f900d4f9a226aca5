"""What administrators fill in about when an item is shown."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ConditionForm(forms.Form):
    """When the item is shown, asked of one question."""

    way = forms.ChoiceField(label=_("Show only if the answer"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, *, ways: list[tuple[str, str]], value: forms.Field | None
    ) -> None:
        super().__init__(data)
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # a ChoiceField's
        if value is not None:
            self.fields["value"] = value

    def clean(self) -> None:
        """A comparison says with what."""
        super().clean()
        is_comparison = self.cleaned_data.get("way", "").startswith("value")
        missing = is_comparison and self.cleaned_data.get("value") is None
        if missing and not self.errors.get("value"):
            self.add_error("value", gettext("Say what the answer is compared with."))

    def written(self) -> Any:
        """What the answer is compared with, as FHIR writes it; None where nothing is."""
        return _as_fhir(self.cleaned_data.get("value"))


def _as_fhir(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def value_field(kind: str) -> forms.Field:
    """The field for what an answer of this type is compared with."""
    common: dict[str, Any] = {"label": _("Compared with"), "required": False}
    if kind == "integer":
        return forms.IntegerField(**common)
    if kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    if kind == "dateTime":
        return forms.DateTimeField(**common)
    if kind == "time":
        return forms.TimeField(**common)
    return forms.DecimalField(max_digits=12, decimal_places=4, localize=True, **common)

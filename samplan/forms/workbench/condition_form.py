"""What administrators fill in about when an item is shown."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]
OF_ANSWERS = ("is", "not")


class ConditionForm(forms.Form):
    """When the item is shown, asked of one question."""

    way = forms.ChoiceField(label=_("Show only if the answer"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, *, ways: Choices, answers: Choices, value: forms.Field | None
    ) -> None:
        super().__init__(data)
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # a ChoiceField's
        if answers:
            self.fields["way"].initial = "is"
            self.fields["answers"] = forms.MultipleChoiceField(
                label=_("Answers"),
                choices=answers,
                widget=forms.CheckboxSelectMultiple,
                required=data is None or data.get("way", "is") in OF_ANSWERS,
                error_messages={"required": _("Choose at least one answer.")},
            )
        if value is not None:
            self.fields["value"] = value

    def clean(self) -> None:
        """A comparison says with what."""
        super().clean()
        way = self.cleaned_data.get("way", "")
        missing = way.startswith("value") and self.cleaned_data.get("value") is None
        if missing and not self.errors.get("value"):
            self.add_error("value", gettext("Say what the answer is compared with."))

    def chosen(self) -> list[str]:
        """The conditions that are chosen, one for each answer, as `asking.condition` takes them."""
        way = self.cleaned_data["way"]
        answers = self.cleaned_data.get("answers", ())
        return [f"{way}-{each}" for each in answers] if way in OF_ANSWERS else [way]

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

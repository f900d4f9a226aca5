"""What administrators fill in about their clinic and its people."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.common.text import BadText, clean_text
from samplan.organisations.models import Role

LONG = 4000


class PlainText(forms.CharField):
    """A text that can be stored and reads as it looks."""

    def __init__(self, *, is_long: bool = False, **options: Any) -> None:
        if is_long:
            options.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=LONG if is_long else 200, **options)
        self.is_long = is_long

    def clean(self, value: Any) -> str:
        """The text, cleaned; refused in plain words."""
        try:
            limit = LONG if self.is_long else 200
            text = clean_text(str(value or ""), max_length=limit, multiline=self.is_long)
        except BadText as fault:
            raise forms.ValidationError(_(fault.message), params=fault.params) from None
        return str(super().clean(text))


class ClinicForm(forms.Form):
    """Name and texts of a clinic, as patients read them."""

    name = PlainText(label=_("Name"), help_text=_("The one name that is used everywhere."))
    care_kind = PlainText(
        label=_("Kind of clinic"),
        help_text=_("In plain words, for those who search: Health centre, Heart clinic."),
        required=False,
    )
    town = PlainText(label=_("Town"), required=False)
    phone = PlainText(label=_("Phone"), required=False)
    phone_hours = PlainText(
        label=_("Phone hours"),
        help_text=_("Made from the hours of each weekday, once those are filled in."),
        required=False,
    )
    opening_hours = PlainText(
        label=_("Opening hours"),
        help_text=_("Made from the hours of each weekday, once those are filled in."),
        required=False,
    )
    address = PlainText(label=_("Address"), required=False)
    directions = PlainText(label=_("How to find the clinic"), required=False, is_long=True)
    fees = PlainText(label=_("Fees"), required=False, is_long=True)
    welcome = PlainText(label=_("Words of welcome"), required=False, is_long=True)


class NewClinicForm(ClinicForm):
    """A new clinic, with its HSA-id."""

    hsa_id = PlainText(label=_("HSA-id"))
    field_order = ["name", "hsa_id"]


class RoleForm(forms.Form):
    """A person and a role from a day."""

    hsa_id = PlainText(label=_("HSA-id"), help_text=_("For example SE2321000000-ABCD."))
    given_name = PlainText(label=_("Given name"))
    family_name = PlainText(label=_("Family name"))
    title = PlainText(label=_("Title"), help_text=_("As patients read it: Heart nurse."))
    role = forms.ChoiceField(label=_("Role"))
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave empty for until further notice."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, *, roles: Iterable[Role], **options: Any) -> None:
        super().__init__(data, **options)
        field = cast(forms.ChoiceField, self.fields["role"])
        field.choices = [(role.value, role.label) for role in roles]


class EndRoleForm(forms.Form):
    """The last day of a role."""

    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

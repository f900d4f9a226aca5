"""What administrators fill in about their clinic and its people."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.organisations.models import Role
from samplan.ui.forms import DayField, TextField

SHORT, LONG = 200, 4000


class ClinicForm(forms.Form):
    """Name and texts of a clinic, as patients read them."""

    name = TextField(
        label=_("Name"), help_text=_("The one name that is used everywhere."), longest=SHORT
    )
    care_kind = TextField(
        label=_("Kind of clinic"),
        help_text=_("In plain words, for those who search: Health centre, Heart clinic."),
        required=False,
        longest=SHORT,
    )
    town = TextField(label=_("Town"), required=False, longest=SHORT)
    phone = TextField(label=_("Phone"), required=False, longest=SHORT)
    phone_hours = TextField(
        label=_("Phone hours"),
        help_text=_("Made from the hours of each weekday, once those are filled in."),
        required=False,
        longest=SHORT,
    )
    opening_hours = TextField(
        label=_("Opening hours"),
        help_text=_("Made from the hours of each weekday, once those are filled in."),
        required=False,
        longest=SHORT,
    )
    address = TextField(label=_("Address"), required=False, longest=SHORT)
    directions = TextField(label=_("How to find the clinic"), required=False, longest=LONG, rows=4)
    fees = TextField(label=_("Fees"), required=False, longest=LONG, rows=4)
    welcome = TextField(label=_("Words of welcome"), required=False, longest=LONG, rows=4)


class NewClinicForm(ClinicForm):
    """A new clinic, with its HSA-id."""

    hsa_id = TextField(label=_("HSA-id"), longest=SHORT)
    field_order = ["name", "hsa_id"]


class RoleForm(forms.Form):
    """A person and a role from a day."""

    hsa_id = TextField(
        label=_("HSA-id"), help_text=_("For example SE2321000000-ABCD."), longest=SHORT
    )
    given_name = TextField(label=_("Given name"), longest=SHORT)
    family_name = TextField(label=_("Family name"), longest=SHORT)
    title = TextField(
        label=_("Title"), help_text=_("As patients read it: Heart nurse."), longest=SHORT
    )
    role = forms.ChoiceField(label=_("Role"))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Leave empty for until further notice."),
        required=False,
    )

    def __init__(self, data: Any = None, *, roles: Iterable[Role], **options: Any) -> None:
        super().__init__(data, **options)
        field = cast(forms.ChoiceField, self.fields["role"])
        field.choices = [(role.value, role.label) for role in roles]


class EndRoleForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(label=_("Last day"))

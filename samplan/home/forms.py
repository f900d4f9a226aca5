"""What patients fill in about their care contacts."""

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.organisations.models import Organisation
from samplan.ui.forms import TextField

ASKED = "mottagning"  # in an address: the clinic that one comes from to ask


class ChangeForm(forms.Form):
    """Why, in the patient's own words."""

    reason = TextField(
        label=_("Tell us in your own words"),
        help_text=_("Staff at the clinic read this."),
        error_messages={"required": _("Write a few words, so that the clinic can help.")},
        longest=1000,
        rows=4,
    )


class AskForm(ChangeForm):
    """Which clinic, and why."""

    asked_clinic = forms.ChoiceField(
        label=_("Clinic"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a clinic."),
            "invalid_choice": _("Choose a clinic that you go to."),
        },
    )
    field_order = ("asked_clinic", "reason")

    def __init__(self, *args: Any, clinics: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(forms.ChoiceField, self.fields["asked_clinic"])
        field.choices = [(str(each.pk), each.name) for each in clinics]
        if len(field.choices) == 1:
            self.initial["asked_clinic"] = field.choices[0][0]

    @property
    def clinic_id(self) -> uuid.UUID:
        """The clinic that was chosen."""
        return uuid.UUID(self.cleaned_data["asked_clinic"])

"""What staff fill in to find a patient."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.common.identity import BadIdentityNumber, IdentityNumber, parse_identity_number
from samplan.ui.forms import TextField


class NumberForm(forms.Form):
    """A whole identity number, in any of the ways that people write it."""

    number = TextField(
        label=gettext_lazy("Whole identity number"),
        help_text=gettext_lazy("Twelve digits. The search is logged."),
        error_messages={
            "required": gettext_lazy("Enter an identity number, for example 19121212-1212.")
        },
        longest=40,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["number"].widget.attrs |= {"autocomplete": "off", "inputmode": "numeric"}

    def clean_number(self) -> IdentityNumber:
        """The checked number; the sentence where it is none."""
        try:
            return parse_identity_number(self.cleaned_data["number"], on=self.today)
        except BadIdentityNumber as fault:
            raise ValidationError(_(fault.message) % fault.params) from None


class SearchForm(forms.Form):
    """Which of the clinic's patients to list. Posted: a name never stands in an address."""

    name = TextField(label=gettext_lazy("Name"), longest=80)

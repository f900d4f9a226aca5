"""Choosing a day list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.visits.daylist import NotADayList
from samplan.visits.daylist.table import LARGEST


class DayListForm(forms.Form):
    """A CSV file, read whole."""

    file = forms.FileField(
        label=_("Day list"),
        help_text=_("A CSV file from the booking system, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    def clean_file(self) -> bytes:
        """The bytes; a file that is too large is not read."""
        file: Any = self.cleaned_data["file"]
        if file.size > LARGEST:
            too_large = NotADayList("too_large", megabytes=LARGEST // (1024 * 1024))
            raise ValidationError(gettext(too_large.message) % too_large.params)
        return bytes(file.read())

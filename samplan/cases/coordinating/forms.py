"""What a care contact writes to the others."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.ui.forms import TextField

LONGEST = 4_000


class WriteForm(forms.Form):
    """The message, under a key of the page's own."""

    body = TextField(
        label=_("Write to the other care contacts"),
        help_text=_("The patient reads this too. Write so that it can be read by both."),
        longest=LONGEST,
        rows=5,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

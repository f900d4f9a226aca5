"""What a person sets for oneself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.accounts.models import TextSize


class TextSizeForm(forms.Form):
    """How large the text is to be."""

    text_size = forms.ChoiceField(
        label=_("Text size"),
        help_text=_("Holds on every page, also when you log in another time."),
        choices=TextSize.choices,
        widget=forms.RadioSelect,
    )

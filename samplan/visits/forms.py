"""What patients and staff fill in about visits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.visits.models import TimeChangeKind


class TimeChangeForm(forms.Form):
    """Cancel, or ask for another time."""

    kind = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=TimeChangeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to cancel or to ask for another time.")},
    )
    wishes = forms.CharField(
        label=_("Which times suit you?"),
        help_text=_("For example: mornings, or not on Tuesdays. Only when you ask for another."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label=_("Do you want to say why?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    is_sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def is_to_confirm(self) -> bool:
        """A cancelled time cannot be had back, so one is asked again."""
        return self.is_cancelling and not self.cleaned_data["is_sure"]

    @property
    def is_cancelling(self) -> bool:
        """Cancel rather than ask for another."""
        return str(self.cleaned_data["kind"]) == TimeChangeKind.CANCEL.value

    @property
    def reason_text(self) -> str:
        """Why, in the patient's words; may be empty."""
        return str(self.cleaned_data["reason"])

    @property
    def wishes_text(self) -> str:
        """Which times suit, in the patient's words; may be empty."""
        return str(self.cleaned_data["wishes"])

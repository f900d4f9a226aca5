"""What administrators fill in about a form as a whole."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.publishing import NOTICE
from samplan.ui.forms import TextField

LONGEST_TITLE = 120


class NewForm(forms.Form):
    """The name of a new form."""

    title = TextField(
        label=_("Name of the form"),
        help_text=_("As the patient reads it, for example: Questions before your visit."),
        longest=LONGEST_TITLE,
    )


class PublishForm(forms.Form):
    """Which revision of the draft is published, and when followers take it by themselves."""

    over = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    followed_on = forms.DateField(
        label=_("Followers get it by themselves on"),
        help_text=_("They see at once what is new and can take it earlier."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, data: QueryDict | None, *, draft: QuestionnaireVersion, today: date) -> None:
        initial = {"over": draft.revision, "followed_on": today + NOTICE}
        super().__init__(data, initial=initial)

    def facts(self) -> dict[str, Any]:
        """What the action is told."""
        return dict(self.cleaned_data)

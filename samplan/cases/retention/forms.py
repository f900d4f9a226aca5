"""What is filled in about how long cases are kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.cases.models import FEWEST_DAYS, RemovedKind
from samplan.cases.retention.decisions import Decision
from samplan.ui.forms import DayField, TextField

MOST_DAYS_KEPT = 36_500


class HoldForm(forms.Form):
    """Why a case is kept."""

    reason = TextField(label=_("Why it is kept"), longest=500)


class DecisionForm(forms.Form):
    """What the region has decided."""

    kind = forms.ChoiceField(label=_("Which cases"), choices=RemovedKind.choices)
    after_days = forms.IntegerField(
        label=_("Removed this many days after they were ended"),
        help_text=_("Leave it empty to remove nothing of that kind. At least 90 days."),
        min_value=FEWEST_DAYS,
        max_value=MOST_DAYS_KEPT,
        required=False,
    )
    from_on = DayField(label=_("Holds from"))
    decided_by = TextField(
        label=_("Decided by"), help_text=_("The board or the post."), longest=200
    )
    reference = TextField(
        label=_("Reference to the decision"),
        help_text=_("Its number in the region's own register."),
        longest=200,
    )

    is_sure = forms.BooleanField(
        label=_("It is as the region has decided"),
        error_messages={
            "required": _("Tick this when all is right: a decision is never changed afterwards.")
        },
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"from_on": today})

    def decision(self) -> Decision:
        """What is filled in, once it is valid."""
        told = self.cleaned_data
        return Decision(
            kind=RemovedKind(told["kind"]),
            after_days=told["after_days"],
            from_on=told["from_on"],
            reference=told["reference"],
            decided_by=told["decided_by"],
        )

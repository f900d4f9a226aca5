"""What staff fill in to choose patients by a selection: which days, and under what name."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.cases.models import SavedSelection
from samplan.cases.sends.forms import let_choose
from samplan.cases.sends.periods import Period, days_of
from samplan.cases.sends.selections import Selection, Span
from samplan.ui.forms import DayField

LONGEST_NAME = 60
Ways: TypeAlias = Mapping[str, tuple[Selection, Sequence[tuple[str, str]]]]


class SelectionFields(forms.Form):
    """The part of a form for whoever chooses by one of the `selections`, or by one that is
    `saved`, as its field `who` says. Days are reckoned from `today`."""

    period = forms.ChoiceField(
        label=_("Which days?"),
        choices=[*Period.choices, ("", _("Days that I choose"))],
        widget=forms.RadioSelect,
        required=False,
    )
    first = DayField(label=_("From the day"), required=False)
    last = DayField(label=_("To the day"), required=False)
    save_as = forms.CharField(
        label=_("Save the selection as"),
        help_text=_("Next time you choose it by its name. One of the same name is replaced."),
        required=False,
        max_length=LONGEST_NAME,
    )
    selections: Ways
    saved: Mapping[str, SavedSelection]
    today: date

    def let_narrow(self) -> None:
        """A field for each selection that can be narrowed."""
        for key, (each, choices) in self.selections.items():
            self.fields[f"choice-{key}"] = forms.ChoiceField(
                label=each.choice_label, required=False
            )
            let_choose(self, f"choice-{key}", [("", gettext("All")), *choices])

    @property
    def narrowed(self) -> list[forms.BoundField]:
        """What selections can be narrowed to."""
        return [self[f"choice-{key}"] for key in self.selections]

    @property
    def has_saved(self) -> bool:
        """The clinic has saved a selection."""
        return bool(self.saved)

    def check_days(self) -> None:
        """A period or both days, in their order; only a period is saved."""
        if self.cleaned_data.get("period"):
            return
        if self.cleaned_data.get("save_as"):
            words = gettext("Choose a period to save: chosen days mean nothing another week.")
            self.add_error("period", words)
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        for name, day in (("first", first), ("last", last)):
            if day is None and name not in self.errors:
                self.add_error(name, gettext("Choose a day."))
        if first and last and last < first:
            self.add_error("last", gettext("The last day is before the first."))

    @property
    def chosen(self) -> tuple[str, Span]:
        """The selection by its key, between which days, and what it is narrowed to."""
        said = self.cleaned_data
        saved = self.saved.get(said["who"])
        if saved is not None:
            first, last = days_of(Period(saved.period), self.today)
            return saved.key, Span(first=first, last=last, choice=saved.choice)
        days = (said["first"], said["last"])
        first, last = days_of(Period(said["period"]), self.today) if said["period"] else days
        return said["who"], Span(first=first, last=last, choice=said[f"choice-{said['who']}"])

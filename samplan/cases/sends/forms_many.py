"""What staff fill in to say to which of the clinic's patients they send."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.cases.models import SavedSelection
from samplan.cases.sends.forms import SendForm, let_choose
from samplan.cases.sends.forms_selection import SelectionFields
from samplan.cases.sends.reading import LARGEST, Named, NotAList, numbers_in, numbers_in_file
from samplan.cases.sends.selections import Selection
from samplan.common.delimited import NotDelimited

NUMBERS, FILE, KEPT, SAVED = "numbers", "file", "kept", "saved:"


class SendToManyForm(SelectionFields, SendForm):
    """What is sent, and to whom: those of a list, or of one of the `selections`, which can be
    `saved` under a name; or of those whom a send that is changed is for already, which `kept` says
    in words."""

    who = forms.ChoiceField(
        label=_("To whom?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose to whom you send.")},
    )
    numbers = forms.CharField(
        label=_("Identity numbers"),
        help_text=_("One on each line. You can paste whole rows from a spreadsheet."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LARGEST,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV file with one identity number on each row, at most 5 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        allow_empty_file=True,
    )
    field_order = (
        *("offering", "kind", "title", "body"),
        *("who", NUMBERS, FILE, "period", "first", "last", "remind_after", "call_after"),
    )

    def __init__(
        self,
        *args: Any,
        selections: dict[str, tuple[Selection, Sequence[tuple[str, str]]]],
        today: date,
        saved: Sequence[SavedSelection] = (),
        kept: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.today, self.selections = today, selections
        self.saved = {f"{SAVED}{each.pk}": each for each in saved}
        self._expect("offering", NUMBERS, FILE, "period", "first", "last")
        known = [(key, each.label) for key, (each, _choices) in selections.items()]
        fixed = [(NUMBERS, gettext("A list that I paste")), (FILE, gettext("A file"))]
        same = [(KEPT, gettext("The same as now: %(who)s") % {"who": kept})] if kept else []
        named = [(key, each.name) for key, each in self.saved.items()]
        let_choose(self, "who", [*same, *named, *fixed, *known])
        self.let_narrow()

    def _expect(self, *names: str) -> None:
        """One of these is needed, or means something empty: none is said to be optional."""
        for name in names:
            self.fields[name].is_expected = True  # type: ignore[attr-defined]  # the label asks for it

    def clean(self) -> None:
        """A list needs numbers, a selection its days."""
        super().clean()
        who = self.cleaned_data.get("who")
        if who in {NUMBERS, FILE}:
            self._read(who)
        elif who in self.selections:
            self.check_days()

    def _read(self, who: str) -> None:
        try:
            self.cleaned_data["named"] = self._named(who)
        except (NotAList, NotDelimited) as fault:
            self.add_error(who, gettext(fault.message) % fault.params)

    def _named(self, who: str) -> list[Named]:
        if who == NUMBERS:
            return numbers_in(self.cleaned_data.get("numbers") or "", today=self.today)
        file = self.cleaned_data.get("file")
        if file is not None and file.size > LARGEST:
            self.add_error("file", gettext("The file is larger than 5 MB."))
            return []
        return numbers_in_file(bytes(file.read()) if file else b"", today=self.today)

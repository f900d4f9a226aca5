"""What staff fill in to send to many."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.cases.models import Offering
from samplan.cases.sends.drawing_up import NewSend
from samplan.cases.sends.following_up import MOST_DAYS
from samplan.cases.sends.reading import (
    LARGEST,
    Named,
    NotAList,
    numbers_in,
    numbers_in_file,
)
from samplan.cases.sends.selections import Selection, Span
from samplan.common.dates import NonexistentTime, at_local
from samplan.common.delimited import NotDelimited
from samplan.contacts.fields import DayField
from samplan.ui.forms import TextField

NUMBERS, FILE = "numbers", "file"
LONGEST_BODY: Final = 10_000


class NewSendForm(forms.Form):
    """What is sent, to whom, and what happens where it is not answered.

    Without `selections` the receiver is known already.
    """

    offering = forms.ChoiceField(label=_("What do you send?"), required=False)
    kind = forms.ChoiceField(
        label=_("Is it to be answered?"),
        choices=[("question", _("Yes, it is a question")), ("information", _("No, it informs"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is to be answered.")},
    )
    title = TextField(
        label=_("Heading"),
        help_text=_("Empty: the name of what you send."),
        required=False,
        is_expected=True,
        longest=120,
        rows=1,
    )
    body = TextField(
        label=_("Message to the patient"),
        help_text=_("Empty: what the patient is told that it is for."),
        required=False,
        is_expected=True,
        longest=LONGEST_BODY,
        rows=6,
    )
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
    first = DayField(label=_("From the day"), required=False)
    last = DayField(label=_("To the day"), required=False)
    remind_after = forms.IntegerField(
        label=_("Remind after, days"),
        help_text=_("Empty: no reminder."),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
    )
    call_after = forms.IntegerField(
        label=_("Let the clinic call after, days"),
        help_text=_("Whoever has not answered by then stands among what the clinic has to do."),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
    )

    def __init__(
        self,
        *args: Any,
        offerings: Iterable[Offering],
        selections: dict[str, tuple[Selection, Sequence[tuple[str, str]]]] | None,
        today: date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.today, self.offerings = today, {str(each.pk): each for each in offerings}
        offered = [(key, each.version.title) for key, each in self.offerings.items()]
        words_of_ones_own = ("", gettext("A message that you write yourself"))
        self._let_choose("offering", [words_of_ones_own, *offered])
        self.selections = selections or {}
        if selections is None:
            for name in ("who", "numbers", "file", "first", "last"):
                del self.fields[name]
            return
        self._expect(NUMBERS, FILE, "first", "last")
        known = [(key, each.label) for key, (each, _choices) in selections.items()]
        fixed = [(NUMBERS, gettext("A list that I paste")), (FILE, gettext("A file"))]
        self._let_choose("who", [*fixed, *known])
        for key, (each, choices) in selections.items():
            narrowed = forms.ChoiceField(label=each.choice_label, required=False)
            self.fields[f"choice-{key}"] = narrowed
            self._let_choose(f"choice-{key}", [("", gettext("All")), *choices])

    @property
    def of_what(self) -> list[forms.BoundField]:
        """What is sent."""
        return [self[name] for name in ("offering", "kind", "title", "body")]

    @property
    def of_selection(self) -> list[forms.BoundField]:
        """What a selection goes by."""
        names = ["first", "last", *(f"choice-{key}" for key in self.selections)]
        return [self[name] for name in names]

    @property
    def of_silence(self) -> list[forms.BoundField]:
        """What happens without an answer."""
        return [self[name] for name in ("remind_after", "call_after")]

    def _expect(self, *names: str) -> None:
        """One of these is needed, so that none of them is said to be optional."""
        for name in names:
            self.fields[name].is_expected = True  # type: ignore[attr-defined]  # the label asks for it

    def _let_choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> None:
        """Words of one's own need both a heading and a text; a list needs numbers."""
        super().clean()
        said = self.cleaned_data
        if not said.get("offering"):
            for name in ("title", "body"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Write this when you write the message yourself."))
        who = said.get("who")
        if who in {NUMBERS, FILE}:
            self._read(who)
        elif who:
            self._check_days()

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

    def _check_days(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        for name, day in (("first", first), ("last", last)):
            if day is None and name not in self.errors:
                self.add_error(name, gettext("Choose a day."))
        if first and last and last < first:
            self.add_error("last", gettext("The last day is before the first."))

    @property
    def offering_chosen(self) -> Offering | None:
        """One of the clinic's types, or None for words of one's own."""
        return self.offerings.get(self.cleaned_data["offering"])

    @property
    def span(self) -> Span:
        """Between which days, and what it is narrowed to."""
        said = self.cleaned_data
        return Span(first=said["first"], last=said["last"], choice=said[f"choice-{said['who']}"])

    def new_send(self, receivers: str) -> NewSend:
        """What is to be sent."""
        said, offering = self.cleaned_data, self.offering_chosen
        version = offering.version if offering is not None else None
        return NewSend(
            title=said["title"] or (version.title if version else ""),
            body=said["body"] or (version.what_for if version else ""),
            is_question=said["kind"] == "question" and (version is None or version.is_answerable),
            offering=offering,
            remind_after=said["remind_after"],
            call_after=said["call_after"],
            receivers=receivers,
        )


class ScheduleForm(forms.Form):
    """When a send goes by itself."""

    when: datetime  # the moment, once it is valid
    day = DayField(label=_("Day"))
    clock = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def clean(self) -> None:
        """Not within the hour that spring leaves out."""
        super().clean()
        if not self.errors:
            try:
                self.when = at_local(self.cleaned_data["day"], self.cleaned_data["clock"])
            except NonexistentTime as fault:
                said = gettext(fault.message) % fault.params
                self.add_error("clock", forms.ValidationError(said, code=fault.code))

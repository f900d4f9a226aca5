"""What staff fill in to send to many."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.cases.models import Offering
from samplan.cases.sends.drawing_up import NewSend
from samplan.cases.sends.following_up import MOST_DAYS
from samplan.common.dates import NonexistentTime, at_local
from samplan.ui.forms import DayField, TextField

LONGEST_BODY: Final = 10_000


class SendForm(forms.Form):
    """What is sent, and what happens where it is not answered; the receiver is known already."""

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

    def __init__(self, *args: Any, offerings: Iterable[Offering], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offerings = {str(each.pk): each for each in offerings}
        offered = [(key, each.version.title) for key, each in self.offerings.items()]
        words_of_ones_own = ("", gettext("A message that you write yourself"))
        let_choose(self, "offering", [words_of_ones_own, *offered])

    @property
    def of_what(self) -> list[forms.BoundField]:
        """What is sent."""
        return [self[name] for name in ("offering", "kind", "title", "body")]

    @property
    def of_silence(self) -> list[forms.BoundField]:
        """What happens without an answer."""
        return [self[name] for name in ("remind_after", "call_after")]

    def clean(self) -> None:
        """Words of one's own need both a heading and a text; nobody is called before reminded."""
        super().clean()
        said = self.cleaned_data
        if not said.get("offering"):
            for name in ("title", "body"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, gettext("Write this when you write the message yourself."))
        remind, call = (said.get(name) for name in ("remind_after", "call_after"))
        if remind is not None and call is not None and call <= remind:
            self.add_error("call_after", gettext("Choose more days than until the reminder."))

    @property
    def offering_chosen(self) -> Offering | None:
        """One of the clinic's types, or None for words of one's own."""
        return self.offerings.get(self.cleaned_data["offering"])

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


def let_choose(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Give the form's field its choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


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

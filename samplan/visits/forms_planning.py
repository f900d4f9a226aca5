"""What staff fill in about one visit: planning and correcting it, cancelling, answering wishes."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.bookings.models import Resource
from samplan.common.dates import NonexistentTime, at_local, local
from samplan.common.ids import uuid7
from samplan.ui.forms import TextField
from samplan.visits.actions.planning import FROM_TYPE
from samplan.visits.forms_types import PLACE_HINT, SEND_HINT, MinutesField
from samplan.visits.models import Mode, Send, Visit, VisitType

LONGEST_AHEAD: Final = timedelta(days=5 * 366)
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
CLOCKS = ["%H:%M", "%H.%M", "%H:%M:%S"]


class WhoseForm(forms.Form):
    """Whose free times are to be shown; the names of fields stand in the address."""

    hos = forms.ChoiceField(label=_("With"))

    def __init__(self, resources: Iterable[Resource], shown: Resource) -> None:
        super().__init__(initial={"hos": shown.pk.hex}, auto_id="%s")
        choices = [(each.pk.hex, each.name) for each in resources]
        cast(forms.ChoiceField, self.fields["hos"]).choices = choices


class TimeForm(forms.Form):
    """A day and a time by the clock in Sweden, and whom one meets."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as 2026-12-17."),
        },
    )
    clock = forms.TimeField(
        label=_("Time"),
        input_formats=CLOCKS,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Write the time as 10:30.")},
    )
    resource = forms.ChoiceField(
        label=_("Whom the patient meets"),
        error_messages={
            "required": _("Choose whom the patient meets."),
            "invalid_choice": _("Choose someone at the same clinic as the visit."),
        },
    )

    def __init__(
        self, *args: Any, at: datetime, resources: Sequence[Resource], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.at = at
        self.resources = {str(resource.pk): resource for resource in resources}
        field = cast(forms.ChoiceField, self.fields["resource"])
        names = [(key, resource.name) for key, resource in self.resources.items()]
        field.choices = [("", gettext("Choose")), *names]

    def clean(self) -> None:
        """The day and the time are one moment, and it is to come."""
        super().clean()
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day is None or clock is None:
            return
        today = local(self.at).date()
        if not today <= day <= today + LONGEST_AHEAD:
            self.add_error("day", self._wrong_day(is_past=day < today))
            return
        try:
            self.cleaned_data["starts_at"] = at_local(day, clock)
        except NonexistentTime as fault:
            self.add_error("clock", gettext(fault.message) % fault.params)
            return
        if self.cleaned_data["starts_at"] <= self.at:
            self.add_error("clock", self._wrong_day(is_past=True))

    @staticmethod
    def _wrong_day(*, is_past: bool) -> str:
        if is_past:
            return gettext("That time has passed. Choose a later one.")
        return gettext("Choose a day within the next five years.")

    @property
    def starts_at(self) -> datetime:
        """The moment, in UTC."""
        return cast(datetime, self.cleaned_data["starts_at"])

    @property
    def chosen(self) -> Resource:
        """Whom or what is booked."""
        return self.resources[self.cleaned_data["resource"]]

    @staticmethod
    def time_of(visit: Visit) -> dict[str, Any]:
        """What the form shows of a visit."""
        here = local(visit.starts_at)
        return {
            "day": here.date(),
            "clock": here.time(),
            "resource": str(visit.appointment.resource_id),
        }


class VisitForm(TimeForm):
    """All that the summons says, and what is sent."""

    minutes = MinutesField()
    mode = forms.ChoiceField(label=_("How you meet"), choices=Mode.choices)
    place = TextField(label=_("Place"), help_text=PLACE_HINT, required=False, longest=200)
    purpose = TextField(label=_("Purpose"), longest=300)
    send = forms.ChoiceField(
        label=_("What to send"),
        help_text=SEND_HINT,
        choices=Send.choices,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language of the summons"), choices=LANGUAGES)
    before = TextField(label=_("Before the visit"), required=False, longest=4000, rows=4)
    during = TextField(label=_("During the visit"), required=False, longest=4000, rows=3)
    after = TextField(label=_("After the visit"), required=False, longest=4000, rows=3)
    cost = TextField(label=_("Cost"), required=False, longest=200)
    late_cancel_hours = forms.IntegerField(
        label=_("Latest cancellation, hours before"), min_value=0, max_value=1000
    )
    late_cancel_fee = TextField(label=_("Fee for late cancellation"), required=False, longest=200)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, visit_type: VisitType, **options: Any) -> None:
        super().__init__(*args, **options)
        if visit_type.questionnaire_id is None:
            cast(forms.ChoiceField, self.fields["send"]).choices = Send.choices[:1]
        known = dict(LANGUAGES)
        spoken = self.initial.get("language", "sv")
        if spoken not in known:
            more = (spoken, gettext("%(code)s (texts in Swedish)") % {"code": spoken})
            cast(forms.ChoiceField, self.fields["language"]).choices = [*LANGUAGES, more]

    def texts(self) -> dict[str, Any]:
        """The fields of the visit that stand in the form."""
        return {name: self.cleaned_data[name] for name in FROM_TYPE if name in self.cleaned_data}

    @staticmethod
    def of_type(visit_type: VisitType, *, language: str) -> dict[str, Any]:
        """What the form shows when a type has been chosen."""
        own = {name: getattr(visit_type, name) for name in FROM_TYPE}
        return own | {"language": language, "key": uuid7()}

    @staticmethod
    def of_visit(visit: Visit) -> dict[str, Any]:
        """What the form shows of a visit to correct."""
        own = {name: getattr(visit, name) for name in FROM_TYPE}
        return own | TimeForm.time_of(visit) | {"language": visit.language}


class CancelForm(forms.Form):
    """Why the clinic cancels: the patient reads it."""

    reason = TextField(
        label=_("Why is the visit cancelled?"),
        help_text=_("The patient reads this. Say also what happens now."),
        error_messages={"required": _("Write to the patient why.")},
        longest=1000,
        rows=4,
    )


class TimeAnswerForm(TimeForm):
    """The answer to a wish for another time: a new one, or words about why not."""

    outcome = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("new", _("Give a new time")), ("keep", _("Keep the time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a new time or to keep the time.")},
    )
    answer = TextField(
        label=_("Words to the patient"),
        help_text=_("Needed when the time stays."),
        required=False,
        longest=1000,
        rows=3,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data and self.data.get("outcome") != "new":
            for name in ("day", "clock", "resource"):
                self.fields[name].required = False

    def clean(self) -> None:
        """A time where a new one is given; words where the old one stays."""
        if self.is_new:
            super().clean()
        elif not self.cleaned_data.get("answer") and "outcome" in self.cleaned_data:
            self.add_error("answer", gettext("Write to the patient why."))

    @property
    def is_new(self) -> bool:
        """A new time is given."""
        return self.cleaned_data.get("outcome") == "new"


def key_of(form: VisitForm) -> str | None:
    """What makes two posts of one form one visit."""
    key: uuid.UUID | None = form.cleaned_data.get("key")
    return f"form:{key}" if key else None

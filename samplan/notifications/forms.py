"""What a person says about how to be told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.common.phones import mobile_number
from samplan.notifications.channels.choosing import is_open
from samplan.notifications.models import Preference, Subject, Wanted, Way
from samplan.notifications.recipients import ways_to
from samplan.patients.models import Patient
from samplan.ui.forms import TextField

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
NEEDS = {
    Wanted.MAIL.value: gettext_lazy("Give your e-mail address first, or choose something else."),
    Wanted.SMS.value: gettext_lazy("Give your mobile number first, or choose something else."),
    Wanted.PUSH.value: gettext_lazy("Add a device first, or choose something else."),
}


class PreferenceForm(forms.Form):
    """One choice for each subject, and the language."""

    def __init__(
        self, *args: Any, preference: Preference, person: Patient, has_device: bool
    ) -> None:
        super().__init__(*args)
        self.ways = {way.value for way in ways_to(person, has_device=has_device)}
        closed = {way.value for way in Way if not is_open(way)}
        choices = [each for each in Wanted.choices if each[0] not in closed]
        for subject in Subject:
            self.fields[subject.value] = forms.ChoiceField(
                label=subject.label,
                choices=choices,
                widget=forms.RadioSelect,
                initial=preference.wanted(subject).value,
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of what we send"),
            choices=LANGUAGES,
            widget=forms.RadioSelect,
            initial="en" if person.language.startswith("en") else "sv",
        )

        self._add_hours(preference)

    def _add_hours(self, preference: Preference) -> None:
        hours = [(str(hour), f"{hour:02}") for hour in range(24)]
        each = ("", _("Each message when it comes"))
        for name, label, choices in (
            ("quiet_from", _("Quiet hours begin at"), hours),
            ("quiet_until", _("Quiet hours end at"), hours),
            ("digest_hour", _("One message a day, at"), [each, *hours]),
        ):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=name != "digest_hour",
                initial=getattr(preference, name),
            )
        self.fields["quiet_until"].help_text = _(
            "SMS and reminders wait until then. The same hour twice means no quiet hours."
        )

    def clean(self) -> dict[str, Any]:
        """A way needs an address, where there is any to choose instead of silence."""
        for subject in Subject:
            chosen = self.cleaned_data.get(subject.value)
            if chosen in NEEDS and chosen not in self.ways:
                self.add_error(subject.value, NEEDS[chosen])
        return self.cleaned_data


class MailForm(forms.Form):
    """A mail address."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class MobileForm(forms.Form):
    """A mobile number."""

    address = TextField(
        label=gettext_lazy("Your mobile number"),
        help_text=gettext_lazy("For example 070-174 06 05, or with the country first: +47."),
        longest=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel", "maxlength": 30}),
    )

    def clean_address(self) -> str:
        """The number as gateways want it."""
        number = mobile_number(self.cleaned_data["address"])
        if not number:
            raise ValidationError(_("That is not a mobile number. Check the digits."))
        return number


class CodeForm(forms.Form):
    """The six digits; spaces that came along are passed over."""

    code = TextField(
        label=gettext_lazy("The six digits that you got"),
        longest=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20}
        ),
    )

    def clean_code(self) -> str:
        """Without spaces."""
        return "".join(self.cleaned_data["code"].split())

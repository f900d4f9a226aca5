"""The fields that forms about contacts share."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.contacts.hours import BadHours, read_week
from samplan.organisations.models import StaffMember
from samplan.ui.forms import TextField


class HoursField(TextField):
    """Hours of the week in a line; becomes seven texts, Monday first."""

    def clean(self, value: Any) -> Any:
        """The seven texts; the sentence where they cannot be read."""
        try:
            return read_week(super().clean(value))
        except BadHours as fault:
            raise ValidationError(gettext(fault.message) % fault.params) from None


class PersonField(forms.ChoiceField):
    """Someone who works at the clinic; the choices are set when the form is made."""

    def __init__(self, **options: Any) -> None:
        sentence = _("Choose someone who works here.")
        messages = {"required": sentence, "invalid_choice": sentence}
        super().__init__(error_messages=messages, **options)

    def let_choose(self, people: Iterable[StaffMember], *, nobody: str = "") -> None:
        """Offer these, after `nobody` where that is a choice."""
        named = [(str(one.pk), f"{one.full_name}, {one.title}") for one in people]
        self.choices = [("", nobody or gettext("Choose")), *named]


def key_of(value: str) -> uuid.UUID | None:
    """The key that was chosen, if any."""
    return uuid.UUID(value) if value else None

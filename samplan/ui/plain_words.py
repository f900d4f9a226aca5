"""Sentences of Django's own that our Swedish says more plainly, for the catalogue to keep."""

from typing import Final

from django.utils.translation import gettext_noop

DJANGOS: Final = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("The submitted file is empty."),
)

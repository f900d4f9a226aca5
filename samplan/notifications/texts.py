"""The words that leave the house: only that there is something new, never what or from where."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.notifications.channels.interface import Parcel


def something_new(*, address: str, language: str, message_id: str) -> Parcel:
    """That there is something new, in the receiver's language, the same whatever the way."""
    with translation.override(language):
        return Parcel(
            address=address,
            subject=_("Something new for you"),
            text=_("There is something new for you. Log in to see it:\n%(address)s")
            % {"address": settings.SAMPLAN_BASE_URL},
            message_id=message_id,
        )


def on_a_device(language: str) -> dict[str, str]:
    """What a browser shows when it is woken, and where a press leads."""
    with translation.override(language):
        return {
            "title": _("Something new for you"),
            "body": _("Log in to see it."),
            "address": settings.SAMPLAN_BASE_URL,
        }


def code(digits: str, *, address: str, language: str, message_id: str) -> Parcel:
    """The code that proves an address. Nothing in it says what the portal is for."""
    with translation.override(language):
        return Parcel(
            address=address,
            subject=_("Your code"),
            text=_("Your code is %(code)s. It holds for 15 minutes. Give it to nobody.")
            % {"code": digits},
            message_id=message_id,
        )

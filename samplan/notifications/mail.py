"""The mail that says only that there is something new: never what, never from where."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.notifications.models import Delivery


def mail_of(delivery: Delivery) -> EmailMessage:
    """The message, with the Message-ID that stays the same at every try."""
    with translation.override(delivery.language):
        return EmailMessage(
            subject=_("Something new for you"),
            body=_("There is something new for you. Log in to see it:\n%(address)s")
            % {"address": settings.SAMPLAN_BASE_URL},
            to=[delivery.address],
            headers={"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated"},
        )

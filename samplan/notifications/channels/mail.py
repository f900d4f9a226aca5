"""Mail by SMTP, as Django's mail settings say."""

import logging
import smtplib

from django.core.mail import EmailMessage

from samplan.notifications.channels.interface import Outcome, Parcel

FOR_GOOD = 500  # SMTP: from here on the server says that it will never take it
logger = logging.getLogger(__name__)


class Mail:
    """The mail server."""

    is_open = True

    def carry(self, parcel: Parcel) -> Outcome:
        """Give it to the mail server. A receiver refused for now (greylisted, full) is no no."""
        try:
            _letter(parcel).send()
        except smtplib.SMTPRecipientsRefused as refusal:
            codes = [code for code, _words in refusal.recipients.values()]
            is_final = all(code >= FOR_GOOD for code in codes)
            return Outcome.REFUSED if is_final else Outcome.TRY_AGAIN
        except (OSError, smtplib.SMTPException) as error:
            logger.warning("The mail server took no message: %s", type(error).__name__)
            return Outcome.TRY_AGAIN
        return Outcome.HANDED_OVER


def _letter(parcel: Parcel) -> EmailMessage:
    return EmailMessage(
        subject=parcel.subject,
        body=parcel.text,
        to=[parcel.address],
        headers={"Message-ID": parcel.message_id, "Auto-Submitted": "auto-generated"},
    )

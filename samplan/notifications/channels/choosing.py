"""Which channel goes which way."""

from samplan.notifications.channels.interface import Channel
from samplan.notifications.channels.mail import Mail
from samplan.notifications.channels.push import Push
from samplan.notifications.channels.sms import sms
from samplan.notifications.models import Way


def channel_of(way: Way) -> Channel:
    """The channel that goes this way, as the settings are now."""
    if way == Way.PUSH:
        return Push()
    return sms() if way == Way.SMS else Mail()


def is_open(way: Way) -> bool:
    """Whether this installation can send this way at all."""
    return channel_of(way).is_open

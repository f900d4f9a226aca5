"""SMS: by an HTTP gateway in production, written down in development."""

import json
import logging
from http.client import HTTPException
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings

from samplan.notifications.channels.interface import Outcome, Parcel

WAIT: Final = 10  # seconds
# Not 400, 401 or 403: those say that we ask wrongly, and no patient is to suffer for that.
NO_SUCH_NUMBER: Final = {404, 410, 422}
logger = logging.getLogger(__name__)


class Gateway:
    """The region's SMS gateway: one POST of JSON for each message."""

    @property
    def is_open(self) -> bool:
        """Where an address of a gateway is set."""
        return bool(settings.SAMPLAN_SMS_URL)

    def carry(self, parcel: Parcel) -> Outcome:
        """Give it to the gateway; `reference` lets it see that a second try is the same message."""
        try:
            with urlopen(_request(parcel), timeout=WAIT):  # noqa: S310 -- the region's own setting
                return Outcome.HANDED_OVER
        except HTTPError as answer:
            with answer:
                if answer.code in NO_SUCH_NUMBER:
                    return Outcome.REFUSED
            logger.warning("The SMS gateway answered %s", answer.code)
        except (OSError, HTTPException) as error:
            logger.warning("The SMS gateway took no message: %s", type(error).__name__)
        return Outcome.TRY_AGAIN


class RecordingGateway:
    """Writes each message to a file of its own under the folder; nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    is_open = True

    def carry(self, parcel: Parcel) -> Outcome:
        """Write it down; a second try of the same message comes in place of the first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = "".join(sign for sign in parcel.message_id if sign.isalnum() or sign in "-.")
        (self.folder / f"{name}.json").write_text(json.dumps(_said(parcel)), encoding="utf-8")
        return Outcome.HANDED_OVER


def sms() -> Gateway | RecordingGateway:
    """The gateway that the settings say."""
    folder: Path | None = settings.SAMPLAN_SMS_FOLDER
    return RecordingGateway(folder) if folder else Gateway()


def _said(parcel: Parcel) -> dict[str, str]:
    return {
        "from": settings.SAMPLAN_SMS_SENDER,
        "to": parcel.address,
        "text": parcel.text,
        "reference": parcel.message_id,
    }


def _request(parcel: Parcel) -> Request:
    return Request(  # noqa: S310 -- the region's own setting
        settings.SAMPLAN_SMS_URL,
        data=json.dumps(_said(parcel)).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": f"Bearer {settings.SAMPLAN_SMS_TOKEN}",
        },
        method="POST",
    )

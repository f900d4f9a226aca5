"""Web push: an empty message that wakes the browser, signed as RFC 8292 asks (VAPID)."""

import base64
import logging
from datetime import UTC, datetime, timedelta
from functools import cache
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from samplan.notifications.channels.interface import Outcome, Parcel
from samplan.notifications.models import Device

WAIT: Final = 10  # seconds
LONGEST_LABEL: Final = 64  # of a name between two dots; the names of the net have at most 63
GONE: Final = {404, 410}
KEPT: Final = timedelta(days=3)  # by the push service, for a device that is off
HOLDS: Final = timedelta(hours=12)  # each signature; a day is the most
logger = logging.getLogger(__name__)


class Push:
    """The push services of browsers. A parcel's address is the key of the person; what it says
    the browser knows already, so that nothing but the waking leaves the house."""

    @property
    def is_open(self) -> bool:
        """Where there is a key to sign with."""
        return bool(settings.SAMPLAN_PUSH_KEY)

    def carry(self, parcel: Parcel) -> Outcome:
        """Wake all devices of the person: handed over where one of them is reached.

        Devices that are no more are forgotten; GONE where none is left.
        """
        devices = list(Device.objects.filter(patient_id=parcel.address, server_key=public_key()))
        codes = {device.pk: _woken(device.endpoint) for device in devices}
        gone = [key for key, code in codes.items() if code in GONE]
        Device.objects.filter(pk__in=gone).delete()
        if any(200 <= code < 300 for code in codes.values()):
            return Outcome.HANDED_OVER
        return Outcome.TRY_AGAIN if len(gone) < len(devices) else Outcome.GONE


def public_key() -> str:
    """What browsers are given to ask their push service with: a point on P-256, base64url; empty
    where nothing is pushed."""
    return _public_key(settings.SAMPLAN_PUSH_KEY) if settings.SAMPLAN_PUSH_KEY else ""


def is_push_service(endpoint: str) -> bool:
    """An address that this installation may post to: of a push service that the settings name,
    since the browser says it and could say anything."""
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False  # urllib could not send it
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not all(0 < len(label) < LONGEST_LABEL for label in host.split(".")):
        return False  # no name that could be looked up
    own = any(host == name or host.endswith(f".{name}") for name in settings.SAMPLAN_PUSH_HOSTS)
    is_secure = parts.scheme == "https" and port in {None, 443}
    return own and not parts.username and (is_secure or host == "127.0.0.1")


def _woken(endpoint: str) -> int:
    """What the push service answered; 0 where it could not be reached or is none."""
    if not is_push_service(endpoint):
        return 0
    try:
        with _opener().open(_request(endpoint), timeout=WAIT) as answer:
            return int(answer.status)
    except HTTPError as answer:
        with answer:
            if answer.code not in GONE:
                logger.warning("A push service answered %s", answer.code)
            return int(answer.code)
    except (OSError, HTTPException) as error:
        logger.warning("A push service took no message: %s", type(error).__name__)
        return 0


def _request(endpoint: str) -> Request:
    parts = urlsplit(endpoint)
    until = datetime.now(UTC) + HOLDS
    signed = _vapid(settings.SAMPLAN_PUSH_KEY).sign(
        {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(until.timestamp()),
            "sub": f"mailto:{settings.SAMPLAN_PUSH_CONTACT}",
        }
    )
    # Of messages with the same topic that wait for a device that is off, it gets one.
    head = {"TTL": str(int(KEPT.total_seconds())), "Urgency": "normal", "Topic": "new"}
    return Request(endpoint, data=b"", headers=head | signed, method="POST")  # noqa: S310 -- checked


class _Unmoved(HTTPRedirectHandler):
    """Follows nobody elsewhere."""

    def redirect_request(self, *_: Any) -> None:
        """No request: the answer stands as it is."""


@cache
def _opener() -> Any:
    return build_opener(_Unmoved)


@cache
def _vapid(private: str) -> Vapid02:
    return Vapid02.from_raw(private.encode())


@cache
def _public_key(private: str) -> str:
    point = _vapid(private).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()

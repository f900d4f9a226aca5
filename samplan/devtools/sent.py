"""What the portal has sent out of the house, as it lies on this machine: mails and SMS."""

import email
import email.policy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samplan.ui.pages import open_page

SHOWN = 50


@dataclass(frozen=True)
class SentOut:
    """One message as its receiver would have got it."""

    at: datetime
    way: str
    to: str
    text: str


@open_page
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Served at /dev/utskick/, never in production. Newest first."""
    found = [*_mails(Path(settings.EMAIL_FILE_PATH)), *_sms(settings.SAMPLAN_SMS_FOLDER)]
    found.sort(key=lambda each: each.at, reverse=True)
    return render(request, "devtools/sent.html", {"sent": found[:SHOWN]})


def _mails(folder: Path) -> Iterator[SentOut]:
    for path in _newest(folder, "*.log"):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = letter.get_body()
        text = body.get_content() if body else ""
        yield SentOut(_written_at(path), _("E-mail"), letter["To"], f"{letter['Subject']}\n{text}")


def _sms(folder: Path | None) -> Iterator[SentOut]:
    for path in _newest(folder, "*.json"):
        said = json.loads(path.read_text(encoding="utf-8"))
        yield SentOut(_written_at(path), _("SMS"), said["to"], said["text"])


def _newest(folder: Path | None, pattern: str) -> list[Path]:
    if folder is None:
        return []
    return sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)[-SHOWN:]


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)

"""A page that makes something is sent once: sent again, it leads to what it made the first time."""

import hashlib
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from samplan.access.models import SentPage
from samplan.access.request import PatientRequest
from samplan.access.sealing import NOT_KEPT
from samplan.access.switching import sent_before
from samplan.ui.components.press import ONCE

KEPT_OUT = NOT_KEPT | {ONCE}


def sent_once(
    request: PatientRequest, open_page: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The page. One that has been sent leads where it led then, and does nothing.

    Where it says something else than what was sent, that is kept, and goes on with one press. Of
    two posts at once the second waits for the first. The key is kept in the transaction of what
    is done under it: both are there, or neither.
    """
    key = _key_in(request)
    if key is None:
        return open_page()
    with transaction.atomic():
        own = SentPage(acting_key=request.acting.key, key=key, digest=_digest(request))
        own.sent_at = request.at
        SentPage.objects.bulk_create([own], ignore_conflicts=True)
        sent = SentPage.objects.get(acting_key=own.acting_key, key=key)
        if sent.pk == own.pk:
            return _first(request, own, open_page())
    if bytes(sent.digest) == own.digest:
        return redirect(sent.location)
    return sent_before(request, sent.location)


def _first(request: HttpRequest, own: SentPage, response: HttpResponseBase) -> HttpResponseBase:
    """The answer to what is sent for the first time; what is drawn anew, or refused in a message
    on the page that it leads to, is not sent yet."""
    if response.status_code != HTTPStatus.FOUND or _is_refused(request):
        own.delete()
        return response
    own.location = response.headers["Location"]
    own.save(update_fields=["location"])
    return response


def _is_refused(request: HttpRequest) -> bool:
    told = cast(BaseStorage, get_messages(request))
    is_refused = any(each.level >= messages.ERROR for each in told)
    told.used = False  # they are still to be read
    return is_refused


def _key_in(request: HttpRequest) -> uuid.UUID | None:
    if request.method != "POST":
        return None
    try:
        return uuid.UUID(request.POST.get(ONCE, ""))
    except ValueError:
        return None


def _digest(request: HttpRequest) -> bytes:
    """What is sent, and where, in so few bytes that nothing of it can be read."""
    said = [(name, values) for name, values in request.POST.lists() if name not in KEPT_OUT]
    digest = hashlib.sha256(repr((request.get_full_path(), sorted(said))).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(repr((name, file.name)).encode())
            for part in file.chunks():
                digest.update(part)
            file.seek(0)
    return digest.digest()

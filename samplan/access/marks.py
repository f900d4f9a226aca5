"""The signed mark of the acting that a form was drawn under, and of when."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.request import TimedRequest

FIELD = "acting_mark"
_signer = Signer(salt="samplan.access.mark")


def mark_of(acting: PatientActing | StaffActing, *, at: datetime) -> str:
    """The mark to put in a form that is drawn at that moment."""
    return _signer.sign(f"{acting.key}:{int(at.timestamp())}")


def key_in(mark: str) -> str | None:
    """The acting key that `mark` was made for, however long ago; None where missing or forged."""
    key, _made = _parts(mark)
    return key or None


def is_too_old(mark: str, *, at: datetime) -> bool:
    """Whether the form was drawn so long before `at` that no session can have lasted since."""
    _key, made = _parts(mark)
    longest = timedelta(hours=settings.SAMPLAN_LONGEST_SESSION_HOURS)
    return at.timestamp() - made > longest.total_seconds()


def _parts(mark: str) -> tuple[str, int]:
    """Key and Unix time. A mark without a time is of an older version of the product: 0."""
    try:
        user, kind, target, *made = _signer.unsign(mark).split(":")
    except (BadSignature, ValueError):
        return "", 0
    return f"{user}:{kind}:{target}", int(made[0]) if made else 0


def hidden_field(request: HttpRequest) -> SafeString:
    """The mark as a hidden field; empty where nobody acts."""
    acting = getattr(request, "acting", None)
    if not isinstance(acting, PatientActing | StaffActing):
        return SafeString("")
    mark = mark_of(acting, at=cast(TimedRequest, request).at)
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark)

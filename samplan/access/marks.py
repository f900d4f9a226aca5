"""The signed mark of the acting that a form was drawn under."""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samplan.access.acting import PatientActing, StaffActing

FIELD = "acting_mark"
_signer = Signer(salt="samplan.access.mark")


def mark_of(acting: PatientActing | StaffActing) -> str:
    """The mark to put in a form."""
    return _signer.sign(acting.key)


def key_in(mark: str) -> str | None:
    """The acting key that `mark` was made for; None where it is missing or forged."""
    try:
        return _signer.unsign(mark)
    except BadSignature:
        return None


def hidden_field(request: HttpRequest) -> SafeString:
    """The mark as a hidden field; empty where nobody acts."""
    acting = getattr(request, "acting", None)
    if not isinstance(acting, PatientActing | StaffActing):
        return SafeString("")
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark_of(acting))

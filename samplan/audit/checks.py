"""What `check --deploy` says about the log."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def log_is_on(**_: Any) -> list[CheckMessage]:
    """The log may be off for measuring only, never where patients are."""
    if settings.SAMPLAN_AUDIT_IS_ON:
        return []
    sentence = "The log of who does and reads what is off: SAMPLAN_AUDIT_IS_ON is False."
    return [Error(sentence, id="audit.E001")]

"""What `check --deploy` says about the demo's own app."""

from typing import Any

from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def is_not_installed(**_: Any) -> list[CheckMessage]:
    """Being asked at all means being installed."""
    sentence = "samplan.devtools lets anyone be anyone, and may not be installed here."
    return [Error(sentence, id="devtools.E001")]

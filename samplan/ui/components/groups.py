"""Places for other parts: rows of buttons and of times."""

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString

from samplan.ui.components.words import inner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


def actions(content: str) -> SafeString:
    """Buttons beside each other, the primary one first."""
    return format_html('<div class="actions">{}</div>', inner(content))


def slots(content: str, day: "Text") -> SafeString:
    """One day's bookable times; the content is slots."""
    return format_html(
        '<fieldset class="card slots-day"><legend><h2>{}</h2></legend>'
        '<div class="slots">{}</div></fieldset>',
        day,
        inner(content),
    )

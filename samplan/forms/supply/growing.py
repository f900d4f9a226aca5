"""A draft does not outgrow what can be published: said at the change that would make it."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.policies import Refused
from samplan.forms import engine

SENTENCES: Final = {
    "items": gettext_lazy("A form holds at most %(most)d parts, and this would make %(count)d."),
    "levels": gettext_lazy(
        "Groups stand in each other at most %(most)d levels deep, and this would make %(count)d."
    ),
    "items_in_rows": gettext_lazy(
        "A form holds at most %(most)d parts with every row filled in, "
        "and this would make %(count)d."
    ),
    "conditions": gettext_lazy(
        "A form holds at most %(most)d conditions, and this would make %(count)d."
    ),
    "options": gettext_lazy(
        "A form holds at most %(most)d answers to choose, and this would make %(count)d."
    ),
    "characters": gettext_lazy(
        "A form holds at most %(most)d characters, and this would make %(count)d."
    ),
}


class Outgrown(Refused):
    """The draft would be larger than any form can be."""


def check_growth(document: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Raise Outgrown where the change makes the draft larger than what can be published."""
    too_much = engine.outgrown(document, before)
    for name, count in too_much.items():
        most = getattr(engine.MOST, name)
        said = SENTENCES[name] % {"most": most, "count": count}
        what_then = _("Nothing is changed. Take something away, or make two forms of it.")
        raise Outgrown(f"{said} {what_then}")

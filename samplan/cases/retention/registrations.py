"""What keeping cases tells those below: a place in the bar, events in words."""

from typing import Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samplan.access.request import StaffRequest
from samplan.audit import kinds as events
from samplan.cases.retention.decisions import DECIDES
from samplan.ui.navigation import NavEntry, register

EVENTS: Final[list[tuple[str, object, events.Activity]]] = [
    ("case.delivered", _("noted that the record has a conversation"), "sign"),
    ("case.held_back", _("decided to keep a conversation"), "write"),
    ("case.released", _("no longer keeps a conversation longer than others"), "write"),
    ("case.archived", _("moved an old conversation to Older"), "write"),
    ("case.removed", _("removed an old conversation that the record has"), "delete"),
    ("retention.decided", _("noted how long conversations are kept"), "write"),
]


def register_navigation() -> None:
    """For those who note what the region has decided."""
    register(
        NavEntry(
            key="retention",
            label=_("Removal"),
            url_name="cases:retention",
            audience="staff",
            order=60,
            is_for=_decides,
        )
    )


def _decides(request: HttpRequest) -> bool:
    return cast(StaffRequest, request).acting.role in DECIDES


def register_events() -> None:
    """What the events read as in the log."""
    for key, words, activity in EVENTS:
        events.register(key, words, activity)  # type: ignore[arg-type]  # lazy words

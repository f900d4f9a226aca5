"""What administrators do to what patients read about a clinic."""

from samplan.desk.actions.documents import add_document, withdraw_document
from samplan.desk.actions.errands import (
    ErrandFacts,
    add_errand,
    change_errand,
    move_errand,
    remove_errand,
)
from samplan.desk.actions.hours import add_other_hours, remove_other_hours, set_hours
from samplan.desk.actions.information import PageFacts, add_page, change_page

__all__ = [
    "ErrandFacts",
    "PageFacts",
    "add_document",
    "add_errand",
    "add_other_hours",
    "add_page",
    "change_errand",
    "change_page",
    "move_errand",
    "remove_errand",
    "remove_other_hours",
    "set_hours",
    "withdraw_document",
]

"""What a form is put together from: each component, and the item that it begins as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from samplan.forms.building import presets, tree
from samplan.forms.building.texts import Json

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


class Component(StrEnum):
    """Everything that can be added."""

    STRING = "string"
    TEXT = "text"
    BOOLEAN = "boolean"
    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    DATE = "date"
    SCALE = "scale"
    MATRIX = "matrix"
    ROW = "row"  # a question of a matrix
    FILES = "files"
    PRESSURE = "pressure"
    PULSE = "pulse"
    WEIGHT = "weight"
    TEMPERATURE = "temperature"
    GLUCOSE = "glucose"
    PROFESSION = "profession"
    CONSENT = "consent"
    DISPLAY = "display"
    ROWS = "rows"  # a group that the person gives as many times as needed
    GROUP = "group"
    PAGE = "page"
    OTHER = "other"  # what comes from outside and is kept as it is


@dataclass(frozen=True)
class Entry:
    """One line of the palette."""

    component: Component
    label: "Text"
    icon: str


PALETTE: Final = (
    Entry(Component.STRING, _("Short text"), "type"),
    Entry(Component.TEXT, _("Long text"), "text-align-start"),
    Entry(Component.BOOLEAN, _("Yes or no"), "toggle-left"),
    Entry(Component.ONE, _("Choose one"), "circle-dot"),
    Entry(Component.SEVERAL, _("Choose several"), "square-check"),
    Entry(Component.NUMBER, _("Number with unit"), "hash"),
    Entry(Component.DATE, _("Date"), "calendar"),
    Entry(Component.SCALE, _("Scale"), "sliders-horizontal"),
    Entry(Component.MATRIX, _("Table"), "table"),
    Entry(Component.ROWS, _("Rows to fill in"), "list-plus"),
    Entry(Component.FILES, _("Attach files"), "paperclip"),
    Entry(Component.PROFESSION, _("Choose profession"), "users"),
    Entry(Component.CONSENT, _("Consent"), "signature"),
    Entry(Component.DISPLAY, _("Information"), "info"),
    Entry(Component.PAGE, _("New page"), "file-plus"),
)
MEASUREMENTS: Final = (
    Entry(Component.PRESSURE, _("Blood pressure"), "activity"),
    Entry(Component.PULSE, _("Pulse"), "activity"),
    Entry(Component.WEIGHT, _("Weight"), "activity"),
    Entry(Component.TEMPERATURE, _("Temperature"), "activity"),
    Entry(Component.GLUCOSE, _("Blood sugar"), "activity"),
)
LABELS: Final = {entry.component: entry.label for entry in (*PALETTE, *MEASUREMENTS)} | {
    Component.ROW: _("Row of the table"),
    Component.GROUP: _("Group"),
    Component.OTHER: _("From outside"),
}


KINDS: Final[dict[Component, dict[str, Any]]] = {
    Component.STRING: {"type": "string"},
    Component.TEXT: {"type": "text"},
    Component.BOOLEAN: {"type": "boolean"},
    Component.ONE: {"type": "choice"},
    Component.SEVERAL: {"type": "choice", "repeats": True},
    Component.NUMBER: {"type": "decimal"},
    Component.DATE: {"type": "date"},
    Component.DISPLAY: {"type": "display"},
    Component.ROW: {"type": "choice"},
    Component.ROWS: {"type": "group", "repeats": True},
    Component.GROUP: {"type": "group"},
    Component.PAGE: {"type": "group"},
}
MADE: Final[Mapping[Component, Callable[[str], dict[str, Any]]]] = {
    Component.PRESSURE: presets.pressure,
    Component.CONSENT: presets.consent,
    Component.SCALE: presets.scale,
    Component.MATRIX: presets.table,
    Component.FILES: presets.files,
}


def new_items(component: Component, document: Json) -> list[dict[str, Any]]:
    """What a component begins as: one item, or several beside each other.

    Their linkIds are free in the form.
    """
    if component is Component.PROFESSION:
        return presets.profession(tree.free_id(document, "fraga"))
    return [_new_item(component, document)]


def _new_item(component: Component, document: Json) -> dict[str, Any]:
    stem = "sida" if component is Component.PAGE else "fraga"
    link_id = tree.free_id(document, stem)
    if component in MADE:
        return MADE[component](link_id)
    if component.value in presets.QUANTITIES:
        return presets.measured(link_id, presets.QUANTITIES[component.value])
    return {"linkId": link_id, **KINDS[component]}


def component_of(item: Json, *, depth: int, parent: Json | None = None) -> Component:
    """What an item is shown as in the builder; OTHER for what it does not know."""
    kind, repeats = item.get("type"), bool(item.get("repeats"))
    if kind == "group":
        return _group(item, depth, repeats=repeats)
    if kind == "choice" and parent is not None and "gtable" in tree.controls(parent):
        return Component.ROW
    if kind in ("choice", "open-choice"):
        return Component.SEVERAL if repeats else Component.ONE
    if kind in ("integer", "decimal"):
        return Component.SCALE if "slider" in tree.controls(item) else Component.NUMBER
    if kind == "attachment":
        return Component.FILES
    known = {"string", "text", "boolean", "date", "display"}
    return Component(str(kind)) if kind in known and not repeats else Component.OTHER


def _group(item: Json, depth: int, *, repeats: bool) -> Component:
    if "gtable" in tree.controls(item):
        return Component.MATRIX
    if repeats:
        return Component.ROWS
    return Component.GROUP if depth else Component.PAGE

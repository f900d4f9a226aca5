"""Reads how an item wishes to be drawn; what is not drawn so is noted."""

from collections.abc import Iterator

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.items import Audience, Fold, Look
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.primitives import as_integer

DRAWN = frozenset(
    {"radio-button", "drop-down", "check-box", "autocomplete", "slider", "spinner", "text-box"}
)
DRAWN_GROUPS = frozenset({"gtable", "table", "htable", "page"})
_HINTS = {"help": "help", "flyover": "help", "unit": "unit", "lower": "lower", "upper": "upper"}


def read_look(node: Node, kind: Kind) -> Look:
    """The control, the direction of its options, whether it folds, and a slider's step."""
    control = ""
    for code in _controls(node):
        if code in (DRAWN_GROUPS if kind is Kind.GROUP else DRAWN):
            control = code
        elif not (kind is Kind.DISPLAY and code in _HINTS):
            node.note(Flaw.NOTED_CONTROL, control=code)
    return Look(
        control=control,
        is_horizontal=_code(node, ext.ORIENTATION) == "horizontal",
        fold=_fold(node, kind),
        step=_step(node),
    )


def read_hint(node: Node, kind: Kind) -> str:
    """The part that a text plays for what it stands in: help, unit, lower or upper."""
    if kind is not Kind.DISPLAY or node.has("enableWhen"):
        return ""
    return next((_HINTS[code] for code in _controls(node) if code in _HINTS), "")


def read_audience(node: Node) -> Audience | None:
    """Whom a score is shown to."""
    raw = _code(node, ext.SCORE_FOR)
    if not raw:
        return None
    try:
        return Audience(raw)
    except ValueError:
        allowed = " ".join(Audience)
        node.refuse(Flaw.BAD_CODE, element="score-shown-to", value=raw, allowed=allowed)
        return None


def read_performers(node: Node) -> frozenset[str]:
    """Who may answer, as FHIR's types; none where the form does not say."""
    found = {extension.string("valueCode") for extension in node.extensions(ext.PERFORMER)}
    for code in sorted(found - ext.PERFORMERS):
        allowed = " ".join(sorted(ext.PERFORMERS))
        node.refuse(Flaw.BAD_CODE, element="performerType", value=code, allowed=allowed)
    return frozenset(found)


def read_flag(node: Node, url: str) -> bool:
    """Whether an extension says true."""
    return any(extension.flag("valueBoolean") for extension in node.extensions(url))


def _controls(node: Node) -> Iterator[str]:
    for control in node.extensions(ext.ITEM_CONTROL):
        concept = control.child("valueCodeableConcept")
        for coding in concept.children("coding") if concept is not None else ():
            yield coding.string("code")


def _code(node: Node, url: str) -> str:
    return next((each.string("valueCode") for each in node.extensions(url)), "")


def _fold(node: Node, kind: Kind) -> Fold | None:
    raw = _code(node, ext.COLLAPSIBLE)
    return Fold(raw) if kind is Kind.GROUP and raw in tuple(Fold) else None


def _step(node: Node) -> int:
    for extension in node.extensions(ext.SLIDER_STEP):
        step = as_integer(extension.raw.get("valueInteger"))
        if step is not None and step > 0:
            return step
        extension.note(Flaw.NOTED_EXTENSION, url=ext.SLIDER_STEP)
    return 1

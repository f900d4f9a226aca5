"""Reads one item of a questionnaire; what it cannot do in full becomes a problem."""

from collections.abc import Callable, Mapping
from typing import Any

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.conditions import EnableBehavior
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.guidance import read_place
from samplan.forms.engine.initial_loading import read_initial
from samplan.forms.engine.items import Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.limit_loading import read_limits, read_units
from samplan.forms.engine.look_loading import read_audience, read_flag, read_hint, read_look
from samplan.forms.engine.marks import read_marks
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.option_loading import Listed, read_options
from samplan.forms.engine.primitives import as_coding, as_integer
from samplan.forms.engine.value_sets import ValueSets
from samplan.forms.engine.values import Coding
from samplan.forms.engine.wording import Draft, Text, Wording

MAX_LENGTH = 100_000

_ITEM = frozenset({
    "id", "extension", "modifierExtension", "linkId", "definition", "code", "prefix", "text",
    "type", "enableWhen", "enableBehavior", "required", "repeats", "readOnly", "maxLength",
    "answerValueSet", "answerOption", "initial", "item",
})  # fmt: skip

_ALLOWED_ON: Mapping[str, Callable[[Kind], bool]] = {
    "required": lambda kind: kind is not Kind.DISPLAY,
    "repeats": lambda kind: kind not in (Kind.DISPLAY, Kind.BOOLEAN),
    "readOnly": lambda kind: kind is not Kind.DISPLAY,
    "initial": lambda kind: kind.is_question and kind is not Kind.ATTACHMENT,
    "code": lambda kind: kind is not Kind.DISPLAY,
    "item": lambda kind: kind is not Kind.DISPLAY,
    "maxLength": lambda kind: kind.has_length,
    "answerOption": lambda kind: kind.has_options,
    "answerValueSet": lambda kind: kind.has_options,
}


def read_item(node: Node, parent: Draft | None, sets: ValueSets) -> Draft | None:
    """The item without its conditions; None when it has no name or no type that is supported.

    `parent` is what it stands in: what is hidden or read only goes for all below it.
    """
    kind = _kind(node)
    if kind is None or node.link_id is None:
        return None
    _refuse_unsupported(node, kind)
    node.string("definition")
    options = read_options(node, kind, sets)
    if options is None:
        kind, options = Kind.STRING, ()
    item = Item(
        link_id=node.link_id,
        kind=kind,
        parent_id=parent.item.link_id if parent else None,
        required=node.flag("required"),
        repeats=_repeats(node, kind),
        max_length=_max_length(node),
        options=tuple(listed.option for listed in options),
        code=_codes(node),
        enable_behavior=_enable_behavior(node),
        initial=read_initial(node, kind, options),
        **_inherited(node, parent),
        **_extended(node, kind),
    )
    _note_undrawn(node, item)
    return Draft(item, _wording(node, kind, options))


def _note_undrawn(node: Node, item: Item) -> None:
    """Pages are made of groups that stand outside of others, and a slider needs its ends."""
    control, limits = item.look.control, item.limits
    lacks_ends = limits.min_value is None or limits.max_value is None
    is_inside = item.parent_id is not None
    if (control == "page" and is_inside) or (control == "slider" and lacks_ends):
        node.note(Flaw.NOTED_CONTROL, control=control)


def _inherited(node: Node, parent: Draft | None) -> dict[str, Any]:
    """What goes for everything below an item as well."""
    above = parent.item if parent else None
    return {
        "read_only": node.flag("readOnly") or bool(above and above.read_only),
        "hidden": read_flag(node, ext.HIDDEN) or bool(above and above.hidden),
    }


def _extended(node: Node, kind: Kind) -> dict[str, Any]:
    """What extensions say of an item."""
    units = read_units(node, kind)
    is_quantity = kind is Kind.QUANTITY
    return {
        "limits": read_limits(node, kind, units),
        "units": units if is_quantity else (),
        "unit": units[0].name if units and (len(units) == 1 or not is_quantity) else "",
        "look": read_look(node, kind),
        "hint": read_hint(node, kind),
        "score_for": read_audience(node),
        "place": read_place(node, kind),
    }


def _wording(node: Node, kind: Kind, options: tuple[Listed, ...]) -> Wording:
    return Wording(
        text=_text(node, kind),
        html=read_marks(node, "text"),
        prefix=node.text("prefix"),
        entry_format=_entry_format(node),
        options=tuple(listed.text for listed in options),
    )


def _kind(node: Node) -> Kind | None:
    raw = node.raw.get("type")
    if raw is None:
        node.refuse(Flaw.MISSING, element="type")
        return None
    try:
        return Kind(node.string("type"))
    except ValueError:
        node.refuse(Flaw.UNSUPPORTED_TYPE, type=raw)
        return None


def _refuse_unsupported(node: Node, kind: Kind) -> None:
    node.refuse_unknown(_ITEM)
    for element, is_allowed in _ALLOWED_ON.items():
        if node.raw.get(element) and not is_allowed(kind):
            node.refuse(Flaw.NOT_FOR_TYPE, element=element, type=kind.value)
    if kind is Kind.GROUP and not node.raw.get("item"):
        node.refuse(Flaw.MISSING, element="item")


def _text(node: Node, kind: Kind) -> Text:
    text = node.text("text")
    is_shown = kind is not Kind.GROUP and not read_flag(node, ext.HIDDEN)
    if is_shown and not text.source.strip():
        node.refuse(Flaw.MISSING, element="text")
    return text


def _repeats(node: Node, kind: Kind) -> bool:
    repeats = node.flag("repeats")
    is_question = kind is not Kind.GROUP
    if (
        repeats
        and is_question
        and any(child.raw.get("type") != Kind.DISPLAY for child in node.children("item"))
    ):
        node.refuse(Flaw.REPEATS_WITH_CHILDREN)
    return repeats


def _max_length(node: Node) -> int | None:
    if not node.has("maxLength"):
        return None
    length = as_integer(node.raw["maxLength"])
    if length is None or not 1 <= length <= MAX_LENGTH:
        node.refuse(Flaw.BAD_MAX_LENGTH, limit=MAX_LENGTH)
    return length


def _codes(node: Node) -> tuple[Coding, ...]:
    codes = []
    for child in node.children("code"):
        coding = as_coding(child.raw)
        if coding is None:
            child.refuse(Flaw.MISSING, element="code")
        else:
            codes.append(coding)
    return tuple(codes)


def _enable_behavior(node: Node) -> EnableBehavior:
    raw = node.string("enableBehavior")
    if not raw:
        if len(node.children("enableWhen")) > 1:
            node.refuse(Flaw.NO_ENABLE_BEHAVIOR)
        return EnableBehavior.ALL
    try:
        return EnableBehavior(raw)
    except ValueError:
        allowed = " ".join(EnableBehavior)
        node.refuse(Flaw.BAD_CODE, element="enableBehavior", value=raw, allowed=allowed)
        return EnableBehavior.ALL


def _entry_format(node: Node) -> Text:
    formats = [extension.text("valueString") for extension in node.extensions(ext.ENTRY_FORMAT)]
    return formats[0] if formats else Text()

"""Reads one item of a questionnaire; what it cannot do in full becomes a problem."""

from collections.abc import Callable, Mapping

from samplan.forms.engine.extensions import ENTRY_FORMAT, ITEM_CONTROL
from samplan.forms.engine.form import Draft, Text, Wording
from samplan.forms.engine.items import EnableBehavior, Item, Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.problems import Flaw
from samplan.forms.engine.values import PRIMITIVES, Choice, Coding, as_coding, as_integer, choice_of

MAX_LENGTH = 100_000

_ITEM = frozenset({
    "id", "extension", "modifierExtension", "linkId", "definition", "code", "prefix", "text",
    "type", "enableWhen", "enableBehavior", "required", "repeats", "readOnly", "maxLength",
    "answerValueSet", "answerOption", "initial", "item",
})  # fmt: skip
_OPTION_VALUES = ("valueCoding", "valueString", "valueInteger", "valueDate")
_OPTION = frozenset(
    {"id", "extension", "modifierExtension", "initialSelected", "valueTime", "valueReference"}
).union(_OPTION_VALUES)

_ALLOWED_ON: Mapping[str, Callable[[Kind], bool]] = {
    "required": lambda kind: kind is not Kind.DISPLAY,
    "repeats": lambda kind: kind.is_question and kind is not Kind.BOOLEAN,
    "code": lambda kind: kind is not Kind.DISPLAY,
    "item": lambda kind: kind is not Kind.DISPLAY,
    "maxLength": lambda kind: kind.has_length,
    "answerOption": lambda kind: kind.has_options,
}


def read_item(node: Node, parent_id: str | None) -> Draft | None:
    """The item without its conditions; None when it has no name or no type that is supported."""
    kind = _kind(node)
    if kind is None or node.link_id is None:
        return None
    _refuse_unsupported(node, kind)
    node.string("definition")
    options = _options(node) if kind.has_options else []
    item = Item(
        link_id=node.link_id,
        kind=kind,
        parent_id=parent_id,
        required=node.flag("required"),
        repeats=_repeats(node),
        max_length=_max_length(node),
        code=_codes(node),
        enable_behavior=_enable_behavior(node),
        is_hint=_is_hint(node, kind),
    )
    wording = Wording(
        text=_text(node, kind),
        prefix=node.text("prefix"),
        entry_format=_entry_format(node),
        options=tuple(text for _, text in options),
    )
    return Draft(item, wording, tuple(choice for choice, _ in options))


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
    for element in ("readOnly", "initial", "answerValueSet"):
        if node.raw.get(element, False) is not False:
            node.refuse(Flaw.UNSUPPORTED_ELEMENT, element=element)
    if kind is Kind.GROUP and not node.raw.get("item"):
        node.refuse(Flaw.MISSING, element="item")


def _text(node: Node, kind: Kind) -> Text:
    text = node.text("text")
    if kind is not Kind.GROUP and not text.source.strip():
        node.refuse(Flaw.MISSING, element="text")
    return text


def _repeats(node: Node) -> bool:
    repeats = node.flag("repeats")
    if repeats and any(child.raw.get("type") != Kind.DISPLAY for child in node.children("item")):
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


def _options(node: Node) -> list[tuple[Choice, Text]]:
    options: dict[str, tuple[Choice, Text]] = {}
    for child in node.children("answerOption"):
        option = _option(child)
        if option is None:
            child.refuse(Flaw.BAD_OPTION)
        elif option[0].key in options:
            child.refuse(Flaw.DUPLICATE_OPTION, option=option[0].key)
        else:
            options[option[0].key] = option
    if not options and not node.has("answerValueSet"):
        node.refuse(Flaw.NO_OPTIONS)
    return list(options.values())


def _option(node: Node) -> tuple[Choice, Text] | None:
    node.refuse_unknown(_OPTION)
    if node.flag("initialSelected"):
        node.refuse(Flaw.UNSUPPORTED_ELEMENT, element="initialSelected")
    given = [key for key in node.raw if key.startswith("value")]
    if len(given) != 1 or given[0] not in _OPTION_VALUES:
        return None
    choice = choice_of(PRIMITIVES[given[0].removeprefix("value")](node.raw[given[0]]))
    return None if choice is None else (choice, _option_text(node, choice))


def _option_text(node: Node, choice: Choice) -> Text:
    if isinstance(choice.value, str):
        return node.text("valueString")
    coding = node.child("valueCoding") if choice.code is not None else None
    text = coding.text("display") if coding else Text()
    return text if text.source else Text(choice.code or str(choice.value), text.variants)


def _entry_format(node: Node) -> Text:
    formats = [extension.text("valueString") for extension in node.extensions(ENTRY_FORMAT)]
    return formats[0] if formats else Text()


def _is_hint(node: Node, kind: Kind) -> bool:
    """A text that always goes with its question or group, and can be shown as its hint."""
    if kind is not Kind.DISPLAY or node.has("enableWhen"):
        return False
    concepts = (control.child("valueCodeableConcept") for control in node.extensions(ITEM_CONTROL))
    return any(
        coding.raw.get("code") == "help"
        for concept in concepts
        if concept is not None
        for coding in concept.children("coding")
    )

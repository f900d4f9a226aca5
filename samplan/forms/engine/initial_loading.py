"""Reads the answers that a form begins with."""

from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.items import MAX_ANSWERS, Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.option_loading import Listed
from samplan.forms.engine.value_json import read_value
from samplan.forms.engine.values import Value


def read_initial(node: Node, kind: Kind, options: tuple[Listed, ...]) -> tuple[Value, ...]:
    """The values of `initial`, or the options that are chosen from the beginning."""
    chosen = tuple(listed.option.choice for listed in options if listed.is_initial)
    if not kind.is_question:
        return ()
    by_key = {listed.option.key: listed.option for listed in options}
    reader = Item(link_id="", kind=kind, options_by_key=by_key)
    values: list[Value] = list(chosen)
    for child in node.children("initial"):
        value = read_value(reader, child.raw)
        if value is None or (kind is Kind.CHOICE and _is_unlisted(reader, value)):
            child.refuse(Flaw.BAD_INITIAL, type=kind.value)
        else:
            values.append(value)
    if len(values) > (MAX_ANSWERS if node.raw.get("repeats") is True else 1):
        node.refuse(Flaw.TOO_MANY_INITIAL)
    return tuple(values)


def _is_unlisted(reader: Item, value: object) -> bool:
    keys = [option.choice for option in reader.options_by_key.values()]
    return bool(keys) and value not in keys

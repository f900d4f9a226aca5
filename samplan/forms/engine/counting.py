"""The parts of a formula, each counted when it is looked at.

The library's table of what runs each kind of part gets a counted twin of every one, under a name
of its own; a formula that is read here is made of twins.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from fhirpathpy.engine.evaluators import evaluators
from fhirpathpy.engine.util import get_data

from samplan.forms.engine.purses import Budget
from samplan.forms.engine.walking import member, resources

Tree = Mapping[str, Any]

# The library carries no types.
_data: Callable[[Any], Any] = get_data
_RUN: dict[str, Callable[..., Any]] = cast("Any", evaluators)
_TWIN = "counted "
_BY_LINK_ID = f"{_TWIN}where linkId"
_COSTS = {
    "FunctionInvocation": 6,
    "StringLiteral": 5,
    "NumberLiteral": 2,
    "QuantityLiteral": 5,
    "DateTimeLiteral": 40,
    "TimeLiteral": 100,
    "Identifier": 2,
    **dict.fromkeys([kind for kind in evaluators if kind.endswith("Expression")], 6),
    "TermExpression": 1,
    "InvocationExpression": 2,
}


def counted(tree: Tree) -> Tree:
    """The same formula made of counted parts."""
    if (link_id := _link_id_asked(tree)) is not None:
        return {"type": _BY_LINK_ID, "text": link_id}
    kind = tree["type"]
    children = [counted(child) for child in tree.get("children", ())]
    twin = f"{_TWIN}{kind}" if kind in _RUN else kind
    return {**tree, "type": twin, **({"children": children} if children else {})}


def _link_id_asked(tree: Tree) -> str | None:
    """The linkId of `where(linkId = 'x')`, the commonest of all questions: it is run at once."""
    if tree["type"] != "FunctionInvocation":
        return None
    name, *given = tree["children"][0]["children"]
    if name["text"] != "where" or len(given) != 1:
        return None
    (asked,) = given[0]["children"]
    if asked["type"] != "EqualityExpression" or asked["terminalNodeText"] != ["="]:
        return None
    left, right = map(_inmost, asked["children"])
    is_link_id = left["type"] == "Identifier" and left["text"] == "linkId"
    if not is_link_id or right["type"] != "StringLiteral":
        return None
    text: str = _RUN["StringLiteral"](None, None, right)[0]
    return text


def _inmost(tree: Tree) -> Tree:
    """What a part is when all that only wraps it is taken off."""
    while len(tree.get("children", ())) == 1:
        (tree,) = tree["children"]
    return tree


def _by_link_id(budget: Budget, given: list[Any], node: Tree) -> list[Any]:
    budget.spend(2 + len(given) // 2)
    wanted = node["text"]
    return [
        part
        for part in given
        if isinstance(data := _data(part), Mapping) and data.get("linkId") == wanted
    ]


def _member(budget: Budget, given: list[Any], node: Tree) -> list[Any]:
    name = node["children"][0]["text"].strip("`")
    budget.spend(3 + 2 * len(given))
    found = resources(given, name) if name[:1].isupper() else []
    found = found or [part for one in given for part in member(one, name)]
    budget.spend(len(found))
    return found


def _twin(kind: str) -> Callable[..., Any]:
    run, cost = _RUN[kind], _COSTS.get(kind, 1)

    def looked_at(budget: Budget, given: Any, node: Tree) -> Any:
        budget.spend(cost)
        return run(budget, given, node)

    return looked_at


_RUN.update(
    {f"{_TWIN}{kind}": _twin(kind) for kind in list(_RUN) if not kind.startswith(_TWIN)}
    | {f"{_TWIN}MemberInvocation": _member, _BY_LINK_ID: _by_link_id}
)

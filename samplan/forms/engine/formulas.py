"""One FHIRPath expression: read once, checked, and run within a budget of steps.

Steps are counted, not seconds: each turn of a loop costs one, each function the size of what it
takes and gives, so that nothing runs long or grows large, in whatever thread it runs. What asks
for the clock, writes or runs patterns is not among the functions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from antlr4 import CommonTokenStream, InputStream, ParseTreeWalker, Token
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.engine import do_eval
from fhirpathpy.engine.util import get_data
from fhirpathpy.models import models
from fhirpathpy.parser.ASTPathListener import ASTPathListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from samplan.forms.engine.functions import FUNCTIONS, KNOWN, Budget, Exhausted, Purse

MAX_CHARACTERS = 4_000
MAX_TOKENS = 800
MAX_BRACKETS = 20  # one in another
MAX_DEPTH = 120
MAX_STEPS = 100_000  # for all expressions of a form together, each time answers are looked at
# The library's functions carry no types.
_evaluate: Callable[..., Any] = do_eval
_data: Callable[[Any], Any] = get_data
_Listener: Callable[[], Any] = ASTPathListener
_OPENING, _CLOSING = "([{", ")]}"


class Unreadable(ValueError):
    """The expression is not FHIRPath."""


class TooLarge(ValueError):
    """The expression is longer or more deeply nested than is allowed."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression that can be run. `strings` are the texts in it, `names` its `%names`."""

    text: str
    tree: Mapping[str, Any] = field(repr=False, compare=False)
    strings: frozenset[str]
    names: frozenset[str]
    functions: frozenset[str]

    @property
    def unknown(self) -> str:
        """The first function that is not run here; empty where all are."""
        return min(self.functions - KNOWN, default="")

    def run(self, resource: Mapping[str, Any], names: Mapping[str, Any], purse: Purse) -> list[Any]:
        """What the expression gives for the resource, as plain JSON values and decimals.

        Empty where it fails: FHIRPath's own word for "cannot be said". Raises Exhausted where it
        does not end within the steps in the purse.
        """
        budget = Budget(
            purse,
            dataRoot=[resource],
            vars={"resource": resource, "context": resource, **names},
            model=models["r4"],
            userInvocationTable=FUNCTIONS,
        )
        try:
            found = _evaluate(budget, budget["dataRoot"], self.tree)
        except Exhausted:
            raise
        except Exception:  # noqa: BLE001 # whatever an answer makes the library stumble on
            return []
        return [_data(value) for value in found]


def read_formula(text: str) -> Formula:
    """The expression. Raises Unreadable or TooLarge."""
    if len(text) > MAX_CHARACTERS or _brackets(text) > MAX_BRACKETS:
        raise TooLarge
    try:
        tree = _parsed(text)
    except RecursionError:
        raise TooLarge from None
    nodes = list(_nodes(tree))
    if max(depth for _, depth in nodes) > MAX_DEPTH:
        raise TooLarge
    return Formula(
        text=text,
        tree=tree,
        strings=frozenset(_texts(nodes, "StringLiteral")),
        names=frozenset(_of(nodes, "ExternalConstant")),
        functions=frozenset(_of(nodes, "Functn")),
    )


def _brackets(text: str) -> int:
    deepest = depth = 0
    for mark in text:
        depth += (mark in _OPENING) - (mark in _CLOSING)
        deepest = max(deepest, depth)
    return deepest


class _Refusing(ErrorListener):  # type: ignore[misc] # antlr4 comes without types
    """The library's own listeners let broken expressions pass in silence."""

    def syntaxError(self, *_facts: object) -> None:  # noqa: N802 # antlr4's name
        raise Unreadable


def _parsed(text: str) -> Mapping[str, Any]:
    lexer = FHIRPathLexer(InputStream(text))
    lexer.removeErrorListeners()
    lexer.addErrorListener(_Refusing())
    tokens = CommonTokenStream(lexer)
    tokens.fill()
    if len(tokens.tokens) > MAX_TOKENS:
        raise TooLarge
    parser = FHIRPathParser(tokens)
    parser.removeErrorListeners()
    parser.addErrorListener(_Refusing())
    expression = parser.expression()
    if parser.getCurrentToken().type != Token.EOF:
        raise Unreadable
    listener = _Listener()
    ParseTreeWalker().walk(listener, expression)
    tree: Mapping[str, Any] = listener.parentStack[0]["children"][0]
    return tree


_Nodes = list[tuple[Mapping[str, Any], int]]


def _nodes(tree: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], int]]:
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in node.get("children", ()))


def _texts(nodes: _Nodes, kind: str) -> Iterator[str]:
    for node, _ in nodes:
        if node["type"] == kind:
            yield node["text"][1:-1].replace("\\'", "'")


def _of(nodes: _Nodes, kind: str) -> Iterator[str]:
    """The names that the nodes of a kind begin with."""
    for node, _ in nodes:
        if node["type"] == kind:
            yield node["children"][0]["text"].strip("`'")

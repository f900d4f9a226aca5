"""One FHIRPath expression: read once, checked, and run within a budget of steps.

Steps are counted, not seconds: each turn of a loop costs one, each function the size of what it
takes and gives, so that nothing runs long or grows large, in whatever thread it runs. What asks
for the clock, writes or runs patterns is not among the functions.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from antlr4 import CommonTokenStream, InputStream, ParseTreeWalker, Token
from antlr4.error.ErrorListener import ErrorListener
from fhirpathpy.engine import do_eval
from fhirpathpy.engine.util import get_data
from fhirpathpy.parser.ASTPathListener import ASTPathListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from samplan.forms.engine.counting import counted
from samplan.forms.engine.functions import FUNCTIONS, KNOWN
from samplan.forms.engine.purses import Budget, Exhausted, Purse, depth_size
from samplan.forms.engine.walking import R4, node

MAX_CHARACTERS = 4_000
MAX_TOKENS = 800
MAX_BRACKETS = 20  # one in another
MAX_DEPTH = 120
MAX_STEPS = 150_000  # for all expressions of a form together, each time answers are looked at
KEPT = 1_000  # formulas that have been read
START = 10  # steps that it costs to begin at all
# The library's functions carry no types.
_evaluate: Callable[..., Any] = do_eval
plain: Callable[[Any], Any] = get_data  # a value without where it stands
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
    tokens: int

    @property
    def unknown(self) -> str:
        """The first function that is not run here; empty where all are."""
        return min(self.functions - KNOWN, default="")

    def run(self, resource: Mapping[str, Any], names: Mapping[str, Any], purse: Purse) -> list[Any]:
        """What the expression gives for the resource, as plain JSON values and decimals.

        Empty where it fails: FHIRPath's own word for "cannot be said". Raises Exhausted where it
        does not end within the steps in the purse.
        """
        return [plain(value) for value in self.parts(resource, names, purse)]

    def parts(
        self, resource: Mapping[str, Any], names: Mapping[str, Any], purse: Purse
    ) -> list[Any]:
        """As `run`, with where each value stands: what other expressions can go on from."""
        root = node(resource)
        purse.spend(START)
        budget = Budget(
            purse,
            dataRoot=[root],
            vars={"resource": root, "context": root, **names},
            model=R4,
            userInvocationTable=FUNCTIONS,
        )
        try:
            found: list[Any] = _evaluate(budget, budget["dataRoot"], self.tree)
        except Exhausted:
            raise
        except Exception:  # noqa: BLE001 # whatever an answer makes the library stumble on
            # Its errors tell at length what they were given.
            purse.spend(depth_size(resource, purse.left))
            return []
        return found


def read_formula(text: str, most_tokens: int = MAX_TOKENS) -> Formula:
    """The expression. Raises Unreadable or TooLarge."""
    if len(text) > MAX_CHARACTERS or _brackets(text) > MAX_BRACKETS:
        raise TooLarge
    tokens = _tokens(text)
    count = tokens.getNumberOfOnChannelTokens()  # blanks do not count
    if count > min(most_tokens, MAX_TOKENS):
        raise TooLarge
    return _read(text, count)


@lru_cache(maxsize=KEPT)
def _read(text: str, count: int) -> Formula:
    """Reading takes longer than all else, and forms on their way are read again and again."""
    try:
        tree = _parsed(_tokens(text))
    except RecursionError:
        raise TooLarge from None
    nodes = list(_nodes(tree))
    if max(depth for _, depth in nodes) > MAX_DEPTH:
        raise TooLarge
    return Formula(
        text=text,
        tree=counted(tree),
        strings=frozenset(_texts(nodes, "StringLiteral")),
        names=frozenset(_of(nodes, "ExternalConstant")),
        functions=frozenset(_of(nodes, "Functn")),
        tokens=count,
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


def _tokens(text: str) -> CommonTokenStream:
    lexer = FHIRPathLexer(InputStream(text))
    lexer.removeErrorListeners()
    lexer.addErrorListener(_Refusing())
    tokens = CommonTokenStream(lexer)
    tokens.fill()
    return tokens


def _parsed(tokens: CommonTokenStream) -> Mapping[str, Any]:
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
        part, depth = waiting.pop()
        yield part, depth
        waiting.extend((child, depth + 1) for child in part.get("children", ()))


def _texts(nodes: _Nodes, kind: str) -> Iterator[str]:
    for part, _ in nodes:
        if part["type"] == kind:
            yield part["text"][1:-1].replace("\\'", "'")


def _of(nodes: _Nodes, kind: str) -> Iterator[str]:
    """The names that the nodes of a kind begin with."""
    for part, _ in nodes:
        if part["type"] == kind:
            yield part["children"][0]["text"].strip("`'")

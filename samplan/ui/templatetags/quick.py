"""Block tags that lists repeat by the hundred: parsed here once, drawn by joining strings.

Django's own `simple_block_tag` resolves a signature at every use, which in a table of thirty rows
cost more than its queries.
"""

from collections.abc import Callable

from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

Draw = Callable[..., SafeString]


class FrameNode(Node):
    """Draws what stands between a tag and its end, and hands it to a component."""

    def __init__(
        self,
        draw: Draw,
        nodelist: NodeList,
        values: list[FilterExpression],
        named: dict[str, FilterExpression],
    ) -> None:
        self.draw, self.nodelist, self.values, self.named = draw, nodelist, values, named

    def render(self, context: Context) -> SafeString:
        """The component around its content."""
        content = self.nodelist.render(context)
        values = [value.resolve(context) for value in self.values]
        named = {name: value.resolve(context) for name, value in self.named.items()}
        return self.draw(content, *values, **named)


def frame_tag(name: str, draw: Draw) -> Callable[[Parser, Token], FrameNode]:
    """The compile function of a block tag that takes its component's own arguments."""

    def compile_tag(parser: Parser, token: Token) -> FrameNode:
        bits = token.split_contents()[1:]
        named = token_kwargs([bit for bit in bits if _is_named(bit)], parser)
        values = [parser.compile_filter(bit) for bit in bits if not _is_named(bit)]
        nodelist = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return FrameNode(draw, nodelist, values, named)

    return compile_tag


def _is_named(bit: str) -> bool:
    return "=" in bit and bit.split("=")[0].isidentifier()

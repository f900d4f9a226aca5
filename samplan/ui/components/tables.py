"""Lists for staff: tables that become cards on a phone, and the filters above them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from samplan.ui.components.words import NOTHING, inner
from samplan.ui.parts import Chip

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


WIDE_FROM = 5  # columns
NARROW_TO = 4


def board(content: str, caption: "Text", *columns: "Text") -> SafeString:
    """A table with the columns named; the content is board rows.

    The roles are written out: on a phone the table is drawn as cards, and some browsers forget
    that it is a table.
    """
    heads = format_html_join(
        "", '<th scope="col" role="columnheader">{}</th>', ((column,) for column in columns)
    )
    return format_html(
        '<div class="board-frame{}"><table class="board" role="table">'
        '<caption class="ds-sr-only">{}</caption>'
        '<thead role="rowgroup"><tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody>'
        "</table></div>",
        _width(len(columns)),
        caption,
        heads,
        inner(content),
    )


def _width(columns: int) -> str:
    """How soon the table becomes cards: the more columns, the sooner."""
    if columns > WIDE_FROM:
        return " board-frame-wide"
    return " board-frame-narrow" if columns <= NARROW_TO else ""


class Column(NamedTuple):
    """A column of a board whose rows are drawn as text: its name and what its cells stand in."""

    label: str
    opening: str
    closing: str


def column(label: "Text", *, is_header: bool = False) -> Column:
    """The column named `label`; a header names its row."""
    return Column(str(label), *_edges(str(label), is_header=is_header))


def board_of(
    caption: "Text", columns: Sequence[Column], rows: Iterable[Iterable[str]]
) -> SafeString:
    """A board whose cells are given as markup, in the order of the columns."""
    drawn = [
        "".join(
            [
                f"{each.opening}{content}{each.closing}"
                for each, content in zip(columns, row, strict=True)
            ]
        )
        for row in rows
    ]
    content = "".join([f'<tr role="row">{row}</tr>' for row in drawn])
    return board(content, caption, *[each.label for each in columns])


def board_row(content: str) -> SafeString:
    return inner(f'<tr role="row">{content}</tr>')


def cell(content: str, label: "Text", *, is_header: bool = False) -> SafeString:
    """One cell; the label is its column's name, shown where the table is drawn as cards."""
    opening, closing = _edges(str(label), is_header=is_header)
    return inner(opening + content + closing)


@lru_cache(maxsize=512)
def _edges(label: str, *, is_header: bool) -> tuple[str, str]:
    """What stands around every cell of a column."""
    name, role = ("th", "rowheader") if is_header else ("td", "cell")
    scope = SafeString(' scope="row"') if is_header else NOTHING
    opening = format_html('<{} role="{}"{} data-label="{}"><div>', name, role, scope, label)
    return opening, f"</div></{name}>"


def filter_bar(chips: Iterable[Chip], label: "Text") -> SafeString:
    """Links to the same list, filtered; the filter is in the address."""
    return format_html(
        '<nav class="filter-bar" aria-label="{}"><ul>{}</ul></nav>',
        label,
        format_html_join(
            "",
            '<li><a class="chip" href="{}"{}>{}{}</a></li>',
            (
                (
                    chip.url,
                    SafeString(' aria-current="true"') if chip.is_current else NOTHING,
                    chip.label,
                    f" ({chip.count})" if chip.count else "",
                )
                for chip in chips
            ),
        ),
    )

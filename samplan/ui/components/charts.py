"""Numbers over time: a line that is seen, and the same as a table that is read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.words import NOTHING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

WIDTH, HEIGHT, EDGE = 320, 120, 24
ROOM: Final = 0.12  # above and below the line, as a share of its span

Points = Sequence[tuple[str, str, float]]  # the day and the number in words, and the number


def line_chart(label: "Text", points: Points, note: "Text" = "") -> SafeString:
    """A line through the points, from left to right at even distances, with their table below.

    Each number stands at its point, so that the line needs no scale; who listens hears the table.
    """
    return format_html(
        '<figure class="chart"><figcaption>{}{}</figcaption>'
        '<svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/>{}</svg>{}</figure>',
        label,
        format_html('<span class="hint">{}</span>', note) if note else NOTHING,
        WIDTH,
        HEIGHT,
        " ".join(f"{x:.1f},{y:.1f}" for x, y in _places(points)),
        format_html_join("", "{}", ((each,) for each in _dots(points))),
        _table(label, points),
    )


def _places(points: Points) -> list[tuple[float, float]]:
    numbers = [number for _day, _words, number in points]
    least, most = min(numbers), max(numbers)
    room = (most - least) * ROOM or 1.0
    low, span = least - room, (most - least) + 2 * room
    step = (WIDTH - 2 * EDGE) / max(len(points) - 1, 1)
    height = HEIGHT - 2 * EDGE
    return [
        (EDGE + place * step, EDGE + height * (1 - (number - low) / span))
        for place, number in enumerate(numbers)
    ]


def _dots(points: Points) -> list[SafeString]:
    return [
        format_html(
            '<circle cx="{}" cy="{}" r="3.5"/><text x="{}" y="{}">{}</text>',
            f"{x:.1f}",
            f"{y:.1f}",
            f"{x:.1f}",
            f"{y - 9:.1f}",
            words,
        )
        for (x, y), (_day, words, _number) in zip(_places(points), points, strict=True)
    ]


def _table(label: "Text", points: Points) -> SafeString:
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td>{}</td></tr>',
        ((day, words) for day, words, _number in points),
    )
    return format_html(
        '<details><summary>{}</summary><table><caption class="ds-sr-only">{}</caption>'
        '<thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table></details>",
        _("Show as a table"),
        label,
        _("Day"),
        _("Number"),
        rows,
    )

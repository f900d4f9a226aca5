"""Cards and the rows inside them."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.press import button
from samplan.ui.components.words import (
    NOTHING,
    date_tile,
    drawn,
    icon,
    inner,
    only_heard,
    pill,
    progress,
    who_does,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

CardTone = Literal["plain", "next", "asks"]
RowState = Literal["open", "done", "late"]


def card(content: str, title: "Text" = "", tone: CardTone = "plain") -> SafeString:
    """A white sheet; `next` has the edge of what comes next, `asks` that of a question to you."""
    head = format_html("<h2>{}</h2>", title) if title else NOTHING
    return format_html('<section class="card card-{}">{}{}</section>', tone, head, inner(content))


def next_step(
    content: str,
    title: "Text",
    on: date | None = None,
    facts: "Text" = "",
    purpose: "Text" = "",
    heading: "Text" = "",
) -> SafeString:
    """What happens next, with its preparation inside: the content is activity rows."""
    words = format_html(
        "<div><h3>{}</h3>{}{}</div>",
        title,
        format_html("<p>{}</p>", facts) if facts else NOTHING,
        format_html('<p class="muted">{}</p>', purpose) if purpose else NOTHING,
    )
    return format_html(
        '<section class="card card-next"><h2>{}</h2><div class="when">{}{}</div>{}</section>',
        heading or _("Next step in your plan"),
        date_tile(on) if on else NOTHING,
        words,
        rows(content) if content.strip() else NOTHING,
    )


def activity_row(
    title: "Text",
    icon: str = "clipboard-list",
    detail: "Text" = "",
    state: RowState = "open",
    action_url: str = "",
    action_label: "Text" = "",
    *,
    is_primary: bool = False,
    url: str = "",
    done: int = 0,
    total: int = 0,
) -> SafeString:
    """One thing to do or done; stands in rows. With `url` the title itself is the link.

    A series has a total, and shows how much of it is done.
    """
    name = format_html('<a class="ds-link" href="{}">{}</a>', url, title) if url else title
    return format_html(
        '<li class="row row-{}">{}<div class="row-text">{}<span class="row-title">{}</span>{}{}{}'
        "</div>{}</li>",
        state,
        drawn("circle-check" if state == "done" else icon),
        only_heard(_("Done:")) if state == "done" else NOTHING,
        name,
        format_html('<span class="row-detail">{}</span>', detail) if detail else NOTHING,
        pill("bad", _("Late"), "clock") if state == "late" else NOTHING,
        progress(done, total, title) if total else NOTHING,
        _row_button(action_label, action_url, title, is_primary) if action_url else NOTHING,
    )


def _row_button(label: "Text", url: str, about: "Text", is_primary: bool) -> SafeString:
    return button(label, url, "primary" if is_primary else "secondary", about=about)


def rows(content: str) -> SafeString:
    return format_html('<ul class="rows">{}</ul>', inner(content))


def tile(
    title: "Text", url: str, icon: str, *, is_adding: bool = False, note: "Text" = ""
) -> SafeString:
    """A way somewhere, and what one is to know before one goes; stands in tiles."""
    return format_html(
        '<li><a class="tile{}" href="{}">{}<span>{}{}</span></a></li>',
        " tile-adding" if is_adding else "",
        url,
        drawn(icon),
        title,
        format_html(' <span class="muted">{}</span>', note) if note else NOTHING,
    )


def tiles(content: str) -> SafeString:
    return format_html('<ul class="tiles">{}</ul>', inner(content))


def person_card(content: str, name: str, role: "Text" = "", heading: "Text" = "") -> SafeString:
    """A person in care and how to reach them; the content is facts and a button."""
    first = "".join(part[0] for part in name.split()[:2]).upper()
    level = "h3" if heading else "h2"
    return format_html(
        '<section class="card">{}<div class="person"><span class="initials" aria-hidden="true">{}'
        "</span><div><{} class=person-name>{}</{}>{}</div></div>{}</section>",
        format_html("<h2>{}</h2>", heading) if heading else NOTHING,
        first,
        level,
        name,
        level,
        format_html('<p class="muted">{}</p>', role) if role else NOTHING,
        inner(content),
    )


def agreement(content: str) -> SafeString:
    """What the patient does beside what care does."""
    return format_html('<div class="agreement">{}</div>', inner(content))


def does(content: str, who: Literal["we", "you"]) -> SafeString:
    """One column of an agreement; the content is activity rows."""
    return format_html(
        '<section class="card"><h2 class="bare">{}</h2>{}</section>', who_does(who), rows(content)
    )


def waiting_line(title: "Text", detail: "Text" = "") -> SafeString:
    """Says who waits for whom, above a conversation."""
    return format_html(
        '<p class="card waiting">{}<span><strong>{}</strong> <span class="muted">{}</span></span>'
        "</p>",
        icon("clock"),
        title,
        detail,
    )

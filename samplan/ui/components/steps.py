"""Things that happen in order: progress, timelines, conversations."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.words import (
    NOTHING,
    drawn,
    inner,
    only_heard,
    progress,
    said,
    short_moment,
)
from samplan.ui.parts import Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

EntryState = Literal["past", "now", "coming"]
MessageKind = Literal["theirs", "mine", "question"]


def form_progress(
    step: int, total: int, saved: "Text" = "", note: "Text" = "", done: int = 0
) -> SafeString:
    """Where in a form one is, that it is saved, who will read it, and how much of it is done."""
    parts = _("%(done)d of %(total)d parts are done") % {"done": done, "total": total}
    place = _("Step %(step)d of %(total)d") % {"step": step, "total": total}
    words = [[part] for part in (place, note) if part]
    return format_html(
        '<div class="form-progress"><p class="muted">{}</p>{}{}</div>',
        format_html_join(" · ", "{}", words),
        format_html('<p class="muted saved-word">{}</p>', saved) if saved else NOTHING,
        progress(done, total, parts),
    )


def step_progress(steps: Iterable[Step]) -> SafeString:
    """All steps by name, each with its state in an icon and in a word that is heard."""
    heard = {"done": _("Done:"), "now": _("Now:"), "coming": _("Coming:")}
    shown = {"done": "check", "now": "circle-dot", "coming": "circle"}
    return format_html(
        '<ol class="steps">{}</ol>',
        format_html_join(
            "",
            '<li class="step step-{}"{}>{}{}<span>{}</span></li>',
            (
                (
                    step.state,
                    SafeString(' aria-current="step"') if step.state == "now" else NOTHING,
                    drawn(shown[step.state]),
                    only_heard(heard[step.state]),
                    step.label,
                )
                for step in steps
            ),
        ),
    )


def timeline(content: str) -> SafeString:
    return format_html('<ol class="timeline">{}</ol>', inner(content))


def timeline_entry(
    content: str,
    when: "Text",
    title: "Text",
    detail: "Text" = "",
    state: EntryState = "coming",
    icon: str = "circle",
) -> SafeString:
    """One point in time; the icon shows for what is coming, past and now have their own."""
    heard = {"past": _("Done:"), "now": _("Now:"), "coming": _("Coming:")}[state]
    shown = {"past": "check", "now": "circle-dot", "coming": icon}[state]
    return format_html(
        '<li class="entry entry-{}"><span class="dot">{}</span><h2>{}{} · {}</h2>{}{}</li>',
        state,
        drawn(shown),
        only_heard(heard),
        when,
        title,
        format_html("<p>{}</p>", detail) if detail else NOTHING,
        inner(content.strip()),
    )


def thread(content: str) -> SafeString:
    return format_html('<ol class="thread">{}</ol>', inner(content))


def message(
    content: str,
    author: "Text",
    at: datetime,
    kind: MessageKind = "theirs",
    word: "Text" = "",
    meta: "Text" = "",
    meta_icon: str = "paperclip",
    *,
    language: str = "",
) -> SafeString:
    """One thing said. The word names its kind ("question to you"); meta is files and reading.

    `language` as `short_moment` takes it.
    """
    more = f" · {said(word)}" if word else ""
    below = f'<p class="meta">{drawn(meta_icon)}{said(meta)}</p>' if meta else ""
    return inner(
        f'<li class="message message-{kind}"><h2>{said(author)}</h2> <p class="said-at">'
        f'<time datetime="{at.isoformat()}">{said(short_moment(at, language))}</time>{more}</p>'
        f"{content}{below}</li>"
    )


def separator(text: "Text") -> SafeString:
    """A day or an event between messages."""
    return format_html('<li class="separator">{}</li>', text)

"""Answers to be looked through, drawn as text: forms of many questions have as many lines."""

from collections.abc import Iterable

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.forms.drawing.reviewing import ReviewLine
from samplan.ui.components.words import inner, said


def lines_drawn(lines: Iterable[ReviewLine]) -> SafeString:
    """Each question with its answers, under the headings that they stand under."""
    nothing = _("No answer")
    unanswered = f'<p class="muted">{said(nothing)}</p>'
    drawn = "".join([_line(line, unanswered) for line in lines])
    return inner(f'<dl class="review-lines">{drawn}</dl>')


def _line(line: ReviewLine, unanswered: str) -> str:
    if line.is_heading:
        return f'<div class="review-heading"><dt>{said(line.question)}</dt></div>'
    answers = "".join([f"<p>{linebreaksbr(answer)}</p>" for answer in line.answers])
    troubles = "".join(
        [f'<p class="ds-validation-message">{said(trouble)}</p>' for trouble in line.troubles]
    )
    word = render_to_string("forms/not_advice.html") if line.is_score else ""
    return (
        f"<div><dt>{said(line.question)}</dt><dd>{word}{answers or unanswered}{troubles}</dd></div>"
    )

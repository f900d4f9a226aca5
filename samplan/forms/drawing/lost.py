"""What a page says in rows that were removed since it was drawn."""

from django.http import QueryDict

from samplan.forms import engine
from samplan.forms.drafts import Draft
from samplan.forms.drawing.reviewing import ReviewLine
from samplan.forms.engine import Answers, Item, Page
from samplan.forms.row_names import rows_gone
from samplan.forms.words import spoken_values


def lost_lines(
    draft: Draft, page: Page, post: QueryDict, *, but: str = ""
) -> tuple[ReviewLine, ...]:
    """The answers in rows that the draft no longer has; `but` is a row that need not be told."""
    gone = rows_gone(draft.form, post)
    if not gone:
        return ()
    form = engine.with_rows(draft.form, gone)
    rows = {engine.row_id(group_id, key) for group_id, keys in gone.items() for key in keys}
    gone_page = form.page(page.link_id)
    posted = engine.read_post(form, gone_page, post.getlist)
    written, unread = engine.written_in(posted.raw), {fault.link_id for fault in posted.faults}
    lines = (
        ReviewLine(
            item.text,
            written[item.link_id] if item.link_id in unread else _said(item, posted.values),
        )
        for item in gone_page.questions
        if form.row(item.link_id) in rows - {but}
    )
    return tuple(line for line in lines if line.answers)


def _said(item: Item, values: Answers) -> tuple[str, ...]:
    words = spoken_values()
    return tuple(engine.display(item, value, words) for value in values.of(item.link_id))

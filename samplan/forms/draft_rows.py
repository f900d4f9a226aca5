"""Rows of a group that repeats, which come and go while one answers."""

from dataclasses import replace
from typing import Final

from samplan.forms import engine
from samplan.forms.drafts import Draft, SavedPage
from samplan.forms.row_names import new_row

MOST_GONE: Final = 200  # removed rows that a draft remembers


def with_row(draft: Draft, row: str) -> Draft:
    """The draft with the row that has this linkId, after the others of its group."""
    group_id = engine.plain_id(row)
    keys = draft.form.source.rows[group_id]
    return _with_rows(draft, group_id, (*keys, engine.row_of(row)))


def without_row(draft: Draft, row: str) -> Draft:
    """The draft without the row that has this linkId, nor what is said in it.

    The last one left makes room for an empty one.
    """
    group_id = engine.plain_id(row)
    keys = draft.form.source.rows[group_id]
    left = tuple(key for key in keys if key != engine.row_of(row))
    if len(left) < engine.fewest_rows(draft.form.items[row]):
        left = (*left, new_row())
    answers = engine.without_row(draft.form, draft.answers, row)
    gone = (*draft.gone, row)[-MOST_GONE:]
    return replace(_with_rows(draft, group_id, left), answers=answers, gone=gone)


def _with_rows(draft: Draft, group_id: str, keys: engine.Keys) -> Draft:
    form = engine.with_rows(draft.form, {**draft.form.source.rows, group_id: keys})
    name = form.page_of(group_id).link_id
    pages = {**draft.pages, name: draft.pages.get(name, SavedPage()).left_as(form)}
    return replace(draft, form=form, pages=pages, is_unsent=True)

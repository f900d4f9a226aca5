"""Rows of groups that repeat: one more, or one away."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.forms import engine
from samplan.forms.actions.saving import keep, locked
from samplan.forms.draft_rows import with_row, without_row
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.models import Response


class RowGone(Exception):
    """The row has been removed already; nothing was changed."""


@transaction.atomic
def add_row(response: Response, row: str, *, acting: Acting, at: datetime) -> Draft:
    """Give a group that repeats the row with this linkId, which the asker has made up.

    A row that is there is not added again, nor one more than there may be. Raises RowGone where
    it has been added and removed since; KeyError where the form has no such group.
    """
    held = locked(response)
    draft = read_draft(held, acting)
    if row in draft.gone:
        raise RowGone
    rows = draft.form.source.rows[engine.plain_id(row)]
    if row in draft.form.items or len(rows) >= _group_of(draft, row).answer_limit:
        return draft
    return keep(held, with_row(draft, row), acting=acting, at=at)


@transaction.atomic
def remove_row(response: Response, row: str, *, acting: Acting, at: datetime) -> Draft:
    """Take the row with this linkId away with its answers; the last one left is emptied.

    Raises RowGone where it is not there, and KeyError where the form has no such group.
    """
    held = locked(response)
    draft = read_draft(held, acting)
    if engine.row_of(row) not in draft.form.source.rows[engine.plain_id(row)]:
        raise RowGone
    return keep(held, without_row(draft, row), acting=acting, at=at)


def _group_of(draft: Draft, row: str) -> engine.Item:
    return draft.form.items[draft.form.first(engine.plain_id(row))]

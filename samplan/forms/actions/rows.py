"""Rows of groups that repeat: one more, or one away."""

from datetime import datetime

from django.db import transaction

from samplan.access.acting import Acting
from samplan.forms import engine
from samplan.forms.actions.saving import keep, locked
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.models import Response


@transaction.atomic
def add_row(response: Response, group_id: str, *, acting: Acting, at: datetime) -> Draft:
    """Give a group that repeats one row more; as many as there may be stay as they are.

    KeyError where the form has no such group.
    """
    held = locked(response)
    draft = read_draft(held, acting)
    _check(draft, group_id)
    return keep(held, draft.with_row(group_id), acting=acting, at=at)


@transaction.atomic
def remove_row(response: Response, row_id: str, *, acting: Acting, at: datetime) -> Draft:
    """Take a row away with its answers; the last one left is emptied.

    KeyError where the form has no such row.
    """
    held = locked(response)
    draft = read_draft(held, acting)
    group_id = engine.plain_id(row_id)
    _check(draft, group_id)
    if row_id not in draft.form.items:
        raise KeyError(row_id)
    left = draft.without_row(group_id, engine.row_of(row_id))
    return keep(held, left, acting=acting, at=at)


def _check(draft: Draft, group_id: str) -> None:
    if not engine.is_repeating(draft.form.items[group_id]):
        raise KeyError(group_id)

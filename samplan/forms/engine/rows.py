"""Groups that repeat: a form with as many copies of each as there are rows.

The first row has the questionnaire's own linkIds; those of others carry the row's number after a
mark that no linkId can hold. So everything that works on items works on rows as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.form import Draft, Form, Source, Text, assemble
from samplan.forms.engine.items import MAX_ANSWERS, Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.row_ids import plain_id, row_id, row_of
from samplan.forms.engine.values import Value

Rows = Mapping[str, int]


def fitted(form: Form, answers: Iterable[str], rows: Rows | None = None) -> Form:
    """The form with a row for each that is answered, at least as many as it has already, or as
    `rows` says by the linkId of the group, or as the form itself needs."""
    owners = form.source.owners
    if not owners:
        return form
    wanted = dict(form.source.rows)
    for group_id, count in (rows or {}).items():
        wanted[group_id] = max(wanted.get(group_id, 1), count)
    for link_id in answers:
        owner = owners.get(plain_id(link_id))
        if owner is not None:
            wanted[owner] = max(wanted.get(owner, 1), row_of(link_id) + 1)
    return with_rows(form, wanted)


def with_rows(form: Form, rows: Rows) -> Form:
    """The form with exactly so many rows of each group, within what it allows."""
    base = form.source.base or form.source
    counts = {
        draft.item.link_id: _count(draft.item, rows.get(draft.item.link_id, 1))
        for draft in base.drafts
        if is_repeating(draft.item)
    }
    if counts == {name: form.source.rows.get(name, 1) for name in counts}:
        return form
    return assemble(_expanded(base, counts), form.language)


def is_repeating(item: Item) -> bool:
    """A group that can have several rows."""
    return item.kind is Kind.GROUP and item.repeats


def _count(group: Item, wanted: int) -> int:
    # One more than allowed is kept, so that it can be told.
    return min(max(wanted, group.limits.min_occurs or 1, 1), MAX_ANSWERS + 1)


def _expanded(base: Source, counts: Rows) -> Source:
    drafts: list[Draft] = []
    block: list[Draft] = []
    for draft in (*base.drafts, None):
        owner = base.owners.get(draft.item.link_id) if draft else None
        if block and owner != base.owners[block[0].item.link_id]:
            drafts += _copies(base, block, counts)
            block = []
        if draft is not None:
            (drafts if owner is None else block).append(draft)
    order = (
        row_id(link_id, row)
        for link_id in base.evaluation_order
        for row in range(counts.get(base.owners.get(link_id, ""), 1))
    )
    return replace(
        base, drafts=tuple(drafts), evaluation_order=tuple(order), rows=counts, base=base
    )


def _copies(base: Source, block: list[Draft], counts: Rows) -> list[Draft]:
    count = counts[block[0].item.link_id]
    return [_copy(base, draft, row, count) for row in range(count) for draft in block]


def _copy(base: Source, draft: Draft, row: int, count: int) -> Draft:
    item, wording = draft.item, draft.wording
    is_group = is_repeating(item)
    if is_group and count > 1:
        wording = replace(wording, text=_numbered(wording.text, row + 1))
    if row == 0:
        return Draft(item, wording)
    conditions = tuple(
        replace(each, question=row_id(each.question, row))
        if base.owners.get(each.question)
        else each
        for each in item.enable_when
    )
    copy = replace(
        item,
        link_id=row_id(item.link_id, row),
        parent_id=item.parent_id if is_group else row_id(item.parent_id or "", row),
        required=item.required and not is_group,
        enable_when=conditions,
    )
    return Draft(copy, wording)


def _numbered(text: Text, number: int) -> Text:
    variants = {language: f"{words} {number}" for language, words in text.variants.items()}
    return Text(f"{text.source} {number}", variants)


def filled_rows(form: Form, answers: Answers) -> dict[str, set[int]]:
    """The rows of each repeating group in which something is answered."""
    filled: dict[str, set[int]] = {}
    for link_id in answers:
        owner = form.source.owners.get(plain_id(link_id))
        if owner is not None:
            filled.setdefault(owner, set()).add(row_of(link_id))
    return filled


def renamed_without(form: Form, group_id: str, row: int) -> dict[str, str]:
    """The linkIds of the rows after the one that goes, with the linkIds that they get."""
    own = [name for name, owner in form.source.owners.items() if owner == group_id]
    rows = range(row + 1, form.source.rows.get(group_id, 1))
    return {row_id(name, later): row_id(name, later - 1) for later in rows for name in own}


def without_row(form: Form, answers: Answers, group_id: str, row: int) -> Answers:
    """The answers without those of one row; the rows after it move up."""
    renamed = renamed_without(form, group_id, row)
    kept: dict[str, tuple[Value, ...]] = {}
    for link_id, values in answers.items():
        is_own = form.source.owners.get(plain_id(link_id)) == group_id
        if is_own and row_of(link_id) == row:
            continue
        kept[renamed.get(link_id, link_id)] = values
    return Answers(kept)

"""Groups that repeat: a form with as many copies of each as there are rows.

The linkIds of a row carry its key after a mark that no linkId can hold; those of the row with the
empty key are the questionnaire's own. So everything that works on items works on rows as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from samplan.forms.engine.answers import Answers
from samplan.forms.engine.form import Form, Source, assemble
from samplan.forms.engine.items import MAX_ANSWERS, Item
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.row_ids import Keys, plain_id, row_id, row_keys, row_of
from samplan.forms.engine.wording import Draft, Text

Rows = Mapping[str, Keys]


def fitted(form: Form, answers: Iterable[str]) -> Form:
    """The form with a row for each that is answered, besides those that it has already."""
    owners = form.source.owners
    if not owners:
        return form
    wanted = {group_id: dict.fromkeys(keys) for group_id, keys in form.source.rows.items()}
    for link_id in answers:
        owner = owners.get(plain_id(link_id))
        if owner is not None:
            wanted[owner].setdefault(row_of(link_id))
    return with_rows(form, {group_id: tuple(keys) for group_id, keys in wanted.items()})


def with_rows(form: Form, rows: Rows) -> Form:
    """The form with exactly these rows of each group, within what it allows."""
    base = form.source.base or form.source
    keys = {
        draft.item.link_id: _kept(draft.item, rows.get(draft.item.link_id, ("",)))
        for draft in base.drafts
        if is_repeating(draft.item)
    }
    if keys == form.source.rows:
        return form
    return assemble(_expanded(base, keys), form.language)


def is_repeating(item: Item) -> bool:
    """A group that can have several rows."""
    return item.kind is Kind.GROUP and item.repeats


def fewest_rows(group: Item) -> int:
    """How many rows there always are."""
    return max(group.limits.min_occurs or 1, 1)


def _kept(group: Item, wanted: Keys) -> Keys:
    # One more than allowed is kept, so that it can be told.
    count = min(max(len(wanted), fewest_rows(group)), MAX_ANSWERS + 1)
    return tuple(islice(row_keys(wanted), count))


def _expanded(base: Source, rows: Rows) -> Source:
    drafts: list[Draft] = []
    block: list[Draft] = []
    for draft in (*base.drafts, None):
        owner = base.owners.get(draft.item.link_id) if draft else None
        if block and owner != base.owners[block[0].item.link_id]:
            drafts += _copies(base, block, rows)
            block = []
        if draft is not None:
            (drafts if owner is None else block).append(draft)
    order = (
        row_id(link_id, row)
        for link_id in base.evaluation_order
        for row in rows.get(base.owners.get(link_id, ""), ("",))
    )
    return replace(base, drafts=tuple(drafts), evaluation_order=tuple(order), rows=rows, base=base)


def _copies(base: Source, block: list[Draft], rows: Rows) -> list[Draft]:
    keys = rows[block[0].item.link_id]
    group, wording = block[0].item, block[0].wording
    heads = [
        Draft(
            replace(group, required=group.required and number == 1),
            replace(wording, text=_numbered(wording.text, number)) if len(keys) > 1 else wording,
        )
        for number in range(1, len(keys) + 1)
    ]
    return [
        _copy(base, draft, row)
        for head, row in zip(heads, keys, strict=True)
        for draft in (head, *block[1:])
    ]


def _copy(base: Source, draft: Draft, row: str) -> Draft:
    if not row:
        return draft
    item = draft.item
    conditions = tuple(
        replace(each, question=row_id(each.question, row))
        if base.owners.get(each.question)
        else each
        for each in item.enable_when
    )
    is_group = is_repeating(item)
    copy = replace(
        item,
        link_id=row_id(item.link_id, row),
        parent_id=item.parent_id if is_group else row_id(item.parent_id or "", row),
        enable_when=conditions,
    )
    return Draft(copy, draft.wording)


def _numbered(text: Text, number: int) -> Text:
    variants = {language: f"{words} {number}" for language, words in text.variants.items()}
    return Text(f"{text.source} {number}", variants)


def without_row(form: Form, answers: Answers, row: str) -> Answers:
    """The answers without those of the row with this linkId."""
    return Answers({name: given for name, given in answers.items() if form.row(name) != row})

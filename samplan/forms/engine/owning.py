"""Which items stand in a group that repeats, and what they may not be or ask there."""

from collections.abc import Sequence

from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.wording import Draft


def owners_of(drafts: Sequence[Draft], nodes: Sequence[Node]) -> dict[str, str]:
    """The linkId of the repeating group by that of everything in it, itself included."""
    owners: dict[str, str] = {}
    for draft, node in zip(drafts, nodes, strict=True):
        item = draft.item
        above = owners.get(item.parent_id or "")
        is_own = item.kind is Kind.GROUP and item.repeats
        if is_own and above is not None:
            node.refuse(Flaw.REPEATS_IN_REPEATS)
        owner = above or (item.link_id if is_own else None)
        if owner is None:
            continue
        owners[item.link_id] = owner
        if item.kind is Kind.ATTACHMENT:
            node.refuse(Flaw.FILES_IN_REPEATS)
    _refuse_asking_in(drafts, nodes, owners)
    return owners


def _refuse_asking_in(
    drafts: Sequence[Draft], nodes: Sequence[Node], owners: dict[str, str]
) -> None:
    """From outside, nothing says which row is meant."""
    for draft, node in zip(drafts, nodes, strict=True):
        item = draft.item
        own = None if owners.get(item.link_id) == item.link_id else owners.get(item.link_id)
        for condition in item.enable_when:
            if owners.get(condition.question) not in (None, own):
                node.refuse(Flaw.CONDITION_INTO_ROWS, question=condition.question)

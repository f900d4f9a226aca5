"""The order in which conditions can be decided: what an item depends on comes before it."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.form import Draft
from samplan.forms.engine.nodes import Node


def evaluation_order(drafts: Sequence[Draft], nodes: Sequence[Node]) -> tuple[str, ...]:
    """Every linkId after its parent and after the questions it asks about.

    When that is impossible, one circle is reported, on each of its items that has a condition.
    """
    graph: dict[str, set[str]] = {}
    for draft in drafts:
        item = draft.item
        graph[item.link_id] = {condition.question for condition in item.enable_when}
        if item.parent_id is not None:
            graph[item.link_id].add(item.parent_id)
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = set(error.args[1])
    for draft, node in zip(drafts, nodes, strict=True):
        if draft.item.link_id in circle and draft.item.enable_when:
            node.refuse(Flaw.CIRCULAR)
    return ()

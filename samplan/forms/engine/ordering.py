"""The order in which conditions can be decided: what an item depends on comes before it."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from samplan.forms.engine.computing import used_variables
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.formulas import Formula
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.wording import Draft


def evaluation_order(
    drafts: Sequence[Draft], nodes: Sequence[Node], variables: Mapping[str, Formula]
) -> tuple[str, ...]:
    """Every linkId after its parent and after the questions it asks about.

    An expression asks about the linkIds that stand in it as texts; one in which none stands asks
    about every question that is not worked out itself. When an order is impossible, one circle is
    reported, on each of its items that has a condition.
    """
    try:
        return tuple(TopologicalSorter(_graph(drafts, variables)).static_order())
    except CycleError as error:
        circle = set(error.args[1])
    for draft, node in zip(drafts, nodes, strict=True):
        item = draft.item
        decides = item.is_conditional or any(item.expressions.live)
        if item.link_id in circle and decides:
            node.refuse(Flaw.CIRCULAR)
    return ()


def _graph(drafts: Sequence[Draft], variables: Mapping[str, Formula]) -> dict[str, set[str]]:
    """What each item must come after, by linkId."""
    graph: dict[str, set[str]] = {}
    plain = [draft.item.link_id for draft in drafts if _is_plain(draft)]
    known = {draft.item.link_id for draft in drafts}
    for draft in drafts:
        item = draft.item
        graph[item.link_id] = {condition.question for condition in item.enable_when}
        if item.parent_id is not None:
            graph[item.link_id].add(item.parent_id)
        for formula in item.expressions.live:
            named = _strings(formula, variables) & known
            graph[item.link_id].update(named or (each for each in plain if each != item.link_id))
    return graph


def _is_plain(draft: Draft) -> bool:
    return draft.item.is_question and not any(draft.item.expressions.live)


def _strings(formula: Formula, variables: Mapping[str, Formula]) -> frozenset[str]:
    """The texts in an expression and in the variables that it uses."""
    used = (variables[name].strings for name in used_variables(formula, variables))
    return formula.strings.union(*used)

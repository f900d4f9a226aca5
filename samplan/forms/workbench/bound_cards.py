"""The cards of a form that follows another: only own questions move, and only among their own."""

from collections.abc import Iterable

from samplan.forms.building import tree
from samplan.forms.building.own_questions import own_ids, own_in
from samplan.forms.building.texts import Json
from samplan.forms.workbench.cards import Card


def bound(cards: Iterable[Card], document: Json) -> list[Card]:
    """The cards with what can be done with them where everything but own questions is locked.

    Own questions at a place stand in a run; first and last are then those of the run.
    """
    own, runs = own_ids(document), own_in(document)
    in_runs = {
        str(item["linkId"]): (place, at, len(items))
        for place, items in runs.items()
        for at, item in enumerate(items)
    }
    parents = {placed.link_id: placed.parent_id for placed in tree.walk(document)}
    return [
        _in_run(card, *in_runs[card.link_id])
        if card.link_id in in_runs
        else card._replace(
            is_open=card.link_id in own,
            is_loose=False,
            # After an outermost own question it would be none of the own ones.
            can_leave=card.link_id in own and parents[card.link_id] not in in_runs,
        )
        for card in cards
    ]


def _in_run(card: Card, place: str, at: int, total: int) -> Card:
    is_first, is_last = at == 0, at == total - 1
    return card._replace(
        run=place,
        is_first=is_first,
        is_last=is_last,
        is_loose=total > 1,
        can_leave=False,
    )

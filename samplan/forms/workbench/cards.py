"""The items of a draft as the builder's cards: what they ask, how, when, and what is amiss."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.forms.building import asking, tree
from samplan.forms.building.checking import Remark
from samplan.forms.building.holding import Items
from samplan.forms.building.own_questions import place_named
from samplan.forms.building.pages import BuiltPage
from samplan.forms.building.palette import LABELS, Component, component_of
from samplan.forms.building.texts import Json, words_of

DEEPEST = 4  # further in, cards are no longer set in


class Card(NamedTuple):
    """One item."""

    link_id: str
    words: str
    about: str  # its kind, whether it has to be answered, and when it is shown
    depth: int
    component: Component
    is_chosen: bool
    is_first: bool
    is_last: bool
    remarks: tuple[Remark, ...]
    place: str = ""  # that it names for followers' own questions
    is_open: bool = True  # to change here
    run: str = ""  # of own questions that it can be dragged among, by its place
    is_loose: bool = True  # can be dragged
    can_leave: bool = True  # what it stands in, and its page

    @property
    def can_be_changed_here(self) -> bool:
        """The chosen one, where it is open."""
        return self.is_chosen and self.is_open

    @property
    def can_move_out(self) -> bool:
        """Stands in something that it can be put after."""
        return bool(self.depth) and not self.is_row and self.can_leave

    @property
    def can_change_page(self) -> bool:
        """Can be put on another page."""
        return not self.depth and self.can_leave

    @property
    def is_row(self) -> bool:
        """A row of a table, which stays in it."""
        return self.component is Component.ROW

    @property
    def is_table(self) -> bool:
        """A table, which rows can be put into."""
        return self.component is Component.MATRIX


def cards_of(
    page: BuiltPage | None,
    document: Json,
    source: str,
    chosen: str,
    remarks: Iterable[Remark],
) -> list[Card]:
    """The page's items in document order."""
    by_item: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_item.setdefault(remark.link_id, []).append(remark)
    placed_here = page.placed() if page else []
    items = tree.by_id(document)
    return [
        _card(
            placed,
            items.get(placed.parent_id or ""),
            items,
            source,
            is_chosen=placed.link_id == chosen,
            remarks=tuple(by_item.get(placed.link_id, ())),
        )
        for placed in placed_here
    ]


def _card(
    placed: tree.Placed,
    parent: Json | None,
    items: Items,
    source: str,
    *,
    is_chosen: bool,
    remarks: tuple[Remark, ...],
) -> Card:
    component = component_of(placed.item, depth=placed.depth + 1, parent=parent)
    return Card(
        link_id=placed.link_id,
        words=words_of(placed.item, source, source),
        about=_about(placed.item, component, items, source),
        depth=min(placed.depth, DEEPEST),
        component=component,
        is_chosen=is_chosen,
        is_first=placed.is_first,
        is_last=placed.is_last,
        remarks=remarks,
        place=place_named(placed.item),
    )


def _about(item: Json, component: Component, items: Items, source: str) -> str:
    is_asked = item.get("type") not in ("group", "display")
    need = bool(item.get("required")) if is_asked else None
    kind = _kind(component, need, get_language() or "sv")
    whence = when = ""
    if tree.follows_answers(item):
        whence = _("the answers to choose from come from other answers")
    if "enableWhen" in item:
        when = asking.in_words(item, items, source)
    return " · ".join(filter(None, (kind, whence, when)))


@lru_cache
def _kind(component: Component, is_required: bool | None, _language: str) -> str:
    """What it is and whether it has to be answered: said once for many cards."""
    if is_required is None:
        return str(LABELS[component])
    need = _("has to be answered") if is_required else _("optional")
    return f"{LABELS[component]} · {need}"

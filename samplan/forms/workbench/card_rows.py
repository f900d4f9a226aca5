"""The builder's cards drawn as text: templates took most of the time of a long page."""

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.forms.building.checking import Remark
from samplan.forms.workbench.cards import Card
from samplan.ui.components.words import NOTHING, icon, inner, pill, said


def cards_around(doing: str, cards: Iterable[Card]) -> SafeString:
    """The cards in their order; what can be done with the chosen one stands in it."""
    wordless = _("(no words yet)")
    return inner("".join([_card(card, doing, wordless) for card in cards]))


def _card(card: Card, doing: str, wordless: str) -> str:
    name, mark, current = said(card.link_id), "", ""
    if card.is_chosen:
        mark, current = " is-chosen", ' id="vald" aria-current="true"'
    run = f' data-run="{said(card.run)}"' if card.run else ""
    return (
        f'<li class="build-card build-in-{card.depth}{mark}" data-id="{name}"{run}>'
        f'<div class="build-line">{_grip(card)}<div>'
        f'<a class="build-name" href="?vald={quote(card.link_id, safe="")}#vald"{current}>'
        f"{said(card.words or wordless)}</a>"
        f'<p class="muted">{said(card.about)}</p>'
        f"{''.join([_remark(remark) for remark in card.remarks])} {_place(card.place)}"
        f"{doing if card.can_be_changed_here else ''}</div></div></li>"
    )


def _grip(card: Card) -> str:
    """What it is dragged by; of one that stays, only how deep it stands."""
    if card.is_loose:
        grip = icon("corner-down-right" if card.depth else "grip-vertical")
        return f'<span class="build-grip" aria-hidden="true">{grip}</span>'
    depth = icon("corner-down-right") if card.depth else ""
    return f'<span class="build-fixed" aria-hidden="true">{depth}</span>'


def _remark(remark: Remark) -> str:
    if remark.must:
        return pill("bad", remark.sentence, icon="circle-alert")
    return pill("wait", remark.sentence, icon="info")


def _place(name: str) -> str:
    if not name:
        return NOTHING
    return pill("none", _("Place for own questions: %(name)s") % {"name": name}, icon="map-pin")

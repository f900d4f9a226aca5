"""The demo world: invented clinics and people, a month of life, made through the actions."""

from samplan.devtools.world.contacts import give_contacts
from samplan.devtools.world.coordination import coordinate
from samplan.devtools.world.forms import build_forms
from samplan.devtools.world.keeping import decide_how_long
from samplan.devtools.world.life import live
from samplan.devtools.world.offers import tell
from samplan.devtools.world.people import settle
from samplan.devtools.world.sends import send
from samplan.devtools.world.services import offer
from samplan.devtools.world.talks import talk

__all__ = [
    "build_forms",
    "coordinate",
    "decide_how_long",
    "give_contacts",
    "live",
    "offer",
    "send",
    "settle",
    "talk",
    "tell",
]

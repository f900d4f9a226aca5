"""The demo world: invented clinics and people, a month of life, made through the actions."""

from samplan.devtools.world.life import live
from samplan.devtools.world.people import settle

__all__ = ["live", "settle"]

"""What stands around every page: who is signed in, for whom they act, and where they can go.

The context variable `frame` is a Frame, or None for someone not signed in.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the navigation bar, as one person sees it on one page."""

    label: str
    url: str
    is_current: bool = False
    count: int = 0
    counted: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Addresses are empty where there is nothing to switch to or leave."""

    person_name: str
    logout_url: str
    home_url: str = "/"
    place_name: str = ""
    role_name: str = ""  # where one has others to choose from
    is_staff: bool = False
    is_trial: bool = False
    acting_for: str = ""
    switch_url: str = ""
    leave_url: str = ""
    nav: tuple[NavItem, ...] = ()

    @property
    def total_count(self) -> int:
        return sum(item.count for item in self.nav)

    @property
    def total_counted(self) -> str:
        """What all of them are; empty where the entries count different things."""
        said = {item.counted for item in self.nav if item.count}
        return said.pop() if len(said) == 1 else ""

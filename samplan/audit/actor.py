"""What the log needs to know of whoever acts. `access.Acting` fulfils it."""

import uuid
from typing import Protocol


class Actor(Protocol):
    """Someone, or a named job, that acts."""

    @property
    def kind(self) -> str:
        """One of "self", "guardian", "delegate", "staff", "system"."""

    @property
    def actor_id(self) -> str:
        """The person, staff member or job."""

    @property
    def actor_name(self) -> str:
        """The name that the patient reads in the log."""

    @property
    def actor_title(self) -> str:
        """The staff title or the role towards the patient; may be empty."""

    @property
    def unit_id(self) -> uuid.UUID | None:
        """The clinic in whose service staff act."""

    @property
    def unit_name(self) -> str:
        """That clinic's one canonical name; may be empty."""


class Thing(Protocol):
    """A row that an event is about."""

    @property
    def pk(self) -> object:
        """Its key."""

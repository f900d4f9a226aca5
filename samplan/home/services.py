"""What one may do at a clinic here: the one place that its services come from."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from samplan.access.acting import Acting
from samplan.organisations.models import Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Service:
    """Something one can do here at a clinic: what it is for, and when one gets an answer.

    `title` is the name that the clinic's phone choice has too. Staff have no `url`: they look.
    """

    title: str
    what_for: str
    answered: "StrOrPromise"
    url: str
    icon: str
    group: "StrOrPromise" = ""


def services_at(acting: Acting, clinic: Organisation) -> list[Service]:
    """What the acting may do at the clinic, in the clinic's order, each group together."""
    return []


def grouped(services: list[Service]) -> list[tuple[str, list[Service]]]:
    """The services under their groups, in the same order."""
    groups = groupby(services, key=attrgetter("group"))
    return [(str(name), list(found)) for name, found in groups]

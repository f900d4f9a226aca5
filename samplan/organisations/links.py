"""Other pages about a clinic. Apps above register theirs in AppConfig.ready()."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from samplan.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class ClinicLink:
    """A page about one clinic that its own people can open."""

    label: "StrOrPromise"
    icon: str
    address: Callable[[uuid.UUID], str]


_links: Final[dict[str, ClinicLink]] = {}

ClinicPage: TypeAlias = Callable[[str], str]
_pages_for_patients: Final[list[ClinicPage]] = []


def register_page_for_patients(address: ClinicPage) -> None:
    """Let `address` give the page of a clinic for patients, by its slug."""
    _pages_for_patients[:] = [address]


def page_for_patients(clinic: "Organisation") -> str:
    """The address of the clinic's page for patients; nothing where there is no such page."""
    return _pages_for_patients[0](clinic.slug) if _pages_for_patients else ""


def register(key: str, link: ClinicLink) -> None:
    """Have the page among those of every clinic."""
    _links[key] = link


def links_of(clinic_id: uuid.UUID) -> list[tuple["StrOrPromise", str, str]]:
    """Label, icon and address of each."""
    return [(each.label, each.icon, each.address(clinic_id)) for each in _links.values()]

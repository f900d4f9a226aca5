"""A clinic's page: everything on it, as both patients and staff who look as patients see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from samplan.common.text import size_words
from samplan.home.hours import HoursShown, hours_of, hours_shown
from samplan.home.services import Service, folded, grouped
from samplan.organisations.models import HoursFor, Organisation, Way

Address = Callable[..., str]  # of one of this side's pages about the clinic


@dataclass(frozen=True)
class Offer:
    """One thing to turn to the clinic for, with the ways to it: here and by phone."""

    name: str
    what_for: str
    service: Service | None
    phone_key: str
    phone_hours: str
    quickest: str


@dataclass(frozen=True)
class Item:
    """A page to read or a document to fetch."""

    title: str
    url: str
    detail: str = ""


@dataclass
class ClinicPage:
    """What the template draws. `clinic` came through `queries`."""

    clinic: Organisation
    services: list[Service]
    address: Address
    at: datetime
    today: date

    @cached_property
    def opening(self) -> HoursShown | None:
        """When one can come; None where nobody has said."""
        return self._hours(HoursFor.VISITS)

    @cached_property
    def phone(self) -> HoursShown | None:
        """When someone answers; None where nobody has said."""
        return self._hours(HoursFor.PHONE)

    def _hours(self, purpose: HoursFor) -> HoursShown | None:
        hours, notes = hours_of(
            self._rows("hours_list"),
            self._rows("other_list"),
            purpose=purpose.value,
            is_open_on_holidays=self.clinic.is_open_on_holidays,
        )
        return hours_shown(hours, notes, at=self.at, today=self.today) if hours.is_known else None

    @cached_property
    def offers(self) -> list[Offer]:
        """The phone's choices, each beside the service that the clinic has said, else the one of
        the same name in either language."""
        by_key = {service.key: service for service in self.services}
        by_name = {folded(service.title): service for service in self.services}
        by_name |= {name: service for service in self.services for name in service.names}
        return [
            _offer(row, by_key.get(row["service_key"]) or by_name.get(folded(row["name"])))
            for row in self._rows("errand_list")
        ]

    @property
    def groups(self) -> list[tuple[str, list[Service]]]:
        """The services in their groups."""
        return grouped(self.services)

    @property
    def pages(self) -> list[Item]:
        """The information pages, by title in the reader's language."""
        is_english = (get_language() or "").startswith("en")
        return [
            Item(
                (row["title_english"] if is_english else "") or row["title"],
                self.address("information", row["id"]),
            )
            for row in self._rows("page_list")
        ]

    @property
    def documents(self) -> list[Item]:
        """The documents, by title, with what kind of file it is."""
        return [
            Item(
                row["title"],
                self.address("document", row["id"]),
                f"PDF, {size_words(row['size'])}",
            )
            for row in self._rows("document_list")
        ]

    def _rows(self, name: str) -> list[dict[str, Any]]:
        return list(self.clinic.__dict__[name])


def _offer(row: Mapping[str, Any], service: Service | None) -> Offer:
    """What is quickest here is quickest by phone until it can be done here."""
    is_missing = row["quickest"] == Way.ONLINE and service is None
    quickest = Way.PHONE if is_missing else Way(row["quickest"])
    told = {name: row[name] for name in ("name", "what_for", "phone_key", "phone_hours")}
    return Offer(service=service, quickest=str(quickest.label), **told)

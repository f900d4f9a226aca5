"""How an address is built and what is posted there, and what the addresses of many apps share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.architecture.ladder import Things

Fields: TypeAlias = Callable[[Things], dict[str, Any]]


def nothing(_: Things) -> dict[str, Any]:
    """No parameters, no fields."""
    return {}


@dataclass(frozen=True)
class Rung:
    """How to build one address and what to post there.

    `is_for_all`: a page about a clinic, which every patient can open.
    `is_silent`: what is not there or not mine is passed over without a word, instead of 404.
    `begins`: the answer to a post tells the key of the row that it has made.
    `has_moved`: a post is answered by where the page stands now.
    `staff_to`: where staff are sent on from a patient's page, instead of 404.
    """

    parameters: Fields = nothing
    fields: Fields = nothing
    is_for_all: bool = False
    is_silent: bool = False
    begins: bool = False
    has_moved: bool = False
    staff_to: str = ""
    query: str = ""  # what the address ends with


def of_visit(things: Things) -> dict[str, Any]:
    """The visit's key."""
    return {"visit_id": things.visit.pk}


def of_clinic(things: Things) -> dict[str, Any]:
    """The key of the visit's clinic."""
    return {"clinic_id": things.visit.clinic_id}


def of_information(things: Things) -> dict[str, Any]:
    """The key of the clinic's page."""
    return {"page_id": things.told.page.pk}


def of_document(things: Things) -> dict[str, Any]:
    """The key of the clinic's document."""
    return {"document_id": things.told.document.pk}


def upload_in(_things: Things) -> dict[str, Any]:
    """A file that begins to come in pieces."""
    return {"name": "bild.png", "size": "2000000"}


OWN = Rung()
CLINIC = Rung(of_clinic)
PATIENT = Rung(lambda of: {"patient_id": of.patient.pk})
LIST = Rung(lambda of: {"list_id": of.visit.pk}, is_silent=True)

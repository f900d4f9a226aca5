"""What one may do at a clinic here: the one place that its services come from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.cases.models import GoesTo, Offering, OfferingState
from samplan.cases.waiting import within_days_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Service:
    """Something one can do here at a clinic: what it is for, and when one gets an answer.

    `title` is the name that the clinic's phone choice has too, and `names` all that it has, folded
    by `folded`. Staff have no `url`: they look; that no patient has it now is said to them alone.
    """

    key: str
    title: str
    what_for: str
    answered: "StrOrPromise"
    url: str
    icon: str
    group: "StrOrPromise" = ""
    names: frozenset[str] = frozenset()
    is_for_nobody: bool = False


FACTS = {
    "id": "id",
    "clinic_id": "clinic_id",
    "state": "state",
    "pause_words": "pause_words",
    "group": "group",
    "goes_to": "version__goes_to",
    "answer_days": "version__answer_days",
    "title": "version__title",
    "title_en": "version__title_en",
    "what_for": "version__what_for",
    "what_for_en": "version__what_for_en",
}
ICONS = {
    GoesTo.CONTACT.value: "message-circle-heart",
    GoesTo.QUEUE.value: "message-circle",
}


def service_list(services: QuerySet[Offering], **besides: str) -> ArraySubquery:
    """The services of the clinic in the outer query, to be asked together with it; `besides`:
    facts that the services were annotated with."""
    here = services.filter(clinic_id=OuterRef("pk"))
    return ArraySubquery(here.values(json=JSONObject(**FACTS, **besides)))


def services_in(rows: Iterable[Mapping[str, Any]], *, is_mine: bool) -> list[Service]:
    """The services that `service_list` brought along; those of a patient can be opened."""
    return [_service(row, is_mine=is_mine) for row in rows]


def _service(row: Mapping[str, Any], *, is_mine: bool) -> Service:
    is_active = row["state"] == OfferingState.ACTIVE
    return Service(
        key=str(row["id"]),
        title=said_in(row, "title"),
        what_for=said_in(row, "what_for"),
        answered=within_days_words(row["answer_days"]) if is_active else paused_words(row),
        url=reverse("cases:service", args=[row["id"]]) if is_mine else "",
        icon=ICONS[row["goes_to"]],
        group=row["group"],
        names=frozenset(folded(row[name]) for name in ("title", "title_en") if row[name]),
        is_for_nobody=row.get("is_for_nobody", False),
    )


def paused_words(row: Mapping[str, Any]) -> str:
    """That a service is paused, and why; empty where it is not."""
    if row["state"] != OfferingState.PAUSED:
        return ""
    return _("Paused just now: %(why)s") % {"why": row["pause_words"]}


def folded(name: str) -> str:
    """A name as it is compared: neither capitals, nor spaces or marks, make it another."""
    return " ".join(re.findall(r"\w+", name.casefold()))


def said_in(row: Mapping[str, Any], field: str) -> str:
    """The text in the language of the page, else in Swedish."""
    is_english = (get_language() or "sv").startswith("en")
    english: str = row[f"{field}_en"] if is_english else ""
    return english or row[field]


def grouped(services: list[Service]) -> list[tuple[str, list[Service]]]:
    """The services under their groups, in the same order."""
    groups = groupby(services, key=attrgetter("group"))
    return [(str(name), list(found)) for name, found in groups]

"""Services as shortcuts: those that are open to the patient, whatever clinic they are of."""

from collections.abc import Collection
from datetime import date
from typing import Final

from django.db.models import Func, OuterRef, Subquery, UUIDField
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.cases.gates import services_of
from samplan.cases.shortcut import SERVICE_SHORTCUT
from samplan.home.queries import own_clinics_with_services, patient_of
from samplan.home.services import ICONS, Service, paused_words, said_in, services_in
from samplan.shortcuts.queries import Offer
from samplan.shortcuts.registry import Facts, Link, ShortcutKind


class KeyIn(Func):
    """The key that a text is; NULL where it is none, which a plain cast would refuse."""

    template = (
        "substring(%(expressions)s from '^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$')::uuid"
    )
    output_field = UUIDField()


def _facts(acting: Acting, today: date) -> Subquery:
    found = services_of(acting, patient_of(acting), on=today).filter(pk=KeyIn(OuterRef("key")))
    told = JSONObject(
        title="version__title",
        title_en="version__title_en",
        goes_to="version__goes_to",
        clinic="clinic__name",
        state="state",
        pause_words="pause_words",
    )
    return Subquery(found.order_by().values(json=told)[:1])


def _link(_acting: Acting, key: str, facts: Facts) -> Link:
    return Link(
        label=f"{said_in(facts, 'title')} · {facts['clinic']}",
        url=reverse("cases:service", args=[key]),
        icon=ICONS[facts["goes_to"]],
        note=paused_words(facts),
    )


def _offers(acting: Acting, today: date) -> dict[str, Link]:
    found: dict[str, Link] = {}
    for clinic in own_clinics_with_services(acting, today=today):
        for each in services_in(clinic.__dict__["service_list"], is_mine=True):
            found[each.key] = Link(
                label=f"{each.title} · {clinic.name}", url=each.url, icon=each.icon
            )
    return found


def offers_among(services: list[Service], *, besides: Collection[str]) -> list[Offer]:
    """The services of one clinic's page that have no shortcut yet."""
    return [
        Offer(SERVICE_SHORTCUT, each.key, Link(label=each.title, url=each.url, icon=each.icon))
        for each in services
        if each.key not in besides
    ]


SERVICE_KIND: Final = ShortcutKind(
    link=_link,
    facts=_facts,
    offers=_offers,
    heading=_("Services of your clinics"),
    lost=_("A service that is no longer open to you"),
)

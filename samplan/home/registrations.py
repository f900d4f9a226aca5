"""The home's places in the navigation bar, and what shortcuts can lead to."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting
from samplan.audit import kinds
from samplan.cases import onward
from samplan.cases.shortcut import SERVICE_SHORTCUT
from samplan.home.forms import ASKED
from samplan.home.queries import CLINIC_SHORTCUT, own_clinics
from samplan.home.service_shortcuts import SERVICE_KIND
from samplan.organisations import links
from samplan.organisations.queries import clinics
from samplan.plans import kinds as plan_kinds
from samplan.plans.models import Activity, ActivityKind
from samplan.shortcuts.registry import Facts, Link, OfPage, ShortcutKind, register, register_page
from samplan.ui import navigation

PAGES = (
    ("clinics", _("Clinics"), "home:clinics", "building-2"),
    ("contacts", _("My care contacts"), "home:contacts", "users"),
    ("settings", _("Settings and consent"), "access:settings", "settings"),
    ("log", _("Who has looked"), "access:who-has-looked", "eye"),
    ("people", _("Switch person"), "access:people", "users"),
    ("accessibility", _("Accessibility"), "ui:accessibility", "info"),
)


def register_navigation() -> None:
    """The first place and the last in the patient's bar."""
    for key, label, name, order in (
        ("start", _("Start"), "home:start", 10),
        ("services", _("Other services"), "home:services", 90),
    ):
        navigation.register(
            navigation.NavEntry(
                key=key, label=label, url_name=name, audience="patient", order=order
            )
        )


def register_events() -> None:
    """What is logged here."""
    kinds.register("start.read", _("looked at the start page"), "read")
    kinds.register("services.read", _("looked at the services"), "read")
    kinds.register("clinics.read", _("looked at the own clinics"), "read")
    kinds.register("clinic.read", _("looked at a clinic's page"), "read")


def register_shortcuts() -> None:
    """Clinics, and the pages that everyone has."""
    for key, label, name, icon in PAGES:
        register_page(key, _page(key, Link(label=label, url=name, icon=icon)))
    register(
        CLINIC_SHORTCUT, ShortcutKind(link=_clinic_link, facts=_clinic_facts, offers=_own_clinics)
    )
    register(SERVICE_SHORTCUT, SERVICE_KIND)


def register_links() -> None:
    """The clinic's pages for its own people and patients, and where ended conversations lead."""
    onward.register_services(lambda: reverse("home:services"))
    onward.register_asking(lambda clinic_id: f"{reverse('home:ask')}?{ASKED}={clinic_id}")
    links.register_page_for_patients(lambda slug: reverse("home:clinic", args=[slug]))
    links.register(
        "as-patient",
        links.ClinicLink(
            label=_("See the clinic as patients do"),
            icon="eye",
            address=lambda clinic_id: reverse("home:as-patient", args=[clinic_id]),
        ),
    )


def _page(key: str, named: Link) -> OfPage:
    def page(acting: Acting) -> Link | None:
        if key == "people" and not getattr(acting, "has_others", False):
            return None
        return Link(label=named.label, url=reverse(named.url), icon=named.icon)

    return page


def _clinic_facts(_acting: Acting, _day: date) -> Subquery:
    found = clinics().filter(slug=OuterRef("key"))
    return Subquery(found.values(json=JSONObject(name="name", slug="slug"))[:1])


def _clinic_link(_acting: Acting, _key: str, facts: Facts) -> Link:
    return Link(
        label=facts["name"], url=reverse("home:clinic", args=[facts["slug"]]), icon="building-2"
    )


def _own_clinics(acting: Acting, _day: date) -> dict[str, Link]:
    rows = own_clinics(acting)
    return {each.slug: _clinic_link(acting, each.slug, each.__dict__) for each in rows}


def register_activities() -> None:
    """How the plan shows that care contacts at different clinics have written to each other."""
    opening = plan_kinds.Opening(
        icon="message-circle",
        todo=_("Your care contacts have written to each other"),
        done=_("Your care contacts have written to each other"),
        verb=_("Read"),
        done_verb=_("Read"),
        address=_coordination,
        done_address=_coordination,
        staff_address=_staffs_coordination,
    )
    plan_kinds.register(ActivityKind.COORDINATION, opening)


def _coordination(_activity: Activity) -> str:
    return reverse("home:coordination")


def _staffs_coordination(activity: Activity) -> str:
    """To what is written: whoever sees the task takes part."""
    return reverse("cases:staff-coordination", args=[activity.patient_id])

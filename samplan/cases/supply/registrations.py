"""What case types and services tell those below: places in the bar, events in words."""

from typing import Final, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samplan.access.request import StaffRequest
from samplan.audit import kinds as events
from samplan.cases.policies import CASE_ROLES
from samplan.cases.supply.form_use import USE
from samplan.cases.supply.policies import TYPE_ADMINISTRATION
from samplan.forms import usage
from samplan.ui.navigation import NavEntry, register

EVENTS: Final = [
    ("case_type.made", _("made a case type"), "write"),
    ("case_type.changed", _("changed the draft of a case type"), "write"),
    ("case_type.discarded", _("threw away the draft of a case type"), "delete"),
    ("case_type.published", _("published a case type"), "write"),
    ("case_type.retired", _("took a case type out of use"), "write"),
    ("case_type.subscribed", _("began to follow a case type"), "write"),
    ("case_type.copied", _("copied a case type"), "write"),
    ("case_type.taken", _("took a new version of a case type that is followed"), "write"),
    ("case_type.origin_noted", _("looked at what is new in what a case type comes from"), "write"),
    ("case_type.imported", _("imported a case type"), "write"),
    ("reply.saved", _("saved a standard reply"), "write"),
    ("reply.removed", _("threw away a standard reply"), "delete"),
    ("service_area.added", _("changed whom the clinic is there for"), "write"),
    ("service_area.removed", _("took away a part of whom the clinic is there for"), "delete"),
    ("service.changed", _("changed who may use a service"), "write"),
    ("service.paused", _("paused a service"), "write"),
    ("service.resumed", _("took a service up again"), "write"),
    ("service.ended", _("ended a service"), "write"),
    ("service.moved", _("moved a service on the clinic's page"), "write"),
    ("service.handed_out", _("handed out a service to you"), "write"),
    ("service.hand_out_changed", _("changed how long you have a service"), "write"),
    ("service.hand_out_revoked", _("took back a service from you"), "write"),
    ("service.holder_listed", _("saw the name among those who have a service"), "read"),
    ("service.list_checked", _("looked through a list of numbers for a service"), "read"),
    ("service.rights_read", _("looked at which services you have"), "read"),
    ("patient.home_noted", _("noted where you are registered"), "write"),
    ("approval.given", _("approved you as a patient"), "approve"),
    ("approval.changed", _("changed how long you are an approved patient"), "write"),
    ("approval.ended", _("ended that you are an approved patient"), "write"),
]


def register_navigation() -> None:
    """Services for those who hand them out, case types for administrators."""
    register(
        NavEntry(
            key="staff-services",
            label=_("Services"),
            url_name="cases:staff-services",
            audience="staff",
            order=45,
            is_for=lambda request: _role(request) in CASE_ROLES,
        )
    )
    register(
        NavEntry(
            key="case-types",
            label=_("Case types"),
            url_name="cases:types",
            audience="staff",
            order=65,
            is_for=lambda request: _role(request) in TYPE_ADMINISTRATION,
        )
    )


def _role(request: HttpRequest) -> str:
    return cast(StaffRequest, request).acting.role


def register_events() -> None:
    """What events of case types and services read as in the log."""
    for key, words, activity in EVENTS:
        events.register(key, words, cast(events.Activity, activity))


def register_use_of_forms() -> None:
    """That case types ask by forms."""
    usage.register("case types", USE)

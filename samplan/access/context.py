"""The frame around every page: who acts, where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.marks import hidden_field
from samplan.access.session import TEXT_SIZE
from samplan.accounts.models import TextSize
from samplan.audit import trail
from samplan.common.addresses import address
from samplan.organisations.models import Role
from samplan.ui import navigation
from samplan.ui.frame import Frame, NavItem


def frame(request: HttpRequest) -> dict[str, Any]:
    """The template variable `frame`; None where nobody acts."""
    acting = getattr(request, "acting", None)
    if isinstance(acting, PatientActing):
        return {
            "frame": _patient_frame(request, acting),
            "acting_field": hidden_field(request),
            "text_size": request.session.get(TEXT_SIZE, TextSize.NORMAL),
        }
    if isinstance(acting, StaffActing):
        return {"frame": _staff_frame(request, acting), "acting_field": hidden_field(request)}
    return {"frame": None, "is_trial": settings.SAMPLAN_IS_TRIAL}


def _patient_frame(request: HttpRequest, acting: PatientActing) -> Frame:
    return Frame(
        person_name=acting.person_name,
        is_trial=settings.SAMPLAN_IS_TRIAL,
        acting_for=acting.patient_name if acting.kind == "guardian" else "",
        switch_url=address("access:people") if acting.has_others else "",
        leave_url=address("access:switch"),
        logout_url=address("accounts:logout"),
        nav=_navigation(request, "patient"),
    )


def _staff_frame(request: HttpRequest, acting: StaffActing) -> Frame:
    return Frame(
        person_name=acting.actor_name,
        home_url="/vard/",
        place_name=acting.clinic_name,
        role_name=Role(acting.role).label.lower() if acting.has_others else "",
        is_staff=True,
        is_trial=settings.SAMPLAN_IS_TRIAL,
        switch_url=address("access:assignments") if acting.has_others else "",
        logout_url=address("accounts:logout"),
        nav=_navigation(request, "staff"),
    )


def _navigation(request: HttpRequest, audience: navigation.Audience) -> tuple[NavItem, ...]:
    with trail.framing():
        return navigation.items(request, audience)

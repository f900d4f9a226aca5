"""The desk's places in the staff's navigation bar, each for those whose pages they are."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samplan.access.administration import may_administer
from samplan.access.policies import works_with_patients
from samplan.access.request import StaffRequest
from samplan.ui.navigation import NavEntry, register


def register_navigation() -> None:
    """Today for those who meet patients, the clinics for their administrators."""
    register(
        NavEntry(
            key="today",
            label=_("Today"),
            url_name="desk:today",
            audience="staff",
            order=10,
            is_for=_works_with_patients,
        )
    )
    register(
        NavEntry(
            key="clinics",
            label=_("Clinics"),
            url_name="desk:clinics",
            audience="staff",
            order=50,
            is_for=_administers,
        )
    )


def _works_with_patients(request: HttpRequest) -> bool:
    return works_with_patients(cast(StaffRequest, request).acting)


def _administers(request: HttpRequest) -> bool:
    return may_administer(cast(StaffRequest, request).acting)

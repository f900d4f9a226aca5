"""The forms' place in the staff's navigation bar."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samplan.access.administration import may_administer
from samplan.access.request import StaffRequest
from samplan.ui.navigation import NavEntry, register


def register_navigation() -> None:
    """The forms, for those who administer an organisation."""
    register(
        NavEntry(
            key="forms",
            label=_("Forms"),
            url_name="forms:forms",
            audience="staff",
            order=60,
            is_for=_administers,
        )
    )


def _administers(request: HttpRequest) -> bool:
    return may_administer(cast(StaffRequest, request).acting)

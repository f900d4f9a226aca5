from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds
from samplan.ui import navigation


class HomeConfig(AppConfig):
    name = "samplan.home"
    label = "home"

    def ready(self) -> None:
        """Take the first place in the navigation bar."""
        navigation.register(
            navigation.NavEntry(
                key="start", label=_("Start"), url_name="home:start", audience="patient", order=10
            )
        )
        kinds.register("start.read", _("looked at the start page"), "read")
        navigation.register(
            navigation.NavEntry(
                key="services",
                label=_("Other services"),
                url_name="home:services",
                audience="patient",
                order=90,
            )
        )

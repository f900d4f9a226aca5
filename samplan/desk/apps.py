from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds
from samplan.ui import navigation


class DeskConfig(AppConfig):
    name = "samplan.desk"
    label = "desk"

    def ready(self) -> None:
        """Take the first place in the navigation bar."""
        kinds.register("task.listed", _("saw the name in a list of things to do"), "read")
        navigation.register(
            navigation.NavEntry(
                key="today", label=_("Today"), url_name="desk:today", audience="staff", order=10
            )
        )

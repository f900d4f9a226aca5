from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class DeskConfig(AppConfig):
    name = "samplan.desk"
    label = "desk"

    def ready(self) -> None:
        """Take places in the navigation bar, and say what events read as."""
        from samplan.desk import registrations

        registrations.register_navigation()
        kinds.register("task.listed", _("saw the name in a list of things to do"), "read")

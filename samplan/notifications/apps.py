from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class NotificationsConfig(AppConfig):
    name = "samplan.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Say what this app's events read as, and stand among the settings."""
        from samplan.access import further
        from samplan.notifications import own_data

        own_data.register_parts()
        kinds.register("reached.read", _("looked at how to be reached"), "read")
        kinds.register("preference.chosen", _("chose how to be told"), "write")
        kinds.register("device.added", _("added a device to be told on"), "write")
        kinds.register("device.removed", _("took a device away"), "write")
        further.register(
            further.Further(
                label=_("How we tell you"),
                text=_("E-mail, SMS or not at all, and in which language."),
                url_name="notifications:notices",
            )
        )

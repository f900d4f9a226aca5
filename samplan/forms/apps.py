from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class FormsConfig(AppConfig):
    name = "samplan.forms"
    label = "forms"

    def ready(self) -> None:
        """Say what this app's events read as."""
        kinds.register("form.published", _("published a form"), "write")

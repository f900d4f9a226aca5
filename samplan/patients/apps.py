from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class PatientsConfig(AppConfig):
    name = "samplan.patients"
    label = "patients"

    def ready(self) -> None:
        """Say what this app's events read as."""
        kinds.register("patient.added", _("added the person from a clinic's list"), "write")
        kinds.register("patient.reached_changed", _("changed how to be reached"), "write")

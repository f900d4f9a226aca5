from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class FormsConfig(AppConfig):
    name = "samplan.forms"
    label = "forms"

    def ready(self) -> None:
        """Say what events about questions and answers read as."""
        kinds.register("form.published", _("published a form"), "write")
        kinds.register("response.begun", _("began to answer questions"), "write")
        kinds.register("response.sent", _("sent answers"), "write")
        kinds.register("response.read", _("looked at questions and answers"), "read")

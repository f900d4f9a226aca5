from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class AttachmentsConfig(AppConfig):
    name = "samplan.attachments"
    label = "attachments"

    def ready(self) -> None:
        """Say what events about files read as."""
        kinds.register("file.added", _("added a file"), "write")
        kinds.register("file.removed", _("removed a file"), "delete")
        kinds.register("file.begun", _("began to send in a file"), "write")
        kinds.register("file.given_up", _("threw away a file that was not sent in whole"), "delete")
        kinds.register("file.checked", _("checked a file that was added"), "write")
        kinds.register("file.refused", _("removed a file that could not be kept"), "delete")
        kinds.register("file.read", _("opened a file"), "read")

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds


class ShortcutsConfig(AppConfig):
    name = "samplan.shortcuts"
    label = "shortcuts"

    def ready(self) -> None:
        """Say what this app's events read as."""
        kinds.register("shortcuts.read", _("looked at the shortcuts"), "read")
        kinds.register("shortcut.added", _("added a shortcut"), "write")
        kinds.register("shortcut.removed", _("removed a shortcut"), "write")
        kinds.register("shortcut.moved", _("moved a shortcut"), "write")
        kinds.register("clinic.chosen", _("chose a clinic for the own list"), "write")
        kinds.register("clinic.left", _("took a clinic off the own list"), "write")

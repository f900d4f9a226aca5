from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.accounts import ways


class DevtoolsConfig(AppConfig):
    name = "samplan.devtools"
    label = "devtools"

    def ready(self) -> None:
        """Offer faces login, and let `check --deploy` refuse all of this."""
        from samplan.devtools import checks  # noqa: F401 -- importing it registers the check

        ways.register(ways.Way("faces", _("Choose a demo person"), "devtools:faces"))

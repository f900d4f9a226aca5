from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds
from samplan.ui import navigation


class CasesConfig(AppConfig):
    name = "samplan.cases"
    label = "cases"

    def ready(self) -> None:
        """Take a place in the navigation bar, and say what events read as."""
        from samplan.cases.queries import unread_count

        navigation.register(
            navigation.NavEntry(
                key="inbox",
                label=_("Inbox"),
                url_name="cases:inbox",
                audience="patient",
                order=20,
                counter=unread_count,
            )
        )
        kinds.register("inbox.read", _("looked at the inbox"), "read")
        kinds.register("case.read", _("looked at a message"), "read")
        kinds.register("case.first_read", _("opened a message for the first time"), "read")
        kinds.register("case.withdrawn", _("took back a message"), "delete")
        kinds.register("case.closed", _("ended a conversation"), "write")
        for kind in ("information", "question", "answer", "close"):
            kinds.register(f"message.{kind}", _("sent a message"), "write")

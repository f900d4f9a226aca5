from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds

FORM_EVENTS = [
    ("form.made", _("made a form")),
    ("form.changed", _("changed the draft of a form")),
    ("form.draft_discarded", _("threw away the draft of a form")),
    ("form.published", _("published a form")),
    ("form.retired", _("took a form out of use")),
    ("form.restored", _("went back to an earlier version of a form")),
]


class FormsConfig(AppConfig):
    name = "samplan.forms"
    label = "forms"

    def ready(self) -> None:
        """Say what events about questions and answers read as, and where the forms are."""
        from samplan.forms.registrations import register_navigation

        register_navigation()
        for key, words in FORM_EVENTS:
            kinds.register(key, words, "write")
        kinds.register("response.begun", _("began to answer questions"), "write")
        kinds.register("response.sent", _("sent answers"), "write")
        kinds.register("response.read", _("looked at questions and answers"), "read")

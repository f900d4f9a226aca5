from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from samplan.audit import kinds

FORM_EVENTS = [
    ("form.made", _("made a form")),
    ("form.changed", _("changed the draft of a form")),
    ("form.draft_discarded", _("threw away the draft of a form")),
    ("form.published", _("published a form")),
    ("form.retired", _("took a form out of use")),
    ("form.subscribed", _("began to follow a form")),
    ("form.copied", _("copied a form")),
    ("form.taken", _("took a new version of a form that is followed")),
    ("form.parted", _("stopped following a form")),
    ("form.limited", _("changed which regions see a form")),
    ("form.imported", _("imported a form")),
    ("form.restored", _("went back to an earlier version of a form")),
]


class FormsConfig(AppConfig):
    name = "samplan.forms"
    label = "forms"

    def ready(self) -> None:
        """Say what events about questions and answers read as, and where the forms are."""
        from samplan.forms import own_data
        from samplan.forms.registrations import register_navigation

        register_navigation()
        own_data.register_parts()
        for key, words in FORM_EVENTS:
            kinds.register(key, words, "write")
        kinds.register("response.begun", _("began to answer questions"), "write")
        kinds.register("response.sent", _("sent answers"), "write")
        kinds.register("response.read", _("looked at questions and answers"), "read")

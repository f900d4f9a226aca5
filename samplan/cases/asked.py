"""The form that a question in a case asks to have answered."""

from samplan.access.acting import Acting
from samplan.cases.models import Case, Message


def asked_message(acting: Acting, case: Case) -> Message | None:
    """The newest question of the case that has a form, with the answers so far; None without."""
    said = Message.within(acting).filter(case=case, response__isnull=False, withdrawn_at=None)
    form = "response__version__questionnaire"
    found = said.select_related(form).defer("response__version__document")
    return found.order_by("-sent_at", "-id").first()


def waits_for_form(acting: Acting, case: Case) -> bool:
    """Whether a form that the case asks for is still to be answered."""
    asked = Message.within(acting).filter(case=case, withdrawn_at=None)
    return asked.filter(response__isnull=False, response__sent_number=0).exists()

"""A page that is sent once more, after its case has ended or gone elsewhere."""

from django.contrib import messages
from django.utils.translation import gettext as _

from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.forms import AnswerForm, ReplyForm
from samplan.cases.views.drawn import key_in
from samplan.ui.components.saving import is_by_script


def is_sent_before(request: PatientRequest | StaffRequest, form: ReplyForm | AnswerForm) -> bool:
    """Say so where what the page says was sent the first time: nothing of it is left to keep."""
    key = key_in(request)
    if key is None or is_by_script(request) or not form.is_valid():
        return False
    if not actions.is_sent(key, form.written(), acting=request.acting):
        return False
    messages.success(request, _("What you wrote is sent already. It was not sent again."))
    trail.read_nobody()
    return True

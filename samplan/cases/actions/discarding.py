"""Throwing away a case that is begun and not sent."""

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing
from samplan.access.policies import Refused
from samplan.attachments.removing import remove_files
from samplan.audit import trail
from samplan.cases.models import BegunCase
from samplan.forms.actions import remove_responses


@transaction.atomic
def discard_begun(begun: BegunCase, *, acting: PatientActing) -> bool:
    """Throw away what is begun, with its answers and files; False where it is gone already.

    Raises Refused where it has been sent.
    """
    own = BegunCase.within(acting).select_for_update(of=("self",))
    held = own.filter(pk=begun.pk).first()
    if held is None:
        return False
    if held.case_id is not None:
        raise Refused(_("It is sent. Write more in the conversation."))
    answers = [] if held.response_id is None else [held.response_id]
    trail.record("case.discarded", acting=acting, patient_id=held.patient_id, about=held)
    remove_files("response", [str(key) for key in answers])
    held.delete()
    remove_responses(answers)
    return True

"""What is left to send of an imported list: started again, or seen to."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import CARE_ROLES, Refused
from samplan.access.request import StaffRequest
from samplan.visits.importing.keeping import mark_seen_to, send_again


@staff_page("POST", roles=CARE_ROLES)
def again(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Start the sending again, in one's own name."""
    if send_again(list_id, acting=request.acting, at=request.at) is None:
        return _nothing_left(request)
    messages.success(request, _("The sending has started again."))
    return redirect("visits:staff-import-list", list_id)


@staff_page("POST", roles=CARE_ROLES)
def seen_to(request: StaffRequest, list_id: uuid.UUID) -> HttpResponse:
    """Say that what could not be sent is seen to: the list is then let go."""
    try:
        if mark_seen_to(list_id, acting=request.acting, at=request.at) is None:
            return _nothing_left(request)
        messages.success(request, _("Noted. The list is soon thrown away."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("visits:staff-import-list", list_id)


def _nothing_left(request: StaffRequest) -> HttpResponse:
    messages.error(request, _("Nothing of the list is left to send."))
    return redirect("visits:staff-import")

"""The region's decisions on how long cases are kept, and what was removed by them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.cases.retention.decisions import DECIDES, decide, decisions_of, removals_of
from samplan.cases.retention.forms import DecisionForm


@staff_page("GET", "POST", roles=DECIDES)
def decisions(request: StaffRequest) -> HttpResponse:
    """What is decided, what was removed, and a new decision."""
    form = DecisionForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            decide(form.decision(), acting=request.acting, at=request.at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is noted."))
            return redirect("cases:retention")
    context = {
        "form": form,
        "decisions": decisions_of(request.acting, today=request.today),
        "removals": removals_of(request.acting),
    }
    status = 422 if form.errors else 200
    return render(request, "cases/staff/retention.html", context, status=status)

"""Making a form, and putting its draft in use."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import Refused
from samplan.access.request import StaffRequest
from samplan.forms.forms import NewForm, PublishForm
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply import reach
from samplan.forms.supply.drafting import make_form
from samplan.forms.supply.followers import followers_of
from samplan.forms.supply.policies import FORM_ADMINISTRATION
from samplan.forms.supply.publishing import NotUsable, publish_draft
from samplan.forms.views.own_draft import draft_of, or_to_form
from samplan.forms.workbench.bench import Workbench, said_problems


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
def new(request: StaffRequest) -> HttpResponse:
    """An empty form with a name."""
    titles = [each.title for each in reach.all_of_own(request.acting)] if request.POST else []
    form = NewForm(request.POST or None, titles=titles)
    if form.is_valid():
        draft = make_form(form.cleaned_data["title"], acting=request.acting, at=request.at)
        return redirect("forms:builder", draft.questionnaire_id)
    return render(request, "forms/staff/new.html", {"form": form})


@staff_page("GET", "POST", roles=FORM_ADMINISTRATION)
@or_to_form
def publish(request: StaffRequest, form_id: uuid.UUID) -> HttpResponse:
    """Look the draft through once more, say when followers take it, and put it in use."""
    draft = draft_of(request, form_id)
    form = _publish_form(request, draft)
    problems: tuple[str, ...] = ()
    if form.is_valid():
        try:
            publish_draft(draft, acting=request.acting, at=request.at, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, NotUsable):
                problems = said_problems(draft.document, refusal.problems)
        else:
            messages.success(request, _("The form is published and can be chosen from now on."))
            return redirect("forms:form", form_id)
    context = {"form": form, "draft": draft, "bench": Workbench(draft), "problems": problems}
    return render(request, "forms/staff/publish.html", context)


def _publish_form(request: StaffRequest, draft: QuestionnaireVersion) -> PublishForm:
    return PublishForm(
        request.POST or None,
        draft=draft,
        today=request.today,
        has_followers=followers_of(draft.questionnaire).exists(),
    )

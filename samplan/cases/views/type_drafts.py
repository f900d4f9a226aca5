"""Case types being made and changed: drafts, their standard replies, and putting them in use."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.gates import staff_page
from samplan.access.policies import LOCAL_ADMINISTRATION, Refused
from samplan.access.request import StaffRequest
from samplan.cases.handing.rights import is_for_nobody, services_at
from samplan.cases.models import CaseTypeVersion, StandardReply
from samplan.cases.supply import drafting, publishing, reach, replies
from samplan.cases.supply.differences import LABELS, said
from samplan.cases.supply.forms import DraftForm, NewTypeForm, PublishForm, ReplyForm
from samplan.cases.supply.policies import TYPE_ADMINISTRATION


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def new(request: StaffRequest) -> HttpResponse:
    """A new case type by its name."""
    form = NewTypeForm(request.POST or None)
    if form.is_valid():
        made = drafting.make_type(form.new(), acting=request.acting)
        return redirect("cases:type-draft", made.case_type_id)
    return render(request, "cases/staff/types/new.html", {"form": form})


@staff_page("POST", roles=TYPE_ADMINISTRATION)
def begin(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Begin to change a case type that is in use."""
    found = get_object_or_404(reach.own_types(request.acting), pk=type_id)
    drafting.begin_draft(found, acting=request.acting)
    return redirect("cases:type-draft", type_id)


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def draft(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Word the draft."""
    found = _draft(request, type_id)
    form = DraftForm(request.POST or None, draft=found, acting=request.acting)
    if form.is_valid():
        over = form.cleaned_data["over"]
        try:
            drafting.change_draft(found, form.content(), over=over, acting=request.acting)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("cases:type-publish", type_id)
    context = {"form": form, "draft": found, "replies": reach.replies_of(found)}
    return render(request, "cases/staff/types/draft.html", context)


@staff_page("POST", roles=TYPE_ADMINISTRATION)
def discard(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Throw the draft away."""
    is_left = drafting.discard_draft(_draft(request, type_id), acting=request.acting)
    messages.success(request, _("The draft is thrown away."))
    return redirect("cases:type", type_id) if is_left else redirect("cases:types")


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def publish(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """Look the draft through, and put it in use."""
    found = _draft(request, type_id)
    form = PublishForm(
        request.POST or None,
        draft=found,
        today=request.today,
        has_followers=reach.followers_of(found.case_type).exists(),
    )
    to_mend = _to_mend(found)
    if form.is_valid() and not to_mend:
        facts = form.cleaned_data
        try:
            publishing.publish_draft(found, acting=request.acting, at=request.at, **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _in_use(request, found)
    context = {"form": form, "draft": found, "to_mend": to_mend} | _shown(found)
    return render(request, "cases/staff/types/publish.html", context)


def _in_use(request: StaffRequest, found: CaseTypeVersion) -> HttpResponse:
    """To the type; or, while nobody has it at the clinic, to where one says who may use it."""
    service = services_at(request.acting).filter(case_type=found.case_type).first()
    if service is not None and is_for_nobody(service, request.acting, on=request.today):
        messages.success(request, _("The case type is in use. Say who may use it."))
        return redirect("cases:offering", service.pk)
    messages.success(request, _("The case type is in use."))
    return redirect("cases:type", found.case_type_id)


def _shown(found: CaseTypeVersion) -> dict[str, Any]:
    """All that the draft says."""
    facts = [(label, text) for name, label in LABELS.items() if (text := said(found, name))]
    return {"facts": facts, "replies": reach.replies_of(found)}


def _to_mend(found: CaseTypeVersion) -> list[tuple[str, str]]:
    """What the draft lacks to be put in use, each with the address of the field where it is
    written."""
    written = reverse("cases:type-draft", args=[found.case_type_id])
    lacking = publishing.lacks(found)
    return [(f"{written}#id_{name}", sentence) for name, sentence in lacking.items()]


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def draft_replies(request: StaffRequest, type_id: uuid.UUID) -> HttpResponse:
    """The draft's standard replies; POST adds one."""
    return _replies(request, _draft(request, type_id))


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def clinic_replies(request: StaffRequest) -> HttpResponse:
    """The clinic's standard replies for all its cases; POST adds one."""
    return _replies(request, None)


def _replies(request: StaffRequest, found: CaseTypeVersion | None) -> HttpResponse:
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            replies.add_reply(form.words(), draft=found, acting=request.acting)
        except Refused as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, _("The reply is saved."))
            return redirect(request.path)
    rows = reach.replies_of(found) if found else reach.clinics_replies(request.acting)
    context = {"form": form, "draft": found, "rows": rows}
    return render(request, "cases/staff/types/replies.html", context)


@staff_page("GET", "POST", roles=TYPE_ADMINISTRATION)
def draft_reply(request: StaffRequest, type_id: uuid.UUID, reply_id: uuid.UUID) -> HttpResponse:
    """Change one of the draft's."""
    found = _draft(request, type_id)
    return _reply(request, found, get_object_or_404(reach.replies_of(found), pk=reply_id))


@staff_page("GET", "POST", roles=LOCAL_ADMINISTRATION)
def clinic_reply(request: StaffRequest, reply_id: uuid.UUID) -> HttpResponse:
    """Change one of the clinic's."""
    reply = get_object_or_404(reach.clinics_replies(request.acting), pk=reply_id)
    return _reply(request, None, reply)


def _reply(
    request: StaffRequest, found: CaseTypeVersion | None, reply: StandardReply
) -> HttpResponse:
    """Saved, or thrown away where that button was pressed."""
    back = (
        redirect("cases:draft-replies", found.case_type_id) if found else redirect("cases:replies")
    )
    if "remove" in request.POST:
        replies.remove_reply(reply, acting=request.acting)
        messages.success(request, _("The reply is thrown away."))
        return back
    form = ReplyForm(request.POST or None, initial={"title": reply.title, "body": reply.body})
    if form.is_valid():
        try:
            replies.change_reply(reply, form.words(), acting=request.acting)
        except Refused as refusal:
            form.add_error("body", str(refusal))
        else:
            messages.success(request, _("The reply is saved."))
            return back
    context = {"form": form, "draft": found, "reply": reply}
    return render(request, "cases/staff/types/reply.html", context)


def _draft(request: StaffRequest, type_id: uuid.UUID) -> CaseTypeVersion:
    return get_object_or_404(reach.drafts(request.acting), case_type_id=type_id)

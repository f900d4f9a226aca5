"""The two sides from which questions are answered, and what both begin with."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from samplan.access.acting import StaffActing
from samplan.access.compiled import one_of
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.engine import Page
from samplan.forms.models import Response
from samplan.forms.progress import progress_of
from samplan.ui.components.saving import is_by_script
from samplan.visits import policies
from samplan.visits.actions import To
from samplan.visits.models import Visit
from samplan.visits.queries import visit_to_answer

Request = PatientRequest | StaffRequest

REVIEW = "review"
STAYING = frozenset(
    {"_upload", "_remove", "_add", "_drop", "_more"}
)  # buttons that change the page


@dataclass(frozen=True)
class Way:
    """One visit's questions as one side reaches them: where each page of them is."""

    visit: Visit
    response: Response
    draft: Draft
    is_staff: bool

    def url(self, name: str, *args: object) -> str:
        """The address of one of this side's pages about the visit."""
        side = "staff-" if self.is_staff else ""
        return reverse(f"visits:{side}{name}", args=[self.visit.pk, *args])

    def page_url(self, page: Page, anchor: str = "") -> str:
        """The address of one page of the form, or of a place on it."""
        mark = f"#{anchor}" if anchor else ""
        return self.url("question-page", page.link_id) + mark

    @property
    def back_url(self) -> str:
        """The page of the visit that the questions belong to."""
        name = "preparation" if self.is_staff else "visit"
        return reverse(f"visits:{name}", args=[self.visit.pk])

    def progress(self, page: Page) -> dict[str, object]:
        """Where the page stands, how much is done, and on the first one why one is asked."""
        shown = [each.link_id for each in self.draft.shown_pages()]
        done, total = progress_of(self.draft)
        return {
            "why": self.draft.form.description if shown[:1] == [page.link_id] else "",
            "step": shown.index(page.link_id) + 1 if page.link_id in shown else 1,
            "total": max(total, 1),
            "done": done,
        }

    def beside(self, page: Page, step: int) -> str:
        """The page `step` places on, or what stands at either end of the form."""
        shown = list(self.draft.shown_pages())
        place = next((n for n, each in enumerate(shown) if each.link_id == page.link_id), 0) + step
        if place < 0:
            return self.back_url
        return self.page_url(shown[place]) if place < len(shown) else self.url(REVIEW)


def reach(request: Request, visit_id: uuid.UUID) -> Way:
    """The visit and its answers so far. Raises Http404 where there is nothing to answer."""
    found = one_of(visit_to_answer(request.acting, visit_id=visit_id))
    if found.response is None or not policies.may_answer(request.acting, found):
        raise Http404
    language = get_language() or "sv"
    draft = read_draft(found.response, request.acting, language=language)
    return Way(found, found.response, draft, isinstance(request.acting, StaffActing))


def leaves_for(request: Request) -> To:
    """Where the person leaves the page for: the next one by the Enter key too."""
    if is_by_script(request) or not STAYING.isdisjoint(request.POST):
        return To.NOWHERE
    said = request.POST.get("_to", "next")
    return To(said) if said in list(To) else To.NEXT


def log_read(request: Request, visit: Visit) -> None:
    """Log that the questions and answers were looked at."""
    trail.read("response.read", acting=request.acting, patient_id=visit.patient_id, about=visit)


def closed(request: Request, way: Way, reason: str, *, status: int = 200) -> HttpResponse:
    """Says kindly that it is too late, and shows what was just written so that it is not lost."""
    log_read(request, way.visit)
    written = [
        text
        for name, texts in request.POST.lists()
        if name.startswith("a:")
        for text in texts
        if text.strip()
    ]
    context = {"way": way, "visit": way.visit, "reason": reason, "written": written}
    return render(request, "visits/answers/closed.html", context, status=status)

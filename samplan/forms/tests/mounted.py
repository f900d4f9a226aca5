"""An owner of answers that is no app at all, with its pages mounted."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import include, path, reverse

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.config import urls
from samplan.forms.actions import send_response
from samplan.forms.answering import files, pages, sending
from samplan.forms.answering.addresses import addresses
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.forms.answering.ways import Back, Way, draft_to_answer
from samplan.forms.models import Response, ResponseVersion


@dataclass(frozen=True)
class BareWay(Way):
    """Answers that nobody but themselves owns; once sent they cannot be changed."""

    @property
    def about(self) -> Response:
        return self.response

    def url(self, name: str, *args: object) -> str:
        return reverse(f"bare:{name}", args=[self.response.pk, *args])

    back = Back("/", "Where one came from", "To where one came from")
    readers = "Someone reads them tomorrow"
    advice = "Write a letter instead."

    def happens_now(self, version: ResponseVersion) -> list[str]:
        return [f"Version {version.number} lies in <the pile>."]

    @property
    def can_change(self) -> bool:
        return not self.response.is_sent

    def check_answerable(self) -> None:
        if not self.can_change:
            raise Refused("It lies in the pile.")  # as an app would say it

    def save(self, post: PagePost) -> Saved:
        self.check_answerable()
        return save_post(self.response, post, acting=self.acting, at=self.at)

    def send(self, *, over: int) -> None:
        self.check_answerable()
        send_response(self.response, over=over, acting=self.acting, at=self.at)

    def anew(self) -> "BareWay":
        raise NotImplementedError


def reach(request: PatientRequest, response_id: uuid.UUID) -> BareWay:
    beside = ("patient", "clinic", "version__questionnaire")
    found = Response.within(request.acting).select_related(*beside)
    response = get_object_or_404(found, pk=response_id)
    draft = draft_to_answer(response, request.acting)
    return BareWay(request.acting, request.at, response, draft)


def to(page: Any, *methods: str) -> Any:
    def view(request: PatientRequest, response_id: uuid.UUID, **more: Any) -> HttpResponseBase:
        return page(request, reach(request, response_id), **more)

    return patient_page(*methods)(view)


VIEWS = SimpleNamespace(
    questions=to(sending.enter, "GET"),
    question_page=to(pages.answer_page, "GET", "POST"),
    review=to(sending.look_through, "GET", "POST"),
    receipt=to(sending.receipt, "GET"),
    file=to(files.hand_out, "GET"),
    upload=to(files.receive, "POST"),
)


class Addresses:
    """Those of the product and the owner's own, as a URLconf."""

    own = (addresses("prova/<uuid:response_id>/", "fragor", VIEWS), "bare")
    urlpatterns = (path("", include(own)), *urls.urlpatterns)


def address(response: Response, name: str, *args: object) -> str:
    """The address of one of the pages of these answers."""
    return reverse(f"bare:{name}", args=[response.pk, *args])

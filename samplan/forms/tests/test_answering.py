"""The pages on which a form is answered, mounted by an owner that is no app at all."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import include, path, reverse

from samplan.access.gates import patient_page
from samplan.access.policies import Refused
from samplan.access.request import PatientRequest
from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.config import urls
from samplan.forms.actions import send_response
from samplan.forms.answering import files, pages, sending
from samplan.forms.answering.addresses import addresses
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.forms.answering.ways import Back, Way, draft_to_answer
from samplan.forms.models import Response, ResponseStatus, ResponseVersion
from samplan.forms.tests.factories import begun
from samplan.forms.tests.questionnaires import group, item
from tests.cast import AT, ActingClient, Cast, browser_of

ASKS = (
    group("one", item("a", "text", required=True)),
    group("two", item("f", "attachment", repeats=True)),
)


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
)


@pytest.fixture(autouse=True)
def _mounted(settings: Any) -> Iterator[None]:
    own = (addresses("prova/<uuid:response_id>/", "fragor", VIEWS), "bare")
    settings.ROOT_URLCONF = type(
        "Mounted", (), {"urlpatterns": [path("prov/", include(own)), *urls.urlpatterns]}
    )
    with time_machine.travel(AT, tick=False):
        yield


def at(response: Response, name: str, *args: object) -> str:
    return reverse(f"bare:{name}", args=[response.pk, *args])


def answering(cast: Cast) -> tuple[ActingClient, Response]:
    """Alma's browser, which asks for English, and what she is to answer."""
    alma = browser_of(cast.acting(cast.alma))
    alma.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return alma, begun(cast, *ASKS)


def written(alma: ActingClient, address: str, **fields: Any) -> Any:
    """Post the page as it is drawn, with these answers."""
    drawn = alma.get(address).content.decode()
    seen = re.findall(r'name="(_seen|_window)" value="([^"]*)"', drawn)
    return alma.send(address, {**dict(seen), **{f"a:{key}": said for key, said in fields.items()}})


def test_an_owner_that_the_pages_do_not_know_is_answered_from_page_to_receipt(cast: Cast) -> None:
    alma, response = answering(cast)
    one, two = (at(response, "question-page", page) for page in ("one", "two"))
    assert alma.get(at(response, "questions")).url == one
    drawn = alma.get(one).content.decode()
    for said in (BareWay.readers, BareWay.back.name, cast.heart.phone):
        assert said in drawn
    assert written(alma, one, a="yr").url == two
    file = SimpleUploadedFile("bild.png", encoded(picture(size=(8, 8)), "PNG"))
    assert written(alma, two, f=file).url == at(response, "review")
    review = alma.get(at(response, "review")).content.decode()
    assert "yr" in review
    assert f"{cast.heart.name} gets them when you press Send." in review
    assert alma.send(at(response, "review"), {"_over": "0"}).url == at(response, "receipt")
    receipt = alma.get(at(response, "receipt")).content.decode()
    assert "Version 1 lies in &lt;the pile&gt;." in receipt
    assert BareWay.back.button in receipt
    assert "Change your answers" not in receipt
    assert alma.get(at(response, "file", Attachment.objects.get().pk)).status_code == 200
    response.refresh_from_db()
    assert response.status == ResponseStatus.COMPLETED
    assert Event.objects.filter(kind="response.read").count() == 5


def test_too_late_is_said_in_the_owners_words(cast: Cast) -> None:
    alma, response = answering(cast)
    one = at(response, "question-page", "one")
    written(alma, one, a="yr")
    alma.send(at(response, "review"), {"_over": "0"})
    late = written(alma, one, a="inte yr")
    assert late.status_code == 409
    for said in ("It lies in the pile.", BareWay.advice, "inte yr"):
        assert said in late.content.decode()
    assert "It lies in the pile." in alma.get(one).content.decode()


def test_what_is_gone_when_it_is_opened_is_not_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alma, response = answering(cast)
    monkeypatch.setattr(BareWay, "open", lambda way: False)
    assert alma.get(at(response, "questions")).status_code == 404

"""The pages on which a form is answered, mounted by an owner that is no app at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.attachments.cleaning.tests.hostile import encoded, picture
from samplan.attachments.models import Attachment
from samplan.audit.models import Event
from samplan.forms.models import Response, ResponseStatus
from samplan.forms.tests.factories import begun
from samplan.forms.tests.mounted import BareWay, address
from samplan.forms.tests.questionnaires import group, item
from samplan.forms.tests.windows import Window
from tests.cast import ActingClient, Cast, browser_of

ASKS = (
    group("one", item("a", "text", required=True)),
    group("two", item("f", "attachment", repeats=True)),
)

pytestmark = pytest.mark.usefixtures("mounted")


def answering(cast: Cast) -> tuple[ActingClient, Response]:
    """Alma's browser, which asks for English, and what she is to answer."""
    alma = browser_of(cast.acting(cast.alma))
    alma.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return alma, begun(cast, *ASKS)


def test_an_owner_that_the_pages_do_not_know_is_answered_from_page_to_receipt(cast: Cast) -> None:
    alma, response = answering(cast)
    one, two = (address(response, "question-page", page) for page in ("one", "two"))
    assert alma.get(address(response, "questions")).url == one
    drawn = alma.get(one).content.decode()
    for said in (BareWay.readers, BareWay.back.name, cast.heart.phone):
        assert said in drawn
    assert Window(alma, one).send(a="yr").url == two
    file = SimpleUploadedFile("bild.png", encoded(picture(size=(8, 8)), "PNG"))
    assert Window(alma, two).send(f=file).url == address(response, "review")
    review = alma.get(address(response, "review")).content.decode()
    assert "yr" in review
    assert f"{cast.heart.name} gets them when you press Send." in review
    sent = alma.send(address(response, "review"), {"_over": "0"})
    assert sent.url == address(response, "receipt")
    receipt = alma.get(sent.url).content.decode()
    assert "Version 1 lies in &lt;the pile&gt;." in receipt
    assert BareWay.back.button in receipt
    assert "Change your answers" not in receipt
    assert alma.get(address(response, "file", Attachment.objects.get().pk)).status_code == 200
    response.refresh_from_db()
    assert response.status == ResponseStatus.COMPLETED
    assert Event.objects.filter(kind="response.read").count() == 5


def test_too_late_is_said_in_the_owners_words(cast: Cast) -> None:
    alma, response = answering(cast)
    one = Window(alma, address(response, "question-page", "one"))
    one.send(a="yr")
    alma.send(address(response, "review"), {"_over": "0"})
    late = one.send(a="inte yr")
    assert late.status_code == 409
    for said in ("It lies in the pile.", BareWay.advice, "inte yr"):
        assert said in late.content.decode()
    assert "It lies in the pile." in alma.get(one.url).content.decode()


def test_what_is_gone_when_it_is_opened_is_not_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alma, response = answering(cast)
    monkeypatch.setattr(BareWay, "open", lambda way: False)
    assert alma.get(address(response, "questions")).status_code == 404

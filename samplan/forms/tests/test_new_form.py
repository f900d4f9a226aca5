"""A new form: it has a name by which its owner tells it from the others."""

from http import HTTPStatus

from samplan.forms.models import Questionnaire
from samplan.forms.tests.builder import Builder
from tests.cast import ActingClient

NEW = "/vard/formular/nytt/"


def test_a_name_that_one_has_already_is_refused_and_kept(stig: ActingClient, builder: Builder):
    told = stig.send(NEW, {"title": "FRÅGOR"})  # his form is called Frågor
    assert told.status_code == HTTPStatus.OK
    assert "Du har redan ett formulär som heter så" in told.content.decode()
    assert 'value="FRÅGOR"' in told.content.decode()
    assert Questionnaire.objects.count() == 1

    assert stig.send(NEW, {"title": "Andra frågor"}).status_code == HTTPStatus.FOUND
    assert Questionnaire.objects.count() == 2


def test_before_publishing_one_can_see_what_is_different(builder: Builder):
    address = builder.root.replace("utkast", "publicering")
    link = f"/vard/formular/versioner/{builder.draft.pk}/"
    assert link not in builder.browser.get(address).content.decode()
    type(builder.draft).objects.filter(pk=builder.draft.pk).update(number=2)
    page = builder.browser.get(address).content.decode()
    assert link in page
    assert "Se vad som skiljer från förra versionen" in page

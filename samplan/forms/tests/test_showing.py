"""A published version as those see it who decide whether to follow it."""

from collections.abc import Iterator

import pytest
import time_machine

from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import begin_draft
from samplan.forms.tests.chains import Chain, make_chain, published
from samplan.forms.tests.questionnaires import Json, group, item, when
from tests.cast import AT, Cast, browser_of

NOTE = "Vissa frågor visas bara vid vissa svar"


@pytest.fixture
def chain(cast: Cast) -> Iterator[Chain]:
    made = make_chain(cast)
    with time_machine.travel(AT, tick=False):
        yield made


def with_items(chain: Chain, *items: Json) -> QuestionnaireVersion:
    draft = begin_draft(chain.origin.questionnaire, acting=chain.rut, at=AT)
    return published(draft, chain.rut, *items)


def page(chain: Chain, version: QuestionnaireVersion) -> str:
    text: str = (
        browser_of(chain.stig).get(f"/vard/formular/versioner/{version.pk}/").content.decode()
    )
    return text


def test_what_is_asked_only_sometimes_is_there_and_says_when(chain: Chain) -> None:
    asked = [when("has", answerBoolean=True)]
    inner = group("some", item("deep", text="Hur ofta?"), text="Mer om det", enableWhen=asked)
    more = item("more", text="Vilken?", enableWhen=asked)
    text = page(chain, with_items(chain, item("has", "boolean", text="Har du ont?"), more, inner))

    assert NOTE in text
    assert text.count("Visas bara om svaret på ”Har du ont?” är ja") == 2
    for part in text.split('data-block="')[1:]:
        assert " hidden" not in part.partition(">")[0]


def test_a_form_that_asks_everyone_the_same_has_no_such_note(chain: Chain) -> None:
    text = page(chain, with_items(chain, item("a")))
    assert NOTE not in text
    assert "Visas bara" not in text

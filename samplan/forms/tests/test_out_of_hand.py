"""What an ill-willed or very large form must not do: hold a worker, or take others' work."""

import time

import pytest
import time_machine

from samplan.forms.building import placing
from samplan.forms.engine import load
from samplan.forms.engine.formulas import MAX_STEPS, read_formula
from samplan.forms.engine.purses import Exhausted, Purse
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft, make_form
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.questionnaires import group, item, questionnaire
from tests.cast import AT, Cast, browser_of


@pytest.mark.parametrize("text", ["(1|2|3).select($this.round(200000))", "1.5.round(300000)"])
def test_rounding_to_very_many_decimals_is_not_begun(text: str) -> None:
    with pytest.raises(Exhausted):
        read_formula(text).run({"resourceType": "QuestionnaireResponse"}, {}, Purse(MAX_STEPS))


def test_rounding_to_a_few_decimals_is() -> None:
    answer = {"resourceType": "QuestionnaireResponse"}
    given = read_formula("(2.0 / 3.0).round(2)").run(answer, {}, Purse(MAX_STEPS))
    assert [float(value) for value in given] == [0.67]


def test_removing_what_thousands_ask_looks_at_each_once() -> None:
    asks = [{"question": "q", "operator": "exists", "answerBoolean": True}]
    rest = [item(f"i{number}", enableWhen=asks) for number in range(4900)]
    document = questionnaire(group("s", item("q"), *rest))
    load(document)
    begun = time.perf_counter()
    left, _chosen = placing.without(document, "q")
    assert time.perf_counter() - begun < 2  # it took six seconds, and grew with the square
    assert not any("enableWhen" in each for each in left["item"][0]["item"])


def test_throwing_away_does_not_take_what_someone_else_has_written_since(cast: Cast) -> None:
    acting = cast.acting(cast.stig)
    with time_machine.travel(AT, tick=False):
        made = make_form("Frågor", acting=acting, at=AT)
        document = {**document_of(made), "item": [group("sida-1", item("a"))]}
        draft = change_draft(made, document, over=0, acting=acting, at=AT)
        publish_draft(draft, over=1, acting=acting, at=AT)
        browser = browser_of(acting)
        root = f"/vard/formular/{draft.questionnaire_id}/"
        browser.send(root + "nytt-utkast/")
        drawn = QuestionnaireVersion.objects.get(status="draft")
        other = {**document_of(drawn), "title": "Annans arbete"}
        change_draft(drawn, other, over=drawn.revision, acting=acting, at=AT)
        browser.send(root + "utkast/kassering/", {"over": drawn.revision})
        assert QuestionnaireVersion.objects.filter(title="Annans arbete").exists()
        browser.send(root + "utkast/kassering/", {"over": drawn.revision + 1})
        assert not QuestionnaireVersion.objects.filter(title="Annans arbete").exists()

"""Every questionnaire can be drawn, and a page that is posted as it was drawn says the same."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samplan.forms.drafts import Draft
from samplan.forms.engine import Form, Kind, Page, field_name, load, read_post
from samplan.forms.pages import DrawnPage, draw_page
from samplan.forms.tests.questionnaires import Json, choice, form_of, group, item, posted, when
from samplan.forms.tests.strategies import answers_to, documents
from samplan.forms.words import Trouble
from samplan.forms.written import written
from samplan.ui.tests.drawing import Elements

SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def html(drawn: DrawnPage) -> str:
    return "".join(render_to_string("forms/part.html", {"part": part}) for part in drawn.parts)


def draft_for(form: Form, **fields: Any) -> tuple[Draft, Page]:
    page = form.pages[0]
    draft = Draft(form)
    return draft.with_page(page, read_post(form, page, posted(**fields)), window="w"), page


@SLOW
@given(documents(), st.data())
def test_every_page_is_drawn_whole_and_posts_what_it_shows(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    for page in form.pages:
        drawn = html(draw_page(Draft(form, answers), page))
        assert Elements(drawn).open == []
        fields = MultiValueDict[str, str]()
        for question in page.questions:
            fields.update(MultiValueDict(written(question, answers.of(question.link_id))))
            assert f'name="{field_name(question.link_id)}"' in drawn
        again = read_post(form, page, fields.getlist)
        assert again.faults == ()
        for question in page.questions:
            if question.kind is not Kind.ATTACHMENT:
                said, given = again.values.of(question.link_id), answers.of(question.link_id)
                # Boxes to tick have no order, and are ticked once.
                assert set(said) == set(given) if question.kind.has_options else said == given


def test_a_hidden_part_is_drawn_hidden_and_does_not_say_that_it_was_shown() -> None:
    form = form_of(item("a", "boolean"), item("b", enableWhen=[when("a", answerBoolean=True)]))
    hidden = html(draw_page(*draft_for(form, a="false")))
    shown = html(draw_page(*draft_for(form, a="true")))
    assert 'data-block="block-1" hidden>' in hidden
    assert 'name="_shown" value="block-1" disabled>' in hidden
    assert 'data-block="block-1">' in shown
    assert 'name="_shown" value="block-1">' in shown


def test_a_chosen_answer_that_need_not_be_given_can_be_taken_back() -> None:
    for kind in (item("a", "boolean"), choice("a", "x", "y")):
        chosen = {"a": "true" if kind["type"] == "boolean" else "s|x"}
        assert "Inget svar" in html(draw_page(*draft_for(form_of(kind), **chosen)))
        assert "Inget svar" not in html(draw_page(*draft_for(form_of(kind))))
        needed = form_of({**kind, "required": True})
        assert "Inget svar" not in html(draw_page(*draft_for(needed, **chosen)))


def test_a_day_that_was_written_wrong_is_drawn_as_it_was_written() -> None:
    form = form_of(item("d", "date"))
    draft, page = draft_for(form, d="12 mars")
    drawn = html(draw_page(draft, page, troubles=[Trouble("d", "Fel")]))
    assert 'value="12 mars"' in drawn
    assert 'type="date"' not in drawn
    assert 'type="date"' in html(draw_page(*draft_for(form)))


def test_several_answers_have_a_line_each_and_some_to_spare() -> None:
    form = form_of(item("n", "integer", repeats=True))
    drawn = html(draw_page(*draft_for(form, n=["1", "2"])))
    assert drawn.count('name="a:n"') == 4
    assert 'aria-label="Svar 4"' in drawn


def test_own_words_beside_several_choices_are_all_drawn() -> None:
    form = form_of(choice("q", "x", kind="open-choice", repeats=True))
    drawn = html(draw_page(*draft_for(form, q="s|x", q__other=["ett", "två"])))
    assert 'value="ett"' in drawn
    assert 'value="två"' in drawn


def test_faults_lead_to_the_question_by_its_words() -> None:
    form = form_of(group("g", item("q", required=True), text="Rubrik"))
    draft, page = draft_for(form)
    drawn = draw_page(draft, page, troubles=[Trouble("q", "Fel."), Trouble("g", "Något.")])
    assert drawn.faults == (("id_a:g", "Rubrik: Något."), ("id_a:q", "Text q: Fel."))


def test_what_people_wrote_cannot_become_part_of_the_page() -> None:
    form = form_of(item("q", text="<b>Fråga</b>"), item("t", "text"))
    drawn = html(draw_page(*draft_for(form, q='"><script>', t="</textarea><script>")))
    assert "<script>" not in drawn
    assert "<b>" not in drawn

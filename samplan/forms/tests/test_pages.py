"""Every questionnaire can be drawn, and a page that is posted as it was drawn says the same."""

from typing import Any

from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samplan.forms.drafts import Draft, SavedPage
from samplan.forms.drawing.pages import DrawnPage, draw_page
from samplan.forms.drawing.paper import paper_pages
from samplan.forms.drawing.part_rows import parts_drawn
from samplan.forms.drawing.written import written
from samplan.forms.engine import (
    Audience,
    Form,
    Kind,
    Page,
    beginning,
    field_name,
    load,
    read_post,
    settled,
)
from samplan.forms.tests.questionnaires import (
    Json,
    choice,
    control,
    extension,
    form_of,
    group,
    hint,
    item,
    posted,
    unit,
    when,
)
from samplan.forms.tests.strategies import answers_to, documents
from samplan.forms.tests.test_engine_expressions import formula
from samplan.forms.words import Trouble
from samplan.ui.components.fields import TEXTS
from samplan.ui.tests.drawing import Elements

SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def html(drawn: DrawnPage) -> str:
    return parts_drawn(drawn.parts)


def draft_for(form: Form, **fields: Any) -> tuple[Draft, Page]:
    page = form.pages[0]
    draft = Draft(form)
    saved = SavedPage("w", is_passed=True)
    return draft.with_page(page, read_post(form, page, posted(**fields)), saved), page


@SLOW
@given(documents(), st.data())
def test_every_page_is_drawn_whole_and_posts_what_it_shows(
    document: Json, data: st.DataObject
) -> None:
    form = load(document)
    answers = data.draw(answers_to(form))
    for page in form.pages:
        drawn = html(draw_page(Draft(form, answers), page))
        page = settled(form, answers).form.page(page.link_id)
        assert Elements(drawn).open == []
        fields = MultiValueDict[str, str]()
        for question in page.questions:
            fields.update(MultiValueDict(written(question, answers.of(question.link_id))))
            names = (field_name(question.link_id, part) for part in ("", "other"))
            is_drawn = any(f'name="{name}"' in drawn for name in names)
            assert is_drawn is not question.has_nothing_to_choose
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
        assert "Hoppa över frågan" in html(draw_page(*draft_for(form_of(kind), **chosen)))
        assert "Hoppa över frågan" not in html(draw_page(*draft_for(form_of(kind))))
        needed = form_of({**kind, "required": True})
        assert "Hoppa över frågan" not in html(draw_page(*draft_for(needed, **chosen)))


def test_what_follows_other_answers_is_drawn_with_what_can_be_chosen() -> None:
    taken = "%resource.item.where(linkId='take').answer.value"
    form = form_of(
        choice("take", "waran", "ipren", repeats=True),
        item("worry", "choice", required=True, extension=[formula("answer", taken)]),
        item("other", "open-choice", extension=[formula("answer", taken)]),
    )
    draft, page = draft_for(form)
    drawn = html(draw_page(draft, page))
    assert drawn.count("Det finns inget att välja bland än.") == 2
    assert 'name="a:worry"' not in drawn
    assert 'name="a:other.other"' in drawn
    answered = html(draw_page(*draft_for(form, other__other="x")))
    assert 'name="a:other"' not in answered
    draft, page = draft_for(form, take=["s|ipren"])
    drawn = html(draw_page(draft, page))
    assert "inget att välja bland" not in drawn
    assert drawn.count(">ipren</label>") == 3
    assert drawn.count('value="offer-') == 2
    worry, other = paper_pages(form)[0].questions[1:]
    assert (worry.boxes, worry.lines, other.lines) == ((), 1, 1)
    assert worry.help == "Välj bland det som du har svarat ovan."


def test_a_table_of_what_follows_other_answers_stays_one_question_each() -> None:
    asked = formula("answer", "%resource.item.where(linkId='take').answer.value")
    table = group("g", item("x", "choice", extension=[asked]), extension=[control("gtable")])
    draft, page = draft_for(form_of(choice("take", "a"), table), take="s|a")
    drawn = html(draw_page(draft, page))
    assert "<table" not in drawn
    assert drawn.count('value="offer-') == 1


def test_a_day_that_was_written_wrong_is_drawn_as_it_was_written() -> None:
    form = form_of(item("d", "date"))
    draft, page = draft_for(form, d="12 mars")
    drawn = html(draw_page(draft, page, troubles=[Trouble("d", "Fel")]))
    assert 'value="12 mars"' in drawn
    assert 'type="date"' not in drawn
    assert 'type="date"' in html(draw_page(*draft_for(form)))


def test_several_answers_have_a_line_each_and_one_to_spare() -> None:
    form = form_of(item("n", "integer", repeats=True))
    drawn = html(draw_page(*draft_for(form, n=["1", "2"])))
    assert drawn.count('name="a:n"') == 3
    assert 'id="id_a:n_3" aria-label="Svar 3"' in drawn
    assert 'name="_more" value="a:n"' in drawn


def test_fields_in_which_one_writes_say_so_and_those_to_choose_in_do_not() -> None:
    """So that a post that is not taken can be shown with its shortest words."""
    several = item("n", "integer", repeats=True)
    own = choice("o", "x", kind="open-choice")
    form = form_of(item("s"), several, own, choice("c", "x"), item("b", "boolean"))
    drawn = Elements(html(draw_page(*draft_for(form, n=["1", "2"]))))
    marked = [each["value"] for each in drawn.named("input") if each.get("name") == TEXTS]
    assert marked == ["a:s", "a:n", "a:o.other"]


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


def test_a_table_of_questions_is_drawn_as_one_and_posts_each_by_its_name() -> None:
    rows = [choice(name, "x", "y", required=True) for name in ("a", "b")]
    form = form_of(group("g", group("t", *rows, extension=[control("gtable")])))
    draft, page = draft_for(form, a="s|y")
    drawn = html(draw_page(draft, page, troubles=[Trouble("b", "Fel.")]))
    assert drawn.count("<th scope") == 4
    assert drawn.count('type="radio"') == 4
    assert 'name="a:a" value="s|y" checked' in drawn
    assert 'id="id_a:b" class="is-wrong"' in drawn
    other = form_of(group("g", group("t", *rows, item("n"), extension=[control("gtable")])))
    assert "<table" not in html(draw_page(*draft_for(other)))


def test_a_table_in_which_nothing_is_needed_says_so_once() -> None:
    def said(*rows: Json, **more: Any) -> int:
        form = form_of(group("g", group("t", *rows, extension=[control("gtable")], **more)))
        return html(draw_page(Draft(form), form.pages[0])).count("(valfritt)")

    assert said(choice("a", "x", "y"), choice("b", "x", "y")) == 1
    assert said(choice("a", "x", "y"), choice("b", "x", "y", required=True)) == 1
    assert said(choice("a", "x", "y", required=True), choice("b", "x", "y", required=True)) == 0
    assert said(choice("a", "x", "y"), choice("b", "x", "y"), required=True) == 2


def test_other_fields_of_a_table_stand_side_by_side() -> None:
    def drawn(*extensions: Json, **more: Any) -> str:
        form = form_of(
            group("g", group("t", item("n", "integer", **more), extension=[*extensions]))
        )
        return html(draw_page(Draft(form), form.pages[0]))

    assert 'part-group in-columns is-optional"' in drawn(control("gtable"))
    assert 'part-group in-columns"' in drawn(control("gtable"), required=True)
    assert "in-columns" not in drawn()


SCALE = item(
    "q",
    "integer",
    item=[{**hint("low"), "text": "inte alls", "extension": [control("lower")]}],
    extension=[
        extension("minValue", valueInteger=0),
        extension("maxValue", valueInteger=10),
        control("slider"),
        unit("cm"),
    ],
)


def test_a_slider_has_its_number_beside_it_and_posts_only_that() -> None:
    drawn = html(draw_page(*draft_for(form_of(SCALE), q="7")))
    assert drawn.count('name="a:q"') == 1
    assert '<input type="range" hidden data-slides="id_a:q"' in drawn
    assert 'min="0" max="10" step="1"' in drawn
    assert ">0 inte alls</span>" in drawn
    assert ">cm</span>" in drawn


def test_a_scale_says_in_words_that_it_is_not_answered_and_can_be_reached_by_keys() -> None:
    drawn = html(draw_page(*draft_for(form_of(SCALE))))
    number = drawn[drawn.index('<span class="measured">') :]
    assert 'placeholder=" "' in number  # by which the style sheet shows or hides the word
    assert '<span class="not-answered">Inte besvarad</span>' in number
    assert 'aria-describedby="id_a:q_unit id_a:q_lower id_a:q_upper"' in number
    slider = drawn[: drawn.index('<span class="measured">')]
    assert 'aria-label="Text q"' in slider
    assert "tabindex" not in slider
    assert "aria-hidden" not in slider


def test_a_scale_on_paper_says_its_ends() -> None:
    assert paper_pages(form_of(SCALE))[0].questions[0].help == "Ett tal från 0 inte alls till 10."


def test_what_is_hidden_is_not_drawn_and_what_is_only_shown_has_no_field() -> None:
    hidden = extension("questionnaire-hidden", valueBoolean=True)
    form = form_of(
        item("h", extension=[hidden], text="Hemlig"),
        item("shown", readOnly=True, initial=[{"valueString": "<b>så</b>"}]),
    )
    draft = Draft(form, beginning(form))
    drawn = html(draw_page(draft, form.pages[0]))
    assert "Hemlig" not in drawn
    assert "&lt;b&gt;så" in drawn
    assert "name=" not in drawn


def test_a_score_is_drawn_as_support_and_only_for_those_it_is_shown_to() -> None:
    shown = {
        "url": "https://samplan.example/fhir/StructureDefinition/score-shown-to",
        "valueCode": "care",
    }
    form = form_of(
        item("q"), item("sum", "integer", readOnly=True, text="Poäng", extension=[shown])
    )
    assert "Poäng" not in html(draw_page(Draft(form), form.pages[0]))
    drawn = html(draw_page(Draft(form, reader=Audience.CARE), form.pages[0]))
    assert "Poäng" in drawn
    assert "inte ett råd" in drawn


def test_marks_are_drawn_in_labels_where_they_fit_on_a_line() -> None:
    def marked(text: str) -> dict[str, Any]:
        return {"extension": [extension("rendering-markdown", valueMarkdown=text)]}

    form = form_of(
        item("a", _text=marked("Hur **ofta**?")),
        item("b", _text=marked("- ett\n- två")),
        item("c", "display", _text=marked("- ett\n- två")),
    )
    drawn = html(draw_page(*draft_for(form)))
    assert "Hur <strong>ofta</strong>?" in drawn
    assert drawn.count("<li>ett</li>") == 1
    assert "Text b" in drawn


def test_units_to_choose_from_stand_beside_the_number() -> None:
    units = [unit(code, "questionnaire-unitOption") for code in ("kg", "g")]
    form = form_of(item("w", "quantity", extension=units))
    key = "http://unitsofmeasure.org|g"
    drawn = html(draw_page(*draft_for(form, w="1,5", w__unit=key)))
    assert 'value="1,5"' in drawn
    assert f'value="{key}" selected' in drawn


def test_a_folded_group_opens_where_something_is_to_be_mended() -> None:
    closed = extension("sdc-questionnaire-collapsible", valueCode="default-closed")
    form = form_of(group("g", group("f", item("q"), extension=[closed])))
    draft, page = draft_for(form)
    assert '<details class="part-fold"><summary>' in html(draw_page(draft, page))
    wrong = html(draw_page(draft, page, troubles=[Trouble("q", "Fel.")]))
    assert '<details class="part-fold" open><summary>' in wrong

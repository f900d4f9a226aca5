"""The builder's pages: each press does one thing, and what was written is never lost."""

import json
import re
from typing import Any

import pytest

from samplan.access.acting import StaffActing
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import change_draft
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.builder import Builder
from samplan.forms.tests.questionnaires import choice, group, item
from samplan.forms.tests.test_engine_expressions import formula
from samplan.forms.workbench.item_form import MOST_OPTIONS
from samplan.organisations.models import Role
from tests.cast import AT, Cast, browser_of, make_staff

MOST_STATEMENTS = 6
LOCAL = Role.LOCAL_ADMINISTRATOR


def test_opening_it_costs_few_statements(builder: Builder, django_assert_max_num_queries):
    builder.get()
    with django_assert_max_num_queries(MOST_STATEMENTS):
        page = builder.get(vald="a")
    assert "Text a" in page.content.decode()


def test_what_is_added_is_worded_next(builder: Builder):
    reply = builder.post("tillagg/", component="text", id="a")
    assert reply.url.endswith("fraga/?vald=fraga-1")
    assert builder.ids() == ["sida-1", "a", "fraga-1", "b"]


def test_moving_copying_and_removing(builder: Builder):
    builder.post("flytt/", id="b", to="up")
    assert builder.ids() == ["sida-1", "b", "a"]
    builder.post("flytt/", id="b", to="into", other="sida-1")
    assert builder.ids() == ["sida-1", "a", "b"]
    builder.post("kopia/", id="a")
    assert builder.ids() == ["sida-1", "a", "a-kopia", "b"]
    builder.post("borttagning/", id="a-kopia")
    builder.post("angra/")
    assert builder.ids() == ["sida-1", "a", "a-kopia", "b"]


def test_saving_as_one_writes_is_one_step(builder: Builder):
    word = {"HX-Request": "true"}
    for words in ("Hur", "Hur mår", "Hur mår du?"):
        reply = builder.post("fraga/", "a", text_own=words, _sitting="w", headers=word)
        assert reply.status_code == 202
    assert f'name="over" value="{builder.draft.revision + 1}"' in reply.content.decode()
    assert reply["HX-Trigger-After-Swap"] == "saved"
    assert builder.item("a")["text"] == "Hur mår du?"
    builder.post("angra/")
    assert builder.item("a")["text"] == "Text a"


def test_someone_elses_change_is_told_and_the_words_are_kept(builder: Builder):
    builder.post("fraga/", "a", text_own="Först")
    late = builder.post("fraga/", "a", over=1, text_own="Sedan")
    assert late.status_code == 422
    page = late.content.decode()
    assert "Någon har ändrat utkastet" in page
    assert 'value="Sedan"' in page
    assert builder.item("a")["text"] == "Först"
    (over,) = re.findall(r'id="draft-saved".*?name="over" value="(\d+)"', page, re.DOTALL)
    assert builder.post("fraga/", "a", over=over, text_own="Sedan").status_code == 302
    assert builder.item("a")["text"] == "Sedan"


def test_saving_as_one_writes_does_not_overtake_someone_else(builder: Builder):
    builder.post("fraga/", "a", text_own="Först")
    word = builder.post("fraga/", "a", over=1, text_own="Sedan", headers={"HX-Request": "true"})
    assert 'name="over" value="1"' in word.content.decode()
    assert "HX-Trigger-After-Swap" not in word.headers
    assert builder.item("a")["text"] == "Först"


def test_a_press_on_an_old_page_does_nothing_twice(builder: Builder):
    builder.post("tillagg/", component="text", id="a", over=1)
    again = builder.post("tillagg/", component="text", id="a", over=1)
    assert again.status_code == 302
    assert builder.ids().count("fraga-1") == 1
    assert "fraga-2" not in builder.ids()


def test_removing_what_others_depend_on_asks_first(builder: Builder):
    builder.post("villkor/?vald=b&fraga=a", way="given")
    asked = builder.post("borttagning/", id="a")
    assert asked.status_code == 200
    assert "Text b" in asked.content.decode()
    builder.post("borttagning/", id="a", sure="yes")
    assert builder.ids() == ["sida-1", "b"]
    assert "enableWhen" not in builder.item("b")


def test_conditions_are_added_joined_and_taken_away(builder: Builder):
    for way in ("given", "missing"):
        builder.post("villkor/?vald=b&fraga=a", way=way)
    builder.post("villkor/sammansattning/", "b", behavior="any")
    assert builder.item("b")["enableBehavior"] == "any"
    builder.post("villkor/borttagning/", "b", place="0")
    (left,) = builder.item("b")["enableWhen"]
    assert left["answerBoolean"] is False
    assert "enableBehavior" not in builder.item("b")


def test_several_answers_are_asked_for_at_once(builder: Builder):
    builder.post("tillagg/", component="text", id="b")
    none = builder.post("villkor/?vald=fraga-1&fraga=b", way="is")
    assert "Välj minst ett svar." in none.content.decode()
    builder.post("villkor/?vald=fraga-1&fraga=b", way="is", answers=["0", "1"])
    shown = builder.item("fraga-1")
    codes = [each["answerCoding"]["code"] for each in shown["enableWhen"]]
    assert (codes, shown["enableBehavior"]) == (["x", "y"], "any")


def test_answers_that_cannot_be_joined_are_told_of_and_kept(builder: Builder):
    builder.post("tillagg/", component="text", id="b")
    builder.post("villkor/?vald=fraga-1&fraga=a", way="given")
    told = builder.post("villkor/?vald=fraga-1&fraga=b", way="is", answers=["0", "1"])
    page = told.content.decode()
    assert "Välj ett svar" in page
    assert len(re.findall(r'name="answers"[^>]*checked', page)) == 2
    assert len(builder.item("fraga-1")["enableWhen"]) == 1


@pytest.mark.parametrize(
    ("part", "vald", "fields"),
    [
        ("tillagg/", "", {"component": "bomb", "id": "a"}),
        ("flytt/", "", {"id": "a", "to": "moon"}),
        ("flytt/", "", {"id": "gone", "to": "up"}),
        ("flytt/", "", {"id": "a", "to": "into", "other": "b"}),
        ("kopia/", "", {"id": "gone"}),
        ("borttagning/", "", {"id": "gone"}),
        ("fraga/", "gone", {}),
        ("villkor/borttagning/", "b", {"place": "x"}),
    ],
)
def test_what_no_page_offers_is_not_found(builder: Builder, part: str, vald: str, fields: Any):
    assert builder.post(part, vald, **fields).status_code == 404
    assert builder.ids() == ["sida-1", "a", "b"]


@pytest.mark.parametrize("over", ["", "-1", "x", "9" * 30, "²"])
def test_a_page_that_does_not_say_what_it_was_drawn_of_changes_nothing(builder: Builder, over: str):
    assert builder.post("kopia/", id="a", over=over).status_code == 302
    assert builder.ids() == ["sida-1", "a", "b"]


def test_words_that_look_like_script_are_kept_as_words(builder: Builder):
    words = "<script>alert(1)</script>"
    assert builder.post("fraga/", "a", text_own=words).status_code == 302
    assert builder.item("a")["text"] == words
    assert "<script>alert(1)" not in builder.get().content.decode()


@pytest.mark.parametrize("words", ["a\x00b", "x" * 5000])
def test_words_that_cannot_be_kept_are_refused(builder: Builder, words: str):
    assert builder.post("fraga/", "a", text_own=words).status_code == 422
    assert builder.item("a")["text"] == "Text a"


def test_options_are_written_a_line_each(builder: Builder):
    rows = {"option-count": "4", "option-0-own": "Andra", "option-0-key": "1"}
    rows |= {"option-1-own": "", "option-2-own": "Ny", "option-2-score": "2,5"}
    reply = builder.post("fraga/", "b", text_own="Välj", **rows)
    assert reply.status_code == 302
    listed = [each["valueCoding"] for each in builder.item("b")["answerOption"]]
    assert [(each["code"], each["display"]) for each in listed] == [
        ("y", "Andra"),
        ("svar-1", "Ny"),
    ]


def test_english_alone_is_asked_about(builder: Builder):
    rows = {"option-count": "1", "option-0-english": "Only"}
    reply = builder.post("fraga/", "b", text_own="Välj", **rows)
    assert reply.status_code == 422
    assert 'value="Only"' in reply.content.decode()


def test_trying_the_preview_keeps_nothing(builder: Builder, draft: QuestionnaireVersion):
    reply = builder.post("forhandsvisning/", "a", **{"a:a": "prov"})
    assert "prov" in reply.content.decode()
    draft.refresh_from_db()
    assert "prov" not in str(document_of(draft))


def test_an_ill_form_is_still_shown(builder: Builder):
    builder.post("tillagg/", component="one", id="a")
    builder.post("tillagg/", component="page", id="a")
    for chosen in ("a", "fraga-1", "sida-2"):
        assert builder.get("forhandsvisning/", vald=chosen).status_code == 200
        assert builder.get(vald=chosen).status_code == 200


def test_publishing_names_what_is_left(builder: Builder):
    builder.post("tillagg/", component="one", id="a")
    reply = builder.browser.send(
        f"/vard/formular/{builder.draft.questionnaire_id}/publicering/",
        {"over": "2", "followed_on": "2026-12-24"},
    )
    assert reply.status_code == 200
    page = reply.content.decode()
    assert "Formuläret kan inte publiceras än." in page
    assert "Det finns inga svar att välja bland." in page
    builder.draft.refresh_from_db()
    assert builder.draft.is_draft


def test_what_no_page_posts_breaks_nothing(builder: Builder):
    assert builder.post("villkor/borttagning/", "b", place="9" * 5000).status_code == 404
    saved = builder.post("fraga/", "a", text_own="Hur mår du?", _sitting="a\x00b")
    assert saved.status_code == 302
    assert builder.item("a")["text"] == "Hur mår du?"


@pytest.mark.parametrize("count", [None, "", "x", "-1", "1000", "²"])
def test_a_post_that_does_not_say_how_many_answers_there_are_takes_none_away(
    builder: Builder, count: str | None
):
    said = {} if count is None else {"option-count": count}
    builder.post("fraga/", "b", text_own="Välj", **said)
    assert builder.item("b")["text"] == "Välj"
    assert len(builder.item("b")["answerOption"]) == 2


def test_more_answers_than_the_page_takes_are_kept(builder: Builder):
    """All municipalities, from outside: the page cannot change them, and does not lose them."""
    acting = builder.browser.acting
    assert isinstance(acting, StaffActing)
    codes = [f"kommun-{number}" for number in range(MOST_OPTIONS + 50)]
    document = {**document_of(builder.draft), "item": [group("sida-1", choice("k", *codes))]}
    change_draft(builder.draft, document, over=1, acting=acting, at=AT)
    page = builder.get("fraga/", vald="k").content.decode()
    assert "option-count" not in page
    assert "fler än 100 svar" in page

    builder.post("fraga/", "k", text_own="Var bor du?")
    assert builder.item("k")["text"] == "Var bor du?"
    assert len(builder.item("k")["answerOption"]) == len(codes)


def test_answers_that_come_from_other_answers_are_said_and_kept(cast: Cast, builder: Builder):
    taken = "%resource.item.item.where(linkId='b').answer.value"
    follows = item("c", "choice", extension=[formula("answer", taken)])
    document = {**document_of(builder.draft), "item": [group("sida-1", choice("b", "x"), follows)]}
    acting = cast.acting(cast.stig)
    assert isinstance(acting, StaffActing)
    over = builder.draft.revision
    builder.draft = change_draft(builder.draft, document, over=over, acting=acting, at=AT)
    assert "svaren att välja bland kommer från andra svar" in builder.get().content.decode()
    page = builder.get("fraga/", vald="c").content.decode()
    assert "Svaren att välja bland kommer från andra svar" in page
    assert 'name="option-count"' not in page
    assert "Det finns inget att välja bland än" in page  # as the patient sees it
    reply = builder.post("fraga/", "c", text_own="Vilken?", text_english="Which?", is_required="on")
    assert reply.status_code == 302
    assert builder.item("c")["extension"] == follows["extension"]
    assert builder.item("c")["text"] == "Vilken?"
    assert "answerOption" not in builder.item("c")


class TestPresentation:
    """Name and purpose: saved as one writes, and by its button without script."""

    PAGE, WORD = "uppgifter/", {"HX-Request": "true"}

    def test_saving_as_one_writes_is_one_step(self, builder: Builder):
        for title in ("Frågor i", "Frågor inför besök"):
            reply = builder.post(self.PAGE, title_own=title, _sitting="w", headers=self.WORD)
            assert reply.status_code == 202
        builder.draft.refresh_from_db()
        assert builder.draft.title == "Frågor inför besök"
        assert f'name="over" value="{builder.draft.revision}"' in reply.content.decode()
        assert "Sparat" in reply.content.decode()
        builder.post("angra/")
        builder.draft.refresh_from_db()
        assert builder.draft.title == "Frågor"

    def test_the_page_asks_for_it(self, builder: Builder):
        page = builder.get(self.PAGE).content.decode()
        assert re.search(r"<form [^>]*data-autosaves[^>]*hx-trigger=[^>]*input changed", page)
        assert re.search(r'name="_sitting" value="\w{32}"', page)
        assert "builder.js" in page or "ui/builder" in page

    def test_without_script_it_is_saved_by_its_button(self, builder: Builder):
        reply = builder.post(self.PAGE, title_own="Nytt namn")
        assert (reply.status_code, reply.url) == (302, builder.root)
        builder.draft.refresh_from_db()
        assert builder.draft.title == "Nytt namn"

    @pytest.mark.parametrize(("title", "over"), [("", None), ("Sen", 0)])
    def test_what_cannot_be_saved_is_told(self, builder: Builder, title: str, over: int | None):
        told = builder.post(self.PAGE, over=over, title_own=title, headers=self.WORD)
        assert "Inte sparat än" in told.content.decode()
        shown = builder.post(self.PAGE, over=over, title_own=title)
        assert "Fel:" in shown.content.decode()
        assert f'name="over" value="{builder.draft.revision}"' in shown.content.decode()
        builder.draft.refresh_from_db()
        assert builder.draft.title == "Frågor"


def test_what_is_wrong_is_told_at_its_field_while_one_writes(builder: Builder):
    builder.post("tillagg/", component="scale", id="a")
    wrong = {"text_own": "Ont?", "least": "7", "most": "3", "headers": {"HX-Request": "true"}}
    told = builder.post("fraga/", builder.ids()[2], **wrong)
    faults = json.loads(told["HX-Trigger"])["faults"]["said"]
    assert faults == {"id_most": "Högsta värdet får inte vara mindre än det minsta."}
    assert "tryck på ”Spara och gå tillbaka”" in told.content.decode()
    right = builder.post("fraga/", builder.ids()[2], **{**wrong, "most": "9"})
    assert json.loads(right["HX-Trigger"])["faults"]["said"] == {}
    late = builder.post("fraga/", builder.ids()[2], over=0, **{**wrong, "most": "8"})
    assert "markerat" not in late.content.decode()  # nothing is: it is another window's doing
    assert "Inte sparat" in late.content.decode()


def test_information_is_written_in_several_lines(builder: Builder):
    builder.post("tillagg/", component="display", id="a")
    information = builder.ids()[2]
    page = builder.get("fraga/", vald=information).content.decode()
    assert re.search(r'<textarea[^>]*name="text_own"', page)
    builder.post("fraga/", information, text_own="Ta med:\r\n\r\nlistan")
    assert builder.item(information)["text"] == "Ta med:\n\nlistan"


def test_an_old_address_of_the_draft_leads_to_the_form(cast: Cast, builder: Builder):
    """Kept from before it was published: there is no draft to show, but there is the form."""
    publish_draft(builder.draft, over=1, acting=builder.browser.acting, at=AT)
    form_page = f"/vard/formular/{builder.draft.questionnaire_id}/"

    for part in ("", "fraga/?vald=a", "forhandsvisning/", "uppgifter/", "villkor/?vald=a"):
        assert builder.get(part).url == form_page
    assert builder.post("angra/").url == form_page
    assert builder.browser.get(f"{form_page}publicering/").url == form_page
    assert "Utkastet finns inte längre" in builder.browser.get(form_page).content.decode()

    assert builder.browser.get(builder.root, headers={"HX-Request": "true"}).status_code == 404
    ulla = browser_of(cast.acting(make_staff("Ulla", "S", "", cast.urology, LOCAL)))
    assert ulla.get(builder.root).status_code == 404


def test_what_is_not_in_the_draft_is_not_there(builder: Builder):
    assert builder.get("fraga/", vald="gone").status_code == 404


def test_undoing_says_what_it_takes_back(builder: Builder):
    assert "Ångra: lade till" in builder.get().content.decode()
    builder.post("flytt/", id="b", to="up")
    assert "Ångra: lät ”Text a” och ”Text b” byta plats" in builder.get().content.decode()

    builder.post("angra/")

    page = builder.get().content.decode()
    assert "Ångrat: lät ”Text a” och ”Text b” byta plats." in page
    assert "Ångra: lät" not in page

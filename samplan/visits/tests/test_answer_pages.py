"""Answering page by page: nothing entered is lost, whatever happens in between."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samplan.access.models import SealedPost
from samplan.audit.models import Event
from samplan.forms.drafts import read_draft
from samplan.forms.models import Response
from samplan.forms.tests.questionnaires import choice, group, item, when
from samplan.visits.actions import cancel_visit
from samplan.visits.models import Visit
from samplan.visits.tests.asked import Window, asked, browser, now, path, window
from tests.cast import Cast

PAGES = (
    group("one", item("a", "text", required=True), item("n", "integer")),
    group(
        "two",
        item("has", "boolean"),
        item("more", "string", required=True, enableWhen=[when("has", answerBoolean=True)]),
    ),
    group("three", choice("c", "x", "y", repeats=True), item("f", "attachment", repeats=True)),
)


def answers(cast: Cast, person: Any = None) -> dict[str, Any]:
    response = Response.objects.select_related("version").get()
    return dict(read_draft(response, cast.acting(person or cast.alma)).answers)


def test_one_begins_at_the_first_page_and_comes_back_to_where_one_was(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    alma = browser(cast)
    assert alma.get(path(visit, "questions")).url == path(visit, "question-page", "one")
    window(cast, visit, "one").send(a="yr")
    assert alma.get(path(visit, "questions")).url == path(visit, "question-page", "two")


def test_next_previous_and_later_save_and_go_where_they_say(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    assert window(cast, visit, "one").send(a="yr", n="12").url == path(
        visit, "question-page", "two"
    )
    back = window(cast, visit, "two").send({"_to": "back"}, has="false")
    assert back.url == path(visit, "question-page", "one")
    later = window(cast, visit, "three").send({"_to": "later", "a:c": ["s|x", "s|y"]})
    assert later.url == path(visit, "visit")
    assert window(cast, visit, "three").send().url == path(visit, "review")
    assert answers(cast)["n"] == (12,)


def test_what_is_not_understood_is_told_at_its_field_while_one_writes(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    told = json.loads(one.autosave(n="tolv")["HX-Trigger"])["faults"]
    assert list(told["said"]) == ["id_a:n"]  # the other is only missing, and not told of yet
    assert told["still"] == ["id_a:a", "id_a:n"]
    told = json.loads(one.autosave(a="yr", n="12")["HX-Trigger"])["faults"]
    assert (told["said"], told["still"]) == ({}, [])


def test_coming_back_later_begins_at_the_page_one_was_on(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    window(cast, visit, "one").send(a="yr", n="12")
    window(cast, visit, "two").send({"_to": "later"})
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "question-page", "two")
    window(cast, visit, "two").send({"_to": "next"}, has="false")
    assert browser(cast).get(path(visit, "questions")).url != path(visit, "question-page", "two")


@pytest.mark.parametrize("to", ["next", "later"])
def test_a_page_that_next_was_refused_on_is_not_passed_by(cast: Cast, to: str) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    one.send(n="12")  # what has to be answered is not
    one.autosave(a="yr", n="12")
    if to == "later":
        one.send({"_to": "later"}, a="yr")
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "question-page", "one")
    one.send(a="yr")
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "question-page", "two")


def test_nor_is_a_page_with_a_part_that_next_showed_first(cast: Cast) -> None:
    more = item("more", "string", enableWhen=[when("has", answerBoolean=True)])
    visit = asked(cast, group("one", item("has", "boolean"), more), PAGES[2])
    window(cast, visit, "one").send(has="true")
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "question-page", "one")


def test_later_comes_back_to_a_page_that_one_had_gone_on_from(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    window(cast, visit, "one").send(a="yr")
    window(cast, visit, "two").send({"_to": "back"})
    window(cast, visit, "one").send({"_to": "later"}, a="yrsel")
    assert browser(cast).get(path(visit, "questions")).url == path(visit, "question-page", "one")


def test_what_is_wrong_is_said_at_the_top_and_at_the_field_and_kept(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    page = window(cast, visit, "one").send(n="många").content.decode()
    assert page.count("You need to answer this.") == 2
    assert 'href="#id_a:a"' in page
    assert 'value="många"' in page
    again = browser(cast).get(path(visit, "question-page", "one"))
    page = again.content.decode()
    assert 'value="många"' in page
    assert "Write a whole number" in page
    assert "You need to answer this." not in page  # one has only just come back


def test_previous_and_later_do_not_insist(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    assert window(cast, visit, "one").send({"_to": "later"}).url == path(visit, "visit")


def test_without_script_a_question_that_an_answer_leads_to_is_shown_before_going_on(
    cast: Cast,
) -> None:
    visit = asked(cast, *PAGES)
    two = window(cast, visit, "two")
    stays = two.send(has="true", more="det")
    assert stays.url.startswith(path(visit, "question-page", "two") + "#block-")
    shown = two.take(two.client.get(two.url)).content.decode()
    assert "hidden disabled" not in shown
    gone = two.send({"_shown": stays.url.partition("#")[2]}, has="true", more="det")
    assert gone.url == path(visit, "question-page", "three")


def test_writing_saves_by_itself_and_says_so(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    two = window(cast, visit, "two")
    before = two._seen
    said = two.autosave(has="true")
    assert said.status_code == 202
    assert "Saved at" in said.content.decode()
    assert two._seen != before
    assert json.loads(said["HX-Trigger"])["blocks"]["shown"] == ["block-1"]
    assert answers(cast)["has"] == (True,)
    for _ in range(3):
        two.autosave(has="true", more="x")
    assert Event.objects.filter(kind="response.begun").count() == 1


def test_two_windows_with_different_answers_are_shown_beside_each_other(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    here, there = window(cast, visit, "one"), window(cast, visit, "one")
    there.send(a="sagt där", n="7")
    met = here.send(a="sagt här", n="7")
    page = met.content.decode()
    assert met.status_code == 409
    assert "other answers from another window" in page
    assert "data-saving" not in page  # to write is not to choose
    assert "Saved at" not in page
    assert "sagt där" in page
    assert "sagt här</textarea>" in page
    assert answers(cast)["a"] == ("sagt där",)
    assert here.send(a="sagt här", n="7").status_code == 302
    assert answers(cast)["a"] == ("sagt här",)


def test_a_script_does_not_write_over_another_window_either(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    here, there = window(cast, visit, "one"), window(cast, visit, "one")
    there.autosave(a="sagt där")
    said = here.autosave(a="sagt här")
    assert (said.status_code, "HX-Trigger" in said) == (202, False)
    assert "Not saved" in said.content.decode()
    assert answers(cast)["a"] == ("sagt där",)


def test_a_page_posted_twice_is_saved_once(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    assert one.send(a="yr").url == one.send(a="yr").url
    assert Response.objects.get().revision == 1


def test_a_login_that_ends_in_mid_form_loses_nothing(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    one.client.session.flush()
    ended = one.send({"_to": "next"}, a="skrivet i onödan? \x00")
    assert ended.url.startswith("/login") or "utloggad" in ended.url
    alma = browser(cast)
    kept = alma.get("/aterlamnat/").content.decode()
    assert "skrivet i onödan?" in kept
    assert f'action="{one.url}"' in kept
    assert one._seen not in kept.replace(f'value="{one._seen}"', "")
    fields = SealedPost.objects.get().fields
    restored = alma.send(one.url, {**fields, "a:a": "skrivet i onödan?"})
    assert restored.url == path(visit, "question-page", "two")
    assert answers(cast)["a"] == ("skrivet i onödan?",)
    assert not SealedPost.objects.exists()


def test_a_page_of_the_child_is_not_saved_as_the_parent(cast: Cast) -> None:
    visit = asked(cast, *PAGES, patient=cast.cleo)
    child = Window(browser(cast, cast.bo_for_cleo()), visit, "one")
    as_self = browser(cast, cast.bo)
    as_self.acting = child.client.acting
    refused = as_self.send(child.url, {"_seen": child._seen, "a:a": "Cleo är trött"})
    assert refused.status_code == 409
    assert "Cleo Lind" in refused.content.decode()
    assert not Response.objects.get().draft
    assert SealedPost.objects.get().fields["a:a"] == ["Cleo är trött"]
    assert child.send(a="Cleo är trött").status_code == 302


@pytest.mark.parametrize("person", ["carl", "bo", "petra", "stig"])
def test_others_meet_the_same_404_as_for_what_is_not_there(cast: Cast, person: str) -> None:
    visit = asked(cast, *PAGES)
    their = browser(cast, getattr(cast, person))
    sides = ("",) if person in ("carl", "bo") else ("", "staff-")
    for side in sides:
        for name, args in (
            ("questions", ()),
            ("question-page", ("one",)),
            ("review", ()),
            ("receipt", ()),
        ):
            assert their.get(path(visit, side + name, *args)).status_code == 404
            if name in ("question-page", "review"):
                assert their.send(path(visit, side + name, *args)).status_code == 404


def test_pages_that_the_form_does_not_have_are_404(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    alma = browser(cast)
    for wrong in ("four", "a", "%00", "..", "one%2Ftwo"):
        assert alma.get(path(visit, "question-page", wrong)).status_code == 404
        assert alma.send(path(visit, "question-page", wrong)).status_code == 404


@pytest.mark.parametrize("link_id", ["granska", "tack", "a/b", "..", "å ?#%", "x" * 255])
def test_pages_may_be_called_anything(cast: Cast, link_id: str) -> None:
    visit = asked(cast, group(link_id, item("q", required=True)))
    one = window(cast, visit, link_id)
    assert "Text q" in one.client.get(one.url).content.decode()
    assert one.send(q="svar").url == path(visit, "review")


def test_answers_to_questions_elsewhere_or_nowhere_are_not_taken(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    one.send({"a:unknown": "x", "a:has": "true", "a:f": "an-id", "_remove": "junk"}, a="yr")
    assert set(answers(cast)) == {"a"}


@pytest.mark.parametrize(
    "written", ["x" * 1_000_000, "\x00", "a\x1bb", "\ufdd0", "<script>alert(1)</script>", "\u202e"]
)
def test_naughty_text_is_saved_or_refused_in_plain_words(cast: Cast, written: str) -> None:
    visit = asked(cast, *PAGES)
    met = window(cast, visit, "one").send(a=written)
    assert met.status_code in (200, 302)
    assert b"<script>alert" not in met.content
    again = window(cast, visit, "one").client.get(path(visit, "question-page", "one"))
    assert again.status_code == 200


def test_more_than_a_form_may_hold_is_refused_in_plain_words(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    met = window(cast, visit, "one").send(a="x" * 10_000_000)
    assert met.status_code == 400
    assert "too much at once" in met.content.decode()


def test_half_a_character_is_no_error(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    body = f"_seen={one._seen}&_window=w&a:a=%ED%A0%80&acting_mark="
    from samplan.access import marks

    body += marks.mark_of(one.client.acting, at=timezone.now())
    met = one.client.post(one.url, body, content_type="application/x-www-form-urlencoded")
    assert met.status_code == 302


def test_too_late_is_said_kindly_and_what_was_written_is_shown(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    cancel_visit(visit, reason="Sjukdom", acting=cast.acting(cast.maria), at=now())
    met = one.send(a="hann inte skicka")
    assert met.status_code == 409
    assert "cancelled" in met.content.decode()
    assert "hann inte skicka" in met.content.decode()
    assert "Not saved" not in one.autosave(a="hann inte").content.decode()
    assert "cancelled" in one.client.get(one.url).content.decode()


def test_a_visit_that_has_begun_takes_no_answers(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, "one")
    Visit.objects.update(starts_at=now() - timedelta(minutes=1))
    assert "has begun" in one.send(a="sent").content.decode()
    assert not Response.objects.get().draft


def test_a_visit_without_questions_has_no_such_pages(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    Visit.objects.update(response=None)
    alma = browser(cast)
    assert alma.get(path(visit, "questions")).status_code == 404


@pytest.mark.parametrize("page", ["one", "two", "three"])
def test_a_page_costs_few_statements(
    cast: Cast, page: str, django_assert_max_num_queries: Any
) -> None:
    visit = asked(cast, *PAGES)
    one = window(cast, visit, page)
    one.send(a="yr", has="true")
    with django_assert_max_num_queries(6):
        assert one.client.get(one.url).status_code == 200

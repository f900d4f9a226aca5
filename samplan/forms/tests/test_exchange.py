"""Forms as files: bundles handed out come back equal; what cannot be used is named."""

import io
import json
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.forms.loading import NotAQuestionnaire, publish
from samplan.forms.management.commands.forms_load import LIBRARY
from samplan.forms.models import (
    LONGEST_ADDRESS,
    Bond,
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from samplan.forms.supply.exchange import NotABundle, bundle_of, questionnaires_in, take_in
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import item, questionnaire
from samplan.forms.tests.test_engine_expressions import formula
from samplan.organisations.models import Organisation, OrganisationKind
from tests.cast import AT, Cast, browser_of

SYSTEM = SystemActing("test")
TEMPLATES = sorted(LIBRARY.glob("*.json"))


def taken(cast: Cast, content: Any) -> Any:
    return take_in(questionnaires_in(content), owner=cast.heart, acting=SYSTEM, at=AT)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_comes_back_equal(cast: Cast, path: Any):
    document = json.loads(path.read_bytes())
    (first,) = taken(cast, document)
    version = publish_draft(first.draft, over=0, acting=SYSTEM, at=AT)
    bundle = json.loads(json.dumps(bundle_of([version])))
    assert_is_fhir(bundle["entry"][0]["resource"])

    (again,) = take_in(questionnaires_in(bundle), owner=cast.urology, acting=SYSTEM, at=AT)
    assert document_of(again.draft) == {**version.document, "status": "draft"}
    assert again.notes == ()


def test_expressions_come_back_equal(cast: Cast):
    asked = formula("answer", "%resource.item.where(linkId='a').answer.value")
    document = questionnaire(item("a"), item("q", "choice", extension=[asked]), title="Frågor")
    (first,) = taken(cast, document)
    version = publish_draft(first.draft, over=0, acting=SYSTEM, at=AT)
    bundle = json.loads(json.dumps(bundle_of([version])))
    assert_is_fhir(bundle["entry"][0]["resource"])
    assert bundle["entry"][0]["resource"]["item"] == document["item"]


def test_the_same_address_is_the_same_form(cast: Cast):
    (first,) = taken(cast, questionnaire(item("a"), title="Frågor"))
    (second,) = taken(cast, questionnaire(item("b"), title="Frågor"))
    assert second.draft is None
    assert second.problems
    publish_draft(first.draft, over=0, acting=SYSTEM, at=AT)
    (third,) = taken(cast, questionnaire(item("b"), title="Frågor"))
    assert third.draft.questionnaire == first.draft.questionnaire
    assert third.draft.number == 2


def test_what_is_in_use_already_makes_no_new_version(cast: Cast):
    document = questionnaire(item("a"), title="Frågor")
    (first,) = taken(cast, document)
    version = publish_draft(first.draft, over=0, acting=SYSTEM, at=AT)
    for same in (document, bundle_of([version])):
        (again,) = taken(cast, same)
        assert (again.draft, again.unchanged, again.problems) == (None, version, ())
    assert version.questionnaire.versions.count() == 1


def test_forms_of_other_names_are_other_forms(cast: Cast):
    address = "https://samplan.example/Questionnaire/other"
    taken(cast, questionnaire(item("a"), title="Frågor"))
    taken(cast, questionnaire(item("a"), title="Frågor", url=address))
    assert Questionnaire.objects.filter(owner=cast.heart).count() == 2


@pytest.mark.parametrize(("marks", "is_taken"), [("x", True), ("\u00e5", False)])
def test_an_address_is_no_longer_than_can_be_looked_up(cast: Cast, marks: str, is_taken: bool):
    start = "https://samplan.example/"
    address = start + marks * (LONGEST_ADDRESS - len(start))
    (found,) = taken(cast, questionnaire(item("a"), title="Frågor", url=address))
    assert (found.draft is not None) == is_taken
    assert bool(found.problems) != is_taken


@pytest.mark.parametrize("title", [["x"], {"x": ["y"]}, 7, None])
def test_a_title_that_is_none_is_not_shown(cast: Cast, title: Any):
    (found,) = taken(cast, questionnaire(item("a"), title=title, name="Frågor"))
    assert (found.title, found.draft) == ("Frågor", None)


def test_a_file_that_is_loaded_does_not_take_anothers_address(cast: Cast):
    taken(cast, questionnaire(item("a"), title="Frågor"))
    with pytest.raises(NotAQuestionnaire, match="fragor"):
        publish(questionnaire(item("a")), slug="other", owner=cast.heart, acting=SYSTEM, at=AT)


def test_a_file_does_not_change_what_is_followed(cast: Cast):
    """A subscription's address stands in every file that is handed out of it."""
    origin = Questionnaire.objects.create(owner=cast.heart.parent, slug="x", url="urn:x")
    own = Questionnaire.objects.create(
        owner=cast.heart, slug="x", url="urn:own", bond=Bond.SUBSCRIBED, origin=origin
    )
    (found,) = taken(cast, questionnaire(item("other"), title="Frågor", url="urn:own"))
    assert (found.draft, own.versions.count()) == (None, 0)
    assert found.problems


def test_one_that_cannot_be_used_does_not_stop_the_others(cast: Cast):
    wrong = questionnaire(item("a", "choice"), title="Fel", url="https://x.example/1")
    right = questionnaire(item("a"), title="Rätt", url="https://x.example/2")
    entries = [{"resource": wrong}, {"resource": right}, {"resource": {"resourceType": "Patient"}}]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    first, second = taken(cast, bundle)
    assert (first.title, first.draft) == ("Fel", None)
    assert first.problems[0].startswith("item[0]: ")
    assert second.draft is not None


@pytest.mark.parametrize(
    "content",
    [[], "x", None, {}, {"resourceType": "Patient"}, {"resourceType": "Bundle", "entry": 7}],
)
def test_other_files_are_refused_in_words(cast: Cast, content: Any):
    with pytest.raises(NotABundle):
        taken(cast, content)


def test_the_command_line_takes_in_and_hands_out(cast: Cast, tmp_path: Any):
    file = tmp_path / "form.json"
    file.write_text(json.dumps(questionnaire(item("a"), title="Utifrån")))
    call_command("forms_import", str(file), owner=cast.heart.slug, stdout=io.StringIO())
    version = QuestionnaireVersion.objects.get(title="Utifrån", status=VersionStatus.ACTIVE)

    out = io.StringIO()
    call_command("forms_export", owner=cast.heart.slug, stdout=out)
    assert json.loads(out.getvalue()) == bundle_of([version])


def test_the_command_line_says_for_whom_and_which_version(cast: Cast, tmp_path: Any):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    file = tmp_path / "form.json"
    file.write_text(json.dumps(questionnaire(item("a"), title="Utifrån")))

    def said(**options: Any) -> str:
        out = io.StringIO()
        call_command("forms_import", str(file), stdout=out, **options)
        return out.getvalue().strip()

    assert said() == "Utifrån: published for the whole nation, version 1"
    assert said() == "Utifrån: unchanged, version 1"
    assert QuestionnaireVersion.objects.filter(questionnaire__owner=nation).count() == 1
    heart = cast.heart
    assert said(owner=heart.slug, draft=True) == f"Utifrån: a draft for {heart.name}, version 1"
    with pytest.raises(CommandError, match=heart.slug):
        said(owner="nowhere")


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"resourceType": "Questionnaire"}'])
def test_the_command_line_says_what_is_wrong(cast: Cast, tmp_path: Any, content: bytes):
    file = tmp_path / "form.json"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("forms_import", str(file), owner=cast.heart.slug, stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("forms_import", str(tmp_path / "no.json"), owner=cast.heart.slug)
    with pytest.raises(CommandError):
        call_command("forms_export", owner="nowhere")


@pytest.mark.parametrize("naughty", ["a\x00b", "\ud800", "\u202eabc", "x" * 100_000])
@pytest.mark.parametrize("place", ["title", "publisher", "text", "key", "extension", "name"])
def test_naughty_words_anywhere_are_kept_or_refused(cast: Cast, naughty: str, place: str):
    document = questionnaire(item("a"), title="Frågor")
    if place in ("title", "publisher", "name"):
        document[place] = naughty
    elif place == "text":
        document["item"][0]["text"] = naughty
    elif place == "key":
        document["item"][0][naughty] = "x"
    else:
        document["extension"] = [{"url": "https://x.example", "valueString": naughty}]
    (found,) = taken(cast, document)
    if found.draft is not None:
        found.draft.refresh_from_db()
        assert document_of(found.draft) == {**document, "status": "draft"}
    else:
        assert found.problems
        assert " ".join((found.title, *found.problems)).encode()  # a page can hold it


@pytest.mark.parametrize("who", ["maria", "petra", "stig"])
def test_forms_are_taken_in_only_by_who_administers_the_owner(cast: Cast, who: str):
    acting = cast.acting(getattr(cast, who))
    with pytest.raises(Refused):
        take_in([questionnaire(item("a"))], owner=cast.urology, acting=acting, at=AT)


def test_the_page_says_that_a_file_changes_nothing(cast: Cast):
    document = questionnaire(item("a"), title="Frågor")
    (first,) = taken(cast, document)
    publish_draft(first.draft, over=0, acting=SYSTEM, at=AT)
    file = SimpleUploadedFile("f.json", json.dumps(document).encode(), "application/json")
    with time_machine.travel(AT, tick=False):
        reply = browser_of(cast.acting(cast.stig)).send("/vard/formular/import/", {"file": file})
    page = reply.content.decode()
    assert "oförändrat: version 1" in page
    assert "utkast" not in page.partition("oförändrat")[2]

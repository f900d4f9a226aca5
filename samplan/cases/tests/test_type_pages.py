"""Administrators' pages of case types, from the template to what patients read."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samplan.cases.handing.giving import hand_out
from samplan.cases.models import (
    CaseType,
    CaseTypeVersion,
    Offering,
    OpensTo,
    StandardReply,
    TypeStatus,
)
from samplan.cases.supply.following import copy
from samplan.cases.tests.supplied import followed, newer, nils, own_type, staff, template
from samplan.organisations.models import ServiceArea
from tests.cast import AT, Cast, browser_of

TYPES = "/vard/arendetyper/"
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def stig(cast: Cast):
    return browser_of(cast.acting(cast.stig))


def text(reply) -> str:
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_template_is_followed_and_opened(cast: Cast, stig):
    version = template()
    assert version.title in text(stig.get(TYPES))
    page = text(stig.get(f"{TYPES}versioner/{version.pk}/"))
    assert "Kontakta din fasta vårdkontakt" in page
    assert "Följ den" in page
    taken = stig.send(f"{TYPES}versioner/{version.pk}/prenumeration/")
    stig.send(taken["Location"], {"opens_to": "everyone", "group": "Skriv till oss"})
    assert Offering.objects.get().group == "Skriv till oss"
    alma = browser_of(cast.acting(cast.alma))
    assert alma.get(f"/tjanster/{Offering.objects.get().pk}/").status_code == 200


def test_ones_own_is_made_worded_and_put_in_use(cast: Cast, stig):
    form = template("stall-en-fraga").questionnaire
    made = stig.send(f"{TYPES}nytt/", {"title": "Fråga om stegen", "direction": "patient"})
    fields = {
        "over": "0",
        "title": "Fråga om stegen",
        "title_en": "Ask about your steps",
        "what_for": "För dig som räknar steg.",
        "questionnaire": str(form.pk),
        "answer_days": "3",
        "most_files": "2",
        "is_answerable": "on",
        "goes_to": "queue",
    }
    saved = stig.send(made["Location"], fields)
    page = text(stig.get(saved["Location"]))
    assert "För dig som räknar steg." in page
    done = stig.send(saved["Location"], {"over": "1"})
    assert "Används" in text(stig.get(done["Location"]))
    version = CaseTypeVersion.objects.get(status=TypeStatus.ACTIVE, case_type__owner=cast.heart)
    assert (version.answer_days, version.most_files) == (3, 2)


def test_what_is_missing_leads_to_the_field_where_it_is_chosen(cast: Cast, stig):
    made = stig.send(f"{TYPES}nytt/", {"title": "Fråga om stegen", "direction": "patient"})
    draft, address = made["Location"], made["Location"].replace("utkast", "publicering")
    for page in (text(stig.get(address)), text(stig.send(address, {"over": "0"}))):
        assert f'href="{draft}#id_questionnaire">Välj formuläret' in page
        assert "<span>Ta i bruk</span>" not in page
    assert 'id="id_questionnaire"' in text(stig.get(draft))
    assert not CaseTypeVersion.objects.filter(case_type__owner=cast.heart).exclude(status="draft")


@pytest.mark.parametrize(("direction", "is_optional"), [("patient", False), ("clinic", True)])
def test_a_form_is_optional_only_where_nothing_demands_it(stig, direction, is_optional):
    made = stig.send(f"{TYPES}nytt/", {"title": "Stegen", "direction": direction})
    page = text(stig.get(made["Location"]))
    label = page.partition('for="id_questionnaire"')[2].partition("</label>")[0]
    assert ("valfri" in label) is is_optional


@pytest.mark.parametrize(
    "wrong", [{"answer_days": "61"}, {"most_files": "6"}, {"title": ""}, {"over": "7"}]
)
def test_what_does_not_hold_is_said_in_the_form(cast: Cast, stig, wrong):
    made = stig.send(f"{TYPES}nytt/", {"title": "Fråga", "direction": "patient"})
    fields = {"over": "0", "title": "Ny", "answer_days": "2", "most_files": "0", "goes_to": "queue"}
    assert "Det här behöver du rätta till" in text(stig.send(made["Location"], fields | wrong))
    assert CaseTypeVersion.objects.get().title == "Fråga"


def test_without_a_form_it_is_not_put_in_use(cast: Cast, stig):
    made = stig.send(f"{TYPES}nytt/", {"title": "Fråga", "direction": "patient"})
    address = made["Location"].replace("utkast", "publicering")
    assert "Välj formuläret" in text(stig.send(address, {"over": "0"}))


def test_a_change_is_begun_and_thrown_away(cast: Cast, stig):
    version = own_type(cast)
    own = f"{TYPES}{version.case_type_id}/"
    stig.send(f"{own}nytt-utkast/")
    assert "Utkast" in text(stig.get(own))
    stig.send(f"{own}utkast/kassering/")
    assert version.case_type.versions.count() == 1
    stig.send(f"{own}indragning/")
    assert not version.case_type.versions.filter(status=TypeStatus.ACTIVE).exists()


def test_what_is_new_above_is_read_and_taken(cast: Cast, stig):
    offering = followed(cast)
    second = newer(offering.version, nils(cast), answer_days=5)
    assert "Ny version att titta på" in text(stig.get(TYPES))
    address = f"{TYPES}tjanster/{offering.pk}/forslag/"
    page = text(stig.get(address))
    assert "Besvaras inom, arbetsdagar" in page
    assert "7 december" in page
    stig.send(address, {"version": str(second.pk)})
    offering.refresh_from_db()
    assert offering.version == second
    assert stig.get(address).status_code == 302


def test_what_is_new_in_a_copys_origin_is_noted(cast: Cast, stig):
    origin = template()
    own = copy(origin, acting=staff(cast.acting(cast.stig))).case_type
    second = newer(origin, nils(cast), answer_days=5)
    assert "Det finns något nytt" in text(stig.get(f"{TYPES}{own.pk}/"))
    address = f"{TYPES}{own.pk}/ursprung/"
    assert "Besvaras inom, arbetsdagar" in text(stig.get(address))
    stig.send(address, {"version": str(second.pk)})
    assert CaseType.objects.get(pk=own.pk).origin == second


def test_a_service_is_paused_with_words_taken_up_and_ended(cast: Cast, stig):
    offering = followed(cast, opens_to="everyone")
    own = f"{TYPES}tjanster/{offering.pk}/"
    assert "Det här behöver du rätta till" in text(stig.send(f"{own}paus/", {"words": ""}))
    stig.send(f"{own}paus/", {"words": "Stängt i juli. Ring oss."})
    alma = browser_of(cast.acting(cast.alma))
    assert "Stängt i juli. Ring oss." in text(alma.get(f"/tjanster/{offering.pk}/"))
    stig.send(f"{own}aterupptagning/")
    assert "Stängt" not in text(alma.get(f"/tjanster/{offering.pk}/"))
    stig.send(f"{own}avslut/")
    assert alma.get(f"/tjanster/{offering.pk}/").status_code == 404
    assert stig.send(f"{own}plats/", {"to": "left"}).status_code == 404


def test_standard_replies_of_the_clinic_and_of_a_draft(cast: Cast, stig):
    version = own_type(cast)
    stig.send(f"{TYPES}{version.case_type_id}/nytt-utkast/")
    for address in (f"{TYPES}standardsvar/", f"{TYPES}{version.case_type_id}/utkast/svar/"):
        assert "{namn}" in text(stig.send(address, {"title": "Hej", "body": "Hej {namn}"}))
        stig.send(address, {"title": "Hej", "body": "Hej {förnamn}"})
        reply = StandardReply.objects.get()
        stig.send(f"{address}{reply.pk}/", {"title": "Hej", "body": "Hej {patient}"})
        assert "Hej {patient}" in text(stig.get(address))
        stig.send(f"{address}{reply.pk}/", {"remove": "1"})
        assert not StandardReply.objects.exists()


def test_the_service_area_is_said_part_by_part(cast: Cast, stig):
    address = f"{TYPES}omrade/"
    assert "för alla" in text(stig.get(address))
    fields = {"region": str(cast.heart.parent_id), "age_from": "18", "age_to": "17"}
    assert "Den sista åldern är före den första." in text(stig.send(address, fields))
    stig.send(address, fields | {"age_to": ""})
    assert "från 18 år" in text(stig.get(address))
    stig.send(f"{address}{ServiceArea.objects.get().pk}/borttagning/")
    assert not ServiceArea.objects.exists()


def test_a_file_out_and_in(cast: Cast, stig):
    version = template()
    out = stig.get(f"{TYPES}versioner/{version.pk}/fil/")
    assert json.loads(out.content)["case_types"][0]["title"] == version.title
    file = SimpleUploadedFile("typ.json", out.content)
    assert "Öppna utkastet" in text(stig.send(f"{TYPES}import/", {"file": file}))
    bad = SimpleUploadedFile("typ.json", b"{")
    assert "inte JSON" in text(stig.send(f"{TYPES}import/", {"file": bad}))


def test_those_who_own_see_who_follows(cast: Cast):
    offering = followed(cast)
    page = text(browser_of(nils(cast)).get(f"{TYPES}{offering.case_type_id}/"))
    assert "Hjärtmottagningen, Norrby sjukhus, version 1" in page


def test_a_service_that_is_taken_up_again_tells_who_still_has_it(cast: Cast, stig):
    offering = followed(cast)
    hand_out(
        offering, [cast.alma.pk, cast.bo.pk], until_on=None, acting=cast.acting(cast.maria), at=AT
    )
    Offering.objects.update(opens_to=OpensTo.EVERYONE)
    stig.send(f"{TYPES}tjanster/{offering.pk}/avslut/")
    stig.send(f"{TYPES}versioner/{offering.version_id}/prenumeration/")
    page = text(stig.get(f"{TYPES}tjanster/{offering.pk}/"))
    assert "Mottagningen har den igen. 2 patienter har den kvar." in page
    offering.refresh_from_db()
    assert offering.opens_to == OpensTo.HANDED_OUT

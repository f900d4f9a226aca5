"""The pages on which services are given and taken back, and what the patient meets."""

from datetime import timedelta

import pytest
from lxml import html

from samplan.access.models import Approval
from samplan.cases.handing.giving import approve_patients, hand_out, revoke
from samplan.cases.models import BegunCase, Case, HandOut, OpensTo
from samplan.cases.tests.supplied import QUESTION, followed
from samplan.cases.tests.world import DIZZY
from tests.cast import AT, TODAY, Cast, browser_of

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def today(time_machine):
    time_machine.move_to(AT, tick=False)


def test_by_list_from_the_numbers_to_the_patients_page(cast: Cast):
    offering = followed(cast)
    maria, alma = browser_of(cast.acting(cast.maria)), browser_of(cast.acting(cast.alma))
    address = f"/vard/tjanster/{offering.pk}/utlamning/"
    assert alma.get(f"/tjanster/{offering.pk}/").status_code == 404
    fields = {"numbers": cast.alma.written_number, "until_on": "2027-06-30"}
    page = maria.send(address, fields)
    looked = page.context["looked"]
    assert "Alma Ek" in page.content.decode()
    done = maria.send(address, {"signed": looked.signed})
    assert done["Location"] == f"/vard/tjanster/{offering.pk}/"
    shown = maria.get(done["Location"]).content.decode()
    assert "Alma Ek" in shown
    assert "30 juni" in shown
    assert alma.get(f"/tjanster/{offering.pk}/").status_code == 200


def test_who_has_it_is_found_by_name_and_taken_back_by_ticks(cast: Cast):
    offering = followed(cast)
    made = hand_out(
        offering,
        [cast.alma.pk, cast.bo.pk],
        until_on=None,
        acting=cast.acting(cast.maria),
        at=AT,
    )
    maria = browser_of(cast.acting(cast.maria))
    page = maria.send(f"/vard/tjanster/{offering.pk}/", {"name": "lind"}).content.decode()
    assert "Bo Lind" in page
    assert "Alma Ek" not in page
    keys = [str(each.pk) for each in made]
    maria.send(f"/vard/tjanster/{offering.pk}/aterkallelse/", {"key": keys})
    assert not HandOut.objects.filter(revoked_at=None).exists()
    past = maria.get(f"/vard/tjanster/{offering.pk}/?visa=avslutade").content.decode()
    assert "Alma Ek" in past


def test_a_list_that_was_looked_through_can_be_changed_with_what_was_written(cast: Cast):
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/tjanster/{followed(cast).pk}/utlamning/"
    fields = {"numbers": f"{cast.alma.written_number}\nhej", "until_on": "2027-06-30"}
    looked = maria.send(address, fields)
    assert "De har den till och med onsdag 30 juni 2027." in looked.content.decode()
    texts = html.fromstring(looked.content).xpath("//textarea[@name='numbers']/text()")
    assert texts[0].strip() == fields["numbers"]
    page = maria.send(address, fields | {"change": "1"}).content.decode()
    assert f"{cast.alma.written_number}\nhej" in page
    assert 'value="2027-06-30"' in page


def test_a_long_list_goes_on_where_it_stopped(cast: Cast, monkeypatch):
    monkeypatch.setattr("samplan.cases.views.handing.PAGE", 1)
    offering = followed(cast)
    keys = [cast.alma.pk, cast.bo.pk]
    hand_out(offering, keys, until_on=None, acting=cast.acting(cast.maria), at=AT)
    maria = browser_of(cast.acting(cast.maria))
    first = maria.get(f"/vard/tjanster/{offering.pk}/")
    (row,) = first.context["rows"]
    second = maria.get(f"/vard/tjanster/{offering.pk}/?efter={first.context['following']}")
    assert {row.patient, second.context["rows"][0].patient} == {cast.alma, cast.bo}
    assert second.context["following"] is None


def test_one_patient_is_given_changed_and_ended_on_one_page(cast: Cast):
    offering = followed(cast)
    maria = browser_of(cast.acting(cast.maria))
    page = f"/vard/patienter/{cast.alma.pk}/tjanster/"
    until = f"{offering.pk}-until_on"
    maria.send(f"{page}{offering.pk}/", {until: "2027-06-30"})
    maria.send(f"{page}{offering.pk}/", {until: "2027-05-31"})
    assert str(HandOut.objects.get().until_on) == "2027-05-31"
    maria.send(f"{page}godkannande/", {"approval-until_on": ""})
    assert Approval.objects.get().until_on is None
    maria.send(f"{page}{offering.pk}/aterkallelse/")
    maria.send(f"{page}godkannande/avslut/")
    shown = maria.get(page).content.decode()
    assert "Det som har varit" in shown
    assert shown.count("avslutades") == 2


def test_a_date_that_is_none_changes_nothing(cast: Cast):
    offering = followed(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/tjanster/{offering.pk}/"
    maria.send(address, {f"{offering.pk}-until_on": "i juni"})
    assert not HandOut.objects.exists()


@pytest.mark.parametrize("opens_to", [OpensTo.HANDED_OUT, OpensTo.APPROVED])
def test_taken_back_while_the_form_is_open_says_so_and_keeps_the_answers(cast: Cast, opens_to):
    offering = followed(cast, QUESTION, opens_to=opens_to)
    acting = cast.acting(cast.maria)
    if opens_to == OpensTo.HANDED_OUT:
        hand_out(offering, [cast.alma.pk], until_on=None, acting=acting, at=AT)
    else:
        approve_patients([cast.alma.pk], until_on=None, acting=acting, at=AT)
    alma = browser_of(cast.acting(cast.alma))
    begun = alma.send(f"/tjanster/{offering.pk}/")
    address = alma.get(begun["Location"])["Location"]
    alma.send(address, {"a:fraga": DIZZY, "_to": "next"})
    revoke(HandOut.objects.values_list("pk", flat=True), acting=acting, at=AT)
    Approval.objects.update(ended_at=AT, ended_by="M")
    more = alma.send(address, {"a:fraga": f"{DIZZY} Igen.", "_to": "next"})
    assert "Du kan inte längre använda den här tjänsten" in more.content.decode()
    assert f"{DIZZY} Igen." in more.content.decode()
    again = alma.send(address, {"a:fraga": DIZZY, "_to": "next"}).content.decode()
    assert again.count(DIZZY) == 1  # what was just written is what is saved
    response = BegunCase.objects.get().response
    review = address.replace(address.split("/")[-2], "granska")
    sent = alma.send(review, {"_over": "0"}).content.decode()
    assert "Du kan inte längre använda den här tjänsten" in sent
    assert response is not None
    assert not Case.objects.filter(offering=offering).exists()


def test_services_say_to_whom_they_are_open(cast: Cast):
    followed(cast)
    page = browser_of(cast.acting(cast.maria)).get("/vard/tjanster/").content.decode()
    assert "Kontakta din fasta vårdkontakt" in page
    assert "Godkända patienter" in page


def test_the_patients_page_leads_there(cast: Cast):
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(f"/vard/patienter/{cast.alma.pk}/").content.decode()
    assert f"/vard/patienter/{cast.alma.pk}/tjanster/" in page


def test_a_service_that_ran_out_yesterday_is_past(cast: Cast):
    offering = followed(cast)
    maria = cast.acting(cast.maria)
    hand_out(offering, [cast.alma.pk], until_on=TODAY, acting=maria, at=AT)
    HandOut.objects.update(until_on=TODAY - timedelta(days=1))
    page = browser_of(maria).get(f"/vard/tjanster/{offering.pk}/").content.decode()
    assert "Alma Ek" not in page


def test_a_protected_identity_is_marked_among_those_who_have_it(cast: Cast):
    offering = followed(cast)
    maria = cast.acting(cast.maria)
    hand_out(offering, [cast.alma.pk], until_on=None, acting=maria, at=AT)
    address = f"/vard/tjanster/{offering.pk}/"
    assert "Skyddade personuppgifter" not in browser_of(maria).get(address).content.decode()
    cast.alma.has_protected_identity = True
    cast.alma.save()
    assert "Skyddade personuppgifter" in browser_of(maria).get(address).content.decode()

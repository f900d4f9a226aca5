"""A question about a visit goes to the contact, tied to the visit."""

from datetime import timedelta

import pytest

from samplan.cases.models import BegunCase
from samplan.cases.tests.world import CONTACT, QUESTION, make_contact, make_offering, started_case
from samplan.visits.tests.world import sent_visit
from tests.cast import Cast, browser_of

BUTTON = "Fråga om besöket"


@pytest.mark.parametrize(("slug", "is_to_contact"), [(CONTACT, True), (QUESTION, False)])
def test_it_goes_to_the_contact_or_to_the_clinic(
    cast: Cast, slug: str, is_to_contact: bool
) -> None:
    visit, contact = sent_visit(cast), make_contact(cast)
    make_offering(cast, slug)
    alma = browser_of(cast.acting(cast.alma))
    assert BUTTON in alma.get(f"/tider/{visit.pk}/").content.decode()
    asked = alma.send(f"/tider/{visit.pk}/fraga/")
    begun = BegunCase.objects.get()
    assert asked["Location"] == f"/nytt/{begun.pk}/fragor/"
    assert (begun.contact == contact) is is_to_contact
    assert (begun.about_kind, begun.about_id) == ("visit", str(visit.pk))


def test_where_nothing_can_be_asked_there_is_no_button(cast: Cast) -> None:
    visit = sent_visit(cast)
    make_offering(cast, CONTACT)  # but Alma has no contact
    alma = browser_of(cast.acting(cast.alma))
    assert BUTTON not in alma.get(f"/tider/{visit.pk}/").content.decode()
    assert alma.send(f"/tider/{visit.pk}/fraga/").status_code == 404


def test_staff_see_visits_contacts_and_what_matters_beside_the_case(cast: Cast) -> None:
    visit = sent_visit(cast)
    visit.matters = "att orka gå till båten"
    visit.save()
    make_contact(cast, is_coordinator=True)
    case = started_case(cast)
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(f"/vard/arenden/{case.pk}/").content.decode()
    for words in ("att orka gå till båten", "Kommande besök", "Vårdkontakter", "samordnar"):
        assert words in page


def test_a_visit_is_coming_until_it_begins(cast: Cast, time_machine) -> None:
    visit, case = sent_visit(cast), started_case(cast)
    other = started_case(cast, words="En annan fråga.")
    pages = (f"/vard/arenden/{case.pk}/", f"/vard/patienter/{cast.alma.pk}/")
    for moved, is_coming in ((-1, True), (1, False)):
        time_machine.move_to(visit.starts_at + timedelta(minutes=moved), tick=False)
        maria = browser_of(cast.acting(cast.maria))
        beside, patient = (maria.get(each).content.decode() for each in pages)
        assert ("Kommande besök" in beside, visit.name in patient) == (is_coming, is_coming)
    assert ("Andra ärenden" in beside, f"/vard/arenden/{other.pk}/" in beside) == (True, True)


def test_the_visit_is_named_wherever_the_question_stands(cast: Cast) -> None:
    visit = sent_visit(cast)
    make_offering(cast, QUESTION)
    alma = browser_of(cast.acting(cast.alma))
    here = f"/tider/{visit.pk}/"
    assert "Dina frågor om besöket" not in alma.get(here).content.decode()
    form = alma.get(alma.send(f"{here}fraga/")["Location"])["Location"]
    begun = BegunCase.objects.get()
    named = f'Gäller: <a class="ds-link" href="{here}">{visit.name}, '
    assert named in alma.get(form).content.decode()

    alma.send(form, {"a:fraga": "Får jag äta frukost?", "_to": "next"})
    alma.send(f"/nytt/{begun.pk}/fragor/granska/", {"_over": "0"})
    receipt = alma.get(f"/nytt/{begun.pk}/fragor/tack/").content.decode()
    assert named in receipt
    assert "Din fråga är skickad" in receipt
    assert "Svaren är skickade" not in receipt
    begun.refresh_from_db()
    assert named in alma.get(f"/inkorg/{begun.case_id}/").content.decode()
    asked = alma.get(here).content.decode().split("Dina frågor om besöket")[1]
    assert f"/inkorg/{begun.case_id}/" in asked
    assert "Väntar på svar" in asked


def test_a_question_about_nothing_names_no_visit(cast: Cast) -> None:
    sent_visit(cast)
    case = started_case(cast)
    page = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Gäller:" not in page

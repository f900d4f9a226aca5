"""Forms are told which case types ask by them."""

from samplan.cases.supply.drafting import begin_draft
from samplan.cases.supply.form_use import USE, repoint_drafts
from samplan.cases.tests.supplied import CONTACT, own_type, staff, template
from tests.cast import Cast, browser_of


def test_a_form_says_what_asks_by_it(cast: Cast):
    version = own_type(cast)
    stig = staff(cast.acting(cast.stig))
    keys = [version.questionnaire_id]
    assert USE.count(keys) == 2  # the nation's too
    assert [each.name for each in USE.named(keys, stig)] == [version.title]
    assert USE.named(keys, staff(cast.acting(cast.maria))) == []
    assert USE.way(staff(cast.acting(cast.maria))) is None


def test_drafts_ask_by_the_clinics_own_once_it_follows(cast: Cast):
    version = own_type(cast)
    stig = staff(cast.acting(cast.stig))
    draft = begin_draft(version.case_type, acting=stig)
    other = template(CONTACT).questionnaire
    repoint_drafts(version.questionnaire_id, other.pk, acting=stig)
    draft.refresh_from_db()
    version.refresh_from_db()
    assert draft.questionnaire == other
    assert version.questionnaire != other


def test_following_the_form_leads_there(cast: Cast):
    version = own_type(cast)
    form = version.questionnaire.versions.get(status="active")
    stig = browser_of(cast.acting(cast.stig))
    own = stig.send(f"/vard/formular/versioner/{form.pk}/prenumeration/")
    assert "Använd det i en ärendetyp" in stig.get(own["Location"]).content.decode()

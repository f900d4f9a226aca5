"""What someone has begun to write and not sent is read by nobody else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import Guardianship
from samplan.access.queries import guardian_acting, self_acting
from samplan.accounts.models import User
from samplan.cases import actions
from samplan.cases.actions import Start, Written
from samplan.cases.models import BegunCase, MessageDraft, Offering
from samplan.cases.tests.world import make_offering, started_case
from samplan.forms import engine
from samplan.forms.actions import Seen, save_page
from samplan.forms.drafts import read_draft
from samplan.organisations.models import Role
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, Cast, browser_of, make_staff

SECRET = "Det som bara jag skulle se."
THIRTEENTH = date(2030, 5, 4)


@pytest.fixture(autouse=True)
def _at_the_casts_moment() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def offering(cast: Cast) -> Offering:
    return make_offering(cast)


def begun_by(
    acting: PatientActing | StaffActing, offering: Offering, patient: Patient
) -> BegunCase:
    start = Start(patient_id=patient.pk, offering=offering)
    begun = actions.begin(start, acting=acting, at=AT)
    assert begun.response is not None
    draft = read_draft(begun.response, acting)
    page = draft.form.pages[0]
    said = {engine.field_name("fraga"): [SECRET]}
    answers = engine.read_post(draft.form, page, lambda name: said.get(name, []))
    seen = Seen(draft.digest(page), "test")
    save_page(begun.response, page, answers, seen=seen, acting=acting, at=AT)
    return begun


def test_the_other_guardian_begins_anew(cast: Cast, offering: Offering) -> None:
    Guardianship.objects.create(guardian=cast.carl, patient=cast.cleo, starts_on=cast.cleo.born_on)
    begun = begun_by(cast.bo_for_cleo(), offering, cast.cleo)
    bo = browser_of(cast.bo_for_cleo())
    assert SECRET in bo.get(f"/nytt/{begun.pk}/fragor/", follow=True).content.decode()
    carl = guardian_acting(cast.carl.user_id, cast.cleo.pk, TODAY)
    assert carl is not None
    browser = browser_of(carl)
    assert browser.get(f"/nytt/{begun.pk}/fragor/").status_code == 404
    anew = browser.send(f"/tjanster/{offering.pk}/")
    assert str(begun.pk) not in anew["Location"]
    assert SECRET not in browser.get(anew["Location"], follow=True).content.decode()
    own = bo.send(f"/tjanster/{offering.pk}/")
    assert own["Location"] == f"/nytt/{begun.pk}/fragor/"


def test_a_child_who_turns_thirteen_reads_nothing_of_it(cast: Cast, offering: Offering) -> None:
    begun = begun_by(cast.bo_for_cleo(), offering, cast.cleo)
    user = User.objects.create(
        subject="cleo", name="Cleo", identity_number=cast.cleo.identity_number
    )
    Patient.objects.filter(pk=cast.cleo.pk).update(user=user)
    with time_machine.travel(datetime(2030, 5, 4, 9, tzinfo=UTC), tick=False):
        cleo = self_acting(user.pk, THIRTEENTH)
        assert cleo is not None
        assert browser_of(cleo).get(f"/nytt/{begun.pk}/fragor/").status_code == 404


def test_a_colleague_begins_anew(cast: Cast, offering: Offering) -> None:
    moa = make_staff("Moa", "Ek", "Sjuksköterska", cast.heart, Role.HANDLER)
    maria = cast.acting(cast.maria)
    assert isinstance(maria, StaffActing)
    begun = begun_by(maria, offering, cast.alma)
    browser = browser_of(cast.acting(moa))
    assert browser.get(f"/vard/nytt/{begun.pk}/fragor/").status_code == 404
    page = f"/vard/patienter/{cast.alma.pk}/nytt-arende/"
    anew = browser.send(page, {"service": str(offering.pk)})
    assert anew.status_code == 302
    assert str(begun.pk) not in anew["Location"]


def test_what_one_writes_in_a_case_is_ones_own(cast: Cast, offering: Offering) -> None:
    Guardianship.objects.create(guardian=cast.carl, patient=cast.cleo, starts_on=cast.cleo.born_on)
    case = started_case(cast, cast.cleo, offering=offering)
    actions.save_draft(case, Written(body=SECRET), acting=cast.bo_for_cleo(), at=AT)
    carl = guardian_acting(cast.carl.user_id, cast.cleo.pk, TODAY)
    assert carl is not None
    assert SECRET not in browser_of(carl).get(f"/inkorg/{case.pk}/").content.decode()
    assert not MessageDraft.within(carl).exists()

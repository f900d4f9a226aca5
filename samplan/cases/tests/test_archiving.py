"""Ended cases leave the inbox's first page after a while, and both sides can still read them."""

from datetime import timedelta

import pytest

from samplan.audit.models import Event
from samplan.cases import actions
from samplan.cases.models import Case, Preservation, RetentionDecision
from samplan.cases.retention.archiving import archive_closed
from samplan.cases.retention.delivering import mark_delivered
from samplan.cases.tests.keeping_world import decided, ended_case, regional
from samplan.cases.tests.world import DIZZY, say_as_care, started_case
from tests.cast import AT, Cast, browser_of

HALF_A_YEAR = AT + timedelta(days=181)


@pytest.fixture
def old(cast: Cast) -> Case:
    """A case that is ended and that Alma has opened."""
    case = ended_case(cast)
    actions.read(case, acting=cast.acting(cast.alma), at=AT)
    return case


def test_it_goes_to_older_and_is_still_there_to_read(cast: Cast, old: Case) -> None:
    started_case(cast, words="Något nytt")
    assert archive_closed(at=HALF_A_YEAR) == 1
    assert archive_closed(at=HALF_A_YEAR) == 0
    alma, maria = browser_of(cast.acting(cast.alma)), browser_of(cast.acting(cast.maria))
    address = f"/inkorg/{old.pk}/"
    assert address not in alma.get("/inkorg/").content.decode()
    assert address in alma.get("/inkorg/aldre/").content.decode()
    assert DIZZY in alma.get(address).content.decode()
    assert str(old.pk) not in maria.get("/vard/arenden/?visa=avslutade").content.decode()
    assert str(old.pk) in maria.get("/vard/arenden/?visa=aldre").content.decode()
    assert DIZZY in maria.get(f"/vard/arenden/{old.pk}/").content.decode()
    assert Event.objects.filter(kind="case.archived", patient=str(cast.alma.pk)).count() == 1


def test_what_is_new_for_the_patient_or_lately_ended_stays(cast: Cast, old: Case) -> None:
    Case.objects.filter(pk=old.pk).update(is_unread=True)
    assert archive_closed(at=HALF_A_YEAR) == 0
    Case.objects.filter(pk=old.pk).update(is_unread=False)
    assert archive_closed(at=AT + timedelta(days=179)) == 0


def test_staff_note_that_the_record_has_it(cast: Cast, old: Case) -> None:
    maria, address = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{old.pk}/"
    assert "Inte fört till journalen än" in maria.get(address).content.decode()
    page = maria.get(f"{address}journaltext/").content.decode()
    assert "Är samtalet fört till journalen?" in page
    assert maria.send(f"{address}journalforing/", {"_seen": old.revision}).status_code == 302
    for page in (address, f"{address}journaltext/"):
        assert "Fört till journalen den 23 nov" in maria.get(page).content.decode()
    assert Case.objects.get(pk=old.pk).is_delivered


def test_staff_hold_a_case_back_and_release_it(cast: Cast, old: Case) -> None:
    maria, address = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{old.pk}/"
    maria.send(f"{address}bevarande/", {"reason": "Anmälan till IVO"})
    assert "Anmälan till IVO" in maria.get(address).content.decode()
    alma = browser_of(cast.acting(cast.alma))
    assert "IVO" not in alma.get(f"/inkorg/{old.pk}/").content.decode()
    maria.send(f"{address}bevarande/slut/")
    assert not Preservation.objects.standing().exists()


def test_the_region_notes_what_is_decided(cast: Cast) -> None:
    rut = regional(cast)
    browser = browser_of(rut)
    assert "Inget är beslutat" in browser.get("/vard/gallring/").content.decode()
    told = {"kind": "service", "from_on": "2026-12-01", "decided_by": "Nämnden", "reference": "7"}
    assert browser.send("/vard/gallring/", {**told, "after_days": "30"}).status_code == 422
    sure = {**told, "after_days": "730", "is_sure": "on"}
    assert browser.send("/vard/gallring/", {**sure, "is_sure": ""}).status_code == 422
    for _press in range(2):
        assert browser.send("/vard/gallring/", sure).status_code == 302
    assert RetentionDecision.objects.count() == 1
    page = browser.get("/vard/gallring/").content.decode()
    assert "730 dagar efter att de avslutades" in page
    assert "gäller nu" not in page
    decided(rut)
    assert "gäller nu" in browser.get("/vard/gallring/").content.decode()


def test_a_correction_takes_the_case_out_of_the_archive_and_is_delivered_anew(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    last = say_as_care(cast, case, "Då hörs vi.", "close")
    case.refresh_from_db()
    case = mark_delivered(case, seen=case.revision, acting=maria, at=AT)
    Case.objects.filter(pk=case.pk).update(archived_at=AT)
    later = AT + timedelta(days=1)
    actions.correct_message(last, "Då hörs vi på fredag.", acting=maria, at=later)
    case.refresh_from_db()
    assert (case.archived_at, case.is_delivered, case.closed_at) == (None, False, AT)
    assert mark_delivered(case, seen=case.revision, acting=maria, at=later).is_delivered

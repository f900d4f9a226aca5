"""A new care contact is announced in the inbox."""

from samplan.cases.models import Case
from samplan.contacts.actions import end_contact, give_contact
from samplan.contacts.actions.giving import ContactFacts
from samplan.contacts.models import EndReason
from tests.cast import AT, TODAY, Cast, browser_of


def test_the_patient_reads_who_it_is_and_what_to_expect(cast: Cast) -> None:
    maria = cast.acting(cast.maria)
    facts = ContactFacts(helps_with="oro, medicin", starts_on=TODAY)
    whom = (cast.alma.pk, cast.heart.pk, cast.maria.staff_id)
    contact = give_contact(*whom, facts, acting=maria, at=AT)
    case = Case.objects.get()
    assert case.title == "Maria Nyström är din vårdkontakt"
    assert (case.is_open, case.is_unread) == (False, True)
    alma = browser_of(cast.acting(cast.alma))
    page = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert "Hjälper med: oro, medicin." in page
    assert "Du får svar inom 2 arbetsdagar." in page
    end_contact(contact, last_on=TODAY, reason=EndReason.NO_NEED, acting=maria, at=AT)
    titles = set(Case.objects.values_list("title", flat=True))
    assert "Maria Nyström är inte längre din vårdkontakt" in titles

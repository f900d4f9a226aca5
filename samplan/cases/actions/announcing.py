"""A new care contact is announced in the patient's inbox."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.cases.actions.following import follow_contacts
from samplan.cases.actions.sending_out import NewCase, open_cases
from samplan.cases.models import Case, CaseKind
from samplan.common.dates import local
from samplan.common.text import quoted
from samplan.contacts.announcing import What
from samplan.contacts.models import CareContact, ContactRequest
from samplan.contacts.queries import granted_by, replaced_by
from samplan.contacts.reaching import reached_on, with_reached
from samplan.contacts.words import answers_within, steps_in_words
from samplan.organisations.models import StaffMember


class Since(NamedTuple):
    """What a new contact comes after: another, or what the patient asked for."""

    before: StaffMember | None
    asked: ContactRequest | None


def announce_contacts(
    contacts: Sequence[CareContact], what: What, acting: Acting, at: datetime
) -> None:
    """Tell in the inbox who the patient turns to from now on, or who it is no more.

    It is ended as it is told: one writes to the contact from its card. The caller has decided
    about the notice outside the portal. What is open with those who hand over from today goes to
    who takes over.
    """
    today = local(at).date()
    before = replaced_by(contacts) if what is What.HANDED_OVER else {}
    asked = granted_by(contacts) if what is What.GIVEN else {}
    since = {each.pk: Since(before.get(each.pk), asked.get(each.pk)) for each in contacts}
    news = [_told(each, what, since[each.pk], today) for each in _reached(contacts, today)]
    told = open_cases(news, acting=acting, at=at)
    keys = [case.pk for case in told]
    Case.objects.filter(pk__in=keys).update(closed_at=at, closed_by=acting.actor_name)
    if what is What.HANDED_OVER:
        patients = {each.patient_id for each in contacts}
        follow_contacts(patients, on=today, acting=acting)


def _reached(contacts: Sequence[CareContact], today: date) -> Iterator[CareContact]:
    """The contacts with who answers for each, on its first day or today."""
    days: dict[date, list[CareContact]] = defaultdict(list)
    for each in contacts:
        days[max(each.starts_on, today)].append(each)
    for day, some in days.items():
        keys = [each.pk for each in some]
        yield from with_reached(CareContact.objects.filter(pk__in=keys), day).order_by("id")


def _told(contact: CareContact, what: What, since: Since, today: date) -> NewCase:
    with translation.override(contact.patient.language):
        facts = {"name": contact.staff.full_name, "title": contact.staff.title.lower()}
        if what is What.ENDED:
            title = _("%(name)s is no longer your care contact") % facts
            body = _("Call the clinic if you wonder whom to turn to.")
        else:
            title = _("%(name)s is your care contact") % facts
            body = " ".join(filter(None, [*_why(contact, since), *_helps(contact, today)]))
        return NewCase(kind=CaseKind.SENT, title=title, body=body, about=contact)


def _why(contact: CareContact, since: Since) -> Iterator[str]:
    """Whom the contact replaces, where one has had another, and what the clinic answers to what
    the patient asked for."""
    if since.before is not None:
        names = {"name": contact.staff.full_name, "before": since.before.full_name}
        yield _("%(name)s takes over from %(before)s.") % names
        yield _("What you and %(before)s write to each other here goes on with %(name)s.") % names
    if since.asked is not None and since.asked.answer:
        told = {"by": since.asked.decided_by, "words": quoted(since.asked.answer)}
        yield _("%(by)s answers what you asked for: %(words)s") % told


def _helps(contact: CareContact, today: date) -> Iterator[str]:
    """What one needs to know to turn to the contact."""
    facts = {"name": contact.staff.full_name, "title": contact.staff.title.lower()}
    yield _("You can turn to %(name)s, %(title)s.") % facts
    if contact.helps_with:
        yield _("Helps with: %(what)s.") % {"what": contact.helps_with.rstrip(".")}
    yield _("You get an answer %(within)s.") % {"within": answers_within(contact)}
    yield steps_in_words(contact, reached_on(contact, today), today=today)
    if phone := contact.phone or contact.clinic.phone:
        yield _("Phone: %(phone)s.") % {"phone": phone}
    yield _("All about your care contacts stands under Other services.")

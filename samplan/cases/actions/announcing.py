"""A new care contact is announced in the patient's inbox."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.cases.actions.sending_out import NewCase, open_cases
from samplan.cases.models import Case, CaseKind
from samplan.contacts.announcing import What
from samplan.contacts.models import CareContact
from samplan.contacts.queries import replaced_by
from samplan.contacts.words import answers_within
from samplan.organisations.models import StaffMember


def announce_contacts(
    contacts: Sequence[CareContact], what: What, acting: Acting, at: datetime
) -> None:
    """Tell in the inbox who the patient turns to from now on, or who it is no more.

    It is ended as it is told: one writes to the contact from its card. The caller has decided
    about the notice outside the portal.
    """
    before = replaced_by(contacts) if what is What.HANDED_OVER else {}
    news = [_told(each, what, before.get(each.pk)) for each in contacts]
    told = open_cases(news, acting=acting, at=at)
    keys = [case.pk for case in told]
    Case.objects.filter(pk__in=keys).update(closed_at=at, closed_by=acting.actor_name)


def _told(contact: CareContact, what: What, before: StaffMember | None) -> NewCase:
    with translation.override(contact.patient.language):
        facts = {"name": contact.staff.full_name, "title": contact.staff.title.lower()}
        if what is What.ENDED:
            title = _("%(name)s is no longer your care contact") % facts
            body = _("Call the clinic if you wonder whom to turn to.")
        else:
            title = _("%(name)s is your care contact") % facts
            body = " ".join([*_comes_after(contact, before), _helps(contact)])
        return NewCase(kind=CaseKind.SENT, title=title, body=body, about=contact)


def _comes_after(contact: CareContact, before: StaffMember | None) -> list[str]:
    """Whom the contact replaces, where one has had another."""
    if before is None:
        return []
    names = {"name": contact.staff.full_name, "before": before.full_name}
    return [_("%(name)s takes over from %(before)s.") % names]


def _helps(contact: CareContact) -> str:
    """What one needs to know to turn to the contact."""
    facts = {"name": contact.staff.full_name, "title": contact.staff.title.lower()}
    parts = [_("You can turn to %(name)s, %(title)s.") % facts]
    if contact.helps_with:
        parts.append(_("Helps with: %(what)s.") % {"what": contact.helps_with.rstrip(".")})
    within = answers_within(contact)
    parts.append(_("You get an answer %(within)s.") % {"within": within})
    parts.append(_("All about your care contacts stands under Other services."))
    return " ".join(parts)

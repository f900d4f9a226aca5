"""Ending a contact."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts import policies
from samplan.contacts.announcing import What, tell_announcers
from samplan.contacts.models import CareContact, EndReason
from samplan.notifications.actions import tell
from samplan.notifications.models import NoticeKind

DAY = timedelta(days=1)


@transaction.atomic
def end_contact(
    contact: CareContact, *, last_on: date, reason: EndReason, acting: Acting, at: datetime
) -> CareContact:
    """Let `last_on` be the contact's last day, and tell the patient.

    The day before its first says that it never began. Raises Refused for days before that, and
    for a contact that has ended.
    """
    ended = end_untold(contact, last_on=last_on, reason=reason, acting=acting, at=at)
    tell(ended, NoticeKind.CHANGED, due_on=local(at).date(), at=at)
    tell_announcers([ended], What.ENDED, acting=acting, at=at)
    return ended


def end_untold(
    contact: CareContact, *, last_on: date, reason: EndReason, acting: Acting, at: datetime
) -> CareContact:
    """As `end_contact`, where whoever calls tells the patient something more."""
    policies.check_may_manage(acting, contact.clinic_id)
    locked = CareContact.objects.select_for_update().get(pk=contact.pk)
    if not locked.can_be_ended(local(at).date()):
        raise Refused(_("The contact has already ended."))
    if last_on < locked.starts_on - DAY:
        raise Refused(_("The last day is before the first."))
    if locked.ends_on is not None and last_on > locked.ends_on:
        raise Refused(_("The contact ends before that already."))
    locked.ends_on, locked.end_reason = last_on, reason
    locked.ended_at, locked.ended_by = at, acting.actor_name
    locked.save(update_fields=["ends_on", "end_reason", "ended_at", "ended_by"])
    trail.record("contact.ended", acting=acting, patient_id=locked.patient_id, about=locked)
    return locked

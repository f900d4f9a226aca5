"""Handing a case on to another clinic, and joining two that are about the same."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.actions import open_relation
from samplan.access.models import RelationReason
from samplan.access.policies import Refused
from samplan.attachments import actions as attachments
from samplan.audit import trail
from samplan.cases import clock, policies
from samplan.cases.actions import planning
from samplan.cases.actions.draft_files import OWNER
from samplan.cases.actions.ending import end
from samplan.cases.actions.saying import drawn_message, locked
from samplan.cases.models import (
    Case,
    Forward,
    Message,
    MessageDraft,
    MessageKind,
    OwnAnswers,
    Receipt,
    WaitsFor,
)
from samplan.cases.waiting import taken_over_words
from samplan.common.dates import local
from samplan.common.text import quoted
from samplan.forms import actions as forms
from samplan.notifications import actions as notifications
from samplan.notifications.models import NoticeKind
from samplan.organisations.models import Organisation


@transaction.atomic
def forward(
    case: Case, to: Organisation, *, reason: str, acting: StaffActing, at: datetime
) -> Forward:
    """Hand the case on to another clinic with all that is said in it, and tell the patient why.

    The promise goes on as it stood; nobody there handles it yet. Notes among staff stay where
    they were written. Raises Refused where the acting may not, or the case cannot be handed on.
    """
    case = locked(case)
    policies.check_may_distribute(acting, case)
    _check_can_go(case, to, reason)
    told = _told(case, to, reason, acting=acting, at=at)
    forwarded = Forward.objects.create(
        patient_id=case.patient_id,
        clinic_id=case.clinic_id,
        case=case,
        to_clinic=to,
        reason=reason,
        forwarded_at=at,
        forwarded_by=acting.actor_name,
    )
    reach = RelationReason.CASE
    open_relation(case.patient_id, to.pk, reason=reach, acting=acting, at=at)
    _move(case, to)
    trail.record("case.forwarded", acting=acting, patient_id=case.patient_id, about=forwarded)
    notifications.tell(told, NoticeKind.NEW, due_on=local(at).date(), at=at)
    return forwarded


def _check_can_go(case: Case, to: Organisation, reason: str) -> None:
    """Raise Refused where the case cannot be handed on there, or nobody says why."""
    if not case.is_open or not case.is_conversation:
        raise Refused(_("The conversation is ended."))
    if to.pk == case.clinic_id:
        raise Refused(_("Choose another clinic than your own."))
    if not reason:
        raise Refused(_("Write to the patient why the case is handed on."))


def _told(
    case: Case, to: Organisation, reason: str, *, acting: StaffActing, at: datetime
) -> Message:
    with translation.override(case.patient.language):
        words = taken_over_words(case, _first_clinic(case), to.name)
        words = words or _("Your message is handed on to %(clinic)s.") % {"clinic": to.name}
    body = f"{words} {reason}"
    message = drawn_message(case, MessageKind.INFORMATION, acting=acting, at=at, body=body)
    message.save(force_insert=True)
    case.changed_at, case.is_unread = at, True
    case.revision += 1
    return message


def _first_clinic(case: Case) -> str:
    """The one that the patient knows the case from."""
    been = Forward.objects.filter(case=case).order_by("id").values_list("clinic__name", flat=True)
    return been.first() or case.clinic.name


def _move(case: Case, to: Organisation) -> None:
    """All that belongs to the case answers to the new clinic from now on."""
    messages = Message.objects.filter(case=case)
    keys = [str(key) for key in messages.values_list("pk", flat=True)]
    answered = messages.values_list("response_version__response", "response")
    responses = sorted({key for pair in answered for key in pair if key is not None})
    Receipt.objects.filter(message__case=case).update(clinic=to)
    own = OwnAnswers.objects.filter(message__case=case).exclude(begun_by_kind="staff")
    responses += own.values_list("response", flat=True)
    own.update(clinic=to)
    drafts = MessageDraft.objects.filter(case=case).exclude(author_kind="staff")
    keys += [str(key) for key in drafts.values_list("pk", flat=True)]
    drafts.update(clinic=to)
    messages.update(clinic=to)
    attachments.move_files(OWNER, keys, to.pk)
    attachments.move_files("response", [str(key) for key in responses], to.pk)
    forms.move_responses(responses, to.pk)
    planning.move(case, to.pk)
    case.clinic, case.handler, case.contact = to, None, None
    case.is_new_for_care, case.snoozed_until = True, None
    case.save()


@transaction.atomic
def merge(case: Case, into: Case, *, acting: StaffActing, at: datetime) -> Case:
    """Join a case with another of the same patient: this one ends and leads on to that one.

    What is promised first holds, and that one is new for care. Raises Refused where they are not
    two open cases of one patient.
    """
    held = {each.pk: each for each in _both(case, into)}
    case, into = held[case.pk], held[into.pk]
    policies.check_may_distribute(acting, case)
    policies.check_may_distribute(acting, into)
    is_fit = case.patient_id == into.patient_id and case.pk != into.pk
    if not is_fit or not (case.is_open and into.is_open):
        raise Refused(_("Choose another open case of the same patient."))
    clock.join(case, into, on=local(at).date())
    into.messages.update(turn_before=None)  # it has another's promise since
    with translation.override(case.patient.language):
        words = _("This is joined with your other conversation: %(title)s. Go on there.")
        body = words % {"title": quoted(into.short_title)}
    drawn_message(case, MessageKind.CLOSE, acting=acting, at=at, body=body).save(force_insert=True)
    planning.await_nothing(case, acting=acting, at=at)
    end(case, acting=acting, at=at)
    case.merged_into, case.is_unread, case.changed_at = into, True, at
    case.revision += 1
    case.save()
    _take_over(into, at=at)
    trail.record("case.merged", acting=acting, patient_id=case.patient_id, about=case)
    return into


def _take_over(into: Case, *, at: datetime) -> None:
    """Whoever is answering it sees that more is asked in it now, and what is laid aside comes
    back."""
    into.changed_at, into.snoozed_until = at, None
    into.is_new_for_care = into.is_new_for_care or into.waits_for == WaitsFor.CARE
    into.revision += 1
    into.save()


def _both(case: Case, into: Case) -> list[Case]:
    """Both, held in one order, so that two who join them the other way round do not lock."""
    held = Case.objects.select_for_update(of=("self",)).filter(pk__in=[case.pk, into.pk])
    return list(held.select_related("patient", "clinic").order_by("pk"))

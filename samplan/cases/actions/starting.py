"""A case that the patient starts: begun, answered as a form, sent."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.actions import open_relation
from samplan.access.models import RelationReason
from samplan.access.owned import OwnedThing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases import clock
from samplan.cases.actions.saying import drawn_message
from samplan.cases.gates import services_of
from samplan.cases.models import (
    BegunCase,
    Case,
    CaseKind,
    MessageKind,
    Offering,
    WaitsFor,
)
from samplan.common.dates import local
from samplan.common.text import cut_at_a_word
from samplan.contacts.models import CareContact
from samplan.contacts.reaching import reached_on, who_is_now
from samplan.forms import actions as forms
from samplan.forms.models import QuestionnaireVersion, ResponseVersion
from samplan.forms.queries import published
from samplan.forms.reading import first_words

LONGEST_TITLE = 200  # characters; lists show less of it (`Case.short_title`)
SHORTEST_CUT: Final = 60  # characters of whole sentences, to say enough without the rest
SENTENCE_ENDS: Final = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ])")


@dataclass(frozen=True, kw_only=True)
class Start:
    """What case is to be begun, for whom: at the service itself, to a care contact, about a
    visit."""

    patient_id: uuid.UUID
    offering: Offering
    contact: CareContact | None = None
    about: OwnedThing | None = None


@transaction.atomic
def begin(start: Start, *, acting: PatientActing | StaffActing, at: datetime) -> BegunCase:
    """Begin a case; one that is begun and not sent is gone on with.

    Raises Refused where the service is paused, is not for the patient, or has no form in use, and
    for a patient who would write to a care contact and names none.
    """
    offering = start.offering
    if isinstance(acting, PatientActing) and acting.patient_id != start.patient_id:
        raise Refused(_("You act for someone else now. Switch person first."))
    _check_open(offering, start.patient_id, acting, on=local(at).date())
    found = _standing(start, acting)
    if found is not None:
        return found
    _check_reaches_someone(start, acting)
    form = _form_of(offering)
    begun = _drawn_up(start, acting, at=at)
    (begun.response,) = forms.begin_responses([(form, begun)], at=at)
    begun.save(force_insert=True)
    trail.record("case.begun", acting=acting, patient_id=begun.patient_id, about=begun)
    return begun


def _check_reaches_someone(start: Start, acting: Acting) -> None:
    is_by_patient = isinstance(acting, PatientActing)
    if is_by_patient and start.contact is None and start.offering.version.is_for_contacts:
        raise Refused(_("You have no fixed care contact at the clinic to write to."))


def _form_of(offering: Offering) -> QuestionnaireVersion:
    """The version of the service's form that is in use. Raises Refused where there is none."""
    asked = offering.version.questionnaire_id
    versions = published([asked], clinic_id=offering.clinic_id) if asked else {}
    if not versions or asked is None:
        raise Refused(_("The service has no questions right now. Call the clinic instead."))
    return versions[asked]


def _drawn_up(start: Start, acting: Acting, *, at: datetime) -> BegunCase:
    """What is begun, not stored yet."""
    begun = BegunCase(
        patient_id=start.patient_id,
        clinic_id=start.offering.clinic_id,
        offering=start.offering,
        version=start.offering.version,
        contact=start.contact,
        begun_at=at,
        begun_by_kind=acting.kind,
        begun_by_id=acting.actor_id,
    )
    if start.about is not None:
        begun.about_kind = type(start.about).__name__.lower()
        begun.about_id = str(start.about.pk)
    return begun


def check_open(begun: BegunCase, acting: Acting, *, at: datetime) -> None:
    """Raise Refused where what is begun can no longer be sent."""
    _check_open(begun.offering, begun.patient_id, acting, on=local(at).date())


def _check_open(offering: Offering, patient_id: uuid.UUID, acting: Acting, *, on: date) -> None:
    """Raise Refused where the service cannot be used now, in words for the one who asks."""
    service = services_of(acting, patient_id, on=on).filter(pk=offering.pk).first()
    if service is None:
        raise Refused(_("You can no longer use this service."))
    if not service.is_active:
        raise Refused(service.pause_words)


def _standing(start: Start, acting: Acting) -> BegunCase | None:
    """What the acting has begun of the same and not sent."""
    begun = BegunCase.within(acting).filter(
        patient_id=start.patient_id,
        offering=start.offering,
        contact=start.contact,
        about_id=str(start.about.pk) if start.about is not None else "",
        case=None,
    )
    return begun.select_for_update(of=("self",)).order_by("-id").first()


@transaction.atomic
def start_case(begun: BegunCase, *, over: int, acting: Acting, at: datetime) -> Case:
    """Send what was begun: the case goes to the care contact, to who has taken over since, or to
    the clinic's queue, and the promise to answer begins. Sending twice is sending once.

    Raises Refused, with the answers kept, where the service can no longer be used or the patient
    has started very many cases today; and what `send_response` raises.
    """
    held = BegunCase.objects.select_for_update(of=("self",)).get(pk=begun.pk)
    if held.case_id is not None:
        return Case.objects.get(pk=held.case_id)
    day = local(at).date()
    _check_open(held.offering, held.patient_id, acting, on=day)
    _check_number(held, acting, at=at)
    if held.response is None:
        raise ValueError("What is begun has answers.")
    held.contact = who_is_now(held.contact, day) if held.contact is not None else None
    version = forms.send_response(held.response, over=over, acting=acting, at=at)
    open_relation(held.patient_id, held.clinic_id, reason=RelationReason.CASE, acting=acting, at=at)
    case = _case(held, version, at=at)
    clock.promise(case, on=day)
    case.save(force_insert=True)
    message = drawn_message(case, MessageKind.QUESTION, acting=acting, at=at, body="")
    message.response_version = version
    message.is_from_patient = True
    message.is_entered_by_staff = isinstance(acting, StaffActing)
    message.save(force_insert=True)
    held.case = case
    held.save(update_fields=["case", "contact"])
    trail.record("case.started", acting=acting, patient_id=case.patient_id, about=case)
    return case


def _check_number(begun: BegunCase, acting: Acting, *, at: datetime) -> None:
    """Raise Refused where someone starts more cases in a day than any illness needs."""
    if not isinstance(acting, PatientActing):
        return
    lately = Case.within(acting).filter(
        kind=CaseKind.SERVICE, patient_id=begun.patient_id, opened_at__gt=at - timedelta(days=1)
    )
    if lately.count() >= settings.SAMPLAN_CASES_A_DAY:
        raise Refused(
            _("You have sent many messages today. Yours is kept here; send it tomorrow, or call.")
        )


def _title(words: str) -> str:
    """What was written, as far as whole sentences have room, or words where those say little."""
    if len(words) <= LONGEST_TITLE:
        return words
    ends = [found.end() for found in SENTENCE_ENDS.finditer(words, SHORTEST_CUT, LONGEST_TITLE)]
    return words[: ends[-1]] if ends else cut_at_a_word(words, LONGEST_TITLE)


def _case(begun: BegunCase, version: ResponseVersion, *, at: datetime) -> Case:
    words = first_words(version)
    return Case(
        kind=CaseKind.SERVICE,
        patient_id=begun.patient_id,
        clinic_id=begun.clinic_id,
        title=_title(words) or begun.version.title,
        waits_for=WaitsFor.CARE,
        is_unread=False,
        opened_at=at,
        changed_at=at,
        subject_kind=begun.about_kind,
        subject_id=begun.about_id,
        offering=begun.offering,
        type_version=begun.version,
        contact=begun.contact,
        answer_days=_promised(begun),
        is_new_for_care=True,
        is_answerable=begun.version.is_answerable,
        most_files=begun.version.most_files,
        handler_id=_first_handler(begun, local(at).date()),
    )


def _promised(begun: BegunCase) -> int:
    """Within how many working days: a care contact promises for itself."""
    is_contacts = begun.contact is not None and begun.version.is_for_contacts
    return begun.contact.answer_days if is_contacts and begun.contact else begun.version.answer_days


def _first_handler(begun: BegunCase, day: date) -> uuid.UUID | None:
    """Whoever answers for the contact today: the person, else the stand-in; else nobody, so that
    the case stands in the queue, for the team and the receivers."""
    return reached_on(begun.contact, day).staff_id if begun.contact is not None else None

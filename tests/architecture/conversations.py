"""The addresses of conversations, and what of them belongs to one patient."""

from dataclasses import dataclass, replace
from typing import Any

from samplan.access.acting import Acting, PatientActing
from samplan.attachments.models import Attachment
from samplan.cases import actions
from samplan.cases.actions import Start, Written
from samplan.cases.models import BegunCase, Case, HandOut, Message, Offering, OpensTo, Send, ToldBy
from samplan.cases.tests.coordinating import agree, third_contact, write_as
from samplan.cases.tests.send_world import DIARY, sent
from samplan.cases.tests.world import (
    CONTACT,
    QUESTION,
    make_contact,
    make_offering,
    say_as_care,
    started_case,
)
from samplan.contacts.models import CareContact
from samplan.forms import engine
from samplan.forms.drafts import read_draft, write_draft
from samplan.forms.models import Response
from samplan.patients.models import Patient
from tests.cast import AT, Cast


@dataclass(frozen=True)
class Talk:
    """A case that the patient has started, with a file that is not sent and one that is, another
    that is begun with a file, the patient's care contact, and what the clinic has sent to the
    patient to answer, with a file among the answers."""

    case: Case
    said: Message
    answered: Message
    handed: Offering
    begun: BegunCase
    entered: BegunCase
    contact: CareContact
    file: Attachment
    sent_file: Attachment
    begun_file: Attachment
    entered_file: Attachment
    asked: Case
    question: Message
    asked_file: Attachment
    told_file: Attachment
    send: Send


def talk_of(cast: Cast, acting: PatientActing, words: str, keep_file: Any) -> Talk:
    """Made through the actions; `keep_file` keeps a file with a row."""
    patient = Patient.objects.get(pk=acting.patient_id)
    ours = Offering.objects.filter(clinic=cast.heart)
    offering = ours.filter(case_type__slug=QUESTION).first() or make_offering(cast)
    by_contact = ours.filter(case_type__slug=CONTACT).first() or make_offering(cast, CONTACT)
    contact = CareContact.objects.filter(patient=patient).first() or make_contact(cast, patient)
    case = started_case(cast, patient, offering=offering, words=words)
    sent_file = _sent(case, acting, words, keep_file)
    draft = actions.save_draft(case, Written(body=words), acting=acting, at=AT)
    start = Start(patient_id=patient.pk, offering=by_contact, contact=contact)
    begun = actions.begin(start, acting=acting, at=AT)
    case.refresh_from_db()
    own, of_begun = keep_file(draft, acting), keep_file(begun.response, acting)
    answered = say_as_care(cast, case, "Vi ringer.", "partial")
    case.refresh_from_db()
    said = Message.objects.filter(case=case, is_from_patient=True).latest("sent_at", "id")
    by_phone = Start(patient_id=patient.pk, offering=offering)
    entered = actions.begin(by_phone, acting=cast.acting(cast.maria), at=AT)
    asked, send = _asked(cast, patient, words)
    coordinated(cast, acting, words)
    message = Message.objects.get(case=asked)
    answers = actions.own_answers(message, acting=acting, at=AT)
    maria = cast.acting(cast.maria)
    told = actions.own_answers(message, acting=maria, at=AT, told_by=ToldBy.PHONE)
    for each, who in ((answers.response, acting), (told.response, maria)):
        _answer(each, words, acting=who)
    return Talk(
        case=case,
        said=said,
        answered=answered,
        handed=_handed_to(cast, patient),
        begun=begun,
        entered=entered,
        contact=contact,
        file=own,
        sent_file=sent_file,
        begun_file=of_begun,
        entered_file=keep_file(entered.response, cast.acting(cast.maria)),
        asked=asked,
        question=message,
        asked_file=keep_file(answers.response, acting),
        told_file=keep_file(told.response, cast.acting(cast.maria)),
        send=send,
    )


def _answer(response: Response, words: str, *, acting: Acting) -> None:
    """Something is answered in the diary: a form that says nothing is not sent."""
    answers = engine.Answers({"matare": [words]})
    draft = replace(read_draft(response, acting), answers=answers, is_unsent=True)
    write_draft(response, draft, acting=acting, at=AT)


def coordinated(cast: Cast, acting: PatientActing, words: str) -> None:
    """What the patient's contact here has written to one at a clinic of no one else's."""
    patient = Patient.objects.get(pk=acting.patient_id)
    nora = third_contact(cast, patient)
    agree(cast, cast.heart, nora.organisation, acting=acting)
    write_as(cast, cast.maria, words, patient=patient)


def _asked(cast: Cast, patient: Patient, words: str) -> tuple[Case, Send]:
    """What the clinic has sent to that patient alone, with questions."""
    offering = Offering.objects.filter(case_type__slug=DIARY, clinic=cast.heart).first()
    facts = {"offering": offering or make_offering(cast, DIARY), "body": words}
    send = sent(cast, patient.identity_number, **facts)
    return Case.objects.get(subject_kind="send", subject_id=str(send.pk)), send


def _handed_to(cast: Cast, patient: Patient) -> Offering:
    """A service that is handed out to that patient alone."""
    taken = Offering.objects.filter(opens_to=OpensTo.HANDED_OUT).count()
    slug = ("bestall-intyg", "valja-fast-lakare", "fornya-recept")[taken]
    offering = make_offering(cast, slug, opens_to=OpensTo.HANDED_OUT)
    HandOut.objects.create(
        patient=patient, clinic=cast.heart, offering=offering, handed_at=AT, handed_by="Maria"
    )
    return offering


def _sent(case: Case, acting: PatientActing, words: str, keep_file: Any) -> Attachment:
    """A file that the patient has sent in the case."""
    draft = actions.save_draft(case, Written(body=words), acting=acting, at=AT)
    file: Attachment = keep_file(draft, acting)
    actions.reply(draft, acting=acting, at=AT)
    return file

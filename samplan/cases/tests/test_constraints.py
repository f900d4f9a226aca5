"""What must be true of conversations is true in the database: each constraint is tried."""

from datetime import timedelta
from typing import Any

from samplan.cases.actions import Written, be_present, own_answers, read, save_draft
from samplan.cases.models import (
    Case,
    CaseTypeVersion,
    CoordinationConsent,
    CoordinationMessage,
    CoordinationReceipt,
    Forward,
    HandOut,
    Message,
    MessageDraft,
    Offering,
    OpensTo,
    OwnAnswers,
    Presence,
    Preservation,
    Receipt,
    RetentionDecision,
    SendRow,
    StandardReply,
)
from samplan.cases.sends.periods import Period
from samplan.cases.sends.saving import save_selection
from samplan.cases.tests.coordinating import agree, two_contacts, write_as
from samplan.cases.tests.keeping_world import decided, regional
from samplan.cases.tests.send_world import sent
from samplan.cases.tests.test_asking_by_form import published_form
from samplan.cases.tests.world import make_offering, started_case
from samplan.forms.actions import begin_responses
from tests.cast import AT, Cast
from tests.constraints import Try, assert_each_refuses

LATER, EARLIER = AT + timedelta(hours=1), AT - timedelta(hours=1)
ENDED: dict[str, Any] = {"closed_at": AT, "closed_by": "Maria", "waits_for": "nobody"}


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("cases", tries(cast))


def tries(cast: Cast) -> dict[str, Try]:
    """By constraint a row, and what is to be other in a copy of it."""
    make_rows(cast)
    of_sending = of_sends() | of_selections(cast)
    return {**of_cases(), **of_words(), **of_services(), **of_sending, **of_what_is_kept()}


def make_rows(cast: Cast) -> None:
    """A conversation and all around it, mostly through the actions."""
    maria = cast.acting(cast.maria)
    case = started_case(cast, offering=make_offering(cast))
    read(case, acting=maria, at=AT)
    be_present(case, acting=maria, at=AT)
    for one in (maria, cast.acting(cast.alma)):
        save_draft(case, Written(body="Hej"), acting=one, at=AT)
    whose = {"patient": cast.alma, "clinic": cast.heart}
    Forward.objects.create(
        **whose, case=case, to_clinic=cast.urology, forwarded_at=AT, forwarded_by="Maria"
    )
    handed = make_offering(cast, "valja-fast-lakare", opens_to=OpensTo.HANDED_OUT)
    HandOut.objects.create(**whose, offering=handed, handed_at=AT, handed_by="Maria")
    StandardReply.objects.create(clinic=cast.heart, title="Hej", body="Hej!")
    StandardReply.objects.create(version=handed.version, title="Hej", body="Hej!")
    CaseTypeVersion.objects.create(case_type=handed.case_type, number=99, title="Utkast")
    Preservation.objects.create(**whose, case=case, held_at=AT, held_by="Maria")
    decided(regional(cast))
    sent(cast, cast.alma.identity_number)
    asked = Message.objects.get(case__kind="sent")
    begun = begin_responses([(published_form(cast.heart), asked)], at=AT)
    Message.objects.filter(pk=asked.pk).update(response=begun[0])
    own_answers(asked, acting=cast.acting(cast.alma), at=AT)
    two_contacts(cast)
    agree(cast)
    said = write_as(cast, cast.maria, "Hej", patient=cast.alma)
    CoordinationReceipt.objects.create(
        **whose, message=said, reader_id="x", reader_name="Petra", read_at=AT
    )


def of_cases() -> dict[str, Try]:
    """Of the case itself, who has it, and where it has been."""

    def case(**facts: Any) -> Try:
        return Case.objects.get(kind="service"), facts

    return {
        "case_closed_at_and_by_go_together": case(closed_at=AT, waits_for="nobody", due_on=None),
        "case_withdrawn_at_and_by_go_together": case(withdrawn_by="Maria"),
        "case_delivered_at_and_by_go_together": case(**ENDED, due_on=None, delivered_at=AT),
        "case_is_due_only_while_it_waits_for_care": case(waits_for="patient", due_on=AT.date()),
        "case_that_is_due_is_a_conversation_that_stands": case(
            withdrawn_at=AT, withdrawn_by="Maria", waits_for="care", due_on=AT.date()
        ),
        "conversation_that_waits_for_care_is_due": case(waits_for="care", due_on=None),
        "case_takes_at_most_five_files": case(most_files=6),
        "case_that_is_ended_waits_for_nobody": case(closed_at=AT, closed_by="Maria"),
        "case_is_archived_after_it_is_ended": case(archived_at=AT),
        "case_is_delivered_after_it_is_ended": case(
            **ENDED, due_on=None, delivered_at=EARLIER, delivered_by="Maria"
        ),
        "one_presence_per_case_and_person": (Presence.objects.get(), {}),
        "a_case_is_forwarded_elsewhere": (
            Forward.objects.get(),
            {"to_clinic_id": Forward.objects.get().clinic_id},
        ),
    }


def of_selections(cast: Cast) -> dict[str, Try]:
    """Of whom a clinic often sends to."""
    saved = save_selection(
        "Nästa vecka", "visits", "", Period.NEXT_WEEK, acting=cast.acting(cast.maria), at=AT
    )
    return {"selection_is_saved_once_by_its_name": (saved, {})}


def of_words() -> dict[str, Try]:
    """Of what is said, read and begun, also between clinics."""

    def message(**facts: Any) -> Try:
        return Message.objects.filter(is_from_patient=True).earliest("id"), facts

    return {
        "message_is_partial_only_as_an_answer_of_care": message(is_partial=True),
        "message_withdrawn_at_and_by_go_together": message(withdrawn_at=AT),
        "one_receipt_per_message_and_reader": (Receipt.objects.earliest("id"), {}),
        "one_draft_per_case_and_author": (MessageDraft.objects.get(author_kind="self"), {}),
        "one_draft_of_staff_per_case_and_clinic": (
            MessageDraft.objects.get(author_kind="staff"),
            {},
        ),
        "one_has_one_set_of_own_answers_to_a_message": (
            OwnAnswers.objects.get(),
            {"response_id": Message.objects.get(response__isnull=False).response_id},
        ),
        "answers_say_how_they_were_told_where_staff_enter_them": (
            OwnAnswers.objects.get(),
            {"told_by": "phone"},
        ),
        "coordination_is_sent_once": (CoordinationMessage.objects.get(), {}),
        "coordination_says_something": (CoordinationMessage.objects.get(), {"body": ""}),
        "coordination_is_read_once": (CoordinationReceipt.objects.earliest("id"), {}),
        "one_standing_coordination_consent_per_clinic": (
            CoordinationConsent.objects.earliest("id"),
            {},
        ),
        "coordination_consent_withdrawn_at_and_by_go_together": (
            CoordinationConsent.objects.earliest("id"),
            {"withdrawn_at": AT},
        ),
    }


def of_services() -> dict[str, Try]:
    """Of case types, what clinics offer of them, and to whom it is handed out."""

    def version(**facts: Any) -> Try:
        return CaseTypeVersion.objects.filter(status="active").earliest("id"), facts

    def offering(**facts: Any) -> Try:
        return Offering.objects.earliest("id"), facts

    def handed(**facts: Any) -> Try:
        return HandOut.objects.get(), facts

    def reply(**which: Any) -> StandardReply:
        return StandardReply.objects.filter(**which).earliest("id")

    draft = CaseTypeVersion.objects.get(number=99)
    return {
        "one_case_type_per_address": (version()[0].case_type, {}),
        "case_type_version_stands_once": version(status="retired"),
        "one_draft_of_a_case_type": (draft, {"number": 100}),
        "one_version_of_a_case_type_in_use": version(number=100),
        "case_type_is_published_at_and_by_unless_a_draft": version(published_by=""),
        "case_type_promises_an_answer_within_days": version(answer_days=0),
        "case_type_takes_at_most_five_files": version(most_files=6),
        "a_clinic_offers_a_case_type_once": offering(),
        "a_paused_service_says_why": offering(state="paused", pause_words=""),
        "handed_out_once_at_a_time": handed(),
        "hand_out_revoked_at_and_by_go_together": handed(revoked_at=LATER),
        "hand_out_is_revoked_after_it_was_handed": handed(revoked_at=EARLIER, revoked_by="Maria"),
        "a_standard_reply_is_a_case_types_or_a_clinics": (
            reply(clinic__isnull=False),
            {"clinic_id": None},
        ),
        "one_standard_reply_of_a_name_at_a_clinic": (reply(clinic__isnull=False), {}),
        "one_standard_reply_of_a_name_in_a_case_type": (reply(version__isnull=False), {}),
    }


def of_sends() -> dict[str, Try]:
    """Of sends to many, and their rows."""

    def send(**facts: Any) -> Try:
        return SendRow.objects.get().send, facts

    def row(**facts: Any) -> Try:
        return SendRow.objects.get(), facts

    form = CaseTypeVersion.objects.filter(questionnaire__isnull=False).earliest("id")
    return {
        "send_ended_at_and_by_go_together": send(ended_by=""),
        "send_is_ended_when_stopped_or_done": send(state="paused"),
        "send_is_tried_while_it_is_under_way": send(try_at=AT),
        "send_with_a_form_is_a_question": send(
            form=form.questionnaire.versions.earliest("id"), is_question=False
        ),
        "one_row_per_send_and_patient": row(state="already", case_id=None),
        "row_of_a_send_is_sent_as_a_case": row(case_id=None),
        "row_of_a_send_waits_or_is_done": row(done_at=None),
    }


def of_what_is_kept() -> dict[str, Try]:
    """Of decisions to remove, and of cases that are held back."""

    def decision(**facts: Any) -> Try:
        return RetentionDecision.objects.earliest("id"), facts

    return {
        "retention_is_longer_than_a_case_can_be_reopened": decision(after_days=1),
        "retention_decision_says_where_and_by_whom": decision(reference=""),
        "case_is_held_back_once": (Preservation.objects.get(), {}),
        "preservation_released_at_and_by_go_together": (
            Preservation.objects.get(),
            {"released_at": AT},
        ),
    }

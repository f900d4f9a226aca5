"""How the addresses of conversations and of sends are built."""

import uuid
from typing import Any

from tests.architecture.ladder import MATTERS, Things
from tests.architecture.rungs.building import OWN, PATIENT, Rung, upload_in
from tests.cast import TODAY


def case_of(things: Things) -> dict[str, Any]:
    """The key of the patient's case."""
    return {"case_id": things.talk.case.pk}


def asked_of(things: Things) -> dict[str, Any]:
    """The key of the case that asks for a form."""
    return {"case_id": things.talk.asked.pk}


def question_of(things: Things) -> dict[str, Any]:
    """The key of the message by which it does."""
    return {**asked_of(things), "message_id": things.talk.question.pk}


def send_of(things: Things) -> dict[str, Any]:
    """The key of the send to the patient."""
    return {"send_id": things.talk.send.pk}


def begun_of(things: Things) -> dict[str, Any]:
    """The key of the case that is begun."""
    return {"begun_id": things.talk.begun.pk}


def answer_in(things: Things) -> dict[str, Any]:
    """What staff post to answer in part."""
    return {"body": "Hej", "intent": "partial", "_seen": things.talk.case.revision}


def entered_of(things: Things) -> dict[str, Any]:
    """The key of the case that staff have begun for the patient."""
    return {"begun_id": things.talk.entered.pk}


CASE = Rung(case_of)
BEGUN = Rung(begun_of)
ENTERED = Rung(entered_of)
QUESTION = Rung(question_of)
SEND = Rung(send_of)
FORM_PAGE = "sa-mater-du"
OLDER = Rung(asked_of, has_moved=True)
OLDER_PAGE = Rung(lambda of: {**asked_of(of), "page_id": FORM_PAGE}, has_moved=True)
COORDINATED = {"body": "Hej", "key": str(uuid.UUID(int=1))}

CASES: dict[str, Rung] = {
    "cases:inbox": OWN,
    "cases:archive": OWN,
    "cases:case": CASE,
    "cases:reply": Rung(case_of, lambda _: {"body": MATTERS, "_later": "1"}),
    "cases:file": Rung(lambda of: {**case_of(of), "file_id": of.talk.file.pk}),
    "cases:thumbnail": Rung(lambda of: {**case_of(of), "file_id": of.talk.file.pk}),
    "cases:discard": CASE,
    "cases:upload": Rung(case_of, upload_in, begins=True),
    "cases:message": Rung(lambda of: {**case_of(of), "message_id": of.talk.said.pk}),
    "cases:patient-cases": PATIENT,
    "cases:staff-forward": CASE,
    "cases:staff-merge": CASE,
    "cases:staff-message": Rung(lambda of: {**case_of(of), "message_id": of.talk.answered.pk}),
    "cases:service": Rung(lambda of: {"offering_id": of.talk.handed.pk}),
    "cases:write": Rung(lambda of: {"contact_id": of.talk.contact.pk}),
    "cases:new-questions": BEGUN,
    "cases:new-question-page": Rung(
        lambda of: {**begun_of(of), "page_id": "arendet"}, lambda _: {"a:fraga": MATTERS}
    ),
    "cases:new-review": Rung(begun_of, lambda _: {"_over": "0"}),
    "cases:new-receipt": BEGUN,
    "cases:new-discard": BEGUN,
    "cases:new-file": Rung(lambda of: {**begun_of(of), "file_id": of.talk.begun_file.pk}),
    "cases:new-upload": Rung(begun_of, upload_in, begins=True),
    "cases:staff-enter": Rung(PATIENT.parameters, lambda of: {"service": str(of.talk.handed.pk)}),
    "cases:staff-coordination": Rung(PATIENT.parameters, lambda _: COORDINATED),
    "cases:staff-new-questions": ENTERED,
    "cases:staff-new-question-page": Rung(
        lambda of: {**entered_of(of), "page_id": "fragan"}, lambda _: {"a:fraga": MATTERS}
    ),
    "cases:staff-new-review": Rung(entered_of, lambda _: {"_over": "0"}),
    "cases:staff-new-receipt": ENTERED,
    "cases:staff-new-file": Rung(lambda of: {**entered_of(of), "file_id": of.talk.entered_file.pk}),
    "cases:queue": OWN,
    "cases:distribute": Rung(fields=lambda of: {"case": str(of.talk.case.pk), "_to": "me"}),
    "cases:staff-case": CASE,
    "cases:staff-upload": Rung(case_of, upload_in, begins=True),
    "cases:staff-new-upload": Rung(entered_of, upload_in, begins=True),
    "cases:answer-upload": Rung(question_of, upload_in, begins=True),
    "cases:staff-answer": Rung(case_of, answer_in),
    "cases:staff-discard": CASE,
    "cases:staff-note": Rung(case_of, lambda _: {"body": "Ring i morgon"}),
    "cases:staff-assign": CASE,
    "cases:staff-snooze": Rung(case_of, lambda _: {"until": "2026-11-24"}),
    "cases:staff-reopen": CASE,
    "cases:staff-file": Rung(lambda of: {**case_of(of), "file_id": of.talk.sent_file.pk}),
    "cases:answer-asked": Rung(asked_of),
    "cases:answer-questions": QUESTION,
    "cases:answer-question-page": Rung(lambda of: {**question_of(of), "page_id": FORM_PAGE}),
    "cases:answer-review": Rung(question_of, lambda _: {"_over": "0"}),
    "cases:answer-receipt": QUESTION,
    "cases:answer-file": Rung(lambda of: {**question_of(of), "file_id": of.talk.asked_file.pk}),
    "cases:staff-entry": Rung(question_of, lambda _: {"told_by": "paper"}),
    "cases:staff-entry-questions": QUESTION,
    "cases:staff-entry-question-page": Rung(
        lambda of: {**question_of(of), "page_id": FORM_PAGE}, lambda _: {"_to": "later"}
    ),
    "cases:staff-entry-review": Rung(question_of, lambda _: {"_over": "0"}),
    "cases:staff-entry-receipt": QUESTION,
    "cases:staff-entry-file": Rung(lambda of: {**question_of(of), "file_id": of.talk.told_file.pk}),
    "cases:staff-entry-upload": Rung(question_of, upload_in, begins=True),
    "cases:older-form": OLDER_PAGE,
    "cases:older-told": OLDER,
    "cases:older-entry-questions": OLDER,
    "cases:older-entry": OLDER_PAGE,
    "cases:sends": OWN,
    "cases:new-send": OWN,
    "cases:saved-selections": OWN,
    "cases:send": SEND,
    "cases:change-send": SEND,
    "cases:start-send": SEND,
    "cases:pause-send": SEND,
    "cases:stop-send": SEND,
    "cases:send-result": SEND,
    "cases:send-letters": SEND,
    "cases:send-posted": Rung(send_of, lambda of: {"row": str(of.talk.asked.pk)}),
    "cases:staff-form": Rung(lambda of: {**case_of(of), "version_id": of.form_version.pk}),
    "cases:staff-record": CASE,
    "cases:staff-record-file": CASE,
    "cases:staff-deliver": Rung(case_of, lambda of: {"_seen": of.talk.case.revision}),
    "cases:staff-hold": Rung(case_of, lambda _: {"reason": "för utredning"}),
    "cases:staff-release": CASE,
    "cases:retention": Rung(
        fields=lambda _: {
            "kind": "service",
            "after_days": "730",
            "from_on": f"{TODAY}",
            "decided_by": "Nämnden",
            "reference": "HSN 1",
            "is_sure": "on",
        }
    ),
    "cases:staff-thumbnail": Rung(lambda of: {**case_of(of), "file_id": of.talk.sent_file.pk}),
}

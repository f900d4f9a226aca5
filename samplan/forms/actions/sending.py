"""Sending answers: a new unchangeable version each time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from samplan.access.acting import Acting, StaffActing
from samplan.attachments.actions import mark_sent
from samplan.audit import trail
from samplan.forms import engine
from samplan.forms.actions.saving import locked
from samplan.forms.drafts import Draft, read_draft, write_draft
from samplan.forms.models import Response, ResponseStatus, ResponseVersion
from samplan.forms.reading import file_ids_in


class NotReady(Exception):
    """Something needs to be mended first; nothing was sent."""

    def __init__(self, faults: tuple[engine.Fault, ...]) -> None:
        super().__init__("Some questions need an answer first.")
        self.faults = faults


class NothingAnswered(Exception):
    """No question is answered where some answer is needed; nothing was sent."""


class Overtaken(Exception):
    """Someone else has sent answers since the review was drawn; nothing was sent."""


@transaction.atomic
def send_response(
    response: Response,
    *,
    over: int,
    acting: Acting,
    at: datetime,
    can_be_blank: bool = False,
) -> ResponseVersion:
    """Send the draft of the acting's side as a new version.

    Answers to hidden questions are not sent. `over` is the number of the newest version that
    the sender has seen: where it is no longer the newest, Overtaken is raised. Sending the same
    answers again gives the version that is there. Raises NotReady with everything to mend, and
    NothingAnswered for a draft that says nothing, unless that is an answer too (`can_be_blank`).
    """
    held = locked(response)
    draft = _ready(read_draft(held, acting), can_be_blank=can_be_blank)
    document = _document(draft, is_first=not held.sent_number, at=at)
    latest = held.versions.filter(number=held.sent_number).first()
    if latest is not None and _content(latest.document) == _content(document):
        _settle(held, draft, acting=acting, at=at)
        return latest
    if over != held.sent_number:
        raise Overtaken
    version = _new_version(held, document, acting=acting, at=at)
    _settle(held, draft, acting=acting, at=at)
    mark_sent(file_ids_in(version), at=at)
    trail.record("response.sent", acting=acting, patient_id=held.patient_id, about=version)
    return version


def _ready(draft: Draft, *, can_be_blank: bool) -> Draft:
    """The draft, where it can be sent."""
    if faults := draft.all_faults():
        raise NotReady(faults)
    if draft.is_blank() and not can_be_blank:
        raise NothingAnswered
    return draft


def _document(draft: Draft, *, is_first: bool, at: datetime) -> dict[str, Any]:
    status = engine.ResponseStatus.COMPLETED if is_first else engine.ResponseStatus.AMENDED
    return engine.response_from_answers(draft.form, draft.answers, authored_at=at, status=status)


def _content(document: Mapping[str, Any]) -> object:
    return document.get("item", [])


def _settle(held: Response, draft: Draft, *, acting: Acting, at: datetime) -> None:
    """Keep the draft as it was sent, to change from."""
    if draft.is_unsent or draft.base != held.sent_number:
        settled = replace(draft, base=held.sent_number, is_unsent=False)
        write_draft(held, settled, acting=acting, at=at)


def _new_version(
    held: Response, document: dict[str, Any], *, acting: Acting, at: datetime
) -> ResponseVersion:
    """The answers as they are sent; the response knows that they are the newest."""
    version = ResponseVersion.objects.create(
        patient_id=held.patient_id,
        clinic_id=held.clinic_id,
        response=held,
        number=held.sent_number + 1,
        document=document,
        authored_at=at,
        author_kind=acting.kind,
        author_id=acting.actor_id,
        author_name=acting.actor_name,
        author_title=acting.actor_title,
        is_entered_by_staff=isinstance(acting, StaffActing),
    )
    held.sent_number, held.status = version.number, ResponseStatus.COMPLETED
    held.save(update_fields=["sent_number", "status"])
    return version

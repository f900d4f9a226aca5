"""What the demo world's patients have answered, through the same actions as the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.queries import self_acting
from samplan.common.dates import local
from samplan.forms import engine
from samplan.forms.actions import Seen
from samplan.forms.answering.posts import PagePost, To
from samplan.forms.drafts import read_draft
from samplan.visits.actions import mark_read, open_case, save_answers, send_answers
from samplan.visits.models import Visit

Fields = Mapping[str, tuple[str, ...]]  # by linkId, as a page posts them
DIETITIAN = "https://samplan.example/codes/profession|dietitian"


@dataclass(frozen=True)
class Reply:
    """How far a patient has come: has only opened, or has sent; and what care has done since."""

    said: Fields | None = None
    is_read: bool = False
    said_later: Fields | None = None


def reply(
    visit: Visit, given: Reply, *, nurse: StaffActing, sent_at: datetime, at: datetime
) -> None:
    """Open the visit's summons as the patient, answer, let care read, and answer again."""
    acting = _oneself(visit, sent_at)
    if visit.summons is not None:
        open_case(visit, visit.summons, acting=acting, at=sent_at)
    if given.said is not None:
        _send(visit, given.said, acting=acting, at=sent_at)
    if given.is_read:
        visit.refresh_from_db()
        mark_read(visit, number=visit.answers_number, acting=nurse, at=at)
    if given.said_later is not None:
        _send(visit, {**(given.said or {}), **given.said_later}, acting=acting, at=at)


def _oneself(visit: Visit, at: datetime) -> PatientActing:
    user_id = visit.patient.user_id
    acting = self_acting(user_id, local(at).date()) if user_id else None
    if acting is None:
        raise LookupError(visit.patient.given_name)
    return acting


def _send(visit: Visit, said: Fields, *, acting: PatientActing, at: datetime) -> None:
    visit.refresh_from_db()
    over = visit.answers_number
    response = visit.response
    if response is None:
        raise LookupError(visit.name)
    form = read_draft(response, acting).form
    posted = {engine.field_name(link_id): list(texts) for link_id, texts in said.items()}
    for page in form.pages:
        response.refresh_from_db()
        answers = engine.read_post(form, page, lambda name: posted.get(name, []))
        seen = Seen(read_draft(response, acting).digest(page), "demo")
        save_answers(visit, PagePost(page, answers, seen, to=To.NEXT), acting=acting, at=at)
    send_answers(visit, over=over, acting=acting, at=at)

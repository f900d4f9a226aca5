"""Published questionnaires and begun answers, short to write."""

import uuid
from dataclasses import dataclass
from typing import Any

from samplan.access.acting import SystemActing
from samplan.forms import engine
from samplan.forms.actions import Seen, begin_responses, save_page
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.loading import publish
from samplan.forms.models import Response
from samplan.forms.tests.questionnaires import Json, posted, questionnaire
from tests.cast import AT, Cast

SYSTEM = SystemActing("test")


@dataclass(frozen=True)
class Meeting:
    """A row of an app above, as far as forms know it."""

    pk: uuid.UUID
    patient_id: uuid.UUID
    clinic_id: uuid.UUID


def begun(cast: Cast, *items: Json) -> Response:
    """Alma's answers to a form of these items, at the heart clinic, with nothing in them."""
    version, _new = publish(
        questionnaire(*items), slug="test", owner=cast.heart, acting=SYSTEM, at=AT
    )
    meeting = Meeting(uuid.uuid4(), cast.alma.pk, cast.heart.pk)
    (response,) = begin_responses([(version, meeting)], at=AT)
    return response


def draft_of(response: Response, acting: Any) -> Draft:
    """The draft as it is stored now."""
    return read_draft(Response.objects.get(pk=response.pk), acting)


def save(
    response: Response,
    acting: Any,
    page_id: str,
    *,
    seen: Seen | None = None,
    **fields: str | list[str],
) -> Draft:
    """Save a page as a window that has just drawn it, unless `seen` says otherwise."""
    draft = draft_of(response, acting)
    page = draft.form.page(page_id)
    post = engine.read_post(draft.form, page, posted(**fields))
    known = seen or Seen(draft.digest(page), "a window")
    return save_page(response, page, post, seen=known, acting=acting, at=AT)

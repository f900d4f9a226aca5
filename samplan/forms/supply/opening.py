"""What the builder reads of a draft: all of it, or only what one change needs to know."""

import json
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.http import Http404

from samplan.access.acting import Acting
from samplan.access.compiled import compiled_untraced, one_of
from samplan.forms.building.flat import FORM, put_together
from samplan.forms.building.palette import Component, component_of
from samplan.forms.building.texts import Json, source_of
from samplan.forms.engine import Extent, surely_fits
from samplan.forms.models import QuestionnaireVersion, VersionStatus

KEPT: Final = 2_000  # items in memory
LONGEST_KEPT: Final = 5_000  # characters of one
ITEMS: Final = "SELECT link_id, content::text FROM forms_draftitem WHERE version_id = %s"
# What the newest change has changed, as it was before.
NEWEST: Final = """(
SELECT json_build_object('before', (
    SELECT step.before FROM forms_draftstep AS step
    WHERE step.version_id = forms_questionnaireversion.id ORDER BY step.revision DESC LIMIT 1
))::text)"""
# The item with all that stands in it, what it stands in itself, and how much there is in all.
ITEM: Final = """(
WITH RECURSIVE part AS (
    SELECT link_id, content, characters FROM forms_draftitem
    WHERE version_id = forms_questionnaireversion.id
), inside (link_id, content) AS (
    SELECT link_id, content FROM part WHERE link_id = %s
    UNION ALL
    SELECT part.link_id, part.content FROM inside
    CROSS JOIN jsonb_array_elements_text(inside.content -> 'item') AS name
    JOIN part ON part.link_id = name
)
SELECT json_build_object(
    'items', (SELECT json_object_agg(link_id, content) FROM inside),
    'form', (SELECT content FROM part WHERE link_id = ''),
    'holder', (SELECT json_build_array(link_id, content) FROM part WHERE content -> 'item' ? %s),
    'sums', (SELECT json_build_array(count(*),
        sum(jsonb_array_length(content -> 'enableWhen')),
        sum(jsonb_array_length(content -> 'answerOption')),
        sum(characters), bool_or(content @> '{"repeats": true, "type": "group"}')) FROM part)
)::text)"""
# What the item stands in, and the texts there: those that are hints do not count as places.
PLACE: Final = """(
SELECT json_build_object('name', holder.link_id, 'content', holder.content, 'texts', (
    SELECT json_object_agg(part.link_id, part.content) FROM forms_draftitem AS part
    WHERE part.version_id = holder.version_id AND part.content @> '{"type": "display"}'
))::text
FROM forms_draftitem AS holder
WHERE holder.version_id = forms_questionnaireversion.id AND holder.content -> 'item' ? %s
)"""


@dataclass(frozen=True)
class OpenedItem:
    """One item of a draft, read without the others; `draft` has no document.

    `form` is what the form says of itself, and `holder` what the item stands in: nothing where
    that is the form. `sums` say how much there is in all, each part counted once.
    """

    draft: QuestionnaireVersion
    item: Json
    holder: Json | None
    form: Json
    sums: Extent
    has_rows: bool

    @property
    def link_id(self) -> str:
        """Its name in the form."""
        return str(self.item["linkId"])

    @property
    def source(self) -> str:
        """The form's own language."""
        return source_of(self.form)

    @property
    def component(self) -> Component:
        """What it is in the builder."""
        return component_of(self.item, depth=int(self.holder is not None), parent=self.holder)

    def surely_fits(self, item: Json) -> bool:
        """Whether the form has room for the item in this one's place, without counting it all."""
        has_sets = "contained" in self.form  # whose answers are not among the sums
        return not has_sets and surely_fits(self.sums, item, has_rows=self.has_rows)


@dataclass(frozen=True)
class OpenedPlace:
    """What an item of a draft stands in, under its name; `texts` are the form's, by linkId."""

    draft: QuestionnaireVersion
    name: str
    holder: Json
    texts: dict[str, Json]


class OpenedDraft(NamedTuple):
    """A draft with its document, and the items of its newest change as they were before.

    `before` is None where there is no change that can be undone.
    """

    draft: QuestionnaireVersion
    before: dict[str, Json | None] | None


def opened_of_own(acting: Acting, *, form_id: uuid.UUID) -> OpenedDraft:
    """The draft of one of the organisation's own forms, whole. Raises Http404."""
    draft, read = _read(_newest(acting, form_id=form_id))
    draft.document = _put_together(draft.pk)
    return OpenedDraft(draft, read["before"])


def draft_of_own(acting: Acting, *, form_id: uuid.UUID) -> QuestionnaireVersion:
    """As `opened_of_own`, the draft alone."""
    return opened_of_own(acting, form_id=form_id).draft


def has_draft(acting: Acting, form_id: uuid.UUID) -> bool:
    """Whether one of the organisation's own forms has a draft."""
    return _own(acting, form_id).exists()


def document_of(version: QuestionnaireVersion) -> dict[str, Any]:
    """The version's document: of a draft that has not been read whole, as it stands now."""
    return dict(version.document or _put_together(version.pk))


def _put_together(version_id: uuid.UUID) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, [version_id])
        return put_together({name: _content(text) for name, text in cursor.fetchall()})


def _content(text: str) -> dict[str, Any]:
    content: dict[str, Any] = _kept(text) if len(text) <= LONGEST_KEPT else json.loads(text)
    return content


@lru_cache(maxsize=KEPT)
def _kept(text: str) -> Any:
    """What an item says, read once: at the next change almost all say what they said before.

    Many have it, so nobody may change it.
    """
    return json.loads(text)


def item_of_own(acting: Acting, *, form_id: uuid.UUID, link_id: str) -> OpenedItem:
    """One item of such a draft. Raises Http404 where either is not there."""
    draft, read = _read(_item(acting, form_id=form_id, link_id=_name(link_id)))
    if link_id == FORM or not read["items"]:
        raise Http404
    name, holder = read["holder"]
    *sums, has_rows = read["sums"]
    parts, conditions, options, characters = (each or 0 for each in sums)
    return OpenedItem(
        draft,
        put_together(read["items"], link_id),
        holder if name != FORM else None,
        read["form"],
        Extent(parts, 0, parts, conditions, options, characters),
        has_rows,
    )


def place_of_own(acting: Acting, *, form_id: uuid.UUID, link_id: str) -> OpenedPlace:
    """Where one item of such a draft stands. Raises Http404 where either is not there."""
    draft, read = _read(_place(acting, form_id=form_id, link_id=_name(link_id)))
    return OpenedPlace(draft, read["name"], read["content"], read["texts"] or {})


def _name(link_id: str) -> str:
    """The name of an item, where it can be one: to ask the database for others is a fault."""
    if "\0" in link_id:
        raise Http404
    return link_id


def _read(rows: list[QuestionnaireVersion]) -> tuple[QuestionnaireVersion, Any]:
    draft = one_of(rows)
    read = draft.__dict__["read"]
    if read is None:
        raise Http404
    return draft, json.loads(read)


@compiled_untraced
def _newest(acting: Acting, *, form_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    return _own(acting, form_id).annotate(read=_part(NEWEST))


@compiled_untraced
def _item(acting: Acting, *, form_id: uuid.UUID, link_id: str) -> QuerySet[QuestionnaireVersion]:
    return _own(acting, form_id).annotate(read=_part(ITEM, link_id, link_id))


@compiled_untraced
def _place(acting: Acting, *, form_id: uuid.UUID, link_id: str) -> QuerySet[QuestionnaireVersion]:
    return _own(acting, form_id).annotate(read=_part(PLACE, link_id))


def _part(query: str, *values: str) -> RawSQL:
    return RawSQL(query, values, TextField())  # noqa: S611  # ours, and the values apart from it


def _own(acting: Acting, form_id: uuid.UUID) -> QuerySet[QuestionnaireVersion]:
    drafts = QuestionnaireVersion.objects.filter(
        questionnaire=form_id, questionnaire__owner_id=acting.unit_id, status=VersionStatus.DRAFT
    )
    return drafts.select_related("questionnaire")

"""New drafts and their names; and what is held while forms change."""

import uuid
from datetime import datetime
from typing import Any, Final

from django.db.models import Max
from django.utils.text import slugify

from samplan.access.acting import Acting
from samplan.forms.building.flat import taken_apart
from samplan.forms.building.texts import Json
from samplan.forms.models import DraftItem, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.organisations.models import Organisation

LONGEST_SLUG: Final = 40
PLAIN: Final = str.maketrans("åäöÅÄÖéü", "aaoaaoeu")


def free_slug(title: str, owner_id: uuid.UUID) -> str:
    """A name for addresses and files that no form of the owner has yet.

    Holds the owner, so that two at once get different names.
    """
    hold_owner(owner_id)
    plain = slugify(title.translate(PLAIN))[:LONGEST_SLUG].strip("-") or "formular"
    taken = set(
        Questionnaire.objects.filter(owner_id=owner_id, slug__startswith=plain).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def hold_owner(owner_id: uuid.UUID) -> None:
    """Let nobody else give the owner a new form until the transaction ends.

    Before any of its forms is held. What only points to the owner is not kept waiting.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=owner_id)


def held(questionnaire: Questionnaire) -> Questionnaire:
    """The form as it stands now, held until the transaction ends: nobody else changes it."""
    return Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)


def made_draft(
    questionnaire: Questionnaire,
    document: Json,
    *,
    acting: Acting,
    at: datetime,
    origin_version_id: uuid.UUID | None = None,
) -> QuestionnaireVersion:
    """A new draft with this document. The caller holds the form, or has made it."""
    draft = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=next_number(questionnaire),
        title=str(document.get("title") or ""),
        status=VersionStatus.DRAFT,
        origin_version_id=origin_version_id,
        changed_at=at,
        changed_by=acting.actor_name,
    )
    put_items(draft, {**document, "status": "draft"})
    return draft


def put_items(draft: QuestionnaireVersion, document: dict[str, Any]) -> None:
    """Let the draft consist of this document and nothing else. The caller holds it."""
    draft.draft_items.all().delete()
    DraftItem.objects.bulk_create(
        DraftItem(version=draft, link_id=name, content=content)
        for name, content in taken_apart(document).items()
    )
    draft.document = document


def next_number(questionnaire: Questionnaire) -> int:
    """The number of the version to come."""
    newest = questionnaire.versions.aggregate(newest=Max("number"))["newest"]
    return int(newest or 0) + 1

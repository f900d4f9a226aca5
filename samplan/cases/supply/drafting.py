"""Drafts of case types: what is being worded and nobody can use yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import CaseType, CaseTypeVersion, Direction, StandardReply, TypeStatus
from samplan.cases.supply import policies
from samplan.forms.supply.making import LONGEST_SLUG, PLAIN, hold_owner

TEXTS: Final = ("title", "title_en", "what_for", "what_for_en", "terms", "terms_en")
RULES: Final = ("questionnaire", "answer_days", "most_files", "is_answerable", "goes_to")
CONTENT: Final = (*TEXTS, *RULES)


class Overtaken(Refused):
    """The draft has been changed since the page was drawn; what was written is kept there."""

    def __init__(self) -> None:
        super().__init__(
            _("Someone has changed the draft since you opened it. Look at theirs before you save.")
        )


@dataclass(frozen=True, kw_only=True)
class NewType:
    """What a case type begins with."""

    title: str
    direction: str = Direction.PATIENT


@transaction.atomic
def make_type(new: NewType, *, acting: StaffActing) -> CaseTypeVersion:
    """A new case type of the acting's organisation, as a draft."""
    policies.check_may_make_types(acting, acting.clinic_id)
    slug = free_slug(new.title, acting)
    case_type = CaseType.objects.create(
        owner_id=acting.clinic_id, slug=slug, direction=new.direction
    )
    draft = CaseTypeVersion.objects.create(case_type=case_type, number=1, title=new.title)
    trail.record("case_type.made", acting=acting, patient_id=None, about=case_type)
    return draft


@transaction.atomic
def begin_draft(case_type: CaseType, *, acting: Acting) -> CaseTypeVersion:
    """The case type's draft; one that begins from its newest version where there is none."""
    policies.check_may_manage(acting, case_type)
    held_type = held(case_type)
    existing = held_type.versions.filter(status=TypeStatus.DRAFT).first()
    if existing is not None:
        return existing
    newest = held_type.versions.order_by("-number").first()
    if newest is None:
        raise Refused(_("There is nothing to begin from."))
    return draft_from(newest, held_type)


def draft_from(version: CaseTypeVersion, case_type: CaseType) -> CaseTypeVersion:
    """A new draft of the case type with what the version says and its standard replies."""
    content = {name: getattr(version, name) for name in CONTENT}
    draft = CaseTypeVersion.objects.create(
        case_type=case_type, number=next_number(case_type), **content
    )
    replies = StandardReply.objects.filter(version=version).order_by("title")
    StandardReply.objects.bulk_create(
        StandardReply(version=draft, title=reply.title, body=reply.body) for reply in replies
    )
    return draft


@transaction.atomic
def change_draft(
    draft: CaseTypeVersion, content: Mapping[str, Any], *, over: int, acting: Acting
) -> CaseTypeVersion:
    """Put what the draft says and asks in place; `content` has names of CONTENT.

    `over` is the revision that the change was made on. Raises Overtaken where it is not the
    newest, and Refused where the draft has been put in use.
    """
    locked = locked_draft(draft, acting)
    if locked.revision != over:
        raise Overtaken
    for name in CONTENT:
        if name in content:
            setattr(locked, name, content[name])
    locked.revision += 1
    locked.save()
    trail.record("case_type.changed", acting=acting, patient_id=None, about=locked.case_type)
    return locked


@transaction.atomic
def discard_draft(draft: CaseTypeVersion, *, acting: Acting) -> bool:
    """Throw the draft away; False where the case type goes with it, having no other version."""
    locked = locked_draft(draft, acting)
    case_type = locked.case_type
    trail.record("case_type.discarded", acting=acting, patient_id=None, about=case_type)
    locked.delete()
    if case_type.versions.exists():
        return True
    case_type.delete()
    return False


def locked_draft(draft: CaseTypeVersion, acting: Acting) -> CaseTypeVersion:
    """The draft as it stands, held. Raises Refused where it is no draft any more, or not theirs."""
    policies.check_may_manage(acting, draft.case_type)
    held(draft.case_type)
    drafts = CaseTypeVersion.objects.filter(pk=draft.pk, status=TypeStatus.DRAFT)
    locked = drafts.select_related("case_type", "questionnaire").first()
    if locked is None:
        raise Refused(_("The draft is in use already. Change it anew."))
    return locked


def held(case_type: CaseType) -> CaseType:
    """The case type as it stands, held until the transaction ends."""
    return CaseType.objects.select_for_update(no_key=True).get(pk=case_type.pk)


def next_number(case_type: CaseType) -> int:
    """The number of the version to come."""
    return int(case_type.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1


def free_slug(title: str, acting: StaffActing) -> str:
    """A name for addresses and files that no case type of the organisation has. Holds it."""
    hold_owner(acting.clinic_id)
    plain = slugify(title.translate(PLAIN))[:LONGEST_SLUG].strip("-") or "arendetyp"
    own = CaseType.objects.filter(owner_id=acting.clinic_id, slug__startswith=plain)
    taken = set(own.values_list("slug", flat=True))
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)

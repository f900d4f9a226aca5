"""Case types as JSON files: handed out, and taken in as drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import (
    MOST_DAYS,
    MOST_FILES,
    CaseType,
    CaseTypeVersion,
    Direction,
    GoesTo,
    StandardReply,
    TypeStatus,
)
from samplan.cases.supply import policies, reach
from samplan.cases.supply.drafting import RULES, TEXTS, free_slug, next_number
from samplan.cases.supply.replies import check_variables
from samplan.common.text import BadText, clean_text
from samplan.forms.models import Questionnaire
from samplan.forms.queries import sendable_from
from samplan.forms.supply.making import hold_owner

MOST_TYPES: Final = 100  # in one file
LONGEST: Final = 10_000  # characters of a text
NAME: Final = "samplan case types"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class TakenIn:
    """What became of one case type of a file; `problem` says why it is no draft."""

    title: str
    draft: CaseTypeVersion | None
    problem: str = ""


def file_of(versions: Iterable[CaseTypeVersion]) -> dict[str, Any]:
    """The versions as a file's content, with their standard replies; forms by their names."""
    return {"file": NAME, "case_types": [_told(version) for version in versions]}


def _told(version: CaseTypeVersion) -> dict[str, Any]:
    form = version.questionnaire
    rules = {name: getattr(version, name) for name in RULES if name != "questionnaire"}
    return {
        "slug": version.case_type.slug,
        "direction": version.case_type.direction,
        **{name: getattr(version, name) for name in TEXTS},
        "questionnaire": form.slug if form else None,
        **rules,
        "replies": [
            {"title": reply.title, "body": reply.body} for reply in reach.replies_of(version)
        ],
    }


def types_in(content: Any) -> list[Json]:
    """The case types in a file's content. Raises Refused where it is another kind of file."""
    told = content.get("case_types") if isinstance(content, dict) else content
    if not isinstance(told, list) or not told or not all(isinstance(each, dict) for each in told):
        raise Refused(_("The file holds no case types. Export them again."))
    if len(told) > MOST_TYPES:
        raise Refused(_("The file holds more than %d case types.") % MOST_TYPES)
    return told


@transaction.atomic
def take_in(told: Iterable[Json], *, acting: StaffActing) -> list[TakenIn]:
    """Make a draft of each case type that can be used; the others are told of.

    One with the name (`slug`) of a case type that the organisation has becomes its draft.
    """
    policies.check_may_make_types(acting, acting.clinic_id)
    hold_owner(acting.clinic_id)
    return [_taken(each, acting) for each in told]


def _taken(told: Json, acting: StaffActing) -> TakenIn:
    title = told.get("title")
    shown = title[:200].encode(errors="replace").decode() if isinstance(title, str) else ""
    try:
        with transaction.atomic():
            return TakenIn(shown, _draft(told, acting))
    except Refused as refusal:
        return TakenIn(shown, None, str(refusal))


def _draft(told: Json, acting: StaffActing) -> CaseTypeVersion:
    texts = {name: _text(told, name) for name in TEXTS}
    if not texts["title"]:
        raise Refused(_("The case type needs a name."))
    case_type = _own(told, texts["title"], acting)
    if case_type.versions.filter(status=TypeStatus.DRAFT).exists():
        raise Refused(_("It has a draft already. Put it in use or throw it away first."))
    draft = CaseTypeVersion.objects.create(
        case_type=case_type,
        number=next_number(case_type),
        **texts,
        answer_days=_number(told, "answer_days", 1, MOST_DAYS, 2),
        most_files=_number(told, "most_files", 0, MOST_FILES, 0),
        is_answerable=told.get("is_answerable", True) is not False,
        goes_to=_choice(told, "goes_to", GoesTo.values, GoesTo.QUEUE.value),
        questionnaire=_form(told, acting),
    )
    _add_replies(told, draft)
    trail.record("case_type.imported", acting=acting, patient_id=None, about=case_type)
    return draft


def _own(told: Json, title: str, acting: StaffActing) -> CaseType:
    slug = told.get("slug")
    own = CaseType.objects.filter(
        owner_id=acting.clinic_id, slug=slug if isinstance(slug, str) else ""
    )
    direction = _choice(told, "direction", Direction.values, Direction.PATIENT.value)
    return own.first() or CaseType.objects.create(
        owner_id=acting.clinic_id, slug=free_slug(title, acting), direction=direction
    )


def _form(told: Json, acting: StaffActing) -> Questionnaire | None:
    """The form of that name that the organisation can send; one is chosen by hand where none is."""
    slug = told.get("questionnaire")
    named = sendable_from(acting.clinic_id).filter(
        questionnaire__slug=slug if isinstance(slug, str) else ""
    )
    found = named.select_related("questionnaire").first()
    return found.questionnaire if found else None


def _add_replies(told: Json, draft: CaseTypeVersion) -> None:
    replies = told.get("replies") or []
    if not isinstance(replies, list) or not all(isinstance(each, dict) for each in replies):
        raise Refused(_("The standard replies cannot be read."))
    words = {_text(each, "title"): _text(each, "body") for each in replies[:MOST_TYPES]}
    for body in words.values():
        check_variables(body)
    StandardReply.objects.bulk_create(
        StandardReply(version=draft, title=title, body=body) for title, body in words.items()
    )


def _text(told: Json, name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise Refused(_("%s is to be text.") % name)
    try:
        return clean_text(value, max_length=LONGEST, multiline=not name.startswith("title"))
    except BadText as fault:
        raise Refused(_(fault.message) % fault.params) from None


def _number(told: Json, name: str, least: int, most: int, otherwise: int) -> int:
    value = told.get(name, otherwise)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        facts = {"name": name, "least": least, "most": most}
        raise Refused(_("%(name)s is to be a number from %(least)d to %(most)d.") % facts)
    return value


def _choice(told: Json, name: str, known: list[str], otherwise: str) -> str:
    value = told.get(name, otherwise)
    if value not in known:
        facts = {"name": name, "known": ", ".join(known)}
        raise Refused(_("%(name)s is to be one of these: %(known)s.") % facts)
    return str(value)

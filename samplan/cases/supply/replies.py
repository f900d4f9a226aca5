"""Standard replies: words with variables, written once and filled in for each case."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.compiled import compiled_untraced
from samplan.access.policies import Refused
from samplan.access.together import Asked
from samplan.audit import trail
from samplan.cases.models import Case, CaseTypeVersion, StandardReply
from samplan.cases.supply import policies
from samplan.cases.supply.drafting import locked_draft
from samplan.common.text import quoted

# Swedish, as those who write the replies do.
VARIABLES: Final[dict[str, Callable[[Case, Acting], str]]] = {
    "patient": lambda case, acting: case.patient.full_name,
    "förnamn": lambda case, acting: case.patient.given_name,
    "mottagning": lambda case, acting: case.clinic.name,
    "telefon": lambda case, acting: case.clinic.phone,
    "svarar": lambda case, acting: acting.actor_name,
}
VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, kw_only=True)
class Words:
    """A reply as someone writes it."""

    title: str
    body: str


def check_variables(body: str) -> None:
    """Raise Refused, naming them and those there are, where the body has unknown variables."""
    unknown = [name for name in VARIABLE.findall(body) if name.strip() not in VARIABLES]
    rest = VARIABLE.sub("", body)
    if unknown:
        facts = {"unknown": ", ".join(map(quoted, unknown)), "known": known_variables()}
        raise Refused(_("%(unknown)s cannot be filled in. Use one of these: %(known)s.") % facts)
    if "{" in rest or "}" in rest:
        raise Refused(_("A brace stands alone. Variables stand between two, as {patient}."))


def known_variables() -> str:
    """Every variable as it is written."""
    return ", ".join(f"{{{name}}}" for name in VARIABLES)


def filled(reply: StandardReply, case: Case, acting: Acting) -> str:
    """The reply's body with what the variables stand for in the case; one that is unknown stays.

    Asks with the case's patient and clinic at hand.
    """

    def fill(found: re.Match[str]) -> str:
        value = VARIABLES.get(found[1].strip())
        return value(case, acting) if value else found[0]

    return VARIABLE.sub(fill, reply.body)


def replies_for(acting: StaffActing, case: Case) -> Asked[StandardReply]:
    """The standard replies that an answer in the case can begin with, for `by_title`."""
    return _replies.asked(acting, clinic_id=case.clinic_id, version_id=case.type_version_id)


@compiled_untraced
def _replies(
    _acting: StaffActing, *, clinic_id: uuid.UUID, version_id: uuid.UUID | None
) -> QuerySet[StandardReply]:
    own = Q(clinic_id=clinic_id)
    if version_id is not None:
        own |= Q(version_id=version_id)
    return StandardReply.objects.filter(own).order_by("id")


def by_title(replies: Iterable[StandardReply]) -> list[StandardReply]:
    """Whatever letters they begin with, great and small alike."""
    return sorted(replies, key=lambda reply: reply.title.casefold())


@transaction.atomic
def add_reply(words: Words, *, draft: CaseTypeVersion | None, acting: StaffActing) -> StandardReply:
    """A reply more: the draft's, else the acting's clinic's. Raises Refused where the title is
    taken or a variable unknown."""
    reply = StandardReply()
    if draft is None:
        policies.check_may_make_types(acting, acting.clinic_id)
        reply.clinic_id = acting.clinic_id
    else:
        reply.version = locked_draft(draft, acting)
    return _put(reply, words, acting)


@transaction.atomic
def change_reply(reply: StandardReply, words: Words, *, acting: StaffActing) -> StandardReply:
    """Other words in it. Raises as `add_reply`, and where its case type is in use."""
    _check_may_change(reply, acting)
    return _put(reply, words, acting)


@transaction.atomic
def remove_reply(reply: StandardReply, *, acting: StaffActing) -> None:
    """Throw a reply away. Raises Refused where its case type is in use."""
    _check_may_change(reply, acting)
    trail.record("reply.removed", acting=acting, patient_id=None, about=reply)
    reply.delete()


def _check_may_change(reply: StandardReply, acting: StaffActing) -> None:
    if reply.version is not None:
        locked_draft(reply.version, acting)
    elif reply.clinic_id is not None:
        policies.check_may_make_types(acting, reply.clinic_id)


def _put(reply: StandardReply, words: Words, acting: StaffActing) -> StandardReply:
    check_variables(words.body)
    reply.title, reply.body = words.title, words.body
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError:
        raise Refused(_("There is a standard reply with that name already.")) from None
    trail.record("reply.saved", acting=acting, patient_id=None, about=reply)
    return reply

"""Following a form from above, or copying it; taking what is new; and parting from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.text import quoted
from samplan.forms import usage
from samplan.forms.building.differences import Difference, differences
from samplan.forms.building.own_questions import PlaceGone, own_in, unmarked, with_own
from samplan.forms.building.texts import Json
from samplan.forms.models import Bond, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply import policies, reach
from samplan.forms.supply.making import free_slug, held, made_draft, next_number, put_items
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import put_in_use


class CannotFollow(Refused):
    """Own questions stand at places that the new version does not name."""


@dataclass(frozen=True)
class Proposal:
    """A newer version of what is followed, what is different in it, and when it comes by itself."""

    version: QuestionnaireVersion
    since: QuestionnaireVersion
    differences: list[Difference]

    @property
    def comes_on(self) -> date | None:
        """The day when it is taken without anyone's doing."""
        return self.version.followed_on


@transaction.atomic
def subscribe(version: QuestionnaireVersion, *, acting: StaffActing, at: datetime) -> Questionnaire:
    """Follow the version's form: new versions are told of, and come by themselves on their day.

    What the organisation has that sends the form from above sends its own from now on. Raises
    Refused where the form is not to be had, or is followed already.
    """
    origin = _offered(version, acting)
    slug = free_slug(origin.slug, acting.clinic_id)
    is_followed = Questionnaire.objects.filter(
        owner_id=acting.clinic_id, origin=origin, bond=Bond.SUBSCRIBED
    )
    if is_followed.exists():
        raise Refused(_("You follow this form already."))
    own = _own(version, Bond.SUBSCRIBED, slug, acting)
    _publish(own, version, acting=acting, at=at)
    trail.record("form.subscribed", acting=acting, patient_id=None, about=own)
    for use in usage.uses():
        use.repoint(origin.pk, own.pk, acting=acting)
    return own


@transaction.atomic
def copy(version: QuestionnaireVersion, *, acting: StaffActing, at: datetime) -> Questionnaire:
    """Begin a form of one's own from the version; its origin is remembered. Raises Refused."""
    slug = free_slug(_offered(version, acting).slug, acting.clinic_id)
    own = _own(version, Bond.COPIED, slug, acting)
    document = own_document(own, version)
    made_draft(own, document, origin_version_id=version.pk, acting=acting, at=at)
    trail.record("form.copied", acting=acting, patient_id=None, about=own)
    return own


def proposal_for(questionnaire: Questionnaire) -> Proposal | None:
    """What is new in the form that is followed; None where one is up to date or follows none.

    What is not to be seen from here any more is no news.
    """
    if not questionnaire.is_subscribed:
        return None
    since = _newest_taken(questionnaire)
    newest = reach.newest_followed(questionnaire)
    if since is None or newest is None or since.pk == newest.pk:
        return None
    return Proposal(newest, since, differences(since.document, newest.document))


@transaction.atomic
def take(
    questionnaire: Questionnaire, version: QuestionnaireVersion, *, acting: Acting, at: datetime
) -> QuestionnaireVersion:
    """Take the version of what is followed, with one's own questions at their places.

    Answers already begun stay on their version. Taking it twice is once. Raises Refused where the
    version is not the newest, and CannotFollow where a place is gone.
    """
    policies.check_may_manage(acting, questionnaire)
    locked = held(questionnaire)
    if not locked.is_subscribed or version.questionnaire_id != locked.origin_id:
        raise Refused(_("The form does not follow this one."))
    active = locked.versions.filter(status=VersionStatus.ACTIVE).first()
    if active is not None and active.origin_version_id == version.pk:
        return active
    if version != reach.newest_followed(locked):
        raise Refused(_("There is a newer version. Here is what is new in it."))
    taken = _publish(locked, version, acting=acting, at=at)
    _bring_draft_along(locked, version)
    trail.record("form.taken", acting=acting, patient_id=None, about=taken)
    return taken


@transaction.atomic
def part(questionnaire: Questionnaire, *, acting: Acting) -> Questionnaire:
    """Stop following: the form stays as it is, as a copy with a life of its own."""
    policies.check_may_manage(acting, questionnaire)
    locked = held(questionnaire)
    if not locked.is_subscribed:
        raise Refused(_("The form does not follow any other."))
    locked.bond, locked.own_groups = Bond.COPIED, []
    locked.save(update_fields=["bond", "own_groups"])
    trail.record("form.parted", acting=acting, patient_id=None, about=locked)
    return locked


def _bring_draft_along(own: Questionnaire, version: QuestionnaireVersion) -> None:
    """A draft of own questions goes on from the version that was just taken."""
    draft = own.versions.filter(status=VersionStatus.DRAFT).first()
    if draft is None:
        return
    document = _with_own(own_document(own, version), own_in(document_of(draft)))
    put_items(draft, {**document, "status": "draft"})
    draft.steps.all().delete()
    own.versions.filter(pk=draft.pk).update(
        title=str(document.get("title", "")),
        number=next_number(own),
        origin_version=version,
        revision=draft.revision + 1,
    )


def _offered(version: QuestionnaireVersion, acting: StaffActing) -> Questionnaire:
    policies.check_may_make_forms(acting, acting.clinic_id)
    if not reach.from_above(acting.clinic_id).filter(pk=version.pk).exists():
        raise Refused(_("The form is not there for you to take."))
    return version.questionnaire


def _own(
    version: QuestionnaireVersion, bond: Bond, slug: str, acting: StaffActing
) -> Questionnaire:
    own = Questionnaire.objects.create(
        owner_id=acting.clinic_id, slug=slug, bond=bond, origin=version.questionnaire
    )
    own.url = f"urn:uuid:{own.pk}"
    own.save(update_fields=["url"])
    return own


def own_document(own: Questionnaire, version: QuestionnaireVersion) -> dict[str, Any]:
    """The version's document under the own form's name, saying what it is derived from.

    What the origin's owner has asked more at its own places is part of what is followed.
    """
    document = unmarked(version.document)
    canonical = "|".join(part for part in (document.get("url"), document.get("version")) if part)
    derived = {"derivedFrom": [canonical]} if canonical else {}
    return {**document, "url": own.url, **derived}


def _publish(
    own: Questionnaire, version: QuestionnaireVersion, *, acting: Acting, at: datetime
) -> QuestionnaireVersion:
    taken = QuestionnaireVersion(questionnaire=own, number=next_number(own), origin_version=version)
    groups = {group["place"]: group["items"] for group in own.own_groups}
    document = _with_own(own_document(own, version), groups)
    facts = {"status": "active", "version": str(taken.number)}
    put_in_use(taken, {**document, **facts}, acting=acting, at=at)
    return taken


def _with_own(document: Json, own: Mapping[str, list[Json]]) -> dict[str, Any]:
    try:
        return with_own(document, own)
    except PlaceGone as gone:
        sentence = _("The new version has no place called %s, where your own questions stand.")
        raise CannotFollow(sentence % ", ".join(quoted(name) for name in gone.places)) from None


def _newest_taken(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The origin's version that the newest published own version was made from."""
    newest = reach.published_of(questionnaire).select_related("origin_version").first()
    return newest.origin_version if newest else None

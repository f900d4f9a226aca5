"""Publishing questionnaires from documents."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.forms.models import LONGEST_ADDRESS, Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.making import hold_owner, next_number
from samplan.forms.supply.publishing import NotUsable, digest_of, put_in_use
from samplan.organisations.models import Organisation


class NotAQuestionnaire(Exception):
    """The document cannot be used; the message names each place that is in the way."""


def publish_file(
    path: Path, *, owner: Organisation, acting: Acting, at: datetime
) -> tuple[QuestionnaireVersion, bool]:
    """Publish the file under its own name. See `publish`."""
    try:
        document = json.loads(path.read_bytes())
    except OSError as fault:
        raise NotAQuestionnaire(f"The file cannot be read: {fault.strerror}.") from None
    except (ValueError, RecursionError):
        raise NotAQuestionnaire("The file is not JSON. Export it again as FHIR JSON.") from None
    return publish(document, slug=path.stem[:50], owner=owner, acting=acting, at=at)


@transaction.atomic
def publish(
    document: Any, *, slug: str, owner: Organisation, acting: Acting, at: datetime
) -> tuple[QuestionnaireVersion, bool]:
    """Make a version of the owner's questionnaire `slug` and put it in use.

    A document equal to the version in use changes nothing (the second value is then False).
    Answers already begun keep their version. Raises NotAQuestionnaire with every path that the
    engine cannot do.
    """
    hold_owner(owner.pk)
    questionnaire = _named(slug, owner)
    active = questionnaire.versions.filter(status=VersionStatus.ACTIVE).first()
    if active is not None and active.digest == digest_of(document):
        return active, False
    version = QuestionnaireVersion(questionnaire=questionnaire, number=next_number(questionnaire))
    try:
        form = put_in_use(version, document, acting=acting, at=at)
    except NotUsable as refusal:
        lines = "\n".join(f"- {each.path}: {each.sentence}" for each in refusal.problems)
        raise NotAQuestionnaire(f"The questionnaire cannot be used:\n{lines}") from None
    _keep_address(questionnaire, form.url or "")
    trail.record("form.published", acting=acting, patient_id=None, about=version)
    return version, True


def _named(slug: str, owner: Organisation) -> Questionnaire:
    """The owner's form of that name, held, and made where there is none."""
    forms = Questionnaire.objects.select_for_update().filter(owner=owner, slug=slug)
    return forms.first() or Questionnaire.objects.create(owner=owner, slug=slug)


def _keep_address(questionnaire: Questionnaire, address: str) -> None:
    """Give a form that has no address that of its document."""
    if questionnaire.url or not address:
        return
    if len(address.encode()) > LONGEST_ADDRESS:
        raise NotAQuestionnaire(f"The address (url) is longer than {LONGEST_ADDRESS} characters.")
    same = Questionnaire.objects.filter(owner_id=questionnaire.owner_id, url=address).first()
    if same is not None:
        raise NotAQuestionnaire(f"The form {same.slug} has the same address (url) already.")
    questionnaire.url = address
    questionnaire.save(update_fields=["url"])

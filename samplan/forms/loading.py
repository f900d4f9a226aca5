"""Publishing questionnaires from documents."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samplan.access.acting import Acting
from samplan.audit import trail
from samplan.forms.models import Questionnaire, QuestionnaireVersion, VersionStatus
from samplan.forms.supply.drafting import next_number
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
    questionnaire, _made = Questionnaire.objects.get_or_create(
        owner=owner, slug=slug, defaults={"url": _address(document)}
    )
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    active = questionnaire.versions.filter(status=VersionStatus.ACTIVE).first()
    if active is not None and active.digest == digest_of(document):
        return active, False
    version = QuestionnaireVersion(questionnaire=questionnaire, number=next_number(questionnaire))
    try:
        put_in_use(version, document, acting=acting, at=at)
    except NotUsable as refusal:
        lines = "\n".join(f"- {each.path}: {each.sentence}" for each in refusal.problems)
        raise NotAQuestionnaire(f"The questionnaire cannot be used:\n{lines}") from None
    trail.record("form.published", acting=acting, patient_id=None, about=version)
    return version, True


def _address(document: Any) -> str:
    return str(document.get("url") or "") if isinstance(document, dict) else ""

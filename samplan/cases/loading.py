"""Case types of a file, published for an organisation: the national templates that ship."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from samplan.access.acting import SystemActing
from samplan.cases.models import CaseType, CaseTypeVersion, TypeStatus
from samplan.cases.supply.drafting import next_number
from samplan.cases.supply.publishing import put_in_use
from samplan.forms.models import Questionnaire
from samplan.organisations.models import Organisation

LIBRARY = Path(__file__).parent / "library"
FIELDS = (
    *("title", "title_en", "what_for", "what_for_en", "terms", "terms_en"),
    *("answer_days", "most_files", "is_answerable", "goes_to"),
)


def read_types(path: Path) -> list[dict[str, Any]]:
    """What the file says, a dictionary for each case type."""
    told: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return told


@transaction.atomic
def publish_type(
    told: Mapping[str, Any], *, owner: Organisation, acting: SystemActing, at: datetime
) -> tuple[CaseTypeVersion, bool]:
    """The owner's case type in use as `told`, and whether that made a new version.

    Raises KeyError where it names a form that the owner does not have.
    """
    case_type, _is_new = CaseType.objects.get_or_create(
        owner=owner, slug=told["slug"], defaults={"direction": told["direction"]}
    )
    wanted = {name: told[name] for name in FIELDS if name in told}
    wanted["questionnaire"] = _form(told.get("questionnaire"), owner)
    in_use = case_type.versions.filter(status=TypeStatus.ACTIVE).first()
    if in_use is not None and all(getattr(in_use, name) == value for name, value in wanted.items()):
        return in_use, False
    version = CaseTypeVersion(case_type=case_type, number=next_number(case_type), **wanted)
    put_in_use(version, acting=acting, at=at)
    return version, True


def _form(slug: str | None, owner: Organisation) -> Questionnaire | None:
    if slug is None:
        return None
    found = Questionnaire.objects.filter(owner=owner, slug=slug).first()
    if found is None:
        raise KeyError(slug)
    return found

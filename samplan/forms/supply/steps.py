"""A change of a draft together with the step that undoes it, in one statement.

The old document is copied where it stands: to send that of a long form to the database and back
takes longer than all else in a change.
"""

import json
from typing import Final

from django.db import connection
from psycopg.types.json import Jsonb

from samplan.forms.building.texts import Json as Document
from samplan.forms.models import QuestionnaireVersion

KEPT_STEPS: Final = 100
# A step that goes on with the sitting of the newest one is none of its own.
CHANGE: Final = """
WITH kept AS (
    INSERT INTO forms_draftstep (version_id, sitting, revision, title, document, made_at, made_by)
    SELECT id, %(sitting)s, revision, title, document, %(at)s, %(by)s
    FROM forms_questionnaireversion WHERE id = %(draft)s AND %(sitting)s IS DISTINCT FROM (
        SELECT nullif(sitting, '') FROM forms_draftstep WHERE version_id = %(draft)s
        ORDER BY revision DESC LIMIT 1)
    RETURNING version_id, revision
), gone AS (
    DELETE FROM forms_draftstep AS step USING kept
    WHERE step.version_id = kept.version_id AND step.revision <= kept.revision - %(most)s
)
UPDATE forms_questionnaireversion SET document = {document}, title = %(title)s,
    revision = %(revision)s, changed_at = %(at)s, changed_by = %(by)s
WHERE id = %(draft)s
"""
WHOLE: Final = CHANGE.format(document="%(part)s")
PART: Final = CHANGE.format(document="jsonb_set(document, %(place)s::text[], %(part)s)")


def save_with_step(draft: QuestionnaireVersion, before: Document, sitting: str) -> None:
    """Save a changed draft, which the caller holds, and keep what it was before as a step.

    Changes of one `sitting` after each other are one step; none where it is empty. Only the part
    that has changed is sent.
    """
    place, part = changed_part(before, draft.document)
    facts = {
        "draft": draft.pk,
        "sitting": sitting,
        "place": place,
        "part": Jsonb(part),
        "title": draft.title,
        "revision": draft.revision,
        "at": draft.changed_at,
        "by": draft.changed_by,
        "most": KEPT_STEPS,
    }
    with connection.cursor() as cursor:
        cursor.execute(PART if place else WHOLE, facts)


def changed_part(before: object, after: object) -> tuple[list[str], object]:
    """Where the smallest part stands that holds all that differs, and what stands there now.

    Keys and numbers of the way to it from the whole, which is no way at all.
    """
    place: list[str] = []
    while differing := _one_differing(before, after):
        key, before, after = differing
        place.append(key)
    return place, after


def _one_differing(before: object, after: object) -> tuple[str, object, object] | None:
    """The one thing in both that is not the same in them; None where it is not one."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        pairs = [(key, before[key], after[key]) for key in before]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = list(zip(map(str, range(len(before))), before, after, strict=True))
    else:
        return None
    differing = [pair for pair in pairs if not _is_same(pair[1], pair[2])]
    return differing[0] if len(differing) == 1 else None


def _is_same(one: object, other: object) -> bool:
    """As JSON: to Python, True is 1 and 1 is 1.0."""
    return one is other or (one == other and json.dumps(one) == json.dumps(other))

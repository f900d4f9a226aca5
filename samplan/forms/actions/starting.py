"""Beginning answers."""

from collections.abc import Sequence
from datetime import datetime

from samplan.access.owned import OwnedThing
from samplan.forms.models import QuestionnaireVersion, Response


def begin_responses(
    begun: Sequence[tuple[QuestionnaireVersion, OwnedThing]], *, at: datetime
) -> list[Response]:
    """Begin answers to each version, about a patient's row, in one statement.

    The version stays the same for these answers, whatever is published later. The caller's log
    covers it.
    """
    responses = [
        Response(
            patient_id=about.patient_id,
            clinic_id=about.clinic_id,
            version=version,
            changed_at=at,
            subject_kind=type(about).__name__.lower(),
            subject_id=str(about.pk),
        )
        for version, about in begun
    ]
    return Response.objects.bulk_create(responses)

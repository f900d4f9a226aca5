"""Beginning answers."""

from datetime import datetime

from django.db import transaction

from samplan.access.owned import OwnedThing
from samplan.forms.models import Questionnaire, QuestionnaireVersion, Response, VersionStatus


@transaction.atomic
def start_response(questionnaire: Questionnaire, *, about: OwnedThing, at: datetime) -> Response:
    """Begin answers to the questionnaire's published version, about a patient's row.

    The version stays the same for these answers, whatever is published later. The caller's log
    covers it. Raises QuestionnaireVersion.DoesNotExist where nothing is published.
    """
    version = QuestionnaireVersion.objects.get(
        questionnaire=questionnaire, status=VersionStatus.ACTIVE
    )
    return Response.objects.create(
        patient_id=about.patient_id,
        clinic_id=about.clinic_id,
        version=version,
        changed_at=at,
        subject_kind=type(about).__name__.lower(),
        subject_id=str(about.pk),
    )

"""Questionnaires with immutable versions; responses with a version for each sending."""

from samplan.forms.models.drafts import DraftItem, DraftStep
from samplan.forms.models.questionnaires import (
    LONGEST_ADDRESS,
    Bond,
    Questionnaire,
    QuestionnaireVersion,
    VersionStatus,
)
from samplan.forms.models.responses import (
    Response,
    ResponseQuerySet,
    ResponseStatus,
    ResponseVersion,
    ResponseVersionQuerySet,
)

__all__ = [
    "LONGEST_ADDRESS",
    "Bond",
    "DraftItem",
    "DraftStep",
    "Questionnaire",
    "QuestionnaireVersion",
    "Response",
    "ResponseQuerySet",
    "ResponseStatus",
    "ResponseVersion",
    "ResponseVersionQuerySet",
    "VersionStatus",
]

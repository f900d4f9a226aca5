"""Loaded forms, kept in memory: a version never changes once it is published."""

import uuid
from functools import lru_cache

from samplan.forms import engine
from samplan.forms.models import QuestionnaireVersion

KEPT_FORMS = 200


@lru_cache(maxsize=KEPT_FORMS)
def _loaded(_key: uuid.UUID, _digest: str, version: "_ByIdentity") -> engine.Form:
    return engine.load(version.document)


class _ByIdentity:
    """A document that does not take part in the cache's key."""

    def __init__(self, document: object) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity)

    def __hash__(self) -> int:
        return 0


def form_of(version: QuestionnaireVersion, language: str) -> engine.Form:
    """The form of a version in `language`, or in its source language where that is missing."""
    form = _loaded(version.pk, version.digest, _ByIdentity(version.document))
    return form.in_language(language)

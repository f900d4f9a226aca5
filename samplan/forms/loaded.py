"""Loaded forms, kept in memory: a version never changes once it is published, nor does a revision
of a draft."""

import uuid
from functools import lru_cache

from django.utils.translation import get_language

from samplan.forms import engine
from samplan.forms.building.previewing import drawable
from samplan.forms.models import QuestionnaireVersion

KEPT_FORMS = 200
KEPT_DRAFTS = 20


class _Beside:
    """A version that does not take part in the cache's key; its document may be deferred."""

    def __init__(self, version: QuestionnaireVersion) -> None:
        self.version = version

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Beside)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=KEPT_FORMS)
def _loaded(_key: uuid.UUID, _digest: str, beside: _Beside) -> engine.Form:
    return engine.load(beside.version.document)


@lru_cache(maxsize=KEPT_FORMS)
def _spoken(key: uuid.UUID, digest: str, language: str, beside: _Beside) -> engine.Form:
    form = _loaded(key, digest, beside)
    return form.in_language(language or form.language)


def form_of(version: QuestionnaireVersion, language: str = "") -> engine.Form:
    """The form of a version in `language`, or in its source language where that is missing.

    The document is read only the first time: queries may defer it.
    """
    return _spoken(version.pk, version.digest, language, _Beside(version))


@lru_cache(maxsize=KEPT_DRAFTS)
def _built(_key: uuid.UUID, _revision: int, _language: str, beside: _Beside) -> engine.Form:
    return engine.load(drawable(beside.version.document))


def form_being_built(draft: QuestionnaireVersion) -> engine.Form:
    """The form of a draft, with something in the place of what is missing.

    Raises UnsupportedForm where it cannot be drawn even so.
    """
    return _built(draft.pk, draft.revision, get_language() or "sv", _Beside(draft))

"""Words in several languages, as FHIR's translation extension keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from samplan.forms.engine.extensions import TRANSLATION

Json: TypeAlias = Mapping[str, Any]
SOURCE = "sv"  # of forms that do not say
OTHER = "en"  # what a form is translated to


def source_of(document: Json) -> str:
    """The language that the form is written in."""
    return str(document.get("language") or SOURCE).partition("-")[0]


def words_of(node: Json, language: str, source: str, *, key: str = "text") -> str:
    """The words in the language; empty where there are none of its own."""
    if language == source:
        return str(node.get(key) or "")
    for extension in _extensions(node, key):
        if extension.get("url") == TRANSLATION:
            parts = extension.get("extension", ())
            if _said(parts, "lang", "valueCode").partition("-")[0] == language:
                return _said(parts, "content", "valueString", "valueMarkdown")
    return ""


def with_words(
    node: Json, words: str, language: str, source: str, *, key: str = "text"
) -> dict[str, Any]:
    """The node with other words in one language; empty words take the language away.

    Marks (markdown, HTML) of words that change are dropped: they would say the old thing.
    """
    changed = dict(node)
    if words == words_of(node, language, source, key=key):
        return changed
    if language == source:
        changed.pop(key, None)
        if words:
            changed[key] = words
        extensions = [each for each in _extensions(node, key) if each.get("url") == TRANSLATION]
    else:
        extensions = [each for each in _extensions(node, key) if _language(each) != language]
        extensions += [_translation(words, language)] if words else []
    return _with_extensions(changed, key, extensions)


def _extensions(node: Json, key: str) -> Sequence[Json]:
    found = node.get(f"_{key}")
    extensions: Sequence[Json] = found.get("extension", ()) if isinstance(found, dict) else ()
    return extensions


def _language(extension: Json) -> str:
    """The language of a translation; empty for other extensions."""
    is_translation = extension.get("url") == TRANSLATION
    parts = extension.get("extension", ()) if is_translation else ()
    return _said(parts, "lang", "valueCode").partition("-")[0]


def _said(parts: Iterable[Json], url: str, *keys: str) -> str:
    """What the first part of that name that says anything says, under one of the keys."""
    for part in parts:
        if part.get("url") == url:
            for key in keys:
                if said := part.get(key):
                    return str(said)
    return ""


def _translation(words: str, language: str) -> dict[str, Any]:
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words}]
    return {"url": TRANSLATION, "extension": parts}


def _with_extensions(node: dict[str, Any], key: str, extensions: list[Json]) -> dict[str, Any]:
    beside = dict(node.pop(f"_{key}", None) or {})
    beside.pop("extension", None)
    if extensions:
        beside["extension"] = extensions
    if beside:
        node[f"_{key}"] = beside
    return node

"""What a form says about itself: its name, what it is for, and how clinics use it."""

from dataclasses import dataclass
from typing import Any

from samplan.forms.building.editing import Words, with_words_of
from samplan.forms.building.texts import OTHER, Json, source_of, words_of
from samplan.forms.engine.extensions import INSTRUCTION, PATIENTS, PERFORMER, SCORE_FOR

LANGUAGE, CONTENT = "lang", "content"


@dataclass(frozen=True)
class Presentation:
    """The settings of a form; `score_for` is "patient", "care", "both" or empty.

    `is_for_care`: care answers it itself, and it is never sent.
    """

    title: Words
    description: Words
    instruction: Words
    score_for: str = ""
    is_for_care: bool = False


def presentation_of(document: Json) -> Presentation:
    """The form's own."""
    source = source_of(document)
    title, description = (
        Words(
            words_of(document, source, source, key=key), words_of(document, OTHER, source, key=key)
        )
        for key in ("title", "description")
    )
    said = dict(_instructions(document))
    instruction = Words(said.get(source, ""), said.get(OTHER, "") if source != OTHER else "")
    is_for_care = _is_for_care(document)
    return Presentation(title, description, instruction, _score_for(document), is_for_care)


def with_presentation(document: Json, presentation: Presentation) -> dict[str, Any]:
    """The form with another presentation."""
    source = source_of(document)
    changed = with_words_of(document, presentation.title, source, key="title")
    changed = with_words_of(changed, presentation.description, source, key="description")
    replaced = {source, OTHER}
    kept = [
        each
        for each in document.get("extension", ())
        if each.get("url") != SCORE_FOR
        and not (each.get("url") == INSTRUCTION and _part(each, LANGUAGE) in replaced)
    ]
    words = {OTHER: presentation.instruction.english, source: presentation.instruction.own}
    kept += [_instruction(language, said) for language, said in words.items() if said]
    if presentation.score_for:
        kept.append({"url": SCORE_FOR, "valueCode": presentation.score_for})
    if presentation.is_for_care != _is_for_care(document):
        kept = [each for each in kept if each.get("url") != PERFORMER]
        kept += (
            [{"url": PERFORMER, "valueCode": "Practitioner"}] if presentation.is_for_care else []
        )
    changed.pop("extension", None)
    return {**changed, "extension": kept} if kept else changed


def _instructions(document: Json) -> list[tuple[str, str]]:
    return [
        (_part(each, LANGUAGE), _part(each, CONTENT))
        for each in document.get("extension", ())
        if each.get("url") == INSTRUCTION
    ]


def _part(extension: Json, url: str) -> str:
    for part in extension.get("extension", ()):
        if part.get("url") == url:
            return str(part.get("valueCode") or part.get("valueMarkdown") or "")
    return ""


def _instruction(language: str, words: str) -> dict[str, Any]:
    parts = [{"url": LANGUAGE, "valueCode": language}, {"url": CONTENT, "valueMarkdown": words}]
    return {"url": INSTRUCTION, "extension": parts}


def _score_for(document: Json) -> str:
    found = (each for each in document.get("extension", ()) if each.get("url") == SCORE_FOR)
    return next((str(each.get("valueCode") or "") for each in found), "")


def _is_for_care(document: Json) -> bool:
    extensions = document.get("extension", ())
    said = {each.get("valueCode") for each in extensions if each.get("url") == PERFORMER}
    return bool(said) and PATIENTS.isdisjoint(said)

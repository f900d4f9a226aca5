"""Questionnaires and posts for tests, short to write."""

from collections.abc import Callable
from typing import Any

from samplan.forms.engine import Form, load

Json = dict[str, Any]

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def questionnaire(*items: Json, **more: Any) -> Json:
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "language": "sv",
        "url": "https://samplan.example/Questionnaire/test",
        "version": "1.0.0",
        "item": list(items),
        **more,
    }


def item(link_id: str, kind: str = "string", **more: Any) -> Json:
    return {"linkId": link_id, "type": kind, "text": f"Text {link_id}", **more}


def group(link_id: str, *items: Json, **more: Any) -> Json:
    return item(link_id, "group", item=list(items), **more)


def choice(link_id: str, *codes: str, kind: str = "choice", **more: Any) -> Json:
    options = [{"valueCoding": {"system": "s", "code": code}} for code in codes]
    return item(link_id, kind, answerOption=options, **more)


def hint(link_id: str, **more: Any) -> Json:
    control = {
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"code": "help"}]},
    }
    return item(link_id, "display", extension=[control], **more)


def when(question: str, operator: str = "=", **answer: Any) -> Json:
    return {"question": question, "operator": operator, **answer}


def in_english(content: str) -> Json:
    parts = [{"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": content}]
    return {"extension": [{"url": TRANSLATION, "extension": parts}]}


def form_of(*items: Json, **more: Any) -> Form:
    return load(questionnaire(*items, **more))


def posted(**fields: str | list[str]) -> Callable[[str], list[str]]:
    """A getlist over fields named by linkId, with `__` for the dot before a part."""
    named = {f"a:{name.replace('__', '.')}": value for name, value in fields.items()}

    def getlist(name: str) -> list[str]:
        value = named.get(name, [])
        return [value] if isinstance(value, str) else value

    return getlist


def extension(url: str, **value: Any) -> Json:
    """One extension of FHIR's or SDC's base, by the end of its name."""
    base = "http://hl7.org/fhir/StructureDefinition/"
    sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
    whole = url if "://" in url else f"{sdc if url.startswith('sdc-') else base}{url}"
    return {"url": whole, **value}


def unit(code: str, url: str = "questionnaire-unit") -> Json:
    """The extension for a unit of measure."""
    coding = {"system": "http://unitsofmeasure.org", "code": code, "display": code}
    return extension(url, valueCoding=coding)


def control(code: str) -> Json:
    """The extension that says how an item wishes to be drawn."""
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return extension("questionnaire-itemControl", valueCodeableConcept={"coding": [coding]})

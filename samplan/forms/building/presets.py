"""Items that come ready-made: what people measure, whom they wish to meet, consent, scales."""

from dataclasses import dataclass
from typing import Any, Final

from samplan.attachments.models import MOST_FILES
from samplan.forms.building.texts import OTHER, SOURCE, Json, with_words
from samplan.forms.engine import extensions as ext
from samplan.forms.reading import OTHER_PROFESSION, QUESTION_CODES, WISHED_PROFESSION

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
CONTROLS: Final = "http://hl7.org/fhir/questionnaire-item-control"
OWN_OPTIONS: Final = "https://samplan.example/codes/option"
PROFESSIONS: Final = "https://samplan.example/codes/profession"

UCUM_CODES: Final = {  # of what people write; other words are their own code
    **{unit: unit for unit in ("kg", "g", "cm", "m", "mm", "ml", "h", "min", "%", "mmol/l", "mol")},
    "mmHg": "mm[Hg]",
    "°C": "Cel",
    "l": "L",
    "dl": "dL",
    "år": "a",
    "dagar": "d",
    "timmar": "h",
    "minuter": "min",
}


def unit_of(words: str) -> dict[str, Any]:
    """A unit as people write it, as FHIR's Coding: UCUM's where it is one of those known here."""
    code = UCUM_CODES.get(words)
    system = {} if code is None else {"system": UCUM}
    return {**system, "code": code or words, "display": words}


@dataclass(frozen=True)
class Quantity:
    """How something is measured: its names, LOINC code, unit and sensible limits."""

    swedish: str
    english: str
    loinc: str
    unit: str
    shown: str
    least: int
    most: int
    is_whole: bool = True


SYSTOLIC = Quantity(
    "Övertryck", "Upper blood pressure", "8480-6", "mm[Hg]", "mmHg", 50, 300
)  # fmt: skip
DIASTOLIC = Quantity("Undertryck", "Lower blood pressure", "8462-4", "mm[Hg]", "mmHg", 20, 200)
QUANTITIES: Final = {
    "pulse": Quantity("Puls", "Pulse", "8867-4", "/min", "slag/min", 20, 250),
    "weight": Quantity("Vikt", "Weight", "29463-7", "kg", "kg", 1, 400, is_whole=False),
    "temperature": Quantity(
        "Temperatur", "Temperature", "8310-5", "Cel", "°C", 30, 45, is_whole=False
    ),
    "glucose": Quantity(
        "Blodsocker", "Blood sugar", "15074-8", "mmol/L", "mmol/l", 0, 60, is_whole=False
    ),
}
PROFESSION_NAMES: Final = (
    ("counsellor", "Kurator", "Counsellor"),
    ("dietitian", "Dietist", "Dietitian"),
    ("tobacco-cessation", "Tobaksavvänjare", "Tobacco cessation adviser"),
    ("physiotherapist", "Fysioterapeut", "Physiotherapist"),
    ("other", "Någon annan", "Someone else"),
)


def control(code: str) -> dict[str, Any]:
    """FHIR's way to say how an item is drawn."""
    coding = {"system": CONTROLS, "code": code}
    return {"url": ext.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}


def hint(link_id: str, part: str) -> dict[str, Any]:
    """A text that is drawn as a part of what it stands in."""
    return {"linkId": link_id, "type": "display", "extension": [control(part)]}


def named(item: Json, swedish: str, english: str) -> dict[str, Any]:
    """The item with its words in both languages."""
    return with_words(with_words(item, swedish, SOURCE, SOURCE), english, OTHER, SOURCE)


def measured(link_id: str, quantity: Quantity) -> dict[str, Any]:
    """A number that is measured, with its unit, its limits and its code."""
    unit = {"system": UCUM, "code": quantity.unit, "display": quantity.shown}
    item = {
        "linkId": link_id,
        "type": "integer" if quantity.is_whole else "decimal",
        "code": [{"system": LOINC, "code": quantity.loinc}],
        "extension": [
            {"url": ext.UNIT, "valueCoding": unit},
            {"url": ext.MIN_VALUE, "valueInteger": quantity.least},
            {"url": ext.MAX_VALUE, "valueInteger": quantity.most},
        ],
    }
    return named(item, quantity.swedish, quantity.english)


def pressure(link_id: str) -> dict[str, Any]:
    parts = (
        ("over", SYSTOLIC),
        ("under", DIASTOLIC),
        ("puls", QUANTITIES["pulse"]),
    )
    items = [measured(f"{link_id}-{name}", quantity) for name, quantity in parts]
    group = {"linkId": link_id, "type": "group", "item": items}
    return named(group, "Blodtryck", "Blood pressure")


def profession(link_id: str) -> list[dict[str, Any]]:
    """Whom one wishes to meet, and in own words who else: the clinic sees it as a wish."""
    options = [
        {"valueCoding": option(code, swedish, english, system=PROFESSIONS)}
        for code, swedish, english in PROFESSION_NAMES
    ]
    wish = {
        "linkId": link_id,
        "type": "choice",
        "repeats": True,
        "code": [{"system": QUESTION_CODES, "code": WISHED_PROFESSION}],
        "answerOption": options,
    }
    asked = named(
        wish, "Vill du träffa någon mer i vården?", "Would you like to meet someone else in care?"
    )
    return [asked, _other_profession(link_id)]


def _other_profession(asked: str) -> dict[str, Any]:
    """In own words, where one wishes to meet someone else than those listed."""
    is_other = {"system": PROFESSIONS, "code": "other"}
    item = {
        "linkId": f"{asked}-annan",
        "type": "string",
        "code": [{"system": QUESTION_CODES, "code": OTHER_PROFESSION}],
        "enableWhen": [{"question": asked, "operator": "=", "answerCoding": is_other}],
    }
    return named(item, "Vem vill du träffa?", "Whom would you like to meet?")


def option(code: str, swedish: str, english: str, *, system: str = OWN_OPTIONS) -> dict[str, Any]:
    """An answer to choose, as FHIR's Coding."""
    coding: dict[str, Any] = {"system": system, "code": code}
    source = with_words(coding, swedish, SOURCE, SOURCE, key="display")
    return with_words(source, english, OTHER, SOURCE, key="display")


def consent(link_id: str) -> dict[str, Any]:
    item = {
        "linkId": link_id,
        "type": "boolean",
        "required": True,
        "code": [{"system": QUESTION_CODES, "code": "consent"}],
    }
    return named(item, "Samtycker du till detta?", "Do you consent to this?")


def scale(link_id: str) -> dict[str, Any]:
    return {
        "linkId": link_id,
        "type": "integer",
        "extension": [
            control("slider"),
            {"url": ext.MIN_VALUE, "valueInteger": 0},
            {"url": ext.MAX_VALUE, "valueInteger": 10},
        ],
    }


def table(link_id: str) -> dict[str, Any]:
    """Questions with the same answers to choose: to begin with one, without words."""
    return {
        "linkId": link_id,
        "type": "group",
        "extension": [control("gtable")],
        "item": [{"linkId": f"{link_id}-rad-1", "type": "choice"}],
    }


def files(link_id: str) -> dict[str, Any]:
    """A question that is answered by files."""
    return {
        "linkId": link_id,
        "type": "attachment",
        "repeats": True,
        "extension": [{"url": ext.MAX_OCCURS, "valueInteger": MOST_FILES}],
    }

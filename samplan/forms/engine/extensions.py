"""The FHIR and SDC extensions: which are read where, and which change meaning.

Those that change meaning and are not read are refused, for ignoring them would ask, check or hide
something else than intended. The others are noted, or left alone where nothing is lost.
"""

from collections.abc import Mapping
from enum import StrEnum

BASE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
OWN = "https://samplan.example/fhir/StructureDefinition/"

TRANSLATION = f"{BASE}translation"
ITEM_CONTROL = f"{BASE}questionnaire-itemControl"
ENTRY_FORMAT = f"{BASE}entryFormat"
MIN_VALUE = f"{BASE}minValue"
MAX_VALUE = f"{BASE}maxValue"
MIN_QUANTITY = f"{SDC}sdc-questionnaire-minQuantity"
MAX_QUANTITY = f"{SDC}sdc-questionnaire-maxQuantity"
MIN_LENGTH = f"{BASE}minLength"
MAX_DECIMALS = f"{BASE}maxDecimalPlaces"
MIN_OCCURS = f"{BASE}questionnaire-minOccurs"
MAX_OCCURS = f"{BASE}questionnaire-maxOccurs"
REGEX = f"{BASE}regex"
UNIT = f"{BASE}questionnaire-unit"
UNIT_OPTION = f"{BASE}questionnaire-unitOption"
HIDDEN = f"{BASE}questionnaire-hidden"
ORIENTATION = f"{BASE}questionnaire-choiceOrientation"
SLIDER_STEP = f"{BASE}questionnaire-sliderStepValue"
ANSWER_EXPRESSION = f"{SDC}sdc-questionnaire-answerExpression"
CALCULATED = f"{SDC}sdc-questionnaire-calculatedExpression"
INITIAL = f"{SDC}sdc-questionnaire-initialExpression"
ENABLE = f"{SDC}sdc-questionnaire-enableWhenExpression"
LAUNCH_CONTEXT = f"{SDC}sdc-questionnaire-launchContext"
VARIABLE = f"{BASE}variable"
COLLAPSIBLE = f"{SDC}sdc-questionnaire-collapsible"
EXCLUSIVE = f"{BASE}questionnaire-optionExclusive"
OPTION_PREFIX = f"{BASE}questionnaire-optionPrefix"
MARKDOWN = f"{BASE}rendering-markdown"
XHTML = f"{BASE}rendering-xhtml"
PERFORMER = f"{SDC}sdc-questionnaire-performerType"
SCORE_FOR = f"{OWN}score-shown-to"
INSTRUCTION = f"{OWN}clinic-instruction"
PLACE = f"{OWN}own-questions-after"
OWN_QUESTION = f"{OWN}own-question-at"
SCORES = (
    f"{BASE}ordinalValue",
    f"{BASE}itemWeight",
    f"{BASE}codesystem-ordinalValue",
    f"{BASE}valueset-ordinalValue",
)

# Of https://hl7.org/fhir/uv/sdc, questionnaire-performer-type, and those of them that are sent to.
PATIENTS = frozenset({"Patient", "RelatedPerson"})
PERFORMERS = PATIENTS | {"Device", "Organization", "Practitioner", "PractitionerRole"}


class Role(StrEnum):
    """What carries an extension."""

    FORM = "form"
    ITEM = "item"
    OPTION = "option"
    TEXT = "text"
    OTHER = "other"


_READ: Mapping[Role, frozenset[str]] = {
    Role.FORM: frozenset({SCORE_FOR, VARIABLE, LAUNCH_CONTEXT, INSTRUCTION, PERFORMER}),
    Role.ITEM: frozenset(
        {ITEM_CONTROL, ENTRY_FORMAT, MIN_VALUE, MAX_VALUE, MIN_QUANTITY, MAX_QUANTITY}
        | {MIN_LENGTH, MAX_DECIMALS, MIN_OCCURS, MAX_OCCURS, REGEX, UNIT, UNIT_OPTION, HIDDEN}
        | {ORIENTATION, SLIDER_STEP, COLLAPSIBLE, SCORE_FOR, CALCULATED, INITIAL, ENABLE, PLACE}
        | {OWN_QUESTION, ANSWER_EXPRESSION}
    ),
    Role.OPTION: frozenset({EXCLUSIVE, OPTION_PREFIX, *SCORES}),
    Role.TEXT: frozenset({TRANSLATION, MARKDOWN, XHTML}),
    Role.OTHER: frozenset(),
}

_LOOKS_ONLY = frozenset(
    SDC + name
    for name in (
        "sdc-questionnaire-assembledFrom",
        "sdc-questionnaire-choiceColumn",
        "sdc-questionnaire-columnCount",
        "sdc-questionnaire-endpoint",
        "sdc-questionnaire-itemAnswerMedia",
        "sdc-questionnaire-itemMedia",
        "sdc-questionnaire-keyboard",
        "sdc-questionnaire-openLabel",
        "sdc-questionnaire-optionalDisplay",
        "sdc-questionnaire-performerType",
        "sdc-questionnaire-preferredTerminologyServer",
        "sdc-questionnaire-shortText",
        "sdc-questionnaire-width",
    )
)

_CHANGES_MEANING = frozenset(
    BASE + name
    for name in (
        "cqf-calculatedValue",
        "cqf-expression",
        "cqf-initialValue",
        "cqf-library",
        "maxDecimalPlaces",
        "maxSize",
        "maxValue",
        "mimeType",
        "minLength",
        "minValue",
        "questionnaire-constraint",
        "questionnaire-hidden",
        "questionnaire-maxOccurs",
        "questionnaire-minOccurs",
        "questionnaire-optionExclusive",
        "questionnaire-optionRestriction",
        "questionnaire-signatureRequired",
        "questionnaire-unit",
        "questionnaire-unitOption",
        "questionnaire-unitValueSet",
        "questionnaire-usageMode",
        "regex",
        "targetConstraint",
        "variable",
    )
)


def is_read(url: str, role: Role) -> bool:
    """Whether the engine does what the extension says, where it stands."""
    return url in _READ[role]


def changes_meaning(url: str) -> bool:
    """Whether ignoring the extension would ask, check or hide something else than intended."""
    if url.startswith(SDC):
        return url not in _LOOKS_ONLY and url != COLLAPSIBLE
    return url in _CHANGES_MEANING


def only_looks(url: str) -> bool:
    """Whether a person would see that the extension is not followed."""
    return url in _LOOKS_ONLY or url in (ORIENTATION, COLLAPSIBLE, ITEM_CONTROL, MARKDOWN, XHTML)

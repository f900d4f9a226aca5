"""Which FHIR extensions the engine reads, and which it must refuse because they change meaning.

All others are harmless: hints on looks, notes to designers, terminology servers.
"""

BASE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"

TRANSLATION = f"{BASE}translation"
ITEM_CONTROL = f"{BASE}questionnaire-itemControl"
ENTRY_FORMAT = f"{BASE}entryFormat"

_HARMLESS_SDC = frozenset(
    SDC + name
    for name in (
        "sdc-questionnaire-assembledFrom",
        "sdc-questionnaire-choiceColumn",
        "sdc-questionnaire-collapsible",
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


def changes_meaning(url: str) -> bool:
    """Whether ignoring the extension would ask, check or hide something else than intended."""
    if url.startswith(SDC):
        return url not in _HARMLESS_SDC
    return url in _CHANGES_MEANING

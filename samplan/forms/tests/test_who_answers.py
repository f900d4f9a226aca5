"""Who answers a form: said in the form, and the same to the engine and to the database."""

from typing import Any

import pytest

from samplan.access.acting import SystemActing
from samplan.forms.building.presentation import presentation_of, with_presentation
from samplan.forms.engine import Flaw, UnsupportedForm, load
from samplan.forms.engine.extensions import PERFORMER
from samplan.forms.loading import publish
from samplan.forms.queries import asks_patients, sendable_from
from samplan.forms.tests.questionnaires import item, questionnaire
from tests.cast import AT, Cast


def asked_of(*performers: str, **more: Any) -> Any:
    said = [{"url": PERFORMER, "valueCode": performer} for performer in performers]
    document = questionnaire(item("a"), title="Frågor", **more)
    return {**document, "extension": said} if said else document


@pytest.mark.parametrize(
    ("performers", "is_for_patients"),
    [
        ((), True),
        (("Patient",), True),
        (("RelatedPerson",), True),
        (("Practitioner", "Patient"), True),
        (("Practitioner",), False),
        (("PractitionerRole", "Organization"), False),
    ],
)
def test_the_engine_and_the_database_agree(
    cast: Cast, performers: tuple[str, ...], *, is_for_patients: bool
):
    document = asked_of(*performers)
    version, _is_new = publish(
        document, slug="x", owner=cast.heart, acting=SystemActing("test"), at=AT
    )
    form = load(document)
    assert form.asks_patients == is_for_patients
    assert form.source.notes == ()
    assert asks_patients(version.questionnaire_id) == is_for_patients
    assert (version in sendable_from(cast.heart.pk)) == is_for_patients
    assert presentation_of(document).is_for_care != is_for_patients


def test_another_extension_says_nothing_about_who_answers(cast: Cast):
    document = questionnaire(item("a"), extension=[{"url": "urn:x", "valueCode": "Practitioner"}])
    publish(document, slug="x", owner=cast.heart, acting=SystemActing("test"), at=AT)
    assert sendable_from(cast.heart.pk).count() == 1


def test_a_type_that_nobody_is_of_is_refused():
    with pytest.raises(UnsupportedForm) as refusal:
        load(asked_of("Nurse"))
    assert [problem.code for problem in refusal.value.problems] == [Flaw.BAD_CODE]


def test_what_a_file_says_stays_until_it_is_changed():
    document = asked_of("PractitionerRole", "Organization")
    whole = presentation_of(document)
    assert with_presentation(document, whole) == document

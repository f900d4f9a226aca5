"""Every table of patients' data has its patient, its one entrance, and keys led by the patient."""

from collections.abc import Iterable, Iterator

import pytest
from django.db import models
from django.db.models import UniqueConstraint
from django.test.utils import isolate_apps

from samplan.access.acting import Acting
from samplan.access.owned import PatientOwned, PatientOwnedQuerySet
from tests.architecture.test_layers import ours

# Rows that decide what is reached cannot be reached through what they decide.
NOT_OWNED = {
    "access.CareRelation": "is what lets a clinic reach the patient",
    "access.Approval": "is what lets a patient reach a clinic's services",
    "access.Guardianship": "is what lets a guardian act for the patient",
    "access.DigitalConsent": "belongs to the patient alone, to no clinic",
    "attachments.FilesHeld": "counts what all clinics hold of the patient",
    "notifications.Preference": "belongs to the person alone, to no clinic",
    "notifications.Device": "belongs to the person alone, to no clinic",
    "notifications.AddressProof": "belongs to the person alone, to no clinic",
    "shortcuts.Shortcut": "belongs to the patient alone, to no clinic",
    "shortcuts.ChosenClinic": "belongs to the patient alone: no clinic sees who has chosen it",
}
# Unique without the patient: true over all patients, or keyed by a clinic or a resource.
UNIQUE_WITHOUT_PATIENT = {
    "notifications.Device.endpoint": "one browser in the whole world",
    "notifications.Delivery.message_id": "an identity of its own in the world's mail",
    "visits.Visit.one_visit_per_source": "keyed by the clinic whose form or list it came from",
}


def test_every_table_of_patients_data_keeps_the_rule():
    assert breaches(ours()) == []


def test_the_exempt_are_still_there():
    labels = {model._meta.label for model in ours()}
    assert set(NOT_OWNED) <= labels
    assert {name.rpartition(".")[0] for name in UNIQUE_WITHOUT_PATIENT} <= labels


class PlantedQuerySet(PatientOwnedQuerySet):
    """A queryset of the right sort."""


@isolate_apps("samplan.plans")
def test_a_good_table_passes():
    class Good(PatientOwned):
        name = models.TextField()
        objects = PlantedQuerySet.as_manager()

        class Meta:
            app_label = "plans"
            constraints = [UniqueConstraint(fields=["patient", "name"], name="good")]

        @classmethod
        def within(cls, acting: Acting) -> PlantedQuerySet:
            return cls.objects.within(acting)

    assert breaches([Good]) == []


@isolate_apps("samplan.plans")
@pytest.mark.parametrize("number", range(5))
def test_a_planted_breach_is_seen(number: int):
    class Loose(models.Model):
        patient = models.ForeignKey("patients.Patient", models.PROTECT, related_name="+")

        class Meta:
            app_label = "plans"

    class Closed(PatientOwned):
        objects = PlantedQuerySet.as_manager()

        class Meta:
            app_label = "plans"

    class Plain(PatientOwned):
        class Meta:
            app_label = "plans"

        @classmethod
        def within(cls, acting: Acting) -> object:
            return cls.objects.all()

    class Numbered(PatientOwned):
        number = models.IntegerField(unique=True)
        patient = models.ForeignKey(
            "patients.Patient", models.PROTECT, related_name="+", db_index=False
        )
        objects = PlantedQuerySet.as_manager()
        within = Plain.within

        class Meta:
            app_label = "plans"

    expected = [
        (Loose, "is not PatientOwned"),
        (Closed, "has no entrance within(acting)"),
        (Plain, "has a manager of another sort"),
        (Numbered, "is unique without the patient: number"),
        (Numbered, "has no index led by the patient"),
    ]
    model, fault = expected[number]
    assert f"{model._meta.label} {fault}" in breaches([model])


def breaches(checked: Iterable[type[models.Model]]) -> list[str]:
    """What tables with a `patient` lack, a sentence each."""
    return [
        f"{model._meta.label} {fault}"
        for model in checked
        if any(key.name == "patient" and key.is_relation for key in model._meta.local_fields)
        for fault in faults_of(model)
    ]


def faults_of(model: type[models.Model]) -> Iterator[str]:
    label = model._meta.label
    if label not in NOT_OWNED:
        if not issubclass(model, PatientOwned):
            yield "is not PatientOwned"
        if not callable(getattr(model, "within", None)):
            yield "has no entrance within(acting)"
        if not isinstance(model._default_manager.all(), PatientOwnedQuerySet):
            yield "has a manager of another sort"
    for name in loose_keys(model):
        if f"{label}.{name}" not in UNIQUE_WITHOUT_PATIENT:
            yield f"is unique without the patient: {name}"
    if "patient" not in leading_fields(model):
        yield "has no index led by the patient"


def loose_keys(model: type[models.Model]) -> Iterator[str]:
    """Names of unique fields and constraints without the patient."""
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key and not field.one_to_one:
            yield field.name
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and "patient" not in constraint.fields:
            yield constraint.name


def leading_fields(model: type[models.Model]) -> set[str]:
    """What the model's indexes begin with."""
    unique = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    listed = {each.fields[0] for each in [*model._meta.indexes, *unique] if each.fields}
    return listed | {field.name for field in model._meta.local_fields if field.db_index}

"""Queries asked together find what each would find alone, in one statement."""

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import DecimalField, F, OuterRef, Value
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from samplan.access.compiled import compiled, compiled_untraced
from samplan.access.models import CareRelation
from samplan.access.together import together
from samplan.audit import trail
from samplan.organisations.models import Assignment, StaffMember

pytestmark = pytest.mark.django_db


@compiled
def relations(acting, *, clinic_id):
    own = Assignment.objects.filter(organisation_id=OuterRef("clinic_id")).order_by("id")
    named = ArraySubquery(own.values(json=JSONObject(role="role", begins="starts_on")))
    found = CareRelation.objects.filter(clinic_id=clinic_id).select_related("clinic", "patient")
    return found.annotate(posts=named).order_by("-began_at", "-pk")


@compiled_untraced
def people(acting, *, word: str):
    return StaffMember.objects.exclude(title=word).exclude(title="100 %s'").order_by("family_name")


def both(acting):
    return relations.asked(acting, clinic_id=acting.clinic_id), people.asked(acting, word="'%s")


def test_together_they_find_what_each_finds_alone(cast):
    for acting in (cast.acting(cast.maria), cast.acting(cast.petra)):
        found, named = both(acting)
        with CaptureQueriesContext(connection) as caught:
            together(found, named)
            (own, others) = found.rows(), named.rows()
        assert len(caught) == 1
        alone = relations(acting, clinic_id=acting.clinic_id)
        assert told(own) == told(alone)
        assert told(others) == told(people(acting, word="'%s"))
        built = relations.__wrapped__(acting, clinic_id=acting.clinic_id)
        assert told(alone) == told(built)  # as the ORM itself makes them
    assert told(relations(cast.acting(cast.maria), clinic_id=cast.heart.pk))


def told(rows):
    """All that a row and those that it refers to hold."""
    return [
        [
            {name: value for name, value in one.__dict__.items() if name != "_state"}
            for one in (each, *each._state.fields_cache.values())
        ]
        for each in rows
    ]


def test_one_that_finds_nothing_gives_nothing(cast):
    found, named = both(cast.acting(cast.stig))
    found.values["clinic_id"] = cast.stig.pk
    together(found, named)
    assert found.rows() == []
    assert named.rows()


def test_to_ask_together_leaves_the_mark_that_patient_data_was_reached_for(cast):
    with trail.gathered() as gathered:
        together(*both(cast.acting(cast.maria)))
    assert gathered.has_touched


def test_what_json_would_tell_otherwise_is_refused(cast):
    @compiled
    def priced(acting):
        return CareRelation.objects.annotate(price=Value(1, DecimalField()), now=F("began_at"))

    with pytest.raises(ValueError, match="cannot be asked for"):
        together(priced.asked(cast.acting(cast.maria)))

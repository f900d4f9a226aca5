"""Compiled queries give to each acting what the queryset itself would, and no other's."""

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from samplan.access.compiled import compiled, compiled_by_value, compiled_untraced, one_of
from samplan.access.models import CareRelation
from samplan.audit import trail
from samplan.organisations.models import StaffMember
from samplan.patients.models import Patient
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@compiled
def relations(acting, *, since: datetime | None):
    found = CareRelation.objects.filter(patient_id=acting.patient_id).select_related("clinic")
    return (found if since is None else found.filter(began_at__gte=since)).order_by("pk")


@compiled
def oneself(acting):
    return StaffMember.objects.filter(pk=acting.staff_id)


def test_each_acting_gets_their_own_and_refers_to_their_clinics(cast):
    for patient in (cast.alma, cast.cleo, cast.alma):
        acting = cast.acting(patient) if patient != cast.cleo else cast.bo_for_cleo()
        found = relations(acting, since=None)
        assert {each.patient_id for each in found} == {patient.pk}
        assert found == list(CareRelation.objects.filter(patient=patient).order_by("pk"))
        with CaptureQueriesContext(connection) as caught:
            assert all(each.clinic.name for each in found)
        assert not caught


def test_whatever_of_the_acting_a_query_uses_is_taken_anew(cast):
    """Not only the patient and the clinic: one nurse's key must not stay for the next."""
    assert oneself(cast.acting(cast.maria)) == [cast.maria.staff]
    assert oneself(cast.acting(cast.petra)) == [cast.petra.staff]


@compiled_by_value
def oneself_by_value(acting):
    return StaffMember.objects.filter(pk=acting.staff_id).order_by("-pk")


def test_what_is_planned_by_value_is_never_prepared_and_what_is_not_goes_on_to_be(cast):
    acting = cast.acting(cast.maria)
    for _turn in range(8):
        assert oneself_by_value(acting) == [cast.maria.staff]
        oneself(acting)
    read = 'FROM "organisations_staffmember" WHERE "organisations_staffmember"."id" = $1'
    assert is_prepared(f"%{read}")
    assert not is_prepared(f"%{read} ORDER BY%")


def is_prepared(statement: str) -> bool:
    """The connection has prepared one that is LIKE `statement`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [statement]
        )
        return bool(cursor.fetchone()[0])


def test_values_are_taken_anew_and_absent_ones_have_a_query_of_their_own(cast):
    acting = cast.acting(cast.alma)
    everything = relations(acting, since=None)
    assert everything
    assert relations(acting, since=AT + timedelta(days=5000)) == []
    assert relations(acting, since=AT - timedelta(days=5000)) == everything


def test_a_query_that_reckons_with_its_values_is_refused(cast):
    @compiled
    def later(acting, *, since: datetime):
        return CareRelation.objects.filter(began_at__gte=since + timedelta(days=1))

    with pytest.raises(ValueError, match="does more"):
        later(cast.acting(cast.alma), since=AT)


def test_a_query_that_branches_on_its_values_is_refused(cast):
    @compiled
    def some(acting, *, word: str):
        found = CareRelation.objects.filter(clinic__name=word)
        return found.filter(ended_at=None) if word < "stand-in 2" else found

    with pytest.raises(ValueError, match="branch"):
        some(cast.acting(cast.alma), word="Hjärtmottagningen")


@pytest.mark.parametrize("value", [True, [1], 1.5])
def test_what_cannot_be_a_value_is_refused(cast, value):
    @compiled
    def some(acting, *, value):
        return CareRelation.objects.filter(patient_id=value)

    with pytest.raises(TypeError):
        some(cast.acting(cast.alma), value=value)


def test_running_one_leaves_the_mark_that_patient_data_was_reached_for(cast):
    acting = cast.acting(cast.alma)
    relations(acting, since=None)
    with trail.gathered() as gathered:
        relations(acting, since=None)
    assert gathered.has_touched


def test_days_and_words_are_values_too(cast):
    @compiled
    def some(acting, *, day: date, word: str, key: uuid.UUID):
        return CareRelation.objects.filter(began_at__date=day, clinic__name=word, pk=key)

    found = CareRelation.objects.filter(patient=cast.alma).select_related("clinic").first()
    values = {"day": found.began_at.date(), "word": found.clinic.name, "key": found.pk}
    acting = cast.acting(cast.alma)
    assert some(acting, **values) == [found]
    assert some(acting, **values | {"word": "%s'"}) == []
    assert some(replace(acting, patient_name="%s"), **values) == [found]


def test_none_within_reach_is_not_found():
    with pytest.raises(Http404):
        one_of([])


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("role", "handler", "local_administrator"),
        ("organisation_kind", "clinic", "region"),
        ("has_others", False, True),
    ],
)
def test_a_query_may_branch_on_what_the_acting_is(cast, name, first, second):
    """The first acting's branch must not stay for the next one."""

    @compiled
    def some(acting):
        found = StaffMember.objects.filter(pk=acting.staff_id)
        return found.filter(title="") if getattr(acting, name) == first else found

    maria = cast.acting(cast.maria)
    for _turn in range(2):
        assert some(replace(maria, **{name: first})) == []
        assert some(replace(maria, **{name: second})) == [cast.maria.staff]


def test_a_patients_flags_have_queries_of_their_own(cast):
    @compiled
    def some(acting):
        found = CareRelation.objects.filter(patient_id=acting.patient_id)
        return found if acting.has_others else found.filter(ended_at=AT)

    alma = cast.acting(cast.alma)
    assert some(alma) == []
    assert some(replace(alma, has_others=True))


BREACHES = {
    "equal": lambda acting, word: acting.clinic_id == uuid.UUID(int=1),
    "another": lambda acting, word: acting.staff_id != acting.assignment_id,
    "among": lambda acting, word: acting.actor_name in ["Maria", "Petra"],
    "before": lambda acting, word: acting.actor_name < "N",
    "empty": lambda acting, word: not acting.actor_title,
    "value": lambda acting, word: word == "Hjärtmottagningen",
    "beginning": lambda acting, word: word.startswith("Hjärt"),
}


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
def test_to_branch_on_whose_keys_and_words_they_are_is_refused(cast, breach):
    @compiled
    def some(acting, *, word: str):
        found = StaffMember.objects.filter(pk=acting.staff_id, given_name=word)
        return found.filter(title="") if breach(acting, word) else found

    with pytest.raises(ValueError, match="branch"):
        some(cast.acting(cast.maria), word="Maria")


def test_a_value_that_the_query_leaves_out_is_refused(cast):
    @compiled
    def some(acting, *, word: str):
        return StaffMember.objects.filter(pk=acting.staff_id)

    with pytest.raises(ValueError, match="does not put"):
        some(cast.acting(cast.maria), word="Maria")


def test_words_made_of_the_actings_own_are_refused(cast):
    """They would stay in the query for whoever comes next."""

    @compiled
    def some(acting):
        return StaffMember.objects.filter(pk=acting.staff_id, given_name=f"{acting.actor_name}!")

    with pytest.raises(ValueError, match="does more"):
        some(cast.acting(cast.maria))


@pytest.mark.parametrize("since", [AT, AT.date(), 7, uuid.UUID(int=1)])
def test_to_branch_on_a_value_is_refused_whatever_it_is(cast, since):
    @compiled
    def some(acting, *, since):
        found = StaffMember.objects.filter(pk=acting.staff_id)
        return found if since == 1 else found.filter(pk=since)

    with pytest.raises(ValueError, match="branch"):
        some(cast.acting(cast.maria), since=since)


def test_what_is_no_patients_needs_no_trace(cast):
    @compiled_untraced
    def oneself_again(acting):
        return StaffMember.objects.filter(pk=acting.staff_id)

    with trail.gathered() as gathered:
        assert oneself_again(cast.acting(cast.maria)) == [cast.maria.staff]
    gathered.check()


@pytest.mark.parametrize("model", [CareRelation, Patient])
def test_what_is_a_patients_is_not_read_without_a_trace(cast, model):
    @compiled_untraced
    def secretly(acting):
        return model.objects.all()

    for _time in range(2):
        with pytest.raises(ValueError, match="trace"):
            secretly(cast.acting(cast.maria))


@pytest.mark.parametrize("turned", [str.lower, str.upper, str.strip, str.casefold])
def test_words_are_not_turned_before_they_are_put_in(cast: Cast, turned) -> None:
    @compiled_untraced
    def some(_acting, *, word: str):
        return StaffMember.objects.filter(given_name=turned(word))

    with pytest.raises(ValueError, match="does not put|does more"):
        some(cast.acting(cast.maria), word="Maria")


def test_no_set_and_no_mapping_is_asked_about_a_value(cast: Cast) -> None:
    @compiled_untraced
    def by_set(acting):
        mine = {cast.maria.staff_id}
        return StaffMember.objects.filter(pk=acting.staff_id, is_x=acting.staff_id in mine)

    @compiled_untraced
    def by_mapping(_acting, *, word: str):
        order = {"a": "family_name"}.get(word, "given_name")
        return StaffMember.objects.filter(given_name=word).order_by(order)

    with pytest.raises(ValueError, match="may not branch"):
        by_set(cast.acting(cast.maria))
    with pytest.raises(ValueError, match="may not branch"):
        by_mapping(cast.acting(cast.maria), word="a")

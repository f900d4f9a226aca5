"""The gates list and guard by one evaluator, which says what its rules say in plain Python."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.access.models import Approval
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.actions import Start
from samplan.cases.gates import services_of
from samplan.cases.models import HandOut, Offering, OfferingState, OpensTo
from samplan.cases.tests.world import make_offering
from samplan.common.dates import age_on
from samplan.common.identity import IdentityKind, make_test_identity_number
from samplan.organisations.models import ServiceArea
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, Cast, browser_of

REGIONS = ("", "SE2321000000-0001", "SE-ANNAN")
PLACES = ("", "Norrby", "norrby", "Söderby")
BIRTHDAYS = (date(1955, 4, 12), date(2008, 2, 29), date(2008, 11, 23), date(2008, 11, 24))
DAYS = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))

areas = some.fixed_dictionaries(
    {
        "region": some.booleans(),
        "municipality": some.sampled_from(PLACES),
        "sex": some.sampled_from(("", "male", "female")),
        "age_from": some.sampled_from((None, 0, 18, 71)),
        "age_to": some.sampled_from((None, 71, 17, 100)),
    }
).filter(
    lambda area: None in (area["age_from"], area["age_to"]) or area["age_to"] >= area["age_from"]
)
rights = some.none() | some.tuples(some.sampled_from(DAYS), some.booleans())  # until, ended
worlds = some.fixed_dictionaries(
    {
        "born_on": some.sampled_from(BIRTHDAYS),
        "index": some.integers(4, 7),
        "is_reserve": some.booleans(),
        "home_region": some.sampled_from(REGIONS),
        "municipality": some.sampled_from(PLACES),
        "areas": some.lists(areas, max_size=2),
        "approval": rights,
        "hand_out": rights,
        "opens_to": some.sampled_from(list(OpensTo)),
        "state": some.sampled_from(list(OfferingState)),
        "on": some.sampled_from((TODAY, date(2026, 2, 27), date(2026, 2, 28), date(2028, 2, 28))),
    }
)


@given(world=worlds)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_listed_is_what_is_let_through_and_what_the_rules_say(cast: Cast, world):
    offering = Offering.objects.first() or make_offering(cast)
    _make(cast, offering, world)
    acting = cast.acting(cast.carl)
    on = world["on"]
    listed = offering in set(services_of(acting, cast.carl.pk, on=on))
    assert listed == _is_open(Patient.objects.get(pk=cast.carl.pk), world)
    assert listed == _is_let_through(cast, offering, acting, on)


def _make(cast: Cast, offering: Offering, world) -> None:
    for model in (Approval, HandOut, ServiceArea):
        model.objects.all().delete()
    number = make_test_identity_number(world["born_on"], world["index"])
    kind = "reserve" if world["is_reserve"] else IdentityKind.PERSONNUMMER.value
    Patient.objects.filter(pk=cast.carl.pk).update(
        identity_number=number.digits,
        identity_kind=kind,
        born_on=world["born_on"],
        home_region=world["home_region"],
        municipality=world["municipality"],
    )
    for area in world["areas"]:
        region = cast.heart.parent if area["region"] else None
        ServiceArea.objects.create(clinic=cast.heart, **(area | {"region": region}))
    common = {"patient": cast.carl, "clinic": cast.heart}
    if world["approval"]:
        until, is_ended = world["approval"]
        facts = {"approved_at": AT, "approved_by": "M", "until_on": until}
        ending = {"ended_at": AT, "ended_by": "M"} if is_ended else {}
        Approval.objects.create(**common, **facts, **ending)
    if world["hand_out"]:
        until, is_ended = world["hand_out"]
        facts = {"handed_at": AT, "handed_by": "M", "until_on": until, "offering": offering}
        ending = {"revoked_at": AT, "revoked_by": "M"} if is_ended else {}
        HandOut.objects.create(**common, **facts, **ending)
    Offering.objects.filter(pk=offering.pk).update(
        opens_to=world["opens_to"], state=world["state"], pause_words="Paus."
    )


def _is_open(patient: Patient, world) -> bool:
    if world["state"] == OfferingState.RETIRED:
        return False
    if world["opens_to"] == OpensTo.EVERYONE:
        return not world["areas"] or any(_serves(area, patient, world) for area in world["areas"])
    right = world["approval" if world["opens_to"] == OpensTo.APPROVED else "hand_out"]
    return right is not None and not right[1] and (right[0] is None or right[0] >= world["on"])


def _serves(area, patient: Patient, world) -> bool:
    age = age_on(patient.born_on, world["on"])
    oldest = 999 if area["age_to"] is None else area["age_to"]
    return (
        (not area["region"] or patient.home_region == "SE2321000000-0001")
        and area["municipality"].lower() in ("", patient.municipality.lower())
        and area["sex"] in ("", patient.sex)
        and (area["age_from"] or -1) <= age <= oldest
    )


def _is_let_through(cast: Cast, offering: Offering, acting, on: date) -> bool:
    """What beginning says; a paused service is there, and says that it is paused."""
    at = AT.replace(year=on.year, month=on.month, day=on.day)
    try:
        actions.begin(Start(patient_id=cast.carl.pk, offering=offering), acting=acting, at=at)
    except Refused as refusal:
        return str(refusal) == "Paus."
    return True


def test_one_statement_finds_them(cast: Cast, django_assert_num_queries):
    make_offering(cast)
    acting = cast.acting(cast.alma)
    with django_assert_num_queries(1):
        assert len(services_of(acting, cast.alma.pk, on=TODAY)) == 1


@compiled
def _compiled(acting: Acting, *, on: date):
    assert isinstance(acting, PatientActing)
    return services_of(acting, acting.patient_id, on=on)


def test_the_evaluator_can_stand_in_compiled_queries(cast: Cast):
    make_offering(cast)
    ServiceArea.objects.create(clinic=cast.heart, age_from=71)
    alma, carl = cast.acting(cast.alma), cast.acting(cast.carl)
    assert len(_compiled(alma, on=TODAY)) == 1
    assert _compiled(alma, on=TODAY - timedelta(days=365)) == []
    assert _compiled(carl, on=TODAY) == []


@pytest.mark.parametrize("opens_to", [OpensTo.APPROVED, OpensTo.HANDED_OUT])
def test_what_is_not_open_answers_as_what_is_not_there(cast: Cast, opens_to: OpensTo):
    offering = make_offering(cast, opens_to=opens_to)
    alma = browser_of(cast.acting(cast.alma))
    hidden = alma.get(f"/tjanster/{offering.pk}/")
    nothing = alma.get(f"/tjanster/{cast.alma.pk}/")
    assert (hidden.status_code, hidden.templates[0].name) == (404, nothing.templates[0].name)


def test_a_reserve_number_says_no_sex(cast: Cast):
    cast.alma.identity_kind = "reserve"
    assert cast.alma.sex == ""


@pytest.mark.parametrize(
    ("born_on", "day", "is_open"),
    [
        (date(2008, 11, 23), date(2026, 11, 22), False),
        (date(2008, 11, 23), date(2026, 11, 23), True),
        (date(2008, 2, 29), date(2026, 2, 27), False),
        (date(2008, 2, 29), date(2026, 2, 28), True),
    ],
)
def test_an_age_begins_on_the_birthday(cast: Cast, born_on: date, day: date, is_open: bool):
    make_offering(cast)
    ServiceArea.objects.create(clinic=cast.heart, age_from=18)
    Patient.objects.filter(pk=cast.carl.pk).update(born_on=born_on)
    assert services_of(cast.acting(cast.carl), cast.carl.pk, on=day).exists() is is_open

"""What must be true of organisations and their staff is true in the database."""

from datetime import time, timedelta
from typing import Any

from django.db.models import Model

from samplan.organisations.models import (
    ClinicDocument,
    Errand,
    InformationPage,
    OpeningHours,
    OtherHours,
    ServiceArea,
)
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.constraints import Try, assert_each_refuses


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("organisations", of_places(cast) | of_hours(cast) | of_errands(cast))


def of_places(cast: Cast) -> dict[str, Try]:
    """Of organisations, whom they are there for, their staff, and what they tell."""
    area = ServiceArea.objects.create(clinic=cast.heart, age_from=18, age_to=64)
    page = InformationPage.objects.create(
        owner=cast.heart, title="Ekg", text="Så går det till", changed_at=AT, changed_by="Stig"
    )
    document = ClinicDocument.objects.create(
        owner=cast.heart, title="Ekg", language="sv-SE", name="ekg.pdf", size=9, added_at=AT
    )
    return {
        "only_the_nation_stands_alone": (cast.heart, {"parent_id": None}),
        "service_area_ends_at_an_age_after_it_begins": (area, {"age_to": 17}),
        "service_area_is_of_ages_that_people_reach": (area, {"age_to": 151}),
        "assignment_ends_after_it_starts": (
            cast.maria,
            {"ends_on": LONG_AGO - timedelta(days=1)},
        ),
        "assignment_stands_once": (cast.maria, {}),
        "one_page_per_title": (page, {}),
        "english_title_and_text_go_together": (page, {"title_english": "ECG"}),
        "document_withdrawn_at_and_by_go_together": (document, {"withdrawn_at": AT}),
    }


def of_hours(cast: Cast) -> dict[str, Try]:
    """Of when they are open."""
    morning: dict[str, Any] = {
        "clinic": cast.heart,
        "purpose": "visits",
        "opens_at": time(8),
        "closes_at": time(12),
    }
    hours: Model = OpeningHours.objects.create(**morning, weekday=0)
    other: Model = OtherHours.objects.create(**morning, day=TODAY)
    return {
        "hours_are_of_a_weekday": (hours, {"weekday": 7}),
        "hours_end_after_they_begin": (hours, {"closes_at": time(8)}),
        "hours_stand_once": (hours, {}),
        "other_hours_end_after_they_begin": (other, {"closes_at": None}),
        "one_exception_per_day": (other, {}),
    }


def of_errands(cast: Cast) -> dict[str, Try]:
    """Of what one turns to them for."""
    errand = Errand.objects.create(
        clinic=cast.heart, place=1, name="Recept", phone_key="1", quickest="phone"
    )
    return {
        "one_errand_per_place": (errand, {"phone_key": ""}),
        "one_errand_per_phone_key": (errand, {"place": 2}),
        "phone_key_stands_on_a_phone": (errand, {"phone_key": "a"}),
    }

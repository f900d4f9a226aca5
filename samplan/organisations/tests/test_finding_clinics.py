"""Clinics are found as people spell them, the best first."""

import pytest

from samplan.organisations.models import Organisation, OrganisationKind
from samplan.organisations.queries import clinics_like, clinics_meant, regions_with_clinics
from tests.cast import Cast

NAMES = [
    ("Norrby vårdcentral", "Vårdcentral", "Norrby"),
    ("Öster vårdcentral", "Vårdcentral", "Åsby"),
    ("Barn- och ungdomsmottagningen", "Barnmottagning", "Söderby"),
]


@pytest.fixture
def places(cast: Cast) -> Cast:
    """Three clinics beside the cast's two, and the kinds of those."""
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    for number, (name, kind, town) in enumerate(NAMES):
        place = {"slug": f"c-{number}", "hsa_id": f"C{number}", "name": name, "town": town}
        Organisation.objects.create(kind="clinic", parent=region, care_kind=kind, **place)
    Organisation.objects.filter(pk=cast.heart.pk).update(care_kind="Hjärtmottagning", town="Norrby")
    return cast


def found(written: str) -> list[str]:
    return [clinic.name for clinic in clinics_like(written, most=25)]


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("hjärtmottagningen", "Hjärtmottagningen, Norrby sjukhus"),
        ("HJARTMOTAGNING", "Hjärtmottagningen, Norrby sjukhus"),
        ("hj", "Hjärtmottagningen, Norrby sjukhus"),
        ("norby vardsentral", "Norrby vårdcentral"),
        ("vårdcentral åsby", "Öster vårdcentral"),
        ("oster", "Öster vårdcentral"),
        ("vardcentral norby", "Norrby vårdcentral"),
        ("sodeby", "Barn- och ungdomsmottagningen"),
        ("ungdom", "Barn- och ungdomsmottagningen"),
        ("uroligmottagning", "Urologmottagningen, Söderby"),
    ],
)
def test_a_clinic_is_found_by_name_kind_and_place_however_spelt(
    places: Cast, written: str, first: str
):
    assert found(written)[:1] == [first]


def test_every_word_counts(places: Cast):
    assert found("vårdcentral söderby") == []
    assert found("sjukhus region") == []


def test_what_is_equally_good_stands_in_swedish_order(places: Cast):
    assert found("vårdcentral") == ["Norrby vårdcentral", "Öster vårdcentral"]


def test_a_right_spelling_goes_before_a_likely_one(places: Cast):
    Organisation.objects.filter(slug="c-2").update(name="A Urologimottagning")
    assert found("urologimottagning")[0] == "A Urologimottagning"


@pytest.mark.parametrize(
    "written", ["", "  ", "-- &", "%", "_", "h_artmottagningen x", "\\", "'; DROP"]
)
def test_what_holds_no_word_of_ours_finds_nothing(places: Cast, written: str):
    assert found(written) == []


def test_who_finds_nothing_is_asked_what_they_meant(places: Cast):
    assert found("hart klinik") == []
    assert [clinic.slug for clinic in clinics_meant("hart klinik")][:1] == [places.heart.slug]
    assert clinics_meant("xyz") == []


def test_regions_without_clinics_are_no_way_to_one(places: Cast):
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    Organisation.objects.create(kind="region", parent=nation, slug="r", hsa_id="R", name="Tom")
    assert [region.name for region in regions_with_clinics()] == ["Region Norrby"]

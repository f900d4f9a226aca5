"""The clinics' pages: found, read, chosen, and shown to their own people."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from samplan.cases.tests.world import make_offering
from samplan.organisations.models import (
    Errand,
    InformationPage,
    OpeningHours,
    Organisation,
    OrganisationKind,
    OtherHours,
)
from samplan.shortcuts.models import ChosenClinic, Shortcut
from tests.cast import AT, Cast, browser_of


@pytest.fixture(autouse=True)
def in_the_story() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):  # a Monday at 10 in Sweden
        yield


@pytest.fixture
def heart(cast: Cast) -> Organisation:
    """Open 8 to 16, closed on Tuesday, with a phone choice."""
    heart = cast.heart
    OpeningHours.objects.bulk_create(
        OpeningHours(
            clinic=heart, purpose="visits", weekday=day, opens_at=time(8), closes_at=time(16)
        )
        for day in range(5)
    )
    OtherHours.objects.create(
        clinic=heart, purpose="visits", day=date(2026, 11, 24), note="utbildning"
    )
    Errand.objects.create(
        clinic=heart, place=0, name="Förnya recept", phone_key="2", quickest="online"
    )
    return heart


def page_of(heart: Organisation) -> str:
    return reverse("home:clinic", args=[heart.slug])


def text(browser: Any, address: str) -> str:
    return browser.get(address).content.decode()


def test_the_page_says_when_it_is_open(cast: Cast, heart: Organisation):
    alma = browser_of(cast.acting(cast.alma))
    assert "Öppet nu, till 16.00" in text(alma, page_of(heart))

    with time_machine.travel(AT.replace(hour=16), tick=False):
        page = text(browser_of(cast.acting(cast.alma)), page_of(heart))
    assert "Stängt nu. Öppnar onsdag kl. 08.00" in page
    assert "tisdag 24 november" in page
    assert "utbildning" in page


def test_the_page_in_english(cast: Cast, heart: Organisation):
    alma = browser_of(cast.acting(cast.alma))
    alma.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-gb"
    page = text(alma, page_of(heart))
    assert "Open now, until 16:00" in page
    assert "Wednesday" in page


def test_the_phone_and_the_service_of_one_name_stand_side_by_side(cast: Cast, heart: Organisation):
    alma = browser_of(cast.acting(cast.alma))
    row = text(alma, page_of(heart)).split("Förnya recept")[1].split("</tr>")[0]
    assert "Tryck 2" in row
    assert "Finns inte här än" in row
    assert "per telefon" in row

    service = make_offering(cast, "fornya-recept", group="Läkemedel")
    page = text(alma, page_of(heart))
    row = page.split("Förnya recept")[1].split("</tr>")[0]
    assert f'href="{reverse("cases:service", args=[service.pk])}"' in row
    assert "här, när det passar dig" in row
    assert "Läkemedel" in page
    version = service.version
    assert f"{version.what_for} Du får svar inom {version.answer_days} arbetsdagar." in page


def test_services_of_ones_clinics_stand_among_all_services(cast: Cast, heart: Organisation):
    make_offering(cast, "fornya-recept")
    alma, carl = (browser_of(cast.acting(each)) for each in (cast.alma, cast.carl))
    assert "Förnya recept" in text(alma, "/tjanster/")
    assert "Förnya recept" not in text(carl, "/tjanster/")
    assert reverse("home:clinics") in text(carl, "/tjanster/")


def test_ones_own_clinics_are_those_that_one_meets_or_has_chosen(cast: Cast, heart: Organisation):
    alma = browser_of(cast.acting(cast.alma))
    chosen = reverse("home:choose-clinic", args=[cast.urology.slug])
    assert cast.urology.name not in text(alma, "/mottagningar/")

    alma.send(chosen, {"choose": "yes"})
    alma.send(chosen, {"choose": "yes"})
    first = text(alma, "/mottagningar/")
    assert heart.name in first
    assert cast.urology.name in first
    assert ChosenClinic.objects.count() == 1
    assert "Ta bort från mina mottagningar" in text(alma, page_of(cast.urology))
    assert first.count("Du är patient här") == 1
    assert "Lägg till bland mina mottagningar" not in text(alma, page_of(heart))
    assert "Du är patient här, och därför" in text(alma, page_of(heart))
    assert cast.urology.name not in text(browser_of(cast.acting(cast.carl)), "/mottagningar/")

    alma.send(chosen, {"choose": "no"})
    assert cast.urology.name not in text(alma, "/mottagningar/")


def test_a_region_that_is_none_is_not_found(cast: Cast):
    alma = browser_of(cast.acting(cast.alma))
    assert alma.get("/mottagningar/?region=%00").status_code == 404


def test_looking_goes_by_words_then_by_guess_then_by_region(cast: Cast):
    alma = browser_of(cast.acting(cast.alma))
    assert page_of(cast.urology) in text(alma, "/mottagningar/?q=UROLIGMOTTAGNING")
    guess = text(alma, "/mottagningar/?q=urol+xyz")
    assert "Menade du" in guess
    assert page_of(cast.urology) in guess
    assert "Visa regionerna" in text(alma, "/mottagningar/?q=qqqq")
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    assert page_of(cast.urology) in text(alma, f"/mottagningar/?region={region.slug}")
    assert alma.get("/mottagningar/?region=nowhere").status_code == 404
    assert alma.get("/mottagningar/?q=%00%ED").status_code == 200


def test_many_found_are_shown_a_few_at_a_time(cast: Cast, django_assert_max_num_queries: Any):
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    Organisation.objects.bulk_create(
        Organisation(
            kind="clinic", parent=region, slug=f"v{n}", hsa_id=f"V{n}", name=f"Vårdcentral {n:02}"
        )
        for n in range(30)
    )
    alma = browser_of(cast.acting(cast.alma))
    alma.get("/mottagningar/?q=vardcentral")
    with django_assert_max_num_queries(8):  # two of them are a savepoint of the test's
        first = text(alma, "/mottagningar/?q=vardcentral")
    assert "Vårdcentral 24" in first
    assert "Vårdcentral 25" not in first
    assert "q=vardcentral&amp;visa=50" in first
    assert "Vårdcentral 29" in text(alma, "/mottagningar/?q=vardcentral&visa=50")

    by_region = alma.get(f"/mottagningar/?region={region.slug}")
    following = by_region.context["finding"].more
    assert "Vårdcentral 29" in text(alma, f"/mottagningar/?{following}")


def test_the_page_costs_few_statements(
    cast: Cast, heart: Organisation, django_assert_max_num_queries: Any
):
    alma = browser_of(cast.acting(cast.alma))
    for address in (page_of(heart), "/mottagningar/", "/genvagar/", "/tjanster/"):
        alma.get(address)
        most = 7 if address == "/genvagar/" else 6  # what it offers is asked kind by kind
        with django_assert_max_num_queries(most):
            assert alma.get(address).status_code == 200


def test_information_is_read_in_the_readers_language_and_only_when_published(
    cast: Cast, heart: Organisation
):
    page = InformationPage.objects.create(
        owner=heart.parent,
        title="Rök inte",
        text="# Före\n\n- en\n- två\n\nHej <b>",
        title_english="Do not smoke",
        text_english="Please.",
        changed_at=AT,
        changed_by="Stig",
    )
    address = reverse("home:information", args=[heart.slug, page.pk])
    alma = browser_of(cast.acting(cast.alma))
    assert alma.get(address).status_code == 404
    assert "Rök inte" not in text(alma, page_of(heart))

    InformationPage.objects.update(is_published=True)
    read = text(alma, address)
    assert "<h2>Före</h2><ul><li>en</li><li>två</li></ul><p>Hej &lt;b&gt;</p>" in read
    assert 'lang="sv"' in read
    assert "data-listens" in read
    assert "Rök inte" in text(alma, page_of(heart))

    alma.cookies[settings.LANGUAGE_COOKIE_NAME] = "en-gb"
    assert "Please." in text(alma, address)
    assert "Do not smoke" in text(alma, page_of(heart))


def test_a_neighbours_information_is_not_here(cast: Cast, heart: Organisation):
    page = InformationPage.objects.create(
        owner=heart, title="Hos oss", text="x", is_published=True, changed_at=AT, changed_by="S"
    )
    alma = browser_of(cast.acting(cast.alma))
    elsewhere = reverse("home:information", args=[cast.urology.slug, page.pk])
    assert alma.get(elsewhere).status_code == 404
    assert "Hos oss" not in text(alma, page_of(cast.urology))


def test_the_clinics_own_people_see_it_as_patients_do(cast: Cast, heart: Organisation):
    address = reverse("home:as-patient", args=[heart.pk])
    for person in (cast.maria, cast.stig):
        page = text(browser_of(cast.acting(person)), address)
        assert "Öppet nu, till 16.00" in page
        assert "Lägg till genväg" not in page
    assert browser_of(cast.acting(cast.petra)).get(address).status_code == 404
    assert address in text(browser_of(cast.acting(cast.maria)), "/vard/")


def test_a_shortcut_is_added_from_the_page_and_not_offered_twice(cast: Cast, heart: Organisation):
    alma = browser_of(cast.acting(cast.alma))
    page = text(alma, page_of(heart))
    assert f'value="clinic:{heart.slug}"' in page
    back = alma.send(
        reverse("shortcuts:add"), {"to": f"clinic:{heart.slug}", "next": page_of(heart)}
    )
    assert back.headers["Location"] == page_of(heart)
    assert Shortcut.objects.count() == 1
    assert f'value="clinic:{heart.slug}"' not in text(alma, page_of(heart))

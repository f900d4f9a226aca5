"""Whatever leaves the house, by any way, in any language, says nothing about care or anyone."""

import inspect
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings

from samplan.notifications import texts
from samplan.notifications.channels.interface import Parcel
from samplan.organisations.models import Organisation, StaffMember
from samplan.patients.models import Patient
from tests.cast import Cast

LANGUAGES = [code for code, _name in django_settings.LANGUAGES] + ["en", "ar"]
TELLING = {
    *("samplan", "vård", "sjuk", "läkar", "doktor", "mottagning", "klinik", "patient"),
    *("besök", "kallelse", "tid", "prov", "remiss", "journal", "behandling", "diagnos", "recept"),
    *("hjärta", "hjärt", "operation", "påminn", "formulär", "frågor", "ärende", "barn", "region"),
    *("care", "hospital", "doctor", "nurse", "clinic", "visit", "appointment", "summons", "test"),
    *("result", "record", "treatment", "diagnos", "health", "heart", "remind", "form", "question"),
    *("child", "guardian", "hälsa", "1177"),
}
# Words that hold one of those and tell nothing.
HARMLESS = ("information",)


def every_parcel() -> Iterator[tuple[str, Parcel]]:
    """Each text there is, in each language; a new one must be given its facts here."""
    common = {"address": "x@y.invalid", "message_id": "<1@y>"}
    facts: dict[str, dict[str, str]] = {"something_new": {}, "code": {"digits": "123456"}}
    for language in LANGUAGES:
        shown = texts.on_a_device(language)
        parcel = Parcel(subject=shown["title"], text=shown["body"], **common)
        yield f"on_a_device in {language}", parcel
    makers = inspect.getmembers(texts, inspect.isfunction)
    for name, make in makers:
        if make.__module__ != texts.__name__ or make is texts.on_a_device:
            continue
        for language in LANGUAGES:
            yield f"{name} in {language}", make(**common, **facts[name], language=language)


def told_by(parcel: Parcel, names: set[str]) -> set[str]:
    """What the parcel gives away, the address of the portal apart."""
    said = f"{parcel.subject}\n{parcel.text}".lower()
    said = said.replace(django_settings.SAMPLAN_BASE_URL.lower(), "")
    for word in HARMLESS:
        said = said.replace(word, "")
    return {word for word in TELLING | names if word.lower() in said}


def names_in_the_world() -> set[str]:
    """Names and numbers of everyone and every place, and the parts of clinics' names."""
    found: set[str] = set()
    for name in Organisation.objects.values_list("name", flat=True):
        found |= {name, *(part for part in name.replace(",", "").split() if len(part) > 3)}
    for patient in Patient.objects.all():
        found |= {patient.full_name, patient.given_name, patient.identity_number}
    for person in StaffMember.objects.all():
        found |= {person.given_name, person.family_name, person.title}
    return found - {"Bo"}  # two letters stand in many words; his whole name is looked for


def test_no_text_says_what_or_from_where(cast: Cast) -> None:
    names = names_in_the_world()

    assert len(names) > 20
    told = {which: told_by(parcel, names) for which, parcel in every_parcel()}
    assert len(told) == 3 * len(LANGUAGES)
    assert {which: words for which, words in told.items() if words} == {}


def test_the_two_languages_are_two() -> None:
    texts_of = {which: parcel.text for which, parcel in every_parcel()}

    assert texts_of["something_new in sv"] != texts_of["something_new in en"]
    assert texts_of["code in sv"] != texts_of["code in en"]
    assert texts_of["something_new in en"] == texts_of["something_new in en-gb"]


@pytest.mark.parametrize(
    "text",
    ["Du har fått en kallelse", "Hjärtmottagningen, Norrby sjukhus", "Hej Alma", "Your visit"],
)
def test_a_telling_text_is_seen(cast: Cast, text: str) -> None:
    parcel = Parcel(address="", subject="", text=text, message_id="")

    assert told_by(parcel, names_in_the_world())

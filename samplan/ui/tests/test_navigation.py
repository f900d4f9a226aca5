"""Apps register their pages; each audience sees its own, in order, with the right one current."""

import pytest
from django.test import RequestFactory
from django.urls import path

from samplan.ui import navigation
from samplan.ui.navigation import NavEntry

urlpatterns = [
    path("", lambda request: None, name="start"),
    path("plan/", lambda request: None, name="plan"),
    path("vard/", lambda request: None, name="today"),
    path("vard/besok/", lambda request: None, name="visits"),
]


@pytest.fixture(autouse=True)
def own_registry(monkeypatch, settings):
    monkeypatch.setattr(navigation, "_entries", {})
    settings.ROOT_URLCONF = __name__


def entry(key, audience="patient", order=1, counter=None) -> NavEntry:
    return NavEntry(
        key=key, label=key, url_name=key, audience=audience, order=order, counter=counter
    )


def current(address: str, audience) -> list[str]:
    bar = navigation.items(RequestFactory().get(address), audience)
    return [item.label for item in bar if item.is_current]


def test_each_audience_has_its_own_in_order():
    for one in (entry("plan", order=2), entry("start", order=1), entry("today", "staff")):
        navigation.register(one)
    assert [one.key for one in navigation.entries("patient")] == ["start", "plan"]
    assert [one.key for one in navigation.entries("staff")] == ["today"]


def test_a_key_is_taken_once():
    navigation.register(entry("plan"))
    navigation.register(entry("plan"))
    with pytest.raises(ValueError, match="already a navigation entry plan"):
        navigation.register(entry("plan", order=9))


@pytest.mark.parametrize(
    ("address", "audience", "expected"),
    [
        ("/", "patient", ["start"]),
        ("/plan/andra/", "patient", ["plan"]),
        ("/annat/", "patient", []),
        ("/vard/", "staff", ["today"]),
        ("/vard/besok/7/", "staff", ["visits"]),
        ("/vard/arenden/", "staff", ["today"]),
    ],
)
def test_the_entry_that_reaches_furthest_is_current(address, audience, expected):
    for key, whose in (("start", "patient"), ("plan", "patient")):
        navigation.register(entry(key, whose))
    for key in ("today", "visits"):
        navigation.register(entry(key, "staff"))
    assert current(address, audience) == expected


def test_the_counter_sees_the_request():
    navigation.register(entry("plan", counter=lambda request: len(request.path)))
    assert navigation.items(RequestFactory().get("/plan/"), "patient")[0].count == 6

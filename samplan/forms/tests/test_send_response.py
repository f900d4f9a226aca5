"""Sending: checked whole, without what is hidden, a new version each time and never twice."""

from typing import Any

import pytest

from samplan.audit.models import Event
from samplan.forms.actions import NotReady, Overtaken, send_response
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.tests.factories import begun, draft_of, save
from samplan.forms.tests.fhir_checks import assert_is_fhir
from samplan.forms.tests.questionnaires import group, item, when
from tests.cast import AT, Cast

ASKS = (
    group("one", item("a", required=True), item("has", "boolean")),
    group("two", item("more", "integer", enableWhen=[when("has", answerBoolean=True)])),
)


def send(response: Response, acting: Any, *, over: int = 0) -> ResponseVersion:
    return send_response(response, over=over, acting=acting, at=AT)


def test_answers_become_a_version_with_who_answered(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "one", a="yr", has="true")
    save(response, alma, "two", more="12")
    version = send(response, alma)
    assert (version.number, version.author_name) == (1, "Alma Ek")
    assert not version.is_entered_by_staff
    assert version.document["status"] == "completed"
    held = Response.objects.get()
    assert (held.is_sent, held.sent_number, held.has_unsent) == (True, 1, False)
    assert Event.objects.filter(kind="response.sent").count() == 1


def test_hidden_answers_are_not_sent(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "two", more="12")
    save(response, alma, "one", a="yr", has="false")
    assert "more" not in str(send(response, alma).document)
    assert draft_of(response, alma).answers.of("more") == (12,)


def test_nothing_is_sent_while_something_is_missing_or_unclear(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "one", has="true")
    save(response, alma, "two", more="några")
    with pytest.raises(NotReady) as met:
        send(response, alma)
    assert [(fault.link_id, fault.code.value) for fault in met.value.faults] == [
        ("a", "required"),
        ("more", "not-a-whole-number"),
    ]
    assert not ResponseVersion.objects.exists()


def test_what_was_unclear_does_not_hinder_once_it_is_hidden(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "two", more="några")
    save(response, alma, "one", a="yr", has="false")
    assert send(response, alma).number == 1


def test_sending_twice_gives_the_one_version(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "one", a="yr")
    assert send(response, alma).pk == send(response, alma).pk
    assert Event.objects.filter(kind="response.sent").count() == 1


def test_amending_makes_a_new_version_and_leaves_the_old(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "one", a="yr")
    first = send(response, alma)
    save(response, alma, "one", a="inte yr")
    assert Response.objects.get().has_unsent
    second = send(response, alma, over=1)
    assert (second.number, second.document["status"]) == (2, "amended")
    first.refresh_from_db()
    assert "inte yr" not in str(first.document)


def test_one_does_not_send_over_answers_one_has_not_seen(cast: Cast) -> None:
    alma, maria, response = cast.acting(cast.alma), cast.acting(cast.maria), begun(cast, *ASKS)
    save(response, alma, "one", a="mitt")
    save(response, maria, "one", a="per telefon")
    by_staff = send(response, maria)
    assert by_staff.is_entered_by_staff
    assert by_staff.author_title == "Hjärtsjuksköterska"
    with pytest.raises(Overtaken):
        send(response, alma, over=0)
    assert send(response, alma, over=1).number == 2


def test_a_side_without_words_of_its_own_begins_from_what_was_sent(cast: Cast) -> None:
    alma, maria, response = cast.acting(cast.alma), cast.acting(cast.maria), begun(cast, *ASKS)
    save(response, alma, "one", a="mitt")
    send(response, alma)
    assert draft_of(response, maria).answers.of("a") == ("mitt",)
    save(response, maria, "one", a="rättat")
    send(response, maria, over=1)
    assert draft_of(response, alma).answers.of("a") == ("rättat",)


def test_what_is_sent_is_true_fhir(cast: Cast) -> None:
    alma, response = cast.acting(cast.alma), begun(cast, *ASKS)
    save(response, alma, "one", a="yr", has="true")
    save(response, alma, "two", more="12")
    assert_is_fhir(send(response, alma).document)

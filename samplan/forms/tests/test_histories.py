"""The list of a form's versions: what became of each, whose version it was made of."""

from collections.abc import Iterator

import pytest
import time_machine

from samplan.access.acting import StaffActing
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.supply.drafting import begin_draft
from samplan.forms.supply.publishing import retire
from samplan.forms.tests.chains import Chain, make_chain
from tests.cast import AT, Cast, browser_of

MOST_STATEMENTS = 10


@pytest.fixture
def chain(cast: Cast) -> Iterator[Chain]:
    made = make_chain(cast)
    with time_machine.travel(AT, tick=False):
        yield made


def lines(acting: StaffActing, version: QuestionnaireVersion) -> list[tuple[int, str, bool]]:
    page = browser_of(acting).get(f"/vard/formular/{version.questionnaire_id}/")
    return [(each.version.number, each.state, each.has_before) for each in page.context["lines"]]


def test_what_a_newer_version_has_taken_the_place_of_is_replaced(chain: Chain) -> None:
    begin_draft(chain.origin.questionnaire, acting=chain.rut, at=AT)
    assert lines(chain.rut, chain.origin) == [
        (4, "Utkast", True),
        (3, "Publicerad", True),
        (2, "Ersatt", True),
        (1, "Ersatt", False),
    ]


def test_the_last_of_a_form_out_of_use_is_taken_out_of_use(chain: Chain) -> None:
    retire(chain.origin.questionnaire, acting=chain.rut)
    states = [state for _number, state, _has_before in lines(chain.rut, chain.origin)]
    assert states == ["Tagen ur bruk", "Ersatt", "Ersatt"]


def test_only_a_version_with_one_before_links_to_what_was_changed(chain: Chain) -> None:
    versions = chain.origin.questionnaire.versions.order_by("number")
    page = browser_of(chain.rut).get(f"/vard/formular/{chain.origin.questionnaire_id}/")
    links = [f"{version.pk}/andringar/" in page.content.decode() for version in versions]
    assert links == [False, True, True]


def test_a_follower_reads_whose_version_each_was_made_of(chain: Chain) -> None:
    visitor = browser_of(chain.stig)
    page = visitor.get(f"/vard/formular/{chain.own.questionnaire_id}/")
    assert [line.origin for line in page.context["lines"]] == [
        f"Bygger på version 3 från {chain.region.name}",
        f"Bygger på version 1 från {chain.region.name}",
    ]
    compared = visitor.get(f"/vard/formular/versioner/{chain.own.pk}/andringar/")
    assert f"Bygger på version 3 från {chain.region.name}" in compared.content.decode()
    own = browser_of(chain.rut).get(f"/vard/formular/{chain.origin.questionnaire_id}/")
    assert {line.origin for line in own.context["lines"]} == {""}


def test_a_long_history_costs_no_more_statements(
    chain: Chain, django_assert_max_num_queries
) -> None:
    visitor = browser_of(chain.stig)
    address = f"/vard/formular/{chain.own.questionnaire_id}/"
    visitor.get(address)
    with django_assert_max_num_queries(MOST_STATEMENTS):
        visitor.get(address)

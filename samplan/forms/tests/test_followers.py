"""An owner sees who follows a form and how far each has come, and is asked when they take it."""

from collections.abc import Iterator

import pytest
import time_machine

from samplan.access.acting import StaffActing
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.supply import followers
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.following import part, subscribe
from samplan.forms.tests.chains import Chain, make_chain, published, staff
from samplan.forms.tests.questionnaires import item
from samplan.organisations.models import Role
from tests.cast import AT, Cast, browser_of, make_staff


@pytest.fixture
def chain(cast: Cast) -> Iterator[Chain]:
    made = make_chain(cast)
    with time_machine.travel(AT, tick=False):
        yield made


def page(acting: StaffActing, version: QuestionnaireVersion, part: str = "", **query: str):
    return browser_of(acting).get(f"/vard/formular/{version.questionnaire_id}/{part}", query)


def test_the_owner_sees_who_follows_and_what_each_has(cast: Cast, chain: Chain) -> None:
    ulla = make_staff("Ulla", "Ström", "", cast.urology, Role.LOCAL_ADMINISTRATOR)
    subscribe(chain.origin, acting=staff(cast.acting(ulla)), at=AT)
    draft = begin_draft(chain.origin.questionnaire, acting=chain.rut, at=AT)
    assert [each.has_newest for each in shown(chain)] == [True, True]

    published(draft, chain.rut, item("a"))

    told = [(each.name, each.number, each.has_newest) for each in shown(chain)]
    assert told == [(cast.heart.name, 3, False), (cast.urology.name, 3, False)]
    assert "Inte version 4 än" in page(chain.rut, chain.origin).content.decode()


def shown(chain: Chain) -> list[followers.Follower]:
    return page(chain.rut, chain.origin).context["followers"]


def test_who_has_parted_follows_no_more(chain: Chain) -> None:
    part(chain.own.questionnaire, acting=chain.stig)

    assert shown(chain) == []


def test_the_list_goes_on_where_the_page_ends(
    cast: Cast, chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    ulla = make_staff("Ulla", "Ström", "", cast.urology, Role.LOCAL_ADMINISTRATOR)
    subscribe(chain.origin, acting=staff(cast.acting(ulla)), at=AT)
    monkeypatch.setattr(followers, "PAGE", 1)

    first = page(chain.rut, chain.origin)
    second = page(chain.rut, chain.origin, efter=first.context["following"].hex)

    names = [each.name for each in (first.context["followers"] + second.context["followers"])]
    assert names == [cast.heart.name, cast.urology.name]
    assert second.context["following"] is None
    assert page(chain.rut, chain.origin, efter="x").status_code == 404


def test_nothing_is_said_of_followers_where_nobody_can_follow(chain: Chain) -> None:
    words = "Vilka som prenumererar"
    assert words in page(chain.rut, chain.origin).content.decode()
    assert words not in page(chain.stig, chain.own).content.decode()


def test_only_who_is_followed_is_asked_when_it_comes(chain: Chain) -> None:
    draft = make_form("Eget", acting=chain.stig, at=AT)
    asked = page(chain.stig, draft, "publicering/").context["form"]
    assert "followed_on" not in asked.fields

    again = begin_draft(chain.origin.questionnaire, acting=chain.rut, at=AT)
    assert "followed_on" in page(chain.rut, again, "publicering/").context["form"].fields


def test_a_form_that_nobody_follows_is_published_without_a_day(chain: Chain) -> None:
    draft = make_form("Eget", acting=chain.stig, at=AT)
    document = {**draft.document, "item": [item("a")]}
    draft = change_draft(draft, document, over=0, acting=chain.stig, at=AT)

    browser_of(chain.stig).send(
        f"/vard/formular/{draft.questionnaire_id}/publicering/", {"over": draft.revision}
    )

    draft.refresh_from_db()
    assert draft.status == VersionStatus.ACTIVE

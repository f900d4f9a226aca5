"""Standard replies: variables filled in, unknown ones refused in plain words."""

import pytest

from samplan.access.policies import Refused
from samplan.cases.models import StandardReply
from samplan.cases.supply.replies import (
    Words,
    add_reply,
    change_reply,
    filled,
    remove_reply,
    replies_for,
)
from samplan.cases.tests.supplied import own_type, staff
from samplan.cases.tests.world import started_case
from tests.cast import Cast

EVERY = "{patient}, {förnamn}: {mottagning}, {telefon}. /{svarar}"


@pytest.fixture
def stig(cast: Cast):
    return staff(cast.acting(cast.stig))


def test_every_variable_is_filled_in(cast: Cast, stig):
    reply = add_reply(Words(title="Alla", body=EVERY), draft=None, acting=stig)
    case = started_case(cast)
    assert filled(reply, case, cast.acting(cast.maria)) == (
        "Alma Ek, Alma: Hjärtmottagningen, Norrby sjukhus, 010-123 45 00. /Maria Nyström"
    )
    assert replies_for(cast.acting(cast.maria), case).rows() == [reply]


@pytest.mark.parametrize("body", ["Hej {namn}", "Hej {}", "Hej {förnamn", "Hej }"])
def test_what_cannot_be_filled_in_is_refused(cast: Cast, stig, body: str):
    with pytest.raises(Refused) as refusal:
        add_reply(Words(title="Hej", body=body), draft=None, acting=stig)
    assert "{" in str(refusal.value)


def test_one_of_each_name_changed_and_thrown_away(cast: Cast, stig):
    reply = add_reply(Words(title="Hej", body="Hej"), draft=None, acting=stig)
    with pytest.raises(Refused):
        add_reply(Words(title="Hej", body="Hej"), draft=None, acting=stig)
    assert change_reply(reply, Words(title="Hej", body="Hej!"), acting=stig).body == "Hej!"
    remove_reply(reply, acting=stig)
    assert not StandardReply.objects.exists()


def test_those_of_a_type_in_use_stay(cast: Cast, stig):
    version = own_type(cast)
    reply = StandardReply.objects.create(version=version, title="Hej", body="Hej")
    with pytest.raises(Refused):
        change_reply(reply, Words(title="Hej", body="Nej"), acting=stig)
    with pytest.raises(Refused):
        remove_reply(reply, acting=stig)


def test_nobody_elsewhere_writes_them(cast: Cast, stig):
    reply = add_reply(Words(title="Hej", body="Hej"), draft=None, acting=stig)
    with pytest.raises(Refused):
        remove_reply(reply, acting=staff(cast.acting(cast.petra)))

"""Case types as files: what is handed out can be taken in, and bad files are told in words."""

import json
from typing import Any

import pytest

from samplan.access.policies import Refused
from samplan.cases.models import StandardReply
from samplan.cases.supply.drafting import CONTENT
from samplan.cases.supply.exchange import file_of, take_in, types_in
from samplan.cases.tests.supplied import own_type, staff, template
from tests.cast import Cast


@pytest.fixture
def stig(cast: Cast):
    return staff(cast.acting(cast.stig))


def test_what_is_handed_out_comes_back_the_same(cast: Cast, stig):
    version = own_type(cast)
    StandardReply.objects.create(version=version, title="Hej", body="Hej {förnamn}")
    content = json.loads(json.dumps(file_of([version])))
    (taken,) = take_in(types_in(content), acting=stig)
    assert taken.draft is not None
    assert taken.draft.case_type == version.case_type
    for name in CONTENT:
        assert getattr(taken.draft, name) == getattr(version, name)
    assert taken.draft.replies.get().body == "Hej {förnamn}"
    (again,) = take_in(types_in(content), acting=stig)
    assert again.draft is None
    assert "utkast" in again.problem


def test_a_national_one_becomes_ones_own(cast: Cast, stig):
    version = template()
    (taken,) = take_in(types_in(file_of([version])), acting=stig)
    assert taken.draft is not None
    assert taken.draft.case_type.owner == cast.heart
    assert taken.draft.questionnaire == version.questionnaire


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": 3},
        {"answer_days": 61},
        {"answer_days": True},
        {"most_files": -1},
        {"goes_to": "nowhere"},
        {"goes_to": []},
        {"direction": "up"},
        {"replies": "x"},
        {"replies": [{"title": "x", "body": "{y}"}]},
        {"terms": "x" * 10_001},
    ],
)
def test_what_cannot_be_used_is_said_and_makes_nothing(cast: Cast, stig, wrong: dict[str, Any]):
    good = {"title": "Bra"}
    bad, fine = take_in([{"title": "Fel", **wrong}, good], acting=stig)
    assert bad.draft is None
    assert bad.problem
    assert fine.draft is not None


@pytest.mark.parametrize("content", [None, 3, {}, [], {"case_types": [3]}, [{}] * 101])
def test_another_file_is_refused(content: Any):
    with pytest.raises(Refused):
        types_in(content)


def test_staff_take_nothing_in(cast: Cast):
    with pytest.raises(Refused):
        take_in([{"title": "x"}], acting=staff(cast.acting(cast.maria)))

"""JSON as the database keeps it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.common.stored_json import StoredJSON, written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_it_reads_and_writes_what_pythons_own_does(value: object):
    assert json.loads(written(value)) == value
    assert json.loads(json.dumps(value), cls=StoredJSON) == value


@pytest.mark.parametrize("value", [2**70, "\ud800", {"a": [-(2**65)]}])
def test_what_is_outside_goes_by_pythons_own(value: object):
    assert json.loads(written(value)) == value


def test_what_is_no_json_is_refused_as_by_pythons_own():
    with pytest.raises(json.JSONDecodeError):
        json.loads("{", cls=StoredJSON)
    with pytest.raises(TypeError):
        written(object())

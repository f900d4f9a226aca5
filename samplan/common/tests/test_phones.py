"""Mobile numbers as gateways want them."""

import pytest

from samplan.common.phones import mobile_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("070-174 06 05", "+46701740605"),
        ("+46 (0)70-174 06 05", "+46701740605"),
        ("0046701740605", "+46701740605"),
        ("+47 406 12 345", "+4740612345"),
        ("08-123 456 78", ""),  # not a mobile
        ("0701", ""),
        ("ring Bo", ""),
        ("", ""),
    ],
)
def test_only_a_mobile_number_is_one(written: str, number: str) -> None:
    assert mobile_number(written) == number

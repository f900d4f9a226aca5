"""Where to go after signing in comes from an address that anyone may have written."""

import pytest

from samplan.accounts.next_page import next_page


@pytest.mark.parametrize(
    "address",
    ["live", "nowhere", "//other.example/", "/\\other.example", "https://other.example/", " /x"],
)
def test_only_a_path_of_ours_is_followed(address: str) -> None:
    assert next_page(address) == ""


def test_a_path_of_ours_is_followed() -> None:
    assert next_page("/tider/?visa=1") == "/tider/?visa=1"

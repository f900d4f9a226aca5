"""The accessibility page: whom to tell of a fault."""

from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_page_says_whom_to_write_to(client: Client, settings: Any) -> None:
    settings.SAMPLAN_ACCESSIBILITY_MAIL = "fel@samplan.example"
    assert "mailto:fel@samplan.example" in client.get("/tillganglighet/").content.decode()

    settings.SAMPLAN_ACCESSIBILITY_MAIL = ""
    assert "mailto:" not in client.get("/tillganglighet/").content.decode()


@pytest.mark.django_db
def test_every_open_page_of_a_trial_says_so(client: Client) -> None:
    for address in ("/tillganglighet/", "/logga-in/"):
        page = client.get(address).content.decode()
        assert "Provversion. Inte för riktiga patienter." in page, address

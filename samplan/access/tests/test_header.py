"""Who has more than one assignment sees in which one acts."""

from django.test import Client

from samplan.organisations.models import Assignment, Role
from tests.cast import AT, Cast, browser_of


def header(browser: Client) -> str:
    page = browser.get("/vard/patienter/").content.decode()
    return page.split("header-name")[1].split("</div>")[0]


def test_the_role_stands_where_there_are_others_to_choose_from(cast: Cast, time_machine) -> None:
    time_machine.move_to(AT, tick=False)
    maria = cast.maria
    assert "ärendehanterare" not in header(browser_of(cast.acting(maria)))
    as_receiver = Assignment.objects.create(
        staff=maria.staff,
        organisation=maria.organisation,
        role=Role.RECEIVER,
        starts_on=maria.starts_on,
    )
    assert "ärendehanterare" in header(browser_of(cast.acting(maria)))
    assert "ärendemottagare" in header(browser_of(cast.acting(as_receiver)))

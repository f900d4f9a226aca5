"""Every role says in a line what one may do with it, where one chooses among one's own."""

import time_machine
from django.utils import translation

from samplan.organisations.models import ROLE_MEANS, Assignment, Role
from tests.cast import AT, TODAY, Cast, browser_of


def test_every_role_says_what_it_means_in_both_languages() -> None:
    assert set(ROLE_MEANS) == set(Role)
    for language in ("sv", "en-gb"):
        with translation.override(language):
            assert len({str(words) for words in ROLE_MEANS.values()}) == len(Role)


def test_who_chooses_reads_what_each_assignment_lets_one_do(cast: Cast) -> None:
    Assignment.objects.create(
        staff=cast.stig.staff, organisation=cast.urology, role=Role.HANDLER, starts_on=TODAY
    )

    with time_machine.travel(AT, tick=False):
        page = browser_of(cast.acting(cast.stig)).get("/vard/uppdrag/").content.decode()

    assert "Du sköter mottagningens texter" in page
    assert "För dig som förbereder och håller besök" in page
    assert "Du sköter regionens" not in page

"""Answers are read alike by whoever reads them and wherever: scales with ends, days with years."""

import time_machine

from samplan.forms.models import ResponseVersion
from samplan.forms.tests.questionnaires import control, extension, group, item
from samplan.visits.record import record_text
from samplan.visits.tests.asked import asked, browser, path, window
from tests.cast import AT, Cast, browser_of

SAID = "7 (på en skala 0–10)"
ENDS = [extension("minValue", valueInteger=0), extension("maxValue", valueInteger=10)]


def test_a_scale_says_its_ends_to_patient_and_staff_and_in_the_record(cast: Cast) -> None:
    scale = item("pain", "integer", text="Hur ont har du?", extension=[*ENDS, control("slider")])
    with time_machine.travel(AT, tick=False):
        visit = asked(cast, group("one", scale))
        window(cast, visit, "one").send(pain="7")
        review = browser(cast).get(path(visit, "review")).content.decode()
        assert "7 (on a scale 0–10)" in review
        browser(cast).send(path(visit, "review"), {"_over": "0"})
        staff = browser_of(cast.acting(cast.maria)).get(path(visit, "preparation"))
        assert SAID in staff.content.decode()
        visit.refresh_from_db()
        assert SAID in record_text(visit, ResponseVersion.objects.get())


def test_a_day_says_its_year_to_staff_and_in_the_record(cast: Cast) -> None:
    with time_machine.travel(AT, tick=False):
        visit = asked(cast, group("one", item("day", "date", text="När blev du sjuk?")))
        window(cast, visit, "one").send(day="2019-03-12")
        browser(cast).send(path(visit, "review"), {"_over": "0"})
        staff = browser_of(cast.acting(cast.maria)).get(path(visit, "preparation"))
        assert "12 mars 2019" in staff.content.decode()
        visit.refresh_from_db()
        assert "12 mars 2019" in record_text(visit, ResponseVersion.objects.get())

"""Pages that say no still show answers: they stand in the log and in no cache."""

from samplan.audit.models import Event
from samplan.forms.tests.questionnaires import group, item
from samplan.visits.tests.asked import asked, browser, path, window
from tests.cast import Cast

PAGES = (group("one", item("a", "text")),)


def looks() -> int:
    return Event.objects.filter(kind="response.read").count()


def test_two_windows_beside_each_other_are_a_look_that_is_logged(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    here, there = window(cast, visit, "one"), window(cast, visit, "one")
    there.send(a="sagt där")
    before = looks()
    met = here.send(a="sagt här")
    assert "sagt där" in met.content.decode()
    assert looks() == before + 1
    assert met.headers["Cache-Control"] == "no-store"


def test_answers_that_came_in_between_are_a_look_that_is_logged(cast: Cast) -> None:
    visit = asked(cast, *PAGES)
    window(cast, visit, "one").send(a="mitt")
    window(cast, visit, "one", cast.maria, "staff-").send(a="per telefon")
    browser(cast, cast.maria).send(path(visit, "staff-review"), {"_over": "0"})
    before = looks()
    assert browser(cast).send(path(visit, "review"), {"_over": "0"}).status_code == 409
    assert looks() == before + 1

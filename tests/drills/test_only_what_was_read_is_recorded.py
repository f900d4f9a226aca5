"""Answers that came after the page was drawn are not marked as entered in the record."""

from samplan.forms.models import ResponseVersion
from samplan.forms.tests.questionnaires import group, item
from samplan.visits.tests.asked import asked, browser, path, window
from tests.cast import Cast


def test_newer_answers_are_not_marked_by_a_page_of_older_ones(cast: Cast) -> None:
    visit = asked(cast, group("one", item("a", "text")))
    alma, maria = browser(cast), browser(cast, cast.maria)
    for number, words in enumerate(("yr", "bröstsmärta")):
        window(cast, visit, "one").send(a=words)
        alma.send(path(visit, "review"), {"_over": str(number)})
    maria.send(path(visit, "mark-recorded"), {"number": "1"})
    assert not ResponseVersion.objects.exclude(recorded_at=None).exists()
    for name in ("preparation", "record"):
        page = maria.get(path(visit, name)).content.decode()
        form = page.split(path(visit, "mark-recorded"))[1].split("</form>")[0]
        assert 'name="number" value="2"' in form
    maria.send(path(visit, "mark-recorded"), {"number": "2"})
    assert ResponseVersion.objects.exclude(recorded_at=None).get().number == 2

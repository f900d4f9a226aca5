"""Letters that are marked by mistake, that wait though answers come, and that were never to be."""

from dataclasses import replace

import pytest

from samplan.access.models import DigitalConsent
from samplan.audit.models import Event
from samplan.forms import engine
from samplan.forms.drafts import read_draft, write_draft
from samplan.plans.models import Activity, ActivityKind, ActivityState
from samplan.visits.actions import correct_visit, mark_posted, mark_unposted, send_answers
from samplan.visits.models import Send, Visit
from samplan.visits.tests.staff_world import World
from tests.cast import AT, ActingClient

PAPERS = "/vard/papper/"
BY_HAND = "by-hand"  # the questions with room for answers


@pytest.fixture
def on_paper(world: World) -> Visit:
    """A summons that waits to be posted."""
    return posted(world, Send.MERGED)


def posted(world: World, send: Send) -> Visit:
    DigitalConsent.objects.filter(patient=world.cast.alma).delete()
    return world.sent(texts={"send": send})


def letters() -> list[str]:
    found = Activity.objects.filter(kind=ActivityKind.PAPER)
    return list(found.order_by("id").values_list("state", flat=True))


def answered(visit: Visit, world: World) -> None:
    visit.refresh_from_db()
    answers = engine.Answers({"vill-ta-upp": ["Jag blir yr"]})
    draft = replace(read_draft(visit.response, world.nurse), answers=answers, is_unsent=True)
    write_draft(visit.response, draft, acting=world.nurse, at=AT)
    send_answers(visit, over=visit.answers_number, acting=world.nurse, at=AT)


def test_a_mark_by_mistake_is_taken_back(
    world: World,
    nurse: ActingClient,
    stranger: ActingClient,
    on_paper: Visit,
    django_assert_max_num_queries,
) -> None:
    nurse.send(f"{PAPERS}postat/", {"visit": str(on_paper.pk)})
    with django_assert_max_num_queries(6):
        page = nurse.get(f"/vard/besok/{on_paper.pk}/kallelse/").content.decode()
    assert "Marked as posted by Maria" in page
    assert "It was not posted" in page

    stranger.send(f"{PAPERS}ej-postat/", {"visit": str(on_paper.pk)})
    assert letters() == [ActivityState.DONE]
    taken_back = nurse.send(f"{PAPERS}ej-postat/", {"visit": str(on_paper.pk)}, follow=True)

    assert "1 letter is to post again" in taken_back.content.decode()
    assert "Alma Ek" in taken_back.content.decode()
    assert letters() == [ActivityState.OPEN]
    again = nurse.send(f"{PAPERS}ej-postat/", {"visit": str(on_paper.pk)}, follow=True)
    assert "Nothing was marked as posted" in again.content.decode()
    assert Event.objects.filter(kind="summons.unposted").count() == 1
    assert nurse.send(f"{PAPERS}ej-postat/", {"visit": "x"}).status_code == 404


def test_only_the_newest_letter_is_taken_back(world: World, on_paper: Visit) -> None:
    mark_posted([on_paper.pk], acting=world.nurse, at=AT)
    correct_visit(on_paper, changes={"place": "Plan 5"}, acting=world.nurse, at=AT)

    assert mark_unposted([on_paper.pk], acting=world.nurse, at=AT) == 0
    assert letters() == [ActivityState.DONE, ActivityState.OPEN]


@pytest.mark.parametrize("send", [Send.MERGED, Send.TWO])
def test_the_summons_is_posted_though_answers_came_by_phone(
    world: World, nurse: ActingClient, send: Send
) -> None:
    on_paper = posted(world, send)
    letter = f"/vard/besok/{on_paper.pk}/utskrift/"
    assert BY_HAND in nurse.get(letter).content.decode()
    answered(on_paper, world)

    assert letters() == [ActivityState.OPEN]
    questions = Activity.objects.get(kind=ActivityKind.ANSWER_QUESTIONS)
    assert (questions.state, questions.closed_by) == (ActivityState.DONE, world.nurse.actor_name)
    page = nurse.get(letter).content.decode()
    assert "hur du mår efter infarkten" in page
    assert "fått dina svar" in page  # the letter is in the patient's language
    assert BY_HAND not in page
    assert "Alma Ek" in nurse.get(PAPERS).content.decode()
    assert mark_posted([on_paper.pk], acting=world.nurse, at=AT) == 1


def test_a_letter_about_a_change_is_posted_though_answers_come(
    world: World, on_paper: Visit
) -> None:
    mark_posted([on_paper.pk], acting=world.nurse, at=AT)
    correct_visit(on_paper, changes={"place": "Plan 5"}, acting=world.nurse, at=AT)
    answered(on_paper, world)

    assert letters() == [ActivityState.DONE, ActivityState.OPEN]


def test_a_letter_that_is_to_post_again_waits_though_answers_come(
    world: World, on_paper: Visit
) -> None:
    mark_posted([on_paper.pk], acting=world.nurse, at=AT)
    mark_unposted([on_paper.pk], acting=world.nurse, at=AT)
    answered(on_paper, world)

    assert letters() == [ActivityState.OPEN]


def test_what_went_digitally_is_printed_but_not_posted(world: World, nurse: ActingClient) -> None:
    visit = world.sent()

    page = nurse.get(f"/vard/besok/{visit.pk}/utskrift/").content.decode()

    assert "<article" in page
    assert "posted" not in page.replace("/papper/", "")

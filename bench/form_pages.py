"""The pages of forms: answered and sent by patients, built and looked at by an administrator."""

import secrets
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from urllib.parse import urlencode

from bench import people
from bench.client import Ask, Fields, Work
from bench.form_rows import (
    BUILT,
    LAST_OTHER,
    LONG,
    LONGEST,
    ON_ONE_PAGE,
    SHORT,
    WINDOW,
    Shape,
    draft_form,
)
from bench.pages import Page, opened
from bench.questionnaires import link_id, page_id, posted
from bench.rows import key
from samplan.forms.drawing.changing_parts import blocks_of
from samplan.forms.loaded import form_of
from samplan.forms.models import QuestionnaireVersion, Response
from tests.cast import ActingClient

CHOSEN = {ON_ONE_PAGE: link_id(75), SHORT: link_id(15)}  # a question with four answers
Turn = tuple[Ask, ...]


def form_pages() -> Iterator[Page]:
    """All of them, in the order of the table."""
    for shape in (SHORT, LONG, LONGEST, ON_ONE_PAGE):
        yield _answering(f"{shape}: page", shape, _opens)
        yield _answering(f"{shape}: page posted", shape, _posts)
        yield _answering(f"{shape}: review", shape, _reviews)
        yield _answering(f"{shape}: page posted and all sent", shape, _sends)
    yield _looked_at("list of 30 forms", "/vard/formular/", LAST_OTHER)
    for shape in (SHORT, LONG):
        path = f"/vard/formular/versioner/{shape.version_id}/"
        yield _looked_at(f"version of {shape}", path, f"fråga {shape.questions}?")
    for name, step in (("builder", ""), ("preview", "forhandsvisning/"), ("question", "fraga/")):
        path = _draft(ON_ONE_PAGE, 0, step)
        yield _looked_at(f"{name}, {ON_ONE_PAGE}", path, "fråga 150?")
    for shape in BUILT:
        yield Page(f"{shape}: question moved", partial(_moves, shape))
        yield Page(f"{shape}: question saved", partial(_saves, shape))
    yield Page(f"{ON_ONE_PAGE}: saved by script", partial(_saves_by_script, ON_ONE_PAGE))


def administrator(_lane: int) -> ActingClient:
    """The one who builds forms."""
    return people.staff(people.ADMINISTRATOR)


def _looked_at(name: str, path: str, holds: str) -> Page:
    return opened(name, path, holds, by=administrator)


# ---- Answering ----


def _answering(name: str, shape: Shape, turns: Callable[[Shape, int], Iterator[Turn]]) -> Page:
    """A patient's page: each turn is asked, and the last question is on the page afterwards."""

    def work(lane: int, number: int) -> Work:
        asked = turns(shape, lane)
        visitor = people.patient(shape.patient(lane))
        return Work(visitor, [next(asked) for _ in range(number)], _review(shape, lane))

    return Page(name, work)


def _questions(shape: Shape, lane: int, step: str) -> str:
    return f"/tider/{key(4, shape.patient(lane))}/fragor/{step}/"


def _first(shape: Shape) -> int:
    """The first question of the page that is answered: the second page where there is one."""
    return 1 + shape.on_page if shape.questions > shape.on_page else 1


def _opens(shape: Shape, lane: int) -> Iterator[Turn]:
    first = _first(shape)
    last = first + shape.on_page - 1
    while True:
        yield (Ask(_questions(shape, lane, page_id(first)), f"fråga {last}?"),)


def _review(shape: Shape, lane: int) -> Ask:
    return Ask(_questions(shape, lane, "granska"), f"fråga {shape.questions}?")


def _reviews(shape: Shape, lane: int) -> Iterator[Turn]:
    while True:
        yield (_review(shape, lane),)


def _posts(shape: Shape, lane: int) -> Iterator[Turn]:
    """New answers each time, and on to the next page."""
    first = _first(shape)
    after = first + shape.on_page
    leads_to = page_id(after) if after <= shape.questions else "granska"
    page = form_of(QuestionnaireVersion.objects.get(pk=shape.version_id)).page(page_id(first))
    seen = {"_to": "next", "_window": WINDOW, "_shown": list(blocks_of(page).values())}
    while True:
        fields = posted(range(first, after), f"Jag blir yr, {secrets.token_hex(4)}.")
        yield (Ask(_questions(shape, lane, page_id(first)), leads_to, {**fields, **seen}),)


def _sends(shape: Shape, lane: int) -> Iterator[Turn]:
    """Answers that nobody has sent yet, and then the sending."""
    sent = Response.objects.values_list("sent_number", flat=True).get(
        pk=key(7, shape.patient(lane))
    )
    for over, (changed,) in zip(count(sent), _posts(shape, lane), strict=False):
        yield changed, Ask(_questions(shape, lane, "granska"), "tack", {"_over": str(over)})


# ---- Building ----


def _draft(shape: Shape, lane: int, step: str = "") -> str:
    """A page of the builder, with a question chosen."""
    query = urlencode({"vald": CHOSEN[shape]})
    return f"/vard/formular/{draft_form(shape, lane)}/utkast/{step}?{query}"


def _changing(shape: Shape, lane: int, number: int, turn: Callable[[int], Ask]) -> Work:
    """Each turn changes what the one before has left; the builder then has the last revision."""
    drafts = QuestionnaireVersion.objects.filter(questionnaire_id=draft_form(shape, lane))
    over = drafts.values_list("revision", flat=True).get()
    turns = [(turn(each),) for each in range(over, over + number)]
    proof = Ask(_draft(shape, lane), f'name="over" value="{over + number}"')
    return Work(administrator(lane), turns, proof)


def _moves(shape: Shape, lane: int, number: int) -> Work:
    chosen = CHOSEN[shape]

    def turn(over: int) -> Ask:
        fields = {"id": chosen, "to": "down" if over % 2 else "up", "over": str(over)}
        return Ask(_draft(shape, lane, "flytt/"), f"vald={chosen}", fields)

    return _changing(shape, lane, number, turn)


def _saves(shape: Shape, lane: int, number: int) -> Work:
    path, leads_to = _draft(shape, lane, "fraga/"), f"vald={CHOSEN[shape]}"
    return _changing(shape, lane, number, lambda over: Ask(path, leads_to, _facts(over)))


def _saves_by_script(shape: Shape, lane: int, number: int) -> Work:
    """As one writes: each time, the answer is the revision to go on from."""

    def turn(over: int) -> Ask:
        facts = {**_facts(over), "_sitting": f"bench-{lane}"}
        path = _draft(shape, lane, "fraga/")
        return Ask(path, f'name="over" value="{over + 1}"', facts, by_script=True)

    return _changing(shape, lane, number, turn)


def _facts(over: int) -> Fields:
    """The question's fields with other words than it had."""
    options = {
        f"option-{place}-{name}": value
        for place in range(4)
        for name, value in (
            *(("own", f"Svar {place + 1}"), ("english", f"Answer {place + 1}")),
            ("key", str(place)),
        )
    }
    words = {"text_own": f"Hur mår du idag, {over}?", "text_english": f"How are you, {over}?"}
    return {"over": str(over), "option-count": "4", "is_required": "on", **words, **options}

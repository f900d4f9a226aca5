"""Two tabs add, remove and write in rows in any order, and posts come again late: nothing is lost.

What a post that is taken in says stands; what comes a second time changes nothing.
"""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from samplan.forms import engine
from samplan.forms.actions import Conflict, RowGone, Seen, add_row, remove_row, save_page
from samplan.forms.engine import field_name, is_repeating, row_id, row_of
from samplan.forms.models import Response
from samplan.forms.row_names import new_row
from samplan.forms.tests.factories import begun, draft_of
from samplan.forms.tests.questionnaires import group, item
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db

STEPS = 25
Rows = dict[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Post:
    """What a tab sends: the page's fields, and the button that was pressed."""

    button: str
    fields: dict[str, list[str]]
    seen: Seen
    row: str = ""


@dataclass
class Tab:
    """The page as it was drawn last, and what is written in it since."""

    name: str
    draws: int = 0
    rows: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    seen: Seen = Seen("")
    new: str = ""

    def draw(self, response: Response, acting: Any) -> None:
        draft = draft_of(response, acting)
        page = draft.form.pages[0]
        self.draws += 1
        self.seen = Seen(draft.digest(page), f"{self.name}{self.draws}")
        self.new = new_row()
        self.rows = [row_of(each.link_id) for each in page.all_items if is_repeating(each)]
        self.fields = {
            field_name(each.link_id): [*map(str, draft.answers.of(each.link_id))] or [""]
            for each in page.all_items
        }

    def write(self, row: str, text: str) -> None:
        self.fields[field_name(row_id("name", row))] = [text]

    def post(self, button: str, chance: random.Random) -> Post:
        row = {"add": self.new, "drop": chance.choice(self.rows)}.get(button, "")
        return Post(button, dict(self.fields), self.seen, row)

    def said(self, row: str) -> tuple[str, ...]:
        return tuple(filter(None, self.fields[field_name(row_id("name", row))]))


def send(response: Response, acting: Any, post: Post) -> bool:
    """Whether the post was taken in."""
    draft = draft_of(response, acting)
    page = draft.form.pages[0]
    said = engine.read_post(draft.form, page, lambda name: post.fields.get(name, []))
    change = {"add": add_row, "drop": remove_row}.get(post.button)
    try:
        save_page(response, page, said, seen=post.seen, acting=acting, at=AT)
        if change is not None:
            change(response, row_id("med", post.row), acting=acting, at=AT)
    except Conflict:
        return False
    except RowGone:
        pass
    return True


def saved(response: Response, acting: Any) -> Rows:
    draft = draft_of(response, acting)
    names = (row_id("name", row) for row in draft.form.source.rows["med"])
    return {row_of(name): draft.answers.of(name) for name in names}


def check(tab: Tab, post: Post, before: Rows, after: Rows) -> None:
    """What the tab says stands, and rows that it does not know stay as they were."""
    for row, words in after.items():
        if row in tab.rows:
            assert words == tab.said(row)
        else:
            assert words == before.get(row, ())
    assert before.keys() - after.keys() <= ({post.row} if post.button == "drop" else set())
    made = after.keys() - before.keys()
    is_last = post.button == "drop" and len(before) == 1
    assert len(made) <= (1 if post.button == "add" or is_last else 0)


@pytest.mark.parametrize("seed", range(30))
def test_no_order_of_posts_loses_or_brings_back_a_row(cast: Cast, seed: int) -> None:
    alma, chance = cast.acting(cast.alma), random.Random(seed)  # noqa: S311 # a seed to repeat
    response = begun(cast, item("first"), group("med", item("name"), repeats=True))
    tabs = [Tab("a"), Tab("b")]
    for tab in tabs:
        tab.draw(response, alma)
    sent: list[Post] = []
    by_itself: list[Post] = []
    for step in range(STEPS):
        tab, before = chance.choice(tabs), saved(response, alma)
        button = chance.choice(["write", "write", "save", "next", "add", "drop", "again", "again"])
        if button == "write":
            tab.write(chance.choice(tab.rows), f"{tab.name} {step}")
        elif button == "again" and sent:
            send(response, alma, chance.choice(sent))
            assert saved(response, alma) == before
        elif button != "again":
            post = tab.post(button, chance)
            if not send(response, alma, post):
                assert saved(response, alma) == before
                tab.draw(response, alma)
                continue
            check(tab, post, before, saved(response, alma))
            if button == "save":
                by_itself.append(post)
                continue
            late = [each for each in by_itself if each.seen.window == post.seen.window]
            sent += [post, *(late if button in ("add", "drop") else [])]
            tab.draw(response, alma)

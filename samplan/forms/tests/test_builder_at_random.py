"""Whatever is done in the builder, and in whatever order: nothing is lost and all can be undone."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from samplan.forms.building import tree
from samplan.forms.building.flat import put_together
from samplan.forms.models import DraftItem
from samplan.forms.supply import opening
from samplan.forms.tests.builder import Builder

CHANGES = 25  # fewer than are kept to be undone
COMPONENTS = ["string", "one", "several", "matrix", "row", "rows", "profession", "page", "scale"]
WAYS = ["up", "down", "out", "before", "into"]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Every item that was kept in memory, by its text: none may have been changed there."""
    seen: dict[str, Any] = {}
    read = opening._kept

    def reading(text: str) -> Any:
        return seen.setdefault(text, read(text))

    monkeypatch.setattr(opening, "_kept", reading)
    yield seen
    assert [text for text, content in seen.items() if json.loads(text) != content] == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_lost_and_all_can_be_undone(
    builder: Builder, kept: dict[str, Any], seed: int
) -> None:
    builder.draft.steps.all().delete()
    chance = random.Random(seed)  # noqa: S311  # to be the same each time
    states = [whole(builder)]
    for _change in range(CHANGES):
        change(builder, chance)
        now = whole(builder)
        if now != states[-1]:
            states.append(now)
        if chance.random() < 0.15 and len(states) > 1:
            builder.post("angra/")
            states.pop()
            assert whole(builder) == states[-1]
    for state in states[-2::-1]:
        builder.post("angra/")
        assert whole(builder) == state
    assert not builder.draft.steps.exists()


def whole(builder: Builder) -> str:
    """The draft as text. Each of its rows stands in it once, and it is what the pages show."""
    builder.draft.refresh_from_db()
    rows = dict(DraftItem.objects.filter(version=builder.draft).values_list("link_id", "content"))
    listed = [name for content in rows.values() for name in content.get("item", ())]
    document = put_together(rows)
    assert sorted(listed) == sorted(tree.every_id(document)) == sorted(rows.keys() - {""})
    assert document == opening.document_of(builder.draft)
    return json.dumps(document, sort_keys=True)


def change(builder: Builder, chance: random.Random) -> None:
    names = builder.ids() or [""]
    one, other = chance.choice(names), chance.choice(names)
    chance.choice(ACTS)(builder, chance, one, other)


def add(builder: Builder, chance: random.Random, one: str, _other: str) -> None:
    builder.post("tillagg/", component=chance.choice(COMPONENTS), id=one)


def move(builder: Builder, chance: random.Random, one: str, other: str) -> None:
    builder.post("flytt/", id=one, to=chance.choice(WAYS), other=other)


def copy(builder: Builder, _chance: random.Random, one: str, _other: str) -> None:
    builder.post("kopia/", id=one)


def remove(builder: Builder, _chance: random.Random, one: str, _other: str) -> None:
    builder.post("borttagning/", id=one, sure="yes")


def word(builder: Builder, chance: random.Random, one: str, _other: str) -> None:
    listed = chance.sample(["x", "y", "z", "å", ""], 3)
    rows = {f"option-{number}-own": each for number, each in enumerate(listed)}
    keys = {f"option-{number}-key": chance.choice(["", "0", "1", "7"]) for number in range(3)}
    fields = {"text_own": chance.choice("abc"), "help_own": chance.choice(["", "h"])}
    builder.post("fraga/", one, **{**fields, "option-count": "3"}, **rows, **keys)


def ask(builder: Builder, chance: random.Random, one: str, other: str) -> None:
    fields = {"way": chance.choice(["is", "not", "given"]), "answers": chance.choice(["0", "1"])}
    builder.post(f"villkor/?vald={one}&fraga={other}", **fields)


ACTS: list[Callable[[Builder, random.Random, str, str], None]]
ACTS = [add, add, move, copy, remove, word, word, ask]

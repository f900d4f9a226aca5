"""What changes on a page as one answers: parts that come and go, and answers to choose from."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

from samplan.forms import engine
from samplan.forms.drafts import Draft
from samplan.forms.engine import Item, Page, field_name


def blocks_of(page: Page) -> dict[str, str]:
    """The names of the parts that come and go with the answers, by linkId."""
    return {
        item.link_id: f"block-{number}"
        for number, item in enumerate(_drawn(page.items))
        if item.is_conditional
    }


def _drawn(items: Iterable[Item]) -> Iterator[Item]:
    """The items that are drawn as parts, so neither the page itself nor hints."""
    for item in items:
        yield item
        yield from _drawn(item.children)


def offers_of(page: Page) -> dict[str, str]:
    """A mark of the options of each question where they follow other answers, by linkId."""
    return {
        item.link_id: f"offer-{number}-{_digest(option.key for option in item.options)}"
        for number, item in enumerate(page.questions)
        if item.follows_answers
    }


def _digest(keys: Iterable[str]) -> str:
    return sha256("\n".join(keys).encode()).hexdigest()[:16]


def told_to_script(draft: Draft, page: Page) -> dict[str, list[str]]:
    """The parts that are shown and the marks of options, given the answers in the draft."""
    known = engine.settled(draft.form, draft.answers)
    offers = offers_of(known.form.page(page.link_id))
    return {"shown": _shown(known, page), "offers": list(offers.values())}


def first_unseen(draft: Draft, page: Page, seen: Collection[str]) -> str:
    """Where the first part stands that applies by now and is not among those seen.

    Else the first question without an answer whose options are others than those seen; empty
    where there is neither.
    """
    known = engine.settled(draft.form, draft.answers)
    page = known.form.page(page.link_id)
    anchors = {name: name for name in _shown(known, page)}
    offers = offers_of(page)
    for item in page.questions:
        if item.options and item.link_id in offers and item.link_id not in known.answers:
            anchors[offers[item.link_id]] = f"id_{field_name(item.link_id)}"
    return next((anchor for name, anchor in anchors.items() if name not in seen), "")


def _shown(known: engine.Settled, page: Page) -> list[str]:
    return [name for link_id, name in blocks_of(page).items() if link_id in known.shown]

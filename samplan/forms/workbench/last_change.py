"""What the newest change of a draft was, in words: so that undoing it says what it takes back."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from samplan.common.text import quoted, shortened
from samplan.forms.building import tree
from samplan.forms.building.flat import FORM, Items, taken_apart
from samplan.forms.building.texts import Json, source_of, words_of
from samplan.forms.supply.opening import OpenedDraft

SHOWN: Final = 40  # characters of a question on a button
Order = list[tuple[str, str]]  # what each item stands in, and the item


def last_change(opened: OpenedDraft) -> str:
    """What would be undone; empty where nothing can be."""
    if opened.before is None:
        return ""
    return described(opened.before, taken_apart(opened.draft.document))


def described(before: Mapping[str, Json | None], now: Items) -> str:
    """A change in a few words: what has changed as it was before, and the form as it is now."""
    source = source_of(now[FORM])
    after = {name: now.get(name) for name in before}
    hints = {name for name in before if tree.is_hint(before[name] or after[name] or {})}
    olds, news = _without(hints, before), _without(hints, after)
    if added := [name for name in news if name not in olds]:
        return _("added %s") % _first(added, news, source)
    if gone := [name for name in olds if name not in news]:
        return _("took away %s") % _first(gone, olds, source)
    if moved := _moved(_order(olds), _order(news)):
        return _said_to_move([_called(name, now, source) for name in moved])
    return _said_to_change(news, hints, now, source)


def _without(hints: set[str], contents: Mapping[str, Json | None]) -> dict[str, Json]:
    """The items that are there, but for hints: those are part of what they stand in."""
    there = {name: each for name, each in contents.items() if each and name not in hints}
    return {
        name: {**each, "item": [inner for inner in each.get("item", ()) if inner not in hints]}
        for name, each in there.items()
    }


def _said_to_change(news: Items, hints: set[str], now: Items, source: str) -> str:
    holders = (name for name in now if not hints.isdisjoint(now[name].get("item", ())))
    changed = [name for name in (*news, *holders) if name != FORM]
    if not changed:
        return _("changed the form's name and purpose")
    return _("changed %s") % _first(list(dict.fromkeys(changed)), now, source)


def _first(names: Sequence[str], items: Items, source: str) -> str:
    """The first of them that stands in none of the others, by its words; and how many more."""
    inner = {each for name in names for each in items[name].get("item", ())}
    outer = [name for name in _by_place(names, items) if name not in inner]
    first = _called(outer[0], items, source)
    if len(outer) == 1:
        return first
    return _("%(first)s and %(number)d more") % {"first": first, "number": len(outer) - 1}


def _by_place(names: Sequence[str], items: Items) -> list[str]:
    """The names as they stand in what has changed around them."""
    listed = [name for content in items.values() for name in content.get("item", ())]
    return list(dict.fromkeys([*(name for name in listed if name in names), *names]))


def _called(name: str, items: Items, source: str) -> str:
    item = items[name]
    if words := words_of(item, source, source):
        return quoted(shortened(words, SHOWN))
    is_page = item.get("type") == "group" and name in items.get(FORM, {}).get("item", ())
    return _("a page without a heading") if is_page else _("something without words")


def _order(items: Items) -> Order:
    return [(holder, name) for holder in sorted(items) for name in items[holder].get("item", ())]


def _moved(old: Order, new: Order) -> list[str]:
    """The item that stands in another place; two neighbours where either may have been moved."""
    differing = [(was[1], now[1]) for was, now in zip(old, new, strict=False) if was != now]
    either = dict.fromkeys(differing[0]) if differing else ()
    explaining = [key for key in either if _but(key, old) == _but(key, new)]
    return explaining or list(either)[-1:]


def _said_to_move(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("moved %s") % names[0]
    one, other = names
    return _("let %(one)s and %(other)s change places") % {"one": one, "other": other}


def _but(key: str, order: Order) -> Order:
    return [each for each in order if each[1] != key]

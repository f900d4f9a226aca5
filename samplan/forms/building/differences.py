"""What is different between two versions of a form, in words that an administrator reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.common.text import quoted, shortened
from samplan.forms.building import asking, tree
from samplan.forms.building.editing import options_of
from samplan.forms.building.holding import Items
from samplan.forms.building.presentation import presentation_of
from samplan.forms.building.texts import OTHER, Json, source_of, words_of

# What is compared on its own; everything else of an item is "other settings".
WORDED: Final = frozenset(
    {"linkId", "text", "_text", "item", "enableWhen", "enableBehavior", "answerOption", "required"}
)


@dataclass(frozen=True)
class Difference:
    """One thing that is different. `before` and `after` are words, empty where there are none."""

    about: str  # the words of what it concerns
    what: str
    before: str = ""
    after: str = ""


def differences(old: Json, new: Json) -> list[Difference]:
    """Everything that is different, in the order of the new form; what is gone comes last."""
    source = source_of(new)
    before = {placed.link_id: placed for placed in tree.walk(old)}
    after = {placed.link_id: placed for placed in tree.walk(new)}
    olds, news = tree.by_id(old), tree.by_id(new)
    found = list(_of_presentation(old, new))
    last: dict[str | None, tree.Placed] = {}  # in each group, of what has been met
    for link_id, placed in after.items():
        if link_id not in before:
            where = _added(placed, last.get(placed.parent_id), after, source)
            found.append(Difference(_name(placed.item, source), where))
        else:
            found += _of_item(olds[link_id], placed.item, source, olds, news)
        last[placed.parent_id] = placed
    found += [
        Difference(_name(before[link_id].item, source), _("Taken away"))
        for link_id in before
        if link_id not in after
    ]
    return [*found, *_of_order(before, after, source)]


def _name(item: Json, source: str) -> str:
    return shortened(words_of(item, source, source), asking.SHOWN) or _("(no words yet)")


def _added(
    placed: tree.Placed,
    before: tree.Placed | None,
    items: Mapping[str, tree.Placed],
    source: str,
) -> str:
    """That it is added, and where: after what stands before it, else first in what it stands in."""
    if before is not None:
        return _("Added after %s") % _called(before, items, source)
    if placed.parent_id is None:
        return _("Added first in the form")
    holder = items[placed.parent_id]
    sentence = _("Added first in %s") if holder.depth else _("Added first on %s")
    return sentence % _called(holder, items, source)


def _called(placed: tree.Placed, items: Mapping[str, tree.Placed], source: str) -> str:
    """An item inside a sentence: by its words, a page without a heading by its number."""
    is_page = not placed.depth and placed.item.get("type") == "group"
    if words := words_of(placed.item, source, source):
        name = quoted(shortened(words, asking.SHOWN))
        return _("the page %s") % name if is_page else name
    if not is_page:
        return _("something without words")
    pages = [each.link_id for each in items.values() if not each.depth]
    return _("page %d") % (pages.index(placed.link_id) + 1)


def _of_presentation(old: Json, new: Json) -> Iterator[Difference]:
    before, after = presentation_of(old), presentation_of(new)
    about = _("The form")
    for name, label in (
        ("title", _("Name")),
        ("description", _("To the patient")),
        ("instruction", _("To clinics that use the form")),
    ):
        was, now = getattr(before, name), getattr(after, name)
        if was.own != now.own:
            yield Difference(about, label, was.own, now.own)
        if was.english != now.english:
            in_english = _("In English")
            yield Difference(about, f"{label} ({in_english})", was.english, now.english)
    if before.score_for != after.score_for:
        yield Difference(about, _("Who sees the sum of the points"))


def _of_item(old: Json, new: Json, source: str, olds: Items, news: Items) -> Iterator[Difference]:
    about = _name(new, source)
    for label, was, now in (
        (_("Words"), words_of(old, source, source), words_of(new, source, source)),
        (_("In English"), words_of(old, OTHER, source), words_of(new, OTHER, source)),
        (_("Help"), _help(old, source), _help(new, source)),
    ):
        if was != now:
            yield Difference(about, label, was, now)
    if bool(old.get("required")) != bool(new.get("required")):
        yield Difference(about, *_required(old), *_required(new)[1:])
    yield from _of_options(old, new, source, about)
    if _conditions(old) != _conditions(new):
        # A question that has other words now is called by them in both.
        before = asking.in_words(old, {**olds, **news}, source)
        after = asking.in_words(new, news, source)
        always = _("always shown")
        yield Difference(about, _("When it is shown"), before or always, after or always)
    if _others(old) != _others(new):
        yield Difference(about, _("Kind of answer or settings"))


def _conditions(item: Json) -> tuple[object, list[dict[str, Any]]]:
    """What the conditions ask for, by linkIds and codes: words may change and mean the same."""
    found = [
        {key: _unworded(value) for key, value in each.items()}
        for each in item.get("enableWhen", ())
    ]
    return len(found) > 1 and item.get("enableBehavior"), found


def _unworded(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if key not in ("display", "_display")}


def _required(item: Json) -> tuple[str, str]:
    words = _("has to be answered") if item.get("required") else _("optional")
    return _("Has to be answered"), words


def _help(item: Json, source: str) -> str:
    hints = [each for each in tree.items_in(item) if tree.is_hint(each)]
    return "\n".join(words_of(hint, source, source) for hint in hints)


def _of_options(old: Json, new: Json, source: str, about: str) -> Iterator[Difference]:
    was, now = _options(old, source), _options(new, source)
    if was != now:
        yield Difference(about, _("Answers to choose from"), ", ".join(was), ", ".join(now))
    elif old.get("answerOption") != new.get("answerOption"):
        yield Difference(about, _("Points or English of the answers"))


def _options(item: Json, source: str) -> list[str]:
    return [option.words.own for option in options_of(item, source)]


def _others(item: Json) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key not in WORDED}


def _of_order(
    before: Mapping[str, tree.Placed], after: Mapping[str, tree.Placed], source: str
) -> Iterator[Difference]:
    both = set(before) & set(after)
    was = [(each.parent_id, link_id) for link_id, each in before.items() if link_id in both]
    now = [(each.parent_id, link_id) for link_id, each in after.items() if link_id in both]
    for (old_parent, old_id), (new_parent, new_id) in zip(was, now, strict=True):
        if (old_parent, old_id) != (new_parent, new_id):
            yield Difference(_name(after[new_id].item, source), str(MOVED))
            return


MOVED: Final = gettext_lazy("The order is another from here on")

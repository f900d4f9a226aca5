"""What the newest change of a draft was, in words: so that undoing it says what it takes back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Case, F, Func, IntegerField, JSONField, Value, When
from django.utils.translation import gettext as _

from samplan.common.text import quoted
from samplan.forms.building import tree
from samplan.forms.building.texts import Json, source_of, words_of
from samplan.forms.models import DraftStep, QuestionnaireVersion

# Bytes as the database keeps them: about a hundred questions. To fetch and compare more takes
# longer than all else on the page.
LARGEST_COMPARED: Final = 20_000
SHOWN: Final = 40  # characters of a question on a button
Order = list[tuple[str | None, str]]


def last_change(draft: QuestionnaireVersion) -> str:
    """What would be undone; empty where nothing can be, and of forms that are very long."""
    size = Func(F("document"), function="pg_column_size", output_field=IntegerField())
    steps = DraftStep.objects.filter(version=draft).annotate(size=size)
    short = When(size__lte=LARGEST_COMPARED, then=F("document"))
    nothing = Value(None, output_field=JSONField())
    kept = Case(short, default=nothing, output_field=JSONField())
    before = steps.order_by("-revision").values_list(kept, flat=True).first()
    return described(before, draft.document) if before else ""


def described(before: Json, after: Json) -> str:
    """The change from one form to the other, in a few words."""
    source = source_of(after)
    olds = {placed.link_id: placed for placed in tree.walk(before)}
    news = {placed.link_id: placed for placed in tree.walk(after)}
    if added := [news[key] for key in news if key not in olds]:
        return _("added %s") % _first(added, source)
    if gone := [olds[key] for key in olds if key not in news]:
        return _("took away %s") % _first(gone, source)
    if moved := _moved(_order(olds), _order(news)):
        return _said_to_move([_called(news[key], source) for key in moved])
    own = [placed for key, placed in news.items() if _own(placed.item) != _own(olds[key].item)]
    if own:
        return _("changed %s") % _first(own, source)
    return _("changed the form's name and purpose")


def _first(items: Sequence[tree.Placed], source: str) -> str:
    """The first of them that stands in none of the others, by its words; and how many more."""
    keys = {placed.link_id for placed in items}
    outer = [placed for placed in items if placed.parent_id not in keys]
    first = _called(outer[0], source)
    if len(outer) == 1:
        return first
    return _("%(first)s and %(number)d more") % {"first": first, "number": len(outer) - 1}


def _called(placed: tree.Placed, source: str) -> str:
    if words := words_of(placed.item, source, source):
        return quoted(words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()} …")
    is_page = not placed.depth and placed.item.get("type") == "group"
    return _("a page without a heading") if is_page else _("something without words")


def _order(items: Mapping[str, tree.Placed]) -> Order:
    return [(placed.parent_id, key) for key, placed in items.items()]


def _moved(old: Order, new: Order) -> list[str]:
    """The item that stands in another place; two neighbours where either may have been moved."""
    differing = [(was[1], now[1]) for was, now in zip(old, new, strict=True) if was != now]
    either = dict.fromkeys(differing[0]) if differing else ()
    explaining = [key for key in either if _without(old, key) == _without(new, key)]
    return explaining or list(either)[-1:]


def _said_to_move(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("moved %s") % names[0]
    one, other = names
    return _("let %(one)s and %(other)s change places") % {"one": one, "other": other}


def _without(order: Order, key: str) -> Order:
    return [each for each in order if each[1] != key]


def _own(item: Json) -> dict[str, Any]:
    """The item's own, hints too, without what else stands in it."""
    hints = [each for each in tree.items_in(item) if tree.is_hint(each)]
    return {**{key: value for key, value in item.items() if key != "item"}, "hints": hints}

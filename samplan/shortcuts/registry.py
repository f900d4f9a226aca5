"""What can be a shortcut. Apps above register their kinds in AppConfig.ready()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from samplan.access.acting import Acting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Facts = Mapping[str, Any]
LOST: Final = _("A page that is no longer there")


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where a shortcut leads, as it stands on the page now; `note`: what one is to know first."""

    label: "StrOrPromise"
    url: str
    icon: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ShortcutKind:
    """One kind of thing that a shortcut can lead to.

    `facts` gives a subquery that answers with one JSON object about the thing whose key is
    `OuterRef("key")`, or with nothing where the acting cannot reach it; it is asked together with
    the shortcuts, in one statement, and may put no more of the acting in the query than its keys,
    and the day as it is. Without `facts` there is nothing to ask. `link` makes the link of the key
    and the facts, None where there is no such thing. `offers` gives by key what the person is
    likely to want on the day, under `heading`. `lost` is what one that leads nowhere is called.
    """

    link: Callable[[Acting, str, Facts], Link | None]
    facts: Callable[[Acting, date], Combinable] | None = None
    offers: Callable[[Acting, date], Mapping[str, Link]] | None = None
    heading: "StrOrPromise" = _("Add a shortcut")
    lost: "StrOrPromise" = LOST


_kinds: Final[dict[str, ShortcutKind]] = {}


def register(name: str, kind: ShortcutKind) -> None:
    """Let shortcuts lead to things of this kind. A second kind of that name is refused."""
    if _kinds.setdefault(name, kind) is not kind:
        raise ValueError(f"There is already a kind of shortcut called {name}.")


def kinds() -> Mapping[str, ShortcutKind]:
    """The kinds by name."""
    return _kinds


# ---- Pages that everyone has ----

OfPage = Callable[[Acting], Link | None]
_pages: Final[dict[str, OfPage]] = {}


def register_page(key: str, page: OfPage) -> None:
    """Let shortcuts lead to a page of one's own, such as the log; None where one has it not."""
    _pages[key] = page


def pages(acting: Acting) -> dict[str, Link]:
    """The pages that this acting has, by key, in the order they were registered."""
    found = ((key, page(acting)) for key, page in _pages.items())
    return {key: link for key, link in found if link is not None}


def _page_link(acting: Acting, key: str, _facts: Facts) -> Link | None:
    page = _pages.get(key)
    return page(acting) if page else None


PAGE: Final = "page"
register(PAGE, ShortcutKind(link=_page_link, offers=lambda acting, _day: pages(acting)))

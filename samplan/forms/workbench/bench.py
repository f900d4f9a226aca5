"""A draft on the administrator's table: what its pages need to know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samplan.forms import engine
from samplan.forms.building import checking, placing, tree
from samplan.forms.building.checking import Remark
from samplan.forms.building.naming import newly_named
from samplan.forms.building.own_questions import own_ids, places_in
from samplan.forms.building.pages import BuiltPage, page_with, pages_of
from samplan.forms.building.texts import source_of, words_of
from samplan.forms.drafts import Draft
from samplan.forms.drawing.pages import DrawnPage, draw_page
from samplan.forms.engine.posts import GetList
from samplan.forms.loaded import form_being_built
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.words import problem_said
from samplan.forms.workbench.bound_cards import bound
from samplan.forms.workbench.cards import Card, cards_of


@dataclass(frozen=True)
class PageCard:
    """A page among the pages."""

    link_id: str
    words: str
    is_first: bool
    is_last: bool
    is_page: bool = True


@dataclass(frozen=True)
class PageList:
    """The pages of a draft, and the one that is looked at; None where the form has none."""

    every: list[BuiltPage]
    current: BuiltPage | None
    source: str  # the form's own language

    @property
    def are_several(self) -> bool:
        """There is more than one."""
        return len(self.every) > 1

    @property
    def number(self) -> int:
        """Which page is looked at, from one."""
        return next((n for n, page in enumerate(self.every, 1) if page == self.current), 1)

    @property
    def title(self) -> str:
        """Its heading."""
        return self._title_of(self.current) if self.current else ""

    @property
    def card(self) -> PageCard | None:
        """The page itself, as what it can be moved among; None for what stands loose."""
        if self.current is None or self.current.group is None:
            return None
        keys = [page.key for page in self.every if page.group is not None]
        key = self.current.key
        return PageCard(key, self.title, is_first=key == keys[0], is_last=key == keys[-1])

    def links(self) -> list[tuple[str, str, bool]]:
        """Each page's key and heading, and whether it is the one that is looked at."""
        return [(page.key, self._title_of(page), page == self.current) for page in self.every]

    def _title_of(self, page: BuiltPage) -> str:
        return words_of(page.group, self.source, self.source) if page.group else ""


@dataclass(frozen=True)
class Workbench:
    """The draft, the page that is looked at, and the item that is chosen there."""

    draft: QuestionnaireVersion
    chosen: str = ""

    @property
    def document(self) -> dict[str, Any]:
        """The form as it is written now."""
        document: dict[str, Any] = self.draft.document
        return document

    @property
    def looked_at(self) -> str:
        """What is chosen, else the page; empty where the form has none."""
        return self.chosen or (self.page.key if self.page else "")

    @property
    def is_bound(self) -> bool:
        """Follows another form: only own questions at its places can be added and changed."""
        return self.draft.questionnaire.is_subscribed

    @cached_property
    def adds_to(self) -> str:
        """Where the palette puts what is added: what is chosen, else the page or first place."""
        if not self.is_bound:
            return self.chosen or (self.page.key if self.page else "")
        places = [place.link_id for place in places_in(self.document)]
        is_place = self.chosen in places or self.chosen in own_ids(self.document)
        return self.chosen if is_place else next(iter(places), "")

    def with_added(self, name: str, after: str) -> tuple[dict[str, Any], str]:
        """The document with a component more, and the new item's linkId."""
        if self.is_bound:
            stem = f"egen-{self.draft.questionnaire_id.hex[-6:]}"
            added = placing.with_own_component(self.document, name, after=after, stem=stem)
        else:
            added = placing.with_component(self.document, name, after=after)
        return newly_named(self.document, added, self.draft.number)

    def with_copy(self, link_id: str) -> tuple[dict[str, Any], str]:
        """The document with a copy after the item, and the copy's linkId. Raises NotThere."""
        copied = tree.copied(self.document, link_id)
        return newly_named(self.document, copied, self.draft.number)

    @cached_property
    def source(self) -> str:
        """The form's own language."""
        return source_of(self.document)

    @cached_property
    def pages(self) -> PageList:
        """Its pages, and the one that is looked at."""
        return PageList(pages_of(self.document), page_with(self.document, self.chosen), self.source)

    @property
    def page(self) -> BuiltPage | None:
        """The page that is looked at; None where the form has none."""
        return self.pages.current

    @cached_property
    def remarks(self) -> list[Remark]:
        """What is left to mend or to think of."""
        own = own_ids(self.document) if self.is_bound else None
        return checking.remarks_on(self.document, own)

    @property
    def must(self) -> list[Remark]:
        """What stands in the way of publishing."""
        return [each for each in self.remarks if each.must]

    @property
    def others(self) -> list[Remark]:
        """What is only to be thought of."""
        return [each for each in self.remarks if not each.must]

    @cached_property
    def cards(self) -> list[Card]:
        """What stands on the page, as cards."""
        cards = cards_of(self.page, self.document, self.source, self.chosen, self.remarks)
        if not self.is_bound:
            return cards
        return bound(cards, self.document)

    @cached_property
    def chosen_card(self) -> Card | None:
        """The one to do something with."""
        return next((card for card in self.cards if card.can_be_changed_here), None)


@dataclass(frozen=True)
class Preview:
    """One page as patients see it; `problems` where the form cannot be drawn."""

    drawn: DrawnPage | None
    step: int = 1
    total: int = 1
    problems: tuple[str, ...] = ()  # what is in the way, in words
    is_for_some: bool = False  # what is chosen is asked only sometimes, and is shown all the same


def said_problems(
    document: Mapping[str, object], problems: Iterable[engine.Problem]
) -> tuple[str, ...]:
    """The engine's problems in words, each with the words of its item."""
    texts = {placed.link_id: str(placed.item.get("text") or "") for placed in tree.walk(document)}
    return tuple(problem_said(each, texts.get(each.link_id or "", "")) for each in problems)


def preview(bench: Workbench, getlist: GetList | None = None) -> Preview:
    """The page of what is chosen, with the answers that were tried on it.

    What is chosen is shown whatever is answered: one has to see what one words.
    """
    try:
        form = form_being_built(bench.draft)
    except engine.UnsupportedForm as refusal:
        return Preview(None, problems=said_problems(bench.document, refusal.problems))
    if bench.page is None:
        return Preview(None)
    draft = Draft(form, engine.beginning(form))
    page = form.page(bench.page.key)
    posted = engine.read_post(form, page, getlist) if getlist else None
    drawn = draw_page(draft, page, posted=posted, always=bench.chosen)
    chosen = form.items.get(bench.chosen)
    is_for_some = chosen is not None and chosen.is_conditional
    return Preview(drawn, bench.pages.number, len(form.pages), is_for_some=is_for_some)

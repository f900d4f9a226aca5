"""A loaded form in one language, and how it is put together from what was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from samplan.forms.engine.extensions import PATIENTS
from samplan.forms.engine.formulas import Formula
from samplan.forms.engine.items import Audience, Item, Page
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.problems import Problem
from samplan.forms.engine.row_ids import Keys, plain_id, row_id, row_of
from samplan.forms.engine.values import Choice
from samplan.forms.engine.wording import Draft, Options, Text, worded

Spoken = tuple[Choice, str | None]  # a coding with its display


@dataclass(frozen=True, slots=True)
class Source:
    """All that was read of a questionnaire; drafts in document order."""

    url: str | None
    version: str | None
    name: str | None
    title: Text
    language: str
    languages: tuple[str, ...]
    drafts: tuple[Draft, ...]
    evaluation_order: tuple[str, ...]
    score_for: Audience | None = None
    instruction: Text = Text()
    description: Text = Text()
    notes: tuple[Problem, ...] = ()
    variables: Mapping[str, Formula] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)  # the repeating group of what is in it
    rows: Mapping[str, Keys] = field(default_factory=dict)  # the copies of each such group
    base: "Source | None" = None  # without copies
    has_formulas: bool = False  # among the items
    performers: frozenset[str] = frozenset()  # FHIR's types of those who answer, where it says
    spoken: Mapping[Spoken, Text] = field(default_factory=dict)  # the words of all options


@dataclass(frozen=True, eq=False)
class Form:
    """A questionnaire that the engine can do in full, with its texts in `language`.

    `items` holds every item by linkId in document order. `languages` begins with the source.
    `source.notes` tells what looks otherwise here than the questionnaire wishes.
    """

    url: str | None
    version: str | None
    name: str | None
    title: str
    language: str
    languages: tuple[str, ...]
    pages: tuple[Page, ...] = field(repr=False)
    pages_by_id: Mapping[str, Page] = field(repr=False)
    items: Mapping[str, Item] = field(repr=False)
    evaluation_order: tuple[str, ...] = field(repr=False)
    source: Source = field(repr=False)

    @property
    def canonical(self) -> str | None:
        """FHIR's `url|version`, which responses point to."""
        return f"{self.url}|{self.version}" if self.url and self.version else self.url

    @property
    def asks_patients(self) -> bool:
        """Whether patients, or those close to them, are among those who answer."""
        return not self.source.performers or not PATIENTS.isdisjoint(self.source.performers)

    def in_language(self, language: str) -> "Form":
        """The same form with its texts in another language; the source where one is missing."""
        return self if language == self.language else assemble(self.source, language)

    @property
    def description(self) -> str:
        """Why one is asked, as the person reads it first."""
        return self.source.description.in_language(self.language)

    def instruction(self, language: str) -> str:
        """How clinics use the form, in markdown that is not sanitised; empty where it says not."""
        return self.source.instruction.in_language(language)

    def page(self, link_id: str) -> Page:
        """The page with this linkId; KeyError when there is none."""
        return self.pages_by_id[link_id]

    def page_of(self, group_id: str) -> Page:
        """The page with the rows of a group that repeats."""
        first = self.first(group_id)
        return next(p for p in self.pages if any(item.link_id == first for item in p.all_items))

    def first(self, link_id: str) -> str:
        """Where an item of the questionnaire stands: of those in rows, the one in the first."""
        owner = self.source.owners.get(link_id)
        return link_id if owner is None else row_id(link_id, self.source.rows[owner][0])

    def row(self, link_id: str) -> str:
        """The linkId of the row that an item stands in, or is; empty where it is in none."""
        owner = self.source.owners.get(plain_id(link_id))
        return "" if owner is None else row_id(owner, row_of(link_id))

    def with_above(self, link_ids: Iterable[str]) -> frozenset[str]:
        """The items and everything that they stand in."""
        found: set[str] = set()
        for link_id in link_ids:
            above: str | None = link_id
            while above is not None and above not in found:
                found.add(above)
                above = self.items[above].parent_id
        return frozenset(found)

    def coded(self, system: str, code: str) -> tuple[Item, ...]:
        """The items that carry a code, in document order: how others find a question."""
        return tuple(item for item in self.items.values() if item.is_coded(system, code))


def assemble(source: Source, language: str) -> Form:
    """The form in a language. Bottom up, so that depth costs nothing."""
    children: dict[str | None, list[Item]] = {}
    hints: dict[tuple[str | None, str], list[str]] = {}
    built: list[Item] = []
    is_own = language.partition("-")[0] == source.language.partition("-")[0]
    options = Options(language)
    for draft in reversed(source.drafts):
        listed = options.of(draft)
        item = worded(draft, language, children, hints, is_source=is_own, options=listed)
        built.append(item)
        if item.hint and item.parent_id is not None:
            hints.setdefault((item.parent_id, item.hint), []).append(item.text)
        else:
            children.setdefault(item.parent_id, []).append(item)
    items = {item.link_id: item for item in reversed(built)}
    pages = _pages(tuple(reversed(children.get(None, []))), items)
    return Form(
        url=source.url,
        version=source.version,
        name=source.name,
        title=source.title.in_language(language),
        language=language,
        languages=source.languages,
        pages=pages,
        pages_by_id={page.link_id: page for page in pages},
        items=items,
        evaluation_order=source.evaluation_order,
        source=source,
    )


def _own_page(item: Item) -> str:
    """The same for items that share a page: those outside of groups, rows of one group, tables."""
    if item.kind is not Kind.GROUP:
        return ""
    return "" if item.repeats or item.look.is_table else item.link_id


def _pages(top: Sequence[Item], items: Mapping[str, Item]) -> tuple[Page, ...]:
    page_of: dict[str, str] = {}
    pages: list[Page] = []
    below: dict[str, list[Item]] = {}
    for group_id, run in groupby(top, key=_own_page):
        loose = tuple(run)
        first = loose[0]
        name = plain_id(first.link_id)  # the same whichever row is the first
        pages.append(
            Page(name, first.text, first.help, first.children, ())
            if group_id
            else Page(name, "", "", loose, ())
        )
        page_of.update((item.link_id, name) for item in loose)
    for item in items.values():
        if item.parent_id is not None:
            page_of[item.link_id] = page_of[item.parent_id]
        below.setdefault(page_of[item.link_id], []).append(item)
    return tuple(replace(page, all_items=tuple(below[page.link_id])) for page in pages)

"""A page of a form made ready to draw: questions as bound fields, in the order of the form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.datastructures import MultiValueDict

from samplan.attachments.models import Attachment
from samplan.attachments.states import state_words
from samplan.forms import engine
from samplan.forms.drafts import Draft
from samplan.forms.drawing.changing_parts import blocks_of, offers_of
from samplan.forms.drawing.fields import fields_of
from samplan.forms.drawing.matrices import matrix_of
from samplan.forms.drawing.parts import Part
from samplan.forms.drawing.written import written
from samplan.forms.engine import Item, Kind, Page, field_name
from samplan.forms.row_names import can_be_changed, new_row
from samplan.forms.words import Trouble, said_of
from samplan.ui.components.fields import named
from samplan.ui.parts import PickedFile


@dataclass(frozen=True)
class DrawnPage:
    """Everything that the page's template asks for."""

    page: Page
    parts: tuple[Part, ...]
    faults: tuple[tuple[str, str], ...]  # where, and what, for the error summary

    @property
    def group_level(self) -> int:
        """The level of its groups' headings where its own title, if it has one, is of level 2."""
        return 3 if self.page.title else 2

    @property
    def has_files(self) -> bool:
        """Something on the page is answered by files."""
        return any(item.kind is Kind.ATTACHMENT for item in self.page.all_items)

    @property
    def file_names(self) -> str:
        """The names of the fields that take files, with commas between."""
        items = (item for item in self.page.all_items if item.kind is Kind.ATTACHMENT)
        return ",".join(field_name(item.link_id) for item in items)


class _PageForm(forms.Form):
    """Holds fields that are read and checked by the engine, not by Django."""

    def __init__(
        self,
        fields: Mapping[str, forms.Field],
        data: Mapping[str, list[str]],
        troubles: Mapping[str, list[str]],
    ) -> None:
        self.written: MultiValueDict[str, str] = MultiValueDict(dict(data))
        super().__init__(self.written)
        self.fields = dict(fields)
        self._errors = ErrorDict({name: ErrorList(said) for name, said in troubles.items()})


@dataclass(frozen=True)
class _Drawing:
    form: _PageForm
    known: engine.Settled
    reader: engine.Audience
    rows: Mapping[str, engine.Keys]
    blocks: Mapping[str, str]
    offers: Mapping[str, str]
    names: Mapping[str, list[str]]
    files: Mapping[str, tuple[PickedFile, ...]]
    always: str
    troubles: Mapping[str, list[str]] = field(default_factory=dict)

    def parts(self, items: Iterable[Item]) -> tuple[Part, ...]:
        """The items as they are drawn: none that is hidden, nor a score for others."""
        return tuple(self.part(item) for item in items if self.is_drawn(item))

    def is_drawn(self, item: Item) -> bool:
        return not item.hidden and (not item.is_question or engine.is_for(item, self.reader))

    def part(self, item: Item) -> Part:
        matrix = matrix_of(item, self.form.written, self.troubles)
        return Part(
            item=item,
            anchor=f"id_{field_name(item.link_id)}",
            fields=tuple(self.form[name] for name in self.names.get(item.link_id, ())),
            files=self.files.get(item.link_id, ()),
            troubles=tuple(self.troubles.get(item.link_id, ())),
            block=self.blocks.get(item.link_id, ""),
            is_shown=self.is_shown(item),
            offer=self.offers.get(item.link_id, ""),
            parts=() if matrix else self.parts(item.children),
            said=said_of(item, self.known.answers.of(item.link_id)),
            matrix=matrix,
            adds=self.adds(item),
            can_be_removed=can_be_changed(item) and len(self.rows_beside(item)) > 1,
        )

    def is_shown(self, item: Item) -> bool:
        """Whether the answers lead to it, or it is, or holds, what is always shown."""
        if item.link_id in self.known.shown:
            return True
        return bool(self.always) and self.always in _ids_in(item)

    def rows_beside(self, item: Item) -> engine.Keys:
        """The keys of all rows of the item's group."""
        return self.rows[engine.plain_id(item.link_id)]

    def adds(self, item: Item) -> str:
        """What asks for another row, on the last row where there is room; empty elsewhere."""
        if not can_be_changed(item):
            return ""
        rows, group_id = self.rows_beside(item), engine.plain_id(item.link_id)
        is_last = engine.row_of(item.link_id) == rows[-1] and len(rows) < item.answer_limit
        return field_name(engine.row_id(group_id, new_row())) if is_last else ""


def draw_page(
    draft: Draft,
    page: Page,
    *,
    posted: engine.PageInput | None = None,
    troubles: Iterable[Trouble] = (),
    files: Iterable[Attachment] = (),
    always: str = "",
) -> DrawnPage:
    """The page as the draft has it, or as just posted, with what is to mend; `always` is shown."""
    said = _said(troubles)
    answers = draft.answers if posted is None else posted.onto(draft.answers)
    unclear = draft.page(page).raw if posted is None else posted.raw
    known = engine.settled(draft.form, answers)
    page = known.form.page(page.link_id)
    fields = _fields(page, answers, said)
    drawing = _Drawing(
        form=_form(page, answers, unclear, fields, said),
        known=known,
        reader=draft.reader,
        rows=draft.form.source.rows,
        blocks=blocks_of(page),
        offers=offers_of(page),
        names={link_id: list(own) for link_id, own in fields.items()},
        files=_picked(files),
        always=always,
        troubles=said,
    )
    return DrawnPage(page, drawing.parts(page.items), _summary(page, said))


def _fields(
    page: Page, answers: engine.Answers, said: Mapping[str, list[str]]
) -> dict[str, dict[str, forms.Field]]:
    return {
        item.link_id: fields_of(item, answers.of(item.link_id), is_plain=item.link_id in said)
        for item in page.all_items
    }


def _ids_in(item: Item) -> Iterator[str]:
    """The linkId of an item and of all that stands in it."""
    yield item.link_id
    for child in item.children:
        yield from _ids_in(child)


def _said(troubles: Iterable[Trouble]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for trouble in troubles:
        said.setdefault(trouble.link_id, []).append(trouble.sentence)
    return said


def _form(
    page: Page,
    answers: engine.Answers,
    unclear: Mapping[str, tuple[str, ...]],
    fields: Mapping[str, dict[str, forms.Field]],
    said: Mapping[str, list[str]],
) -> _PageForm:
    data: dict[str, list[str]] = {}
    for item in page.questions:
        data.update(written(item, answers.of(item.link_id)))
    data.update({name: list(texts) for name, texts in unclear.items()})
    flat = {name: one for own in fields.values() for name, one in own.items()}
    wrong = {field_name(link_id): sentences for link_id, sentences in said.items()}
    return _PageForm(flat, data, {name: wrong[name] for name in wrong if name in flat})


def _summary(page: Page, said: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"id_{field_name(item.link_id)}", named(item.text, each))
        for item in page.all_items
        for each in said.get(item.link_id, ())
    )


def _picked(files: Iterable[Attachment]) -> dict[str, tuple[PickedFile, ...]]:
    picked: dict[str, tuple[PickedFile, ...]] = {}
    for file in files:
        state = state_words(file.state, file.scan, file.refusal)
        shown = PickedFile(
            key=str(file.pk),
            name=file.name,
            size=file.size_words,
            tone=state.tone,
            state=state.words,
        )
        picked[file.field] = (*picked.get(file.field, ()), shown)
    return picked

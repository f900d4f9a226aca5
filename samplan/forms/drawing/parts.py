"""One item of a form as its template draws it."""

from dataclasses import dataclass

from django import forms
from django.utils.safestring import SafeString

from samplan.forms import engine
from samplan.forms.drawing.marks import safe
from samplan.forms.drawing.matrices import Matrix
from samplan.forms.engine import Item, Kind, field_name
from samplan.ui.parts import PickedFile


@dataclass(frozen=True)
class Part:
    """One item to draw. `block` names what is shown or hidden by the answers around it."""

    item: Item
    anchor: str
    fields: tuple[forms.BoundField, ...] = ()
    files: tuple[PickedFile, ...] = ()
    troubles: tuple[str, ...] = ()
    block: str = ""
    is_shown: bool = True
    offer: str = ""  # a mark of the options, where they follow the answers to other questions
    parts: tuple["Part", ...] = ()
    said: tuple[str, ...] = ()  # the answer, where it is only shown
    matrix: Matrix | None = None
    adds: str = ""  # what asks for another row after this one
    can_be_removed: bool = False  # one row of several
    when: str = ""  # it is shown, in words, to those who only look at the form

    @property
    def is_group(self) -> bool:
        """Holds others under a heading."""
        return self.item.kind is Kind.GROUP

    @property
    def takes_files(self) -> bool:
        """Answered by files."""
        return self.item.kind is Kind.ATTACHMENT

    @property
    def is_row(self) -> bool:
        """One of the rows of a group that repeats."""
        return engine.is_repeating(self.item)

    @property
    def is_only_shown(self) -> bool:
        """A question whose answer is read and not given."""
        return self.item.is_question and not self.item.is_open

    @property
    def can_be_folded(self) -> bool:
        """A group that opens and closes."""
        return self.item.look.fold is not None

    @property
    def is_in_columns(self) -> bool:
        """A group that asks to be a table but cannot: its fields stand side by side."""
        return self.is_group and self.matrix is None and self.item.look.is_table

    @property
    def is_optional(self) -> bool:
        """A table in which nothing needs an answer: that is said once, over it."""
        is_table = self.matrix is not None or self.is_in_columns
        return is_table and not any(item.required for item in (self.item, *self.item.children))

    @property
    def is_open(self) -> bool:
        """Whether it stands open at first; what is to be mended is never folded away."""
        is_closed = self.item.look.fold is engine.Fold.CLOSED
        return not is_closed or self.has_troubles

    @property
    def has_troubles(self) -> bool:
        """Something is to be mended here or further down."""
        return bool(self.troubles) or any(
            part.has_troubles or any(bound.errors for bound in part.fields) for part in self.parts
        )

    @property
    def marked(self) -> SafeString:
        """The words with their marks; empty where they are plain."""
        return safe(self.item.html)

    @property
    def name(self) -> str:
        """The name that its fields post."""
        return field_name(self.item.link_id)

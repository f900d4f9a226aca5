"""What a patient gets in the copy of all one's own data: each app gives its part.

A part reads as the patient, through `within(acting)`, so that what patients never reach is never
in it. Of other people it tells no more than the names with which they signed.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from django.db.models import Model, Q, QuerySet

from samplan.access.acting import PatientActing

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from django_stubs_ext import StrOrPromise

Row = TypeVar("Row", bound=Model)
BATCH: Final = 500


@dataclass(frozen=True, kw_only=True)
class OwnFile:
    """A file that goes into the copy."""

    name: str
    content: "FieldFile"


class Field(NamedTuple):
    """One value: its key for programs (empty: they read it elsewhere), its label for people (empty:
    not for people), and a text, moment, day, number or yes and no; None where there is nothing to
    say."""

    key: str
    label: str
    value: object


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in a part. `kind` says to programs what it is.

    `resource` stands for programs instead of the fields: a FHIR resource. `is_below`: it belongs
    to the last one that is not.
    """

    kind: str
    title: str
    fields: Sequence[Field] = ()
    text: str = ""
    resource: Mapping[str, Any] | None = None
    files: Sequence[OwnFile] = ()
    is_below: bool = False

    @property
    def data(self) -> Mapping[str, Any]:
        """What a program reads of it."""
        if self.resource is not None:
            return self.resource
        told = {
            each.key: each.value
            for each in self.fields
            if each.key and each.value not in {None, ""}
        }
        names = [each.name for each in self.files]
        more = {"text": self.text, "files": names}
        return {"kind": self.kind, **told, **{key: said for key, said in more.items() if said}}


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one app gives: its `key` names the file with its data, parts come by `order`.

    `entries` is read once, and gives one entry after the other: there may be ten thousand.
    """

    key: str
    heading: "StrOrPromise"
    order: int
    entries: Callable[[PatientActing], Iterable[Entry]]


_parts: Final[dict[str, Part]] = {}


def register(part: Part) -> None:
    """Let the copy have a part more."""
    _parts[part.key] = part


def parts() -> list[Part]:
    """Every registered part, in order."""
    return sorted(_parts.values(), key=lambda part: part.order)


def in_batches(rows: "QuerySet[Row]", by: str, *, size: int = BATCH) -> Iterator[list[Row]]:
    """The rows a batch at a time by the moment `by` and their key, so that memory stays flat. A
    cursor in the database would not outlive a pooler's transaction."""
    rest = Q()
    while batch := list(rows.filter(rest).order_by(by, "pk")[:size]):
        yield batch
        moment: datetime = getattr(batch[-1], by)
        key: uuid.UUID = batch[-1].pk
        rest = Q(**{f"{by}__gt": moment}) | Q(**{by: moment, "pk__gt": key})

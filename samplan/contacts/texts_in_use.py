"""What patients read about contacts that are to go to another: nothing goes along unread."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.contacts.agreed import agreements_here
from samplan.contacts.models import CareContact, CommunicationAgreement
from samplan.contacts.words import hours_words

Row = TypeVar("Row", CareContact, CommunicationAgreement)


class TextInUse(NamedTuple):
    """A text, and how many patients read it."""

    text: str
    patients: int


class Group(NamedTuple):
    """Texts of one sort, the most used first; `remark` says what becomes of them."""

    heading: str
    remark: str
    texts: list[TextInUse]


@dataclass(frozen=True)
class TextsInUse:
    """All of them, and the rows where they stand."""

    groups: list[Group]
    has_notes: bool
    read: list[CareContact | CommunicationAgreement]

    @property
    def told(self) -> list[str]:
        """All that one reads of them, to know whether it was the same."""
        return [f"{group.heading}: {each}" for group in self.groups for each in group.texts]


def texts_in_use(acting: StaffActing, contacts: Sequence[CareContact]) -> TextsInUse:
    """What the patients of the acting's `contacts` read about them, and what the acting's own
    clinic has agreed with those patients: of other clinics nothing."""
    agreed = agreements_here(acting, {each.patient_id for each in contacts})
    changed = _("You choose below what becomes of it.")
    along = _("It comes along as it stands.")
    stays = _("It stays, and says with whom it was agreed.")
    gone = _("It does not come along.")
    found = [
        _group(_("Note to the patient"), changed, contacts, lambda one: one.note_to_patient),
        _group(_("Helps with"), along, contacts, lambda one: one.helps_with),
        _group(_("Does not help with"), along, contacts, lambda one: one.helps_not),
        _group(_("How we agreed to be in touch"), stays, agreed, _agreed_words),
        _group(_("Phone and hours"), gone, contacts, _reached_words),
    ]
    has_notes = any(each.note_to_patient for each in contacts)
    told = [each for each in contacts if _says_something(each)]
    return TextsInUse([each for each in found if each.texts], has_notes, [*told, *agreed])


def _group(heading: str, remark: str, rows: Iterable[Row], words: Callable[[Row], str]) -> Group:
    counted = Counter(filter(None, map(words, rows)))
    return Group(heading, remark, [TextInUse(*each) for each in counted.most_common()])


def _says_something(contact: CareContact) -> bool:
    said = (contact.note_to_patient, contact.helps_with, contact.helps_not)
    return any((*said, _reached_words(contact)))


def _reached_words(contact: CareContact) -> str:
    return " · ".join(filter(None, (contact.phone, hours_words(contact))))


def _agreed_words(agreed: CommunicationAgreement) -> str:
    how = str(agreed.get_channel_display())
    return " · ".join(filter(None, (agreed.with_whom, how, agreed.when, agreed.words)))

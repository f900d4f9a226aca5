"""A list of contacts from a file: looked through first, then carried out."""

from samplan.contacts.importing.judging import Verdict, look_through
from samplan.contacts.importing.keeping import import_kept, keep_list, kept_for
from samplan.contacts.importing.reading import LARGEST, NotAContactList

__all__ = [
    "LARGEST",
    "NotAContactList",
    "Verdict",
    "import_kept",
    "keep_list",
    "kept_for",
    "look_through",
]

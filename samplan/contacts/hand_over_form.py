"""What staff fill in as all contacts of one person go to another."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.contacts.fields import PersonField
from samplan.contacts.queries import NoteInUse
from samplan.organisations.models import StaffMember
from samplan.ui.forms import DayField, TextField

NONE, KEEP, NEW = "none", "keep", "new"
NOTES: Final = (
    (NONE, _("Take them away: patients read no note until someone writes one")),
    (KEEP, _("Keep them as they stand")),
    (NEW, _("Another note instead, for all who had one")),
)


class HandOverForm(forms.Form):
    """From whom, to whom, from when; and where patients have notes from the one who leaves, what
    is to become of them, which is asked once it is known who leaves."""

    from_staff = PersonField(label=_("From"))
    to_staff = PersonField(label=_("To"))
    from_on = DayField(label=_("From the day"))
    notes = forms.ChoiceField(
        label=_("What is to become of the notes to the patients?"),
        choices=NOTES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Read the notes, and choose what is to become of them.")},
    )
    new_note = TextField(label=_("The note instead"), required=False, longest=1000, rows=3)
    is_sure = forms.BooleanField(
        label=_("I know that all of the patients are told at once"),
        error_messages={"required": _("Tick this when the names and the day are right.")},
    )

    def __init__(
        self,
        *args: Any,
        leaving: Iterable[StaffMember],
        people: Iterable[StaffMember],
        notes: Sequence[NoteInUse] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast(PersonField, self.fields["from_staff"]).let_choose(leaving)
        cast(PersonField, self.fields["to_staff"]).let_choose(people)
        if not notes:
            del self.fields["notes"], self.fields["new_note"]

    def clean(self) -> dict[str, Any]:
        """A note that is to stand instead has words."""
        said = cast(dict[str, Any], super().clean())
        if said.get("notes") == NEW and not said.get("new_note"):
            self.add_error("new_note", _("Write the note."))
        return said

    @property
    def note(self) -> str | None:
        """What is to stand instead of the notes; None where they are kept."""
        said = self.cleaned_data
        texts: dict[str, str | None] = {KEEP: None, NEW: said.get("new_note", "")}
        return texts.get(said.get("notes", NONE), "")

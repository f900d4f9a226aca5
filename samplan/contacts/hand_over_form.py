"""What staff fill in as contacts of one person go to another."""

from collections.abc import Iterable
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.contacts.asking_back import AwayForm
from samplan.contacts.fields import PersonField
from samplan.contacts.models import Absence
from samplan.contacts.texts_in_use import TextsInUse
from samplan.organisations.models import StaffMember
from samplan.ui.forms import DayField, TextField

NONE, KEEP, NEW = "none", "keep", "new"
NOTES: Final = (
    (NONE, _("Take them away: patients read no note until someone writes one")),
    (KEEP, _("Keep them as they stand")),
    (NEW, _("Another note instead, for all who had one")),
)


class TakeOverForm(AwayForm):
    """To whom and from when, and what one has read of what the patients read. Where there are
    notes from the one who leaves, it asks what is to become of them."""

    who, day = "to_staff", "from_on"
    to_staff = PersonField(label=_("To"))
    from_on = DayField(label=_("From the day"))
    texts_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    has_read = forms.BooleanField(
        label=_("I have read what the patients read now"),
        error_messages={"required": _("Read what the patients read now, and tick this.")},
    )
    notes = forms.ChoiceField(
        label=_("What is to become of the notes to the patients?"),
        choices=NOTES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Read the notes, and choose what is to become of them.")},
    )
    new_note = TextField(label=_("The note instead"), required=False, longest=1000, rows=3)
    field_order: tuple[str, ...] = (
        *("to_staff", "from_on", "away_seen", "knows_away", "texts_seen", "notes", "new_note"),
        "has_read",
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[StaffMember],
        absences: Iterable[Absence],
        texts: TextsInUse,
        leaving: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        cast(PersonField, self.fields["to_staff"]).let_choose(people)
        self.ask_about_absence(absences, leaving=leaving)
        self.has_notes = texts.has_notes
        if not texts.has_notes:
            del self.fields["notes"]
        if not texts.has_notes and not self.data.get("new_note"):
            del self.fields["new_note"]
        self.ask_about(texts.told, "texts_seen", "has_read", "notes")

    def clean(self) -> dict[str, Any]:
        """A note that is to stand instead has words, and something to stand instead of."""
        said = cast(dict[str, Any], super().clean())
        if said.get("new_note") and not self.has_notes:
            self.add_error(
                "new_note",
                _(
                    "None of these patients has a note now, so this one would stand nowhere. Copy "
                    "it if you need it, and empty the field."
                ),
            )
        if said.get("notes") == NEW and not said.get("new_note"):
            self.add_error("new_note", _("Write the note."))
        return said

    @property
    def note(self) -> str | None:
        """What is to stand instead of the notes; None where they are kept, as they are where
        nobody has asked for anything else."""
        said = self.cleaned_data
        texts: dict[str, str] = {NONE: "", NEW: said.get("new_note", "")}
        return texts.get(said.get("notes", KEEP))


class HandOverForm(TakeOverForm):
    """The same for all contacts of one who leaves."""

    from_staff = PersonField(label=_("From"))
    is_sure = forms.BooleanField(
        label=_("I know that all of the patients are told at once"),
        error_messages={"required": _("Tick this when the names and the day are right.")},
    )
    field_order = ("from_staff", *TakeOverForm.field_order, "is_sure")

    def __init__(self, *args: Any, leaving_people: Iterable[StaffMember], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(PersonField, self.fields["from_staff"]).let_choose(leaving_people)

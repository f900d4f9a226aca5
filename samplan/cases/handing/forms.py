"""What staff fill in to give patients services."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.ui.forms import DayField, TextField

LONGEST_LIST = 100_000  # characters
LARGEST_FILE = 1_000_000  # bytes


class UntilField(DayField):
    """The last day, or none."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Last day"),
            help_text=gettext_lazy("Leave it empty for until further notice."),
            required=False,
        )


class GiveForm(forms.Form):
    """Until when one patient gets something."""

    until_on = UntilField()


class NameForm(forms.Form):
    """Whom to look for in the list. Posted: a name never stands in an address."""

    name = TextField(label=gettext_lazy("Name"), longest=80)


class ListForm(forms.Form):
    """A list of identity numbers, pasted or as a file, and until when they get it."""

    numbers = TextField(
        label=gettext_lazy("Identity numbers"),
        help_text=gettext_lazy("One on each line, or with commas between."),
        longest=LONGEST_LIST,
        rows=8,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        help_text=gettext_lazy("Text or CSV with the identity numbers in it."),
        required=False,
    )
    until_on = UntilField()

    def clean_file(self) -> str:
        """What the file says."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 1 MB. Give it in parts."))
        return _decoded(file.read())

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or {}
        if not self.errors and not (told.get("numbers") or told.get("file")):
            self.add_error("numbers", _("Paste the numbers, or choose a file."))
        return told

    @property
    def text(self) -> str:
        """The list as text."""
        return "\n".join((self.cleaned_data["numbers"], self.cleaned_data["file"]))


def _decoded(content: bytes) -> str:
    """The text as spreadsheets save it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")

"""What people fill in about cases."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samplan.attachments.models import FileKind
from samplan.cases.actions import Intent, Written
from samplan.cases.models import MOST_FILES, ToldBy
from samplan.forms.models import QuestionnaireVersion
from samplan.organisations.models import Organisation
from samplan.ui.forms import TextField

LONGEST = 10_000  # characters of a message
LONGEST_NOTE = 4_000
LONGEST_SHOWS = 300
SHOWS = "shows-"  # and the key of the file


class ReplyForm(forms.Form):
    """What the patient writes in a case."""

    body = TextField(
        label=gettext_lazy("Your message"),
        required=False,
        is_expected=True,
        longest=LONGEST,
        rows=6,
    )

    def written(self) -> Written:
        """What is to be kept."""
        return Written(body=self.cleaned_data["body"])


class ToldByForm(forms.Form):
    """How the patient has told what staff enter."""

    told_by = forms.ChoiceField(
        label=gettext_lazy("How did the patient tell the answers?"),
        choices=[(key, capfirst(label)) for key, label in ToldBy.choices],
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    """What staff write in a case, and what they mean to do by it."""

    intent = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        choices=Intent.choices,
        widget=forms.RadioSelect(attrs={"data-direction": "row"}),
    )
    body = TextField(
        label=gettext_lazy("Message to the patient"),
        required=False,
        is_expected=True,
        longest=LONGEST,
        rows=6,
    )
    most_files = forms.TypedChoiceField(
        label=gettext_lazy("The patient may attach"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    form = forms.TypedChoiceField(
        label=gettext_lazy("The patient answers a form"),
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
    )
    agreed = TextField(
        label=gettext_lazy("What you have agreed on"),
        help_text=gettext_lazy("The patient reads it as an agreement, apart from the message."),
        required=False,
        longest=LONGEST_NOTE,
        rows=3,
    )
    signs_as_clinic = forms.BooleanField(label=gettext_lazy("Sign as the clinic"), required=False)

    def __init__(
        self, data: Any = None, *, asked_by: Iterable[QuestionnaireVersion] = (), **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["agreed"].widget.attrs["placeholder"] = " "  # by which the style sees words
        self.asked_by = list(asked_by)
        own = [(str(each.questionnaire_id), each.title) for each in self.asked_by]
        cast(forms.TypedChoiceField, self.fields["form"]).choices = [("", _("no form")), *own]
        files = cast(forms.TypedChoiceField, self.fields["most_files"])
        files.choices = [(number, _files_words(number)) for number in range(MOST_FILES + 1)]

    def written(self) -> Written:
        """What is to be kept."""
        told = self.cleaned_data
        return Written(
            body=told["body"],
            intent=told.get("intent", ""),  # not chosen yet, in a draft
            agreed=told["agreed"],
            most_files=min(told["most_files"] or 0, MOST_FILES),
            form_id=told["form"],
            signs_as_clinic=told["signs_as_clinic"],
        )

    def chosen_words(self) -> list[str]:
        """What is chosen beside the words, as it is said on the page."""
        return chosen_words(self.written(), self.asked_by)


def chosen_words(written: Written, asked_by: Iterable[QuestionnaireVersion]) -> list[str]:
    """What is chosen beside the words, as it is said on the page; with the forms to ask by."""
    said = [str(Intent(written.intent).label)] if written.intent else []
    if written.intent == Intent.QUESTION:
        titles = (each.title for each in asked_by if each.questionnaire_id == written.form_id)
        said += [_files_words(written.most_files), *titles]
    signs = AnswerForm.base_fields["signs_as_clinic"].label
    return said + [str(signs)] * written.signs_as_clinic


def _files_words(number: int) -> str:
    words = ngettext("up to %(number)d file", "up to %(number)d files", number)
    return words % {"number": number} if number else _("no files")


class PicturesForm(forms.Form):
    """What each picture of a message shows. May be saved empty, but not sent so."""

    def __init__(self, files: Iterable[Mapping[str, Any]], data: Any = None) -> None:
        super().__init__(data)
        for file in files:
            if file["kind"] != FileKind.PDF:
                self.fields[f"{SHOWS}{file['id']}"] = TextField(
                    label=_("What does %(name)s show?") % {"name": file["name"]},
                    help_text=_("Read aloud to those who cannot see it, and shown to all."),
                    required=False,
                    is_expected=True,
                    longest=LONGEST_SHOWS,
                    initial=file["shows"],
                )

    def words(self) -> dict[str, str]:
        """What was posted and could be understood, by the keys of the files."""
        posted = ((name, said) for name, said in self.cleaned_data.items() if name in self.data)
        return {name.removeprefix(SHOWS): said for name, said in posted}

    def tells_all(self) -> bool:
        """Whether each has words; those that have none are told so."""
        for name, said in list(self.cleaned_data.items()):
            if not said:
                self.add_error(name, _("Write what the picture shows before you send it."))
        return self.is_valid()

    def asking(self, key: str) -> forms.BoundField | None:
        """The field of the file with the key, where it has one."""
        name = f"{SHOWS}{key}"
        return self[name] if name in self.fields else None


class NoteForm(forms.Form):
    """A note among staff."""

    body = TextField(
        label=gettext_lazy("Internal note"),
        help_text=gettext_lazy("Seen by staff only, never by the patient."),
        longest=LONGEST_NOTE,
        rows=3,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="note-%s")  # beside it stands what the patient reads


class ClinicField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A clinic, by its one name."""

    def label_from_instance(self, obj: Organisation) -> str:
        """The name."""
        return obj.name


class ForwardForm(forms.Form):
    """To which clinic a case is handed on, and why."""

    to = ClinicField(
        label=gettext_lazy("Clinic"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("choose a clinic"),
    )
    reason = TextField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The patient reads this."),
        longest=LONGEST_NOTE,
        rows=4,
    )

    def __init__(
        self, data: Any = None, *, clinics: QuerySet[Organisation], **options: Any
    ) -> None:
        super().__init__(data, **options)
        cast(ClinicField, self.fields["to"]).queryset = clinics


class CorrectForm(forms.Form):
    """What should stand instead."""

    body = TextField(label=gettext_lazy("What should stand instead"), longest=LONGEST, rows=6)

"""What administrators fill in about one item of a draft."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.attachments.models import MOST_FILES
from samplan.forms.building.editing import ItemSettings, OptionSettings, Words
from samplan.forms.building.option_values import is_value
from samplan.forms.forms import ENGLISH
from samplan.forms.workbench.option_rows import (
    KINDS,
    LONGEST_OPTION,
    MOST_OPTIONS,
    option_fields,
    options_shown,
    small_number,
)
from samplan.ui.forms import TextField

LONGEST_TEXT: Final = 1000
LONGEST_HELP: Final = 2000


LABELS: Final[Mapping[str, Any]] = {
    "is_required": _("Has to be answered"),
    "most_characters": _("At most so many characters"),
    "unit": _("Unit"),
    "is_whole": _("Whole numbers only"),
    "least": _("Least"),
    "most": _("Most"),
    "most_files": _("At most so many files"),
    "most_rows": _("At most so many rows"),
    "takes_own_words": _("Own words may be written too"),
    "is_list": _("As a list that opens"),
    "matters_most": _("Asks what matters most to the patient"),
    "place": _("Name of a place for own questions"),
}
HINTS: Final[Mapping[str, Any]] = {
    "is_required": _("Few questions need this. Whoever cannot answer can not send."),
    "unit": _("For example kg, cm, glasses a day."),
    "is_list": _("Good for more than seven answers."),
    "matters_most": _("The answer stands in the list of visits and first where staff read."),
    "place": _("Those who follow the form may then add questions of their own after this."),
}


class ItemForm(forms.Form):
    """The words and settings that one item has; options a row each, with `spare` empty ones after.

    `keeps_options`: there are more of them than the page takes, and they stay as they are.
    """

    def __init__(
        self, data: QueryDict | None, *, settings: ItemSettings, is_group: bool, spare: int = 1
    ) -> None:
        super().__init__(data)
        self.keeps_options = len(settings.options or ()) > MOST_OPTIONS
        says_how_many = data is None or small_number(data.get("option-count", "")) is not None
        if self.keeps_options or not says_how_many:
            settings = replace(settings, options=None)
        self.settings_before, self.is_group = settings, is_group
        self.rows = options_shown(data, settings.options, spare=spare)
        self.fields.update(_fields(settings, is_group=is_group))
        for number, each in enumerate(self.rows):
            self.fields.update(option_fields(number, each))

    @property
    def empty_rows(self) -> int:
        """How many of the options' rows nothing is written in."""
        return sum(not self[f"option-{at}-own"].value() for at in range(len(self.rows)))

    def option_rows(self) -> Iterator[dict[str, Any]]:
        """Each option's number and its fields."""
        for number in range(len(self.rows)):
            fields = [self[f"option-{number}-{part}"] for part in ("own", "english", "score")]
            yield {"number": number, "fields": fields}

    def keys(self, *, is_read: bool = True) -> Iterator[tuple[str, int | str]]:
        """Each option's place among those it was read from, by the name of its field.

        By its words where it was read from others than those there are now: not `is_read`.
        """
        now = {each.words.own: at for at, each in enumerate(self.settings_before.options or ())}
        for number, each in enumerate(self.rows):
            name = f"option-{number}"
            key = each.key if is_read else now.pop(self[f"{name}-own"].value(), None)
            yield f"{name}-key", "" if key is None else key

    def saved_keys(self) -> Iterator[tuple[str, int | str]]:
        """As `keys`, once the options are saved: those without words are none."""
        places = count()
        for name in (f"option-{number}" for number in range(len(self.rows))):
            yield f"{name}-key", next(places) if self.cleaned_data[f"{name}-own"] else ""

    def pairs(self) -> list[BoundField]:
        """Further words in both languages."""
        names = [name for name in self.fields if name.endswith(("_own", "_english"))]
        return [self[name] for name in names if not name.startswith("text_")]

    def settings(self) -> list[BoundField]:
        """The fields that are no words."""
        return [self[name] for name in self.fields if name in LABELS]

    def item_settings(self) -> ItemSettings:
        """The words and settings as they are filled in."""
        before, clean = self.settings_before, self.cleaned_data
        changes: dict[str, Any] = {"text": _words(clean, "text")}
        for name in ("help", "lower", "upper"):
            if getattr(before, name) is not None:
                changes[name] = _words(clean, name)
        for name in LABELS:
            if getattr(before, name) is not None:
                changes[name] = _as_setting(clean[name], getattr(before, name))
        if before.options is not None:
            changes["options"] = tuple(self._options())
        return replace(before, **changes)

    def _options(self) -> Iterator[OptionSettings]:
        for number, each in enumerate(self.rows):
            part = f"option-{number}"
            words = Words(self.cleaned_data[f"{part}-own"], self.cleaned_data[f"{part}-english"])
            if words.own:
                score = self.cleaned_data[f"{part}-score"]
                yield replace(each, words=words, score="" if score is None else str(score))

    def clean(self) -> None:
        """The most is not less than the least, and nothing is only said in English.

        Numbers, days and times to choose are such.
        """
        super().clean()
        least, most = self.cleaned_data.get("least"), self.cleaned_data.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", gettext("The most must not be less than the least."))
        for number, each in enumerate(self.rows):
            own, english = f"option-{number}-own", f"option-{number}-english"
            words = self.cleaned_data.get(own)
            if self.cleaned_data.get(english) and not words:
                self.add_error(own, gettext("Write the answer in the form's own language too."))
            if words and not is_value(each.kind, words):
                self.add_error(own, KINDS[each.kind])


def _as_setting(value: Any, before: Any) -> Any:
    """Empty numbers as the settings have them."""
    if isinstance(before, str):
        return "" if value is None else str(value)
    if isinstance(before, bool):
        return bool(value)
    return value or 0


def _words(clean: Mapping[str, Any], name: str) -> Words:
    return Words(clean.get(f"{name}_own", ""), clean.get(f"{name}_english", ""))


def _fields(settings: ItemSettings, *, is_group: bool) -> dict[str, forms.Field]:
    fields = _text(settings, is_group=is_group)
    if settings.help is not None:
        fields |= _both(
            "help",
            _("Help"),
            settings.help,
            longest=LONGEST_HELP,
            rows=2,
            hint=_("Stands under the question, for whoever wonders."),
        )
    for name, label in (("lower", _("Words at the low end")), ("upper", _("At the high end"))):
        if getattr(settings, name) is not None:
            fields |= _both(name, label, getattr(settings, name), longest=LONGEST_OPTION)
    for name in LABELS:
        if getattr(settings, name) is not None:
            fields[name] = _field(name, getattr(settings, name))
    return fields


def _text(settings: ItemSettings, *, is_group: bool) -> dict[str, forms.Field]:
    is_information = settings.help is None and not is_group
    label = _("Heading") if is_group else _("Text") if is_information else _("Question")
    rows = 5 if is_information else 0
    fields = _both("text", label, settings.text, longest=LONGEST_TEXT, rows=rows)
    if not settings.text.own:  # just added: one goes on by writing
        fields["text_own"].widget.attrs["autofocus"] = True
    return fields


def _both(
    name: str, label: Any, words: Words, *, longest: int, rows: int = 0, hint: Any = ""
) -> dict[str, forms.Field]:
    common: dict[str, Any] = {"longest": longest, "rows": rows, "required": False}
    return {
        f"{name}_own": TextField(label=label, initial=words.own, help_text=hint, **common),
        f"{name}_english": TextField(label=ENGLISH, initial=words.english, **common),
    }


def _field(name: str, value: Any) -> forms.Field:
    common: dict[str, Any] = {
        "label": LABELS[name],
        "help_text": HINTS.get(name, ""),
        "required": False,
        "initial": value or None,
    }
    if isinstance(value, bool):
        return forms.BooleanField(**common)
    if name in ("least", "most"):
        return forms.DecimalField(max_digits=12, decimal_places=4, localize=True, **common)
    if name in ("unit", "place"):
        return TextField(longest=60, **common)
    if name == "most_files":
        common |= {"required": True}
        return forms.IntegerField(min_value=1, max_value=MOST_FILES, **common)
    return forms.IntegerField(min_value=0, max_value=100_000, **common)

"""The answers to choose among of one question, as rows that administrators fill in."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samplan.common.text import number_in
from samplan.forms.building.editing import OptionSettings, Words
from samplan.forms.building.option_values import CODING, DAY, INTEGER, TIME, TRANSLATED
from samplan.ui.forms import TextField

LONGEST_OPTION: Final = 300
FEWEST_OPTIONS: Final = 2  # rows to begin with: of one answer there is no choice
MOST_OPTIONS: Final = 100

KINDS: Final[Mapping[str, Any]] = {
    INTEGER: _("These answers are whole numbers. Write this one with digits, for example 3."),
    DAY: _("These answers are days. Write this one with digits, for example 2026-03-12."),
    TIME: _("These answers are times of day. Write this one with digits, for example 08:30."),
}


def options_shown(
    data: QueryDict | None, options: tuple[OptionSettings, ...] | None, *, spare: int
) -> list[OptionSettings]:
    """The options that are shown: those that were posted, or those there are and `spare` more."""
    if options is None:
        return []
    if data is None:
        wanted = max(len(options) + spare, FEWEST_OPTIONS)
        empty = OptionSettings(Words(), kind=_kind(options))
        return [*options, *[empty] * (min(wanted, MOST_OPTIONS) - len(options))]
    numbers = range(min(small_number(data.get("option-count", "")) or 0, MOST_OPTIONS))
    keys = [small_number(data.get(f"option-{at}-key", "")) for at in numbers]
    return [OptionSettings(Words(), key=key, kind=_kind(options, key)) for key in keys]


def _kind(options: tuple[OptionSettings, ...], key: int | None = None) -> str:
    """That of the option with the key; of a new one, that of those there are."""
    known = options[key : key + 1] if key is not None else ()
    return next((each.kind for each in (*known, *options)), CODING)


def small_number(written: str) -> int | None:
    """What is written as a number of options or the place of one; None for anything else."""
    return number_in(written, digits=3)


def option_fields(number: int, option: OptionSettings) -> dict[str, forms.Field]:
    """The fields of the option with this number, from nought, by their names."""
    common: dict[str, Any] = {"longest": LONGEST_OPTION, "required": False}
    fields: dict[str, forms.Field] = {
        "own": TextField(
            label=gettext("Answer %d") % (number + 1), initial=option.words.own, **common
        ),
        "english": TextField(
            label=gettext("Answer %d in English") % (number + 1),
            initial=option.words.english,
            **common,
        ),
        "score": forms.DecimalField(
            label=gettext("Points for answer %d") % (number + 1),
            initial=option.score or None,
            required=False,
            max_digits=6,
            decimal_places=2,
            localize=True,
        ),
    }
    fields["english"].disabled = option.kind not in TRANSLATED
    for field in fields.values():
        # The columns have one heading; each field is named for those who listen.
        field.widget.attrs |= {"aria-label": str(field.label), "class": "ds-input"}
    return {f"option-{number}-{name}": field for name, field in fields.items()}

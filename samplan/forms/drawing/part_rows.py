"""The parts of a page drawn as text: a page of many questions by templates took longer than all
else. Groups and what is only shown are few, and have their templates."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from samplan.attachments.models import MOST_FILES
from samplan.forms.drawing.fields import nothing_yet
from samplan.forms.drawing.parts import Part
from samplan.ui.components.fields import field
from samplan.ui.components.files import file_picker
from samplan.ui.components.words import inner, paragraphs, said


def parts_drawn(parts: Iterable[Part], level: int = 3) -> SafeString:
    """The parts in their order, each with what stands in it; groups with a heading of the level."""
    return inner("".join([_part(part, level) for part in parts]))


def _part(part: Part, level: int) -> str:
    inside = _when(part) + _offer(part) + _inside(part, level)
    if not part.block:
        return f'<div class="part">{inside}</div>'
    hidden, disabled = ("", "") if part.is_shown else (" hidden", " disabled")
    return (
        f'<div class="part" id="{part.block}" data-block="{part.block}"{hidden}>'
        f'<input type="hidden" name="_shown" value="{part.block}"{disabled}>{inside}</div>'
    )


def _when(part: Part) -> str:
    return f'<p class="muted">{conditional_escape(part.when)}</p>' if part.when else ""


def _offer(part: Part) -> str:
    """What tells on the way back that one has seen these options."""
    return f'<input type="hidden" name="_shown" value="{part.offer}">' if part.offer else ""


def _inside(part: Part, level: int) -> str:
    if part.is_group:
        levels = {"level": level, "next_level": min(level + 1, 6)}
        return render_to_string("forms/group.html", {"part": part, **levels})
    return _own(part) + parts_drawn(part.parts, level)


def _own(part: Part) -> str:
    """A question with its field, or a text to read."""
    if part.is_only_shown:
        return render_to_string("forms/shown.html", {"part": part})
    if part.takes_files:
        return _files(part)
    if part.item.has_nothing_to_choose:
        return render_to_string("forms/nothing_yet.html", {"part": part, "said": nothing_yet()})
    if part.fields:
        return "".join([field(bound) for bound in part.fields])
    if part.marked:
        return f'<div class="information marked">{said(part.marked)}</div>'
    return f'<div class="information">{paragraphs(part.item.text)}</div>'


def _files(part: Part) -> str:
    return file_picker(
        part.files,
        part.name,
        part.item.text,
        part.item.help,
        faults=part.troubles,
        is_required=part.item.required,
        most=MOST_FILES if part.item.repeats else 1,
    )

"""Form fields in Designsystemet's look, wired for those who listen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, Textarea, Widget
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.words import NOTHING, inner, only_heard, said

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

TEXTS: Final = "_texts"  # posts the names of the fields that people write in
WRITTEN: Final = frozenset(
    {"text", "number", "email", "tel", "url", "search"}
)  # days look like no choice


def field(bound: BoundField) -> SafeString:
    """Label, hint, error and control of one field, whatever its widget.

    Joined as text: pages have hundreds of fields.
    """
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(str(bound))
    if isinstance(widget, CheckboxInput):
        return inner(_single_choice(bound))
    if bound.use_fieldset:
        return inner(_group(bound))
    return inner(
        f'<div class="ds-field"><label class="label" for="{said(bound.id_for_label)}">'
        f"{_label(bound)}</label>{_hint(bound)}{_error(bound)}{_control(bound)}</div>"
    )


def _single_choice(bound: BoundField) -> str:
    return (
        f'<div class="choice-field">{_error(bound)}<div class="ds-field">{_control(bound)}'
        f'<label for="{said(bound.id_for_label)}">{said(bound.label)}</label>{_hint(bound)}</div>'
        "</div>"
    )


def _group(bound: BoundField) -> str:
    widget, describes = bound.field.widget, bound.aria_describedby
    row = " in-a-row" if widget.attrs.get("data-direction") == "row" else ""
    described = f' aria-describedby="{said(describes)}"' if describes else ""
    controls = _choices(bound) if isinstance(widget, ChoiceWidget) else _control(bound)
    return (
        f'<fieldset class="ds-fieldset{row}" id="{said(bound.auto_id)}"{described}>'
        f'<legend class="label">{_label(bound)}</legend>{_hint(bound)}{_error(bound)}{controls}'
        "</fieldset>"
    )


def _choices(bound: BoundField) -> str:
    lines = []
    for choice in bound.subwidgets:
        choice.data["attrs"]["class"] = "ds-input"
        label = f'<label for="{said(choice.id_for_label)}">{said(choice.choice_label)}</label>'
        lines.append(f'<div class="ds-field">{choice.tag()}{label}</div>')
    return "".join(lines)


def _control(bound: BoundField) -> str:
    widget = bound.field.widget
    look = "file-input" if isinstance(widget, FileInput) else "ds-input"
    own = widget.attrs.get("class", "")
    drawn = bound.as_widget(attrs={"class": f"{look} {own}".strip()})
    return f"{drawn}{_told_apart(bound)}" if _is_written_in(widget) else drawn


def _is_written_in(widget: Widget) -> bool:
    return isinstance(widget, Textarea) or getattr(widget, "input_type", "") in WRITTEN


def _told_apart(bound: BoundField) -> str:
    """So that whoever gets the post under other circumstances can show what was written in it.

    A form that is sent by GET has it in its address: draw no such field there.
    """
    return f'<input type="hidden" name="{TEXTS}" value="{said(bound.html_name)}">'


def _label(bound: BoundField) -> str:
    label = said(bound.label)
    is_expected = getattr(bound.field, "is_expected", False)  # may be saved empty, all the same
    return label if bound.field.required or is_expected else f"{label} {optional()}"


def optional() -> str:
    """The word beside the label of what may be left out."""
    word = _("optional")
    return f'<span class="muted">({said(word)})</span>'


def _hint(bound: BoundField) -> str:
    if not bound.help_text:
        return ""
    return (
        f'<p class="hint" id="{said(bound.auto_id)}_helptext" data-field="description">'
        f"{said(bound.help_text)}</p>"
    )


def _error(bound: BoundField) -> str:
    return faults_said(bound.auto_id, map(str, bound.errors))


def faults_said(key: str, sentences: Iterable["Text"]) -> SafeString:
    """What is wrong with the field of that id; nothing where nothing is."""
    text = " ".join(str(sentence) for sentence in sentences)
    if not text:
        return NOTHING
    return format_html(
        '<p class="ds-validation-message" id="{}_error" data-field="validation">{}{}</p>',
        key,
        only_heard(_("Error:")),
        text,
    )


def error_summary(
    source: "BaseForm | Iterable[tuple[str, Text]]", heading: "Text" = ""
) -> SafeString:
    """Everything to put right, each a link to its field; nothing where there is nothing.

    Takes a form, or pairs of the field's id, or of an address where it stands on another page,
    and the sentence. `heading` says so in other words, where nothing is wrong but something is
    left to do.
    """
    faults = _faults(source) if isinstance(source, BaseForm) else list(source)
    if not faults:
        return NOTHING
    led = ((name if name.startswith("/") else f"#{name}", sentence) for name, sentence in faults)
    links = format_html_join("", '<li><a class="ds-link" href="{}">{}</a></li>', led)
    return format_html(
        '<div class="ds-error-summary" role="alert" tabindex="-1" data-begin-here>'
        "<h2>{}</h2><ul>{}</ul></div>",
        heading or _("This needs your attention"),
        links,
    )


def _faults(form: BaseForm) -> list[tuple[str, "Text"]]:
    pairs: list[tuple[str, Text]] = []
    for name, sentences in form.errors.items():
        anchor = form[name].auto_id if name in form.fields else "content"
        label = form[name].label if name in form.fields else ""
        pairs += [(anchor, named(str(label), str(sentence))) for sentence in sentences]
    return pairs


def named(label: str, sentence: str) -> str:
    """The sentence with its question before it: many questions share one sentence."""
    if not label:
        return sentence
    return f"{label} {sentence}" if label.endswith(("?", ".", ":")) else f"{label}: {sentence}"

"""Form fields in Designsystemet's look, wired for those who listen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.press import button
from samplan.ui.components.words import NOTHING, icon, only_heard
from samplan.ui.parts import PickedFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


def field(bound: BoundField) -> SafeString:
    """Label, hint, error and control of one field, whatever its widget."""
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(str(bound))
    if isinstance(widget, CheckboxInput):
        return _single_choice(bound)
    if bound.use_fieldset:
        return _group(bound)
    return format_html(
        '<div class="ds-field"><label class="label" for="{}">{}</label>{}{}{}</div>',
        bound.id_for_label,
        _label(bound),
        _hint(bound),
        _error(bound),
        _control(bound),
    )


def _single_choice(bound: BoundField) -> SafeString:
    return format_html(
        '<div class="choice-field">{}<div class="ds-field">{}<label for="{}">{}</label>{}</div>'
        "</div>",
        _error(bound),
        _control(bound),
        bound.id_for_label,
        bound.label,
        _hint(bound),
    )


def _group(bound: BoundField) -> SafeString:
    describes = bound.aria_describedby
    in_a_row = bound.field.widget.attrs.get("data-direction") == "row"
    return format_html(
        '<fieldset class="ds-fieldset{}" id="{}"{}><legend class="label">{}</legend>{}{}{}'
        "</fieldset>",
        " in-a-row" if in_a_row else "",
        bound.auto_id,
        format_html(' aria-describedby="{}"', describes) if describes else NOTHING,
        _label(bound),
        _hint(bound),
        _error(bound),
        _choices(bound) if isinstance(bound.field.widget, ChoiceWidget) else _control(bound),
    )


def _choices(bound: BoundField) -> SafeString:
    lines = []
    for choice in bound.subwidgets:
        choice.data["attrs"]["class"] = "ds-input"
        lines.append((choice.tag(), choice.id_for_label, choice.choice_label))
    return format_html_join("", '<div class="ds-field">{}<label for="{}">{}</label></div>', lines)


def _control(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    look = "file-input" if isinstance(widget, FileInput) else "ds-input"
    own = widget.attrs.get("class", "")
    return bound.as_widget(attrs={"class": f"{look} {own}".strip()})


def _label(bound: BoundField) -> SafeString:
    optional = format_html(' <span class="muted">({})</span>', _("optional"))
    return format_html("{}{}", bound.label, NOTHING if bound.field.required else optional)


def _hint(bound: BoundField) -> SafeString:
    if not bound.help_text:
        return NOTHING
    return format_html(
        '<p class="hint" id="{}_helptext" data-field="description">{}</p>',
        bound.auto_id,
        bound.help_text,
    )


def _error(bound: BoundField) -> SafeString:
    return _said(bound.auto_id, map(str, bound.errors))


def _said(key: str, sentences: Iterable["Text"]) -> SafeString:
    text = " ".join(str(sentence) for sentence in sentences)
    if not text:
        return NOTHING
    return format_html(
        '<p class="ds-validation-message" id="{}_error" data-field="validation">{}{}</p>',
        key,
        only_heard(_("Error:")),
        text,
    )


def error_summary(source: "BaseForm | Iterable[tuple[str, Text]]") -> SafeString:
    """Everything to put right, each a link to its field; nothing where there is nothing.

    Takes a form, or pairs of the field's id and the sentence.
    """
    faults = _faults(source) if isinstance(source, BaseForm) else list(source)
    if not faults:
        return NOTHING
    links = format_html_join("", '<li><a class="ds-link" href="#{}">{}</a></li>', faults)
    return format_html(
        '<div class="ds-error-summary" role="alert" tabindex="-1" data-begin-here>'
        "<h2>{}</h2><ul>{}</ul></div>",
        _("This needs your attention"),
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


def file_picker(
    files: Iterable[PickedFile],
    name: str = "file",
    label: "Text" = "",
    hint: "Text" = "",
    *,
    faults: Iterable["Text"] = (),
    is_required: bool = False,
    accept: str = ".pdf,.jpg,.jpeg,.png,.gif",
) -> SafeString:
    """Files sent in with their state, and a way to choose more; stands inside a multipart form.

    Removing posts the form with `_remove` and the file's key; sending posts it with `_upload`.
    """
    optional = format_html(' <span class="muted">({})</span>', _("optional"))
    said, key = _said(f"id_{name}", faults), f"id_{name}"
    return format_html(
        '<div class="ds-field file-picker"><label class="label" for="{}">{}{}</label>'
        '<p class="hint" id="{}_helptext">{}</p>{}{}{}{}</div>',
        key,
        label or _("Attach files"),
        NOTHING if is_required else optional,
        key,
        hint,
        said,
        _picked(files),
        _chooser(name, accept, is_wrong=bool(said)),
        button(_("Send file"), icon="upload", name="_upload", value=name),
    )


def _chooser(name: str, accept: str, *, is_wrong: bool) -> SafeString:
    wrong = format_html(' id_{}_error" aria-invalid="true', name) if is_wrong else NOTHING
    return format_html(
        '<input class="file-input" type="file" multiple name="{0}" id="id_{0}" accept="{1}" '
        'aria-describedby="id_{0}_helptext{2}">',
        name,
        accept,
        wrong,
    )


def _picked(files: Iterable[PickedFile]) -> SafeString:
    lines = format_html_join(
        "",
        '<li class="row">{}<div class="row-text"><span>{} <span class="muted">· {}</span></span>'
        '<span class="said-{}">{}</span></div>{}</li>',
        (
            (
                icon("paperclip"),
                file.name,
                file.size,
                file.tone,
                file.state,
                button(_("Remove"), tone="quiet", about=file.name, name="_remove", value=file.key),
            )
            for file in files
        ),
    )
    return format_html('<ul class="rows">{}</ul>', lines) if lines else NOTHING

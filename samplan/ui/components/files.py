"""Files that are sent in, and a way to choose more."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.ui.components.fields import faults_said, field, optional
from samplan.ui.components.press import button
from samplan.ui.components.words import NOTHING, icon, inner, only_heard
from samplan.ui.parts import PickedFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text


def file_picker(
    files: Iterable[PickedFile],
    name: str = "file",
    label: "Text" = "",
    hint: "Text" = "",
    *,
    faults: Iterable["Text"] = (),
    is_required: bool = False,
    accept: str = ".pdf,.jpg,.jpeg,.png,.gif",
    most: int = 5,
    largest: int = 20,
) -> SafeString:
    """Files sent in with their state, and a way to choose more; stands inside a multipart form.

    Removing posts the form with `_remove` and the file's key; sending posts it with `_upload`.
    With the script files.js files can be dropped, pasted and photographed too, and what is more
    than `most` files or larger than `largest` MB is told of before it is sent.
    """
    files = list(files)
    troubles = faults_said(f"id_{name}", faults)
    return format_html(
        '<div class="ds-field file-picker"{}>{}{}{}{}{}{}</div>',
        _for_script(name, files, most=most, largest=largest),
        _asked(name, label or _("Attach files"), hint, is_required=is_required),
        troubles,
        _picked(files),
        _chooser(name, accept, is_wrong=bool(troubles)),
        _by_script(name),
        button(_("Send file"), icon="upload", name="_upload", value=name),
    )


def _asked(name: str, label: "Text", hint: "Text", *, is_required: bool) -> SafeString:
    """The label and the hint of the field, as the chooser points to them."""
    return format_html(
        '<label class="label" for="id_{0}">{1}{2}</label>'
        '<p class="hint" id="id_{0}_helptext">{3}</p>',
        name,
        label,
        NOTHING if is_required else inner(f" {optional()}"),
        hint,
    )


def _for_script(name: str, files: Iterable[PickedFile], *, most: int, largest: int) -> SafeString:
    """What the script needs to know, and the words that it says; names stand in braces."""
    room = most - sum(each.tone != "bad" for each in files)
    told = {
        "files": name,
        "room": max(room, 0),
        "largest": largest,
        "chosen": _("Chosen: {names}."),
        "full": _("There is room for {room} more. Choose fewer."),
        "large": _("{name} is larger than {megabytes} MB and was not added."),
        "kind": _("{name} is of a kind that cannot be sent and was not added."),
        "sending": _("{name}: {percent} percent sent"),
        "done": _("{name} is sent in. It goes with what you write."),
        "lost": _("The connection is lost. It goes on by itself when it is back."),
        "failed": _("{name} could not be sent in. Choose it again."),
    }
    return format_html_join("", ' data-{}="{}"', told.items())


def _by_script(name: str) -> SafeString:
    """What only the script shows: that files can be dropped, the camera, and what it has done."""
    return format_html(
        '<div class="by-script" hidden><p class="hint">{}</p><label class="file-camera">'
        '<span class="ds-button" data-variant="secondary">{}<span>{}</span></span>'
        '<input class="ds-sr-only" type="file" accept="image/*" capture="environment" '
        'id="id_{}_camera"></label></div><ul class="file-progress"></ul>'
        '<p class="file-word muted" role="status"></p>'
        '<button class="ds-button file-clear" type="button" data-variant="tertiary" hidden>{}'
        "</button>",
        _("You can also drop files here, or paste a picture."),
        icon("camera"),
        _("Take a picture"),
        name,
        _("Add none of them"),
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
    lines = format_html_join("", '<li class="row">{}</li>', ((_line(each),) for each in files))
    return format_html('<ul class="rows">{}</ul>', lines) if lines else NOTHING


def _line(file: PickedFile) -> SafeString:
    return format_html(
        '{}<div class="row-text"><span>{} <span class="muted">· {}</span></span>'
        '<span class="said-{}">{}</span></div>{}{}',
        _sight(file),
        _name(file),
        file.size,
        file.tone,
        file.state,
        button(_("Remove"), tone="quiet", about=file.name, name="_remove", value=file.key),
        NOTHING
        if file.asked is None
        else format_html('<div class="asked">{}</div>', field(file.asked)),
    )


def _sight(file: PickedFile) -> SafeString:
    """The picture in small; its name beside it says what it is."""
    if not file.picture:
        return icon("paperclip")
    return format_html('<img class="thumbnail" src="{}" alt="">', file.picture)


def _name(file: PickedFile) -> SafeString:
    if not file.url:
        return format_html("{}", file.name)
    return format_html(
        '<a class="ds-link" href="{}" target="_blank" rel="noopener">{}{}</a>',
        file.url,
        file.name,
        only_heard(_("(opens in a new tab)")),
    )

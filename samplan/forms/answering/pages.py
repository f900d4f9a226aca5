"""One page of questions: drawn, saved as one writes, saved when one goes on."""

import secrets
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samplan.access import sealing
from samplan.access.policies import Refused
from samplan.attachments.models import Attachment
from samplan.forms import engine
from samplan.forms.actions import Conflict
from samplan.forms.answering.closing import closed
from samplan.forms.answering.posts import PagePost, page_post, window_named
from samplan.forms.answering.steps import beside, page_url, progress
from samplan.forms.answering.telling import saved_word, word
from samplan.forms.answering.ways import Request, Way, log_read
from samplan.forms.drafts import Draft
from samplan.forms.drawing.changing_parts import first_unseen
from samplan.forms.drawing.fields import OWN_WORDS
from samplan.forms.drawing.lost import lost_lines
from samplan.forms.drawing.pages import draw_page
from samplan.forms.drawing.reviewing import said_elsewhere
from samplan.forms.drawing.widgets import line_id
from samplan.forms.engine import Page, field_name
from samplan.forms.words import Trouble, troubles_of
from samplan.ui.components.saving import is_by_script

LINES = ("", OWN_WORDS)  # the fields of a question that can have several lines


def answer_page(request: Request, way: Way, page_id: str) -> HttpResponse:
    """Show a page of questions, or save what it says and go on."""
    try:
        page = way.draft.form.page(page_id)
    except KeyError:
        raise Http404 from None
    if request.method == "POST":
        return _take_in(request, way, page)
    try:
        way.check_answerable()
    except Refused as refusal:
        return closed(request, way, str(refusal))
    return _draw(request, way, page, troubles=troubles_of(way.draft.unclear(page)))


def _take_in(request: Request, way: Way, page: Page) -> HttpResponse:
    """Save, whoever asks: the page's script as one writes, or the person who goes on."""
    post = page_post(request, way.draft.form, page, way.response)
    try:
        saved = way.save(post)
    except Refused as refusal:
        return _refused(request, way, str(refusal))
    except Conflict as conflict:
        return _in_conflict(request, way, page, post, conflict)
    sealing.forget_page(request.acting.key, request.get_full_path())
    after = _after(way, saved.draft)
    page = after.draft.form.page(page.link_id)
    lost = lost_lines(after.draft, page, request.POST, but=post.row_removed)
    if is_by_script(request):
        return saved_word(request, after, page, is_all=not lost)
    if lost:
        return _draw(request, after, page, lost=lost, status=HTTPStatus.CONFLICT)
    if saved.is_row_gone:
        messages.info(request, _("That was already removed."))
    return _go_on(request, after, page, post, list(saved.refused))


def _after(way: Way, saved: Draft) -> Way:
    """The way with what is saved, in the language that it is read in."""
    form = engine.with_rows(way.draft.form, saved.form.source.rows)
    return replace(way, draft=replace(saved, form=form))


def _go_on(
    request: Request, way: Way, page: Page, post: PagePost, refused: list[Trouble]
) -> HttpResponse:
    """Where one asked to go, or where what a button gave stands; first what is to be mended."""
    asked = request.POST.get("_upload", "")
    if asked and not post.uploads:
        refused += _nothing_chosen(page, asked)
    if refused:
        troubles = [*troubles_of(way.draft.unclear(page)), *refused]
        return _draw(request, way, page, troubles=troubles)
    if (place := _place(request, way, page, post)) is not None:
        return redirect(page_url(way, page, place))
    return _leave(request, way, page)


def _leave(request: Request, way: Way, page: Page) -> HttpResponse:
    """Where one asked to go; to the next page only when nothing is left to answer on this one."""
    to = request.POST.get("_to", "next")
    if to == "later":
        messages.success(request, _("Your answers are saved. Go on when it suits you."))
        return redirect(way.back.url)
    if to == "back":
        return redirect(beside(way, page, -1))
    if faults := way.draft.faults(page):
        return _draw(request, way, page, troubles=troubles_of(faults))
    if unseen := first_unseen(way.draft, page, request.POST.getlist("_shown")):
        messages.info(request, _("Your answers lead to something more on this page."))
        return redirect(page_url(way, page, unseen))
    return redirect(beside(way, page, 1))


def _place(request: Request, way: Way, page: Page, post: PagePost) -> str | None:
    """Where on the page that is changed stands what a button gave; None where none was pressed."""
    if asked := request.POST.get("_upload", ""):
        return f"id_{asked}"
    if post.row_added or post.row_removed:
        return _row_anchor(way, post)
    name = request.POST.get("_more", "")
    if name in {field_name(item.link_id, part) for item in page.questions for part in LINES}:
        return line_id(name, sum(bool(text.strip()) for text in request.POST.getlist(name)) + 1)
    return "" if post.removed else None


def _row_anchor(way: Way, post: PagePost) -> str:
    """The first field of the row that is new, where one goes on writing; else the first row."""
    form, asked = way.draft.form, post.row_added or post.row_removed
    there = asked if asked in form.items else form.first(engine.plain_id(asked))
    fields = [item.link_id for item in form.items[there].children if item.is_open]
    return f"id_{field_name(fields[0] if post.row_added and fields else there)}"


def _nothing_chosen(page: Page, asked: str) -> list[Trouble]:
    names = {field_name(item.link_id): item.link_id for item in page.all_items}
    return [Trouble(names[asked], _("Choose a file first."))] if asked in names else []


def _refused(request: Request, way: Way, reason: str) -> HttpResponse:
    if is_by_script(request):
        return word(request, reason)
    return closed(request, way, reason, status=HTTPStatus.CONFLICT)


def _in_conflict(
    request: Request,
    way: Way,
    page: Page,
    post: PagePost,
    conflict: Conflict,
) -> HttpResponse:
    """Both answers side by side; nothing is chosen for the person."""
    if is_by_script(request):
        return word(request, _("Not saved: answered otherwise in another window. Press Next."))
    after = _after(way, conflict.saved)
    page = after.draft.form.page(page.link_id)
    posted = post.answers.among(after.draft.form.items)
    unsent = [Trouble(link_id, _("Choose the file again.")) for link_id, _file in post.uploads]
    return _draw(
        request,
        after,
        page,
        posted=posted,
        troubles=unsent,
        elsewhere=said_elsewhere(after.draft, page, posted),
        lost=lost_lines(after.draft, page, request.POST, but=post.row_removed),
        status=HTTPStatus.CONFLICT,
    )


def _draw(
    request: Request,
    way: Way,
    page: Page,
    *,
    posted: engine.PageInput | None = None,
    troubles: list[Trouble] | None = None,
    elsewhere: object = (),
    lost: object = (),
    status: int = 200,
) -> HttpResponse:
    log_read(way)
    files = _files(request, way)
    context = {
        "way": way,
        "draft": way.draft,
        "drawn": draw_page(way.draft, page, posted=posted, troubles=troubles or [], files=files),
        "page_url": page_url(way, page),
        "upload_url": way.url("upload"),
        **progress(way, page),
        "seen": way.draft.digest(page),
        "window": window_named(request) or secrets.token_hex(16),
        "saved_at": _saved_at(request, way, page) if posted is None else None,
        "elsewhere": elsewhere,
        "lost": lost,
    }
    return render(request, "forms/answering/page.html", context, status=status)


def _saved_at(request: Request, way: Way, page: Page) -> object:
    if page.link_id not in way.draft.pages:
        return None
    return request.at if request.method == "POST" else way.response.changed_at


def _files(request: Request, way: Way) -> list[Attachment]:
    ids = [file.id for files in way.draft.files().values() for file in files]
    if not ids:
        return []
    return list(
        Attachment.within(request.acting).open_to(request.acting).filter(pk__in=ids).order_by("id")
    )

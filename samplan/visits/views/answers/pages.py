"""One page of questions: drawn, saved as one writes, saved when one goes on."""

import re
import secrets
import uuid
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
from samplan.forms.actions import Conflict, Seen
from samplan.forms.drafts import Draft
from samplan.forms.drawing.changing_parts import first_unseen
from samplan.forms.drawing.fields import OWN_WORDS
from samplan.forms.drawing.lost import lost_lines
from samplan.forms.drawing.pages import draw_page
from samplan.forms.drawing.reviewing import said_elsewhere
from samplan.forms.drawing.widgets import line_id
from samplan.forms.engine import Kind, Page, field_name
from samplan.forms.row_names import row_named
from samplan.forms.words import Trouble, troubles_of
from samplan.ui.components.saving import is_by_script
from samplan.visits import actions, policies
from samplan.visits.views.answers.telling import saved_word, word
from samplan.visits.views.answers.ways import Request, Way, closed, leaves_for, log_read, reach

LINES = ("", OWN_WORDS)  # the fields of a question that can have several lines
WINDOW = re.compile("[0-9a-z]{1,32}")


def answer_page(request: Request, visit_id: uuid.UUID, page_id: str) -> HttpResponse:
    """Show a page of questions, or save what it says and go on."""
    way = reach(request, visit_id)
    try:
        page = way.draft.form.page(page_id)
    except KeyError:
        raise Http404 from None
    if request.method == "POST":
        return _take_in(request, way, page)
    try:
        policies.answerable(request.acting, way.visit, at=request.at)
    except Refused as refusal:
        return closed(request, way, str(refusal))
    return _draw(request, way, page, troubles=troubles_of(way.draft.unclear(page)))


def _take_in(request: Request, way: Way, page: Page) -> HttpResponse:
    """Save, whoever asks: the page's script as one writes, or the person who goes on."""
    post = _page_post(request, way, page)
    try:
        saved = actions.save_answers(way.visit, post, acting=request.acting, at=request.at)
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


def _page_post(request: Request, way: Way, page: Page) -> actions.PagePost:
    uploads = tuple(
        (item.link_id, upload)
        for item in page.all_items
        if item.kind is Kind.ATTACHMENT
        for upload in request.FILES.getlist(field_name(item.link_id))
    )
    return actions.PagePost(
        page=page,
        answers=engine.read_post(way.draft.form, page, request.POST.getlist),
        seen=Seen(
            request.POST.get("_seen", ""),
            _window(request),
            as_one_writes=is_by_script(request),
            nth=_nth(request),
        ),
        uploads=uploads,
        removed=request.POST.get("_remove", ""),
        row_added=row_named(page, request.POST.get("_add", "")),
        row_removed=row_named(page, request.POST.get("_drop", "")),
        to=leaves_for(request),
        parts=request.POST.getlist("_shown"),
        form=way.draft.form,
    )


def _go_on(
    request: Request, way: Way, page: Page, post: actions.PagePost, refused: list[Trouble]
) -> HttpResponse:
    """Where one asked to go, or where what a button gave stands; first what is to be mended."""
    asked = request.POST.get("_upload", "")
    if asked and not post.uploads:
        refused += _nothing_chosen(page, asked)
    if refused:
        troubles = [*troubles_of(way.draft.unclear(page)), *refused]
        return _draw(request, way, page, troubles=troubles)
    if (place := _place(request, way, page, post)) is not None:
        return redirect(way.page_url(page, place))
    return _leave(request, way, page)


def _leave(request: Request, way: Way, page: Page) -> HttpResponse:
    """Where one asked to go; to the next page only when nothing is left to answer on this one."""
    to = request.POST.get("_to", "next")
    if to == "later":
        messages.success(request, _("Your answers are saved. Go on when it suits you."))
        return redirect(way.back_url)
    if to == "back":
        return redirect(way.beside(page, -1))
    if faults := way.draft.faults(page):
        return _draw(request, way, page, troubles=troubles_of(faults))
    if unseen := first_unseen(way.draft, page, request.POST.getlist("_shown")):
        messages.info(request, _("Your answers lead to something more on this page."))
        return redirect(way.page_url(page, unseen))
    return redirect(way.beside(page, 1))


def _place(request: Request, way: Way, page: Page, post: actions.PagePost) -> str | None:
    """Where on the page that is changed stands what a button gave; None where none was pressed."""
    if asked := request.POST.get("_upload", ""):
        return f"id_{asked}"
    if post.row_added or post.row_removed:
        return _row_anchor(way, post)
    name = request.POST.get("_more", "")
    if name in {field_name(item.link_id, part) for item in page.questions for part in LINES}:
        return line_id(name, sum(bool(text.strip()) for text in request.POST.getlist(name)) + 1)
    return "" if post.removed else None


def _row_anchor(way: Way, post: actions.PagePost) -> str:
    """The first field of the row that is new, where one goes on writing; else the first row."""
    form, asked = way.draft.form, post.row_added or post.row_removed
    there = asked if asked in form.items else form.first(engine.plain_id(asked))
    fields = [item.link_id for item in form.items[there].children if item.is_open]
    return f"id_{field_name(fields[0] if post.row_added and fields else there)}"


def _window(request: Request) -> str:
    """What the page was called where it was drawn; empty where it says something else."""
    said = request.POST.get("_window", "")
    return said if WINDOW.fullmatch(said) else ""


def _nth(request: Request) -> int:
    """How often the page's script has saved; 0 where it does not say."""
    said = request.POST.get("_nth", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


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
    post: actions.PagePost,
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
    log_read(request, way.visit)
    files = _files(request, way)
    context = {
        "way": way,
        "visit": way.visit,
        "draft": way.draft,
        "drawn": draw_page(way.draft, page, posted=posted, troubles=troubles or [], files=files),
        "page_url": way.page_url(page),
        **way.progress(page),
        "seen": way.draft.digest(page),
        "window": _window(request) or secrets.token_hex(16),
        "saved_at": _saved_at(request, way, page) if posted is None else None,
        "elsewhere": elsewhere,
        "lost": lost,
    }
    return render(request, "visits/answers/page.html", context, status=status)


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

"""Answering a page whose message another window has sent, or written otherwise, since."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samplan.access.acting import StaffActing
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.cases import actions
from samplan.cases.forms import SHOWS, chosen_words
from samplan.cases.models import Case, Message, MessageDraft
from samplan.cases.views.composing import Apart, described_beside, shows_in, stays, take_files
from samplan.ui.components.saving import is_by_script, saved_word

FIELDS = ("intent", "body", "agreed", "most_files", "form", "signs_as_clinic")
OVERTAKEN: Final = gettext_noop(
    "Something was done in another window since you opened the page. Nothing is sent or "
    "removed: see what stands here now."
)
MOVED: Final = gettext_noop(
    "Something was done in another window since you opened the page. What you wrote stands below. "
    "It is not sent."
)
Draw = Callable[[Apart, list[str]], HttpResponse]  # what is apart, and which files are refused


@dataclass(frozen=True, kw_only=True)
class Older:
    """A page that is not the newest of its case: what it says, what it has `chosen` in words, how
    many files may be attached, the name of its address, and how it is drawn anew with what is
    kept in the field and what it says itself apart."""

    request: PatientRequest | StaffRequest
    case: Case
    written: actions.Written
    page: str
    draw: Draw
    most: int
    chosen: Sequence[str] = ()

    def answer(self, by: actions.OtherWindow) -> HttpResponse:
        """The answer to it: nothing of either window is lost, and nothing is sent."""
        if is_by_script(self.request):
            return self._for_script(by)
        if isinstance(by, actions.AlreadySent):
            return self._sent_before(by)
        return self._written_elsewhere(by.draft)

    def _for_script(self, by: actions.OtherWindow) -> HttpResponse:
        """Whether what it would save is there already."""
        if isinstance(by, actions.WrittenElsewhere):
            is_there, told = self._is_there(by.draft), _not_saved_over(self.request)
        else:
            is_there = not Late(self, by.key).is_anything
            told = _("Not saved: this is sent already. Open the conversation anew to write more.")
        return _accepted(saved_word(self.request.at) if is_there else told)

    def _is_there(self, kept: MessageDraft) -> bool:
        """All that the page says is kept."""
        others = actions.described_otherwise(kept, shows_in(self.request))
        return self.written.is_same_as(kept) and not others

    def _sent_before(self, sent: actions.AlreadySent) -> HttpResponse:
        """As it was sent then, and which files came too late. Where something else is written
        since, that stands in the field, to be sent besides; or beside another text that is begun
        since."""
        late = Late(self, sent.key)
        _tell_of_files(self.request, sent)
        _tell_of_pictures(self.request, late.unshown)
        if not late.unsaid:
            return self._back(late.undone)
        try:
            self._save_beside()
        except actions.WrittenElsewhere as elsewhere:
            apart = _apart(self, elsewhere.draft, is_sent=True)
            if apart.words or apart.chosen:
                return self.draw(apart, [])
        return self._back(late.unsaid)

    def _written_elsewhere(self, kept: MessageDraft) -> HttpResponse:
        """Both, where each says something; else what there is, with the files of both."""
        is_kept = stays(self.request) and "_remove" not in self.request.POST
        told = "" if is_kept else _(OVERTAKEN)
        if not kept.has_words:
            try:
                kept, told = self._save_beside(), _(MOVED) if self.written.has_words else told
            except actions.WrittenElsewhere as elsewhere:
                kept = elsewhere.draft
        try:
            refused = take_files(self.request, kept, most=self.most, is_newest=False)
        except actions.AlreadySent as sent:
            return self._sent_before(sent)
        apart = _apart(self, kept, shows=described_beside(self.request, kept))
        if apart.words or apart.chosen:
            return self.draw(apart, refused)
        _tell(self.request, refused)
        return self._back(told)

    def _save_beside(self) -> MessageDraft:
        request = self.request
        return actions.save_beside(self.case, self.written, acting=request.acting, at=request.at)

    def _back(self, told: str = "") -> HttpResponse:
        _tell(self.request, [told] if told else [])
        trail.read_nobody()
        return redirect(self.page, self.case.pk)


class Late:
    """What a page says that its message, which is sent, does not: it came too late."""

    def __init__(self, older: Older, key: uuid.UUID) -> None:
        self.older, self.written, self.key = older, older.written, key
        self.message = Message.within(older.request.acting).filter(pk=key).first()

    @property
    def is_anything(self) -> bool:
        """Whether there is anything of the kind."""
        return bool(self.unsaid or self.undone or self.unshown)

    @cached_property
    def unshown(self) -> dict[str, str]:
        """What the page says that pictures show, and its message, as it stands, does not."""
        stands = self.message is not None and self.message.withdrawn_at is None
        became = MessageDraft(pk=self.key if stands else None, case=self.older.case)
        return actions.described_otherwise(became, shows_in(self.older.request))

    @cached_property
    def undone(self) -> str:
        """What is told of a choice that its message, which says the same, was not sent with."""
        message, written = self.message, self.written
        if message is None or not written.has_words or not written.chooses_otherwise(message):
            return ""
        asked_by = [message.response.version] if message.response else []
        first = chosen_words(actions.sent_as(message), asked_by)
        told = _(
            "The message was sent as you chose first: %(first)s. What you chose later is not done: "
            "%(later)s. If it is needed, choose it in a new message."
        )
        return told % {"first": ", ".join(first), "later": ", ".join(self.older.chosen)}

    @cached_property
    def unsaid(self) -> str:
        """What is told of words that its message does not say; else nothing."""
        if not self.written.has_words:
            return ""
        if self.message is not None and self.message.withdrawn_at is not None:
            return _("You have taken this message back. What you wrote stands below, not sent.")
        if self.message is not None and actions.says(self.message, self.written):
            return ""
        return _("What you sent first stands. What you have changed since is not sent: see below.")


def _tell(request: HttpRequest, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        messages.warning(request, sentence)


def _tell_of_files(request: HttpRequest, sent: actions.AlreadySent) -> None:
    _tell(request, sent.refused)
    if sent.lost:
        told = _(
            "The message was sent before these files came, so they are not taken: %(files)s. "
            "Attach them to a new message if they are needed."
        )
        _tell(request, [told % {"files": ", ".join(sent.lost)}])


def _tell_of_pictures(request: HttpRequest, unshown: Mapping[str, str]) -> None:
    told = _("What you wrote that a picture shows came too late to be sent. %(name)s: %(words)s")
    _tell(request, [told % {"name": name, "words": words} for name, words in unshown.items()])


def _apart(
    older: Older,
    kept: MessageDraft,
    *,
    is_sent: bool = False,
    shows: Mapping[str, str] | None = None,
) -> Apart:
    """What the page says otherwise than is kept, and how it is put into the field."""
    written, post = older.written, older.request.POST
    posted = {name: post[name] for name in FIELDS if name in post}
    posted |= {name: post[name] for name in post if name.startswith(SHOWS) and post[name]}
    said = {"body": (kept.body, written.body), "agreed": (kept.agreed, written.agreed)}
    both = {name: "\n\n".join(dict.fromkeys(filter(None, said[name]))) for name in said}
    own = {name: words for name, (_kept, words) in said.items()}
    words = [] if written.has_words_of(kept) else [written.body, written.agreed]
    words += [f"{name}: {told}" for name, told in (shows or {}).items()]
    is_chosen = written.has_words and not written.chooses_as(kept)
    return Apart(
        words="\n\n".join(filter(None, words)),
        chosen=older.chosen if is_chosen else (),
        added=posted | {name: both[name] for name in both if name in posted},
        instead=posted | {name: own[name] for name in own if name in posted},
        is_sent=is_sent,
    )


def _not_saved_over(request: PatientRequest | StaffRequest) -> str:
    """For a page on which one writes on, and that is not the newest."""
    later = _("Save as draft") if isinstance(request.acting, StaffActing) else _("Go on later")
    told = _(
        "Not saved: something was done in another window. Press “%(later)s” to see what stands."
    )
    return told % {"later": later}


def _accepted(words: object) -> HttpResponse:
    return HttpResponse(words, status=HTTPStatus.ACCEPTED)

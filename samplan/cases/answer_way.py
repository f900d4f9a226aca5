"""Answering a form that a question asks for, as the pages on which it is answered reach it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.compiled import one_of
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.asked import AskedForm, asked_form, has_patient_begun, own_answers_to
from samplan.cases.clock import days_promised
from samplan.cases.models import Case, Message
from samplan.cases.queries import conversation
from samplan.cases.waiting import within_days
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.forms.answering.ways import Back, Regarding, Request, Way, draft_to_answer
from samplan.forms.models import Response, ResponseVersion
from samplan.forms.queries import has_draft

SIDE, STAFF_SIDE = "answer-", "staff-entry-"
PATIENT_HAS_BEGUN = gettext_lazy(
    "The patient has begun to answer it too, and has not sent it. What the patient has written is "
    "kept, and cannot be sent once you have sent yours."
)


@dataclass(frozen=True)
class AnswerWay(Way):
    """The form of a question in a case, as the patient reaches it, or staff who enter what the
    patient has told them."""

    case: Case
    form: AskedForm

    @property
    def about(self) -> Case:
        """The case."""
        return self.case

    def url(self, name: str, *args: object) -> str:
        """The address of one of the pages of the case's questions."""
        side = STAFF_SIDE if self.is_staff else SIDE
        return reverse(f"cases:{side}{name}", args=[self.case.pk, self.form.message.pk, *args])

    @property
    def back(self) -> Back:
        """The conversation."""
        case, words = self.case, _("To the conversation")
        if self.is_staff:
            return Back(
                reverse("cases:staff-case", args=[case.pk]), case.short_title_for_care, words
            )
        return Back(reverse("cases:case", args=[case.pk]), case.short_title, words)

    @property
    def readers(self) -> str:
        """Who answers, and within how long where that is promised."""
        return within_days(self.case.clinic.name, days_promised(self.case))

    @property
    def advice(self) -> str:
        """To tell it in another way."""
        if self.instead is not None:
            return _("Copy from here what belongs in the newer form too.")
        if (self.form.is_answered or self.form.is_replaced) and self.case.can_be_written_in:
            return _("Write in the conversation if there is more to say.")
        return _("Call the clinic instead.")

    def happens_now(self, version: ResponseVersion) -> Sequence[str]:
        """Who reads it, and where the answer comes."""
        if self.is_staff:
            return [_("The patient is told that the clinic has entered the answers.")]
        told = [self.readers, _("The answer comes to your inbox. We tell you when it is there.")]
        if self.case.most_files and self.case.can_be_written_in:
            told.append(_("The clinic takes files too: add them in the conversation."))
        return told

    @property
    def instead(self) -> Regarding | None:
        """The form that is waited for, where this one is not."""
        asked = self.form.instead
        if asked is None or (response := asked.response) is None:
            return None
        name = "staff-entry" if self.is_staff else f"{SIDE}questions"
        url = reverse(f"cases:{name}", args=[self.case.pk, asked.pk])
        return Regarding(_("To the newer form: %(title)s") % {"title": response.version.title}, url)

    @property
    def can_change(self) -> bool:
        """What is sent stands: more is written in the conversation."""
        return not self.form.is_answered

    @property
    def entered_for(self) -> str:
        """Also where the patient is answering it meanwhile."""
        told = super().entered_for
        if not self.form.is_answered and has_patient_begun(self.form.message):
            return f"{told} {PATIENT_HAS_BEGUN}"
        return told

    def check_answerable(self) -> None:
        """Raise Refused where it is answered, another form is asked for since, or the
        conversation is ended."""
        if self.form.is_answered:
            raise Refused(actions.answered_by(self.form.message, self.acting))
        if self.form.is_replaced:
            raise Refused(actions.replaced())
        actions.check_may_answer(self.acting, self.case)

    def open(self) -> bool:
        """The question is read by whoever opens its form, also from the plan."""
        actions.read(self.case, shown=[self.form.message.pk], acting=self.acting, at=self.at)
        return True

    def save(self, post: PagePost) -> Saved:
        """Save a page; nobody but the writer sees it before it is sent."""
        self.check_answerable()
        hold = partial(actions.hold_question, self.form.message, acting=self.acting)
        return save_post(self.response, post, acting=self.acting, at=self.at, check=hold)

    def send(self, *, over: int) -> None:
        """Say it in the case."""
        actions.send_form(self.case, self.response, over=over, acting=self.acting, at=self.at)

    def anew(self) -> "AnswerWay":
        """As everything stands now."""
        return _reach(self.acting, self.case.pk, self.form.message.pk, at=self.at)


def reach(request: Request, case_id: uuid.UUID, message_id: uuid.UUID | None = None) -> AnswerWay:
    """The form of that question of the case, else the newest that it asks for, with the acting's
    own answers to it: nobody reads another's before they are sent. Raises Http404 for none."""
    return _reach(request.acting, case_id, message_id, at=request.at)


def _reach(
    acting: PatientActing | StaffActing,
    case_id: uuid.UUID,
    message_id: uuid.UUID | None,
    *,
    at: datetime,
) -> AnswerWay:
    case = one_of(conversation(acting, case_id=case_id))
    form = asked_form(acting, case, message_id)
    if form is None:
        raise Http404
    response = _own_or_sent(form.message, acting, at=at)
    return AnswerWay(acting, at, response, draft_to_answer(response, acting), case, form)


def _own_or_sent(asked: Message, acting: PatientActing | StaffActing, *, at: datetime) -> Response:
    """One's own answers; once someone has sent theirs these, but where one has written oneself."""
    own = own_answers_to(acting, asked)
    if asked.response is not None and asked.response.sent_number:
        has_written = own is not None and has_draft(own.response, acting)
        return own.response if own is not None and has_written else asked.response
    if own is not None:
        return own.response
    if isinstance(acting, StaffActing):  # says first how the patient told it
        raise Http404
    try:
        return actions.own_answers(asked, acting=acting, at=at).response
    except Refused:  # the question is taken back
        raise Http404 from None

"""Answering a form that a question asks for, as the pages on which it is answered reach it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.compiled import one_of
from samplan.access.policies import Refused
from samplan.cases import actions, policies
from samplan.cases.asked import asked_message
from samplan.cases.clock import days_promised
from samplan.cases.models import Case
from samplan.cases.queries import conversation
from samplan.cases.waiting import within_days
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.forms.answering.ways import Back, Request, Way, draft_to_answer
from samplan.forms.models import ResponseVersion

SIDE = "answer-"


@dataclass(frozen=True)
class AnswerWay(Way):
    """The form of a question in a case, as the patient reaches it."""

    case: Case

    @property
    def about(self) -> Case:
        """The case."""
        return self.case

    def url(self, name: str, *args: object) -> str:
        """The address of one of the pages of the case's questions."""
        return reverse(f"cases:{SIDE}{name}", args=[self.case.pk, *args])

    @property
    def back(self) -> Back:
        """The conversation."""
        address = reverse("cases:case", args=[self.case.pk])
        return Back(address, self.case.title, _("To the conversation"))

    @property
    def readers(self) -> str:
        """Who answers, and within how long where that is promised."""
        return _readers(self.case)

    @property
    def advice(self) -> str:
        """To tell it in another way."""
        return _("Call the clinic instead.")

    def happens_now(self, version: ResponseVersion) -> Sequence[str]:
        """Who reads it, and where the answer comes."""
        told = [
            _readers(self.case),
            _("The answer comes to your inbox. We tell you when it is there."),
        ]
        if self.case.most_files and self.case.can_be_written_in:
            told.append(_("The clinic takes files too: add them in the conversation."))
        return told

    @property
    def can_change(self) -> bool:
        """What is sent stands: more is written in the conversation."""
        return not self.response.sent_number

    def check_answerable(self) -> None:
        """Raise Refused where it is answered, or the conversation is ended."""
        if self.response.sent_number:
            raise Refused(_("It is sent. Write more in the conversation."))
        policies.check_may_write(self.acting, self.case)

    def open(self) -> bool:
        """The question is read by whoever opens its form, also from the plan."""
        asking = self.case.messages.filter(response_id=self.response.pk)
        shown = asking.values_list("pk", flat=True)
        actions.read(self.case, shown=shown, acting=self.acting, at=self.at)
        return True

    def save(self, post: PagePost) -> Saved:
        """Save a page; nobody but the writer sees it before it is sent."""
        self.check_answerable()
        return save_post(self.response, post, acting=self.acting, at=self.at)

    def send(self, *, over: int) -> None:
        """Say it in the case."""
        if not isinstance(self.acting, PatientActing):
            raise Refused(_("Your assignment does not let you do this."))
        actions.send_form(self.case, self.response, over=over, acting=self.acting, at=self.at)

    def anew(self) -> "AnswerWay":
        """As everything stands now."""
        return _reach(self.acting, self.case.pk, at=self.at)


def _readers(case: Case) -> str:
    return within_days(case.clinic.name, days_promised(case))


def reach(request: Request, case_id: uuid.UUID) -> AnswerWay:
    """The newest form that the case asks for. Raises Http404 where it asks for none."""
    return _reach(request.acting, case_id, at=request.at)


def _reach(acting: PatientActing | StaffActing, case_id: uuid.UUID, *, at: datetime) -> AnswerWay:
    case = one_of(conversation(acting, case_id=case_id))
    message = asked_message(acting, case)
    if message is None or message.response is None:
        raise Http404
    response = message.response
    return AnswerWay(acting, at, response, draft_to_answer(response, acting), case)

"""The questions before a visit, as the pages on which a form is answered reach them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.compiled import one_of
from samplan.common.dates import local, long_day, long_moment
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved
from samplan.forms.answering.ways import Back, Request, Way, draft_to_answer
from samplan.forms.models import ResponseVersion
from samplan.visits import actions, policies
from samplan.visits.models import Visit
from samplan.visits.queries import visit_to_answer


@dataclass(frozen=True)
class VisitWay(Way):
    """One visit's questions as one side reaches them."""

    visit: Visit

    @property
    def about(self) -> Visit:
        """The visit."""
        return self.visit

    def url(self, name: str, *args: object) -> str:
        """The address of one of this side's pages about the visit."""
        side = "staff-" if self.is_staff else ""
        return reverse(f"visits:{side}{name}", args=[self.visit.pk, *args])

    @property
    def back(self) -> Back:
        """The page of the visit, by its day."""
        name = "preparation" if self.is_staff else "visit"
        start, today = local(self.visit.starts_at).date(), local(self.at).date()
        return Back(
            reverse(f"visits:{name}", args=[self.visit.pk]),
            _("Visit on %(day)s") % {"day": long_day(start, _language(), today=today)},
            _("To the visit"),
        )

    @property
    def readers(self) -> str:
        """The clinic, before the visit."""
        clinic = self.visit.clinic.name
        return _("%(clinic)s reads your answers before the visit") % {"clinic": clinic}

    @property
    def advice(self) -> str:
        """To tell it in another way."""
        return _("Tell the clinic at the visit, or call.")

    def happens_now(self, version: ResponseVersion) -> Sequence[str]:
        """Who reads the answers when, and what one can still do."""
        if self.is_staff:
            entered = _("The patient sees them too, and who entered them.")
            stand = _("The answers stand on the page of the visit, to be read before it.")
            return [stand, entered] if version.is_entered_by_staff else [stand]
        when = long_moment(self.visit.starts_at, _language(), today=local(self.at).date())
        read = _("%(clinic)s reads your answers before the visit %(when)s.")
        change = _(
            "You can change your answers until the visit begins. The clinic then gets the new ones."
        )
        return [
            read % {"clinic": self.visit.clinic.name, "when": when},
            _("You see on the page of the visit when they are read, and by whom."),
            *([change] if self.can_change else []),
        ]

    @property
    def can_change(self) -> bool:
        """Until the visit begins."""
        return self.visit.can_be_answered(self.at)

    @property
    def can_be_blank(self) -> bool:
        """The clinic then knows that nothing is to be expected before the visit."""
        return True

    def check_answerable(self) -> None:
        """Raise Refused where the visit has begun or is gone."""
        policies.answerable(self.acting, self.visit, at=self.at)

    def save(self, post: PagePost) -> Saved:
        """Save a page, and tell the plan how far one has come."""
        return actions.save_answers(self.visit, post, acting=self.acting, at=self.at)

    def send(self, *, over: int) -> None:
        """Send the answers: care has them from now on."""
        actions.send_answers(self.visit, over=over, acting=self.acting, at=self.at)

    def anew(self) -> "VisitWay":
        """The visit and its answers as they stand now."""
        return _reach(self.acting, self.visit.pk, at=self.at)

    def open(self) -> bool:
        """Questions that came as a message of their own are read when they are opened."""
        is_own = self.visit.questions_id != self.visit.summons_id
        questions = self.visit.questions if is_own else None
        if not isinstance(self.acting, PatientActing) or questions is None:
            return True
        return actions.open_case(self.visit, questions, acting=self.acting, at=self.at)


def reach(request: Request, visit_id: uuid.UUID) -> VisitWay:
    """The visit and its answers so far. Raises Http404 where there is nothing to answer."""
    return _reach(request.acting, visit_id, at=request.at)


def _reach(acting: PatientActing | StaffActing, visit_id: uuid.UUID, *, at: datetime) -> VisitWay:
    found = one_of(visit_to_answer(acting, visit_id=visit_id))
    if found.response is None or not policies.may_answer(acting, found):
        raise Http404
    return VisitWay(acting, at, found.response, draft_to_answer(found.response, acting), found)


def _language() -> str:
    return get_language() or "sv"

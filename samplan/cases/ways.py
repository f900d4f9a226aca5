"""Starting a case, as the pages on which a form is answered reach it."""

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
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.about import about_of
from samplan.cases.gates import GENERAL
from samplan.cases.models import BegunCase
from samplan.cases.queries import begun_case
from samplan.cases.waiting import answered_by, instead_of, taken_over_from, where_answered
from samplan.common.dates import local
from samplan.contacts.models import CareContact
from samplan.contacts.reaching import who_is_now
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved, save_post
from samplan.forms.answering.ways import Back, Regarding, Request, Way, draft_to_answer
from samplan.forms.models import ResponseVersion
from samplan.forms.reading import wished_channel


@dataclass(frozen=True)
class StartWay(Way):
    """One case that is begun, as one side reaches it."""

    begun: BegunCase
    begun_to: CareContact | None = None  # the contact that it was begun to, until it is sent

    @property
    def about(self) -> BegunCase:
        """What is begun."""
        return self.begun

    def url(self, name: str, *args: object) -> str:
        """The address of one of this side's pages about it."""
        side = "staff-new-" if self.is_staff else "new-"
        return reverse(f"cases:{side}{name}", args=[self.begun.pk, *args])

    @property
    def back(self) -> Back:
        """The conversation, once there is one; before that where it is begun."""
        name = str(self.begun.version.said("title", get_language() or "sv"))
        if self.begun.case_id is not None:
            page = "cases:staff-case" if self.is_staff else "cases:case"
            return Back(reverse(page, args=[self.begun.case_id]), name, _("To the conversation"))
        if self.is_staff:
            return Back(reverse("cases:queue"), _("Cases"), _("To the cases"))
        return Back(_intro_url(self.begun), name, _("Back"))

    @property
    def sent_title(self) -> str:
        """By whom it goes to, and what it is."""
        if self.is_staff:
            return super().sent_title
        if self.begun.about_kind or self.begun.offering.case_type.slug == GENERAL:
            return _("Your question is sent")
        return _("Your message is sent")

    @property
    def regarding(self) -> Regarding | None:
        """The visit that is asked about, for the patient."""
        if self.is_staff:
            return None
        kind, key, day = self.begun.about_kind, self.begun.about_id, local(self.at).date()
        return about_of(kind, key, self.acting, today=day)

    @property
    def discard_url(self) -> str:
        """Where the patient throws away what is not sent."""
        is_over = self.is_staff or self.begun.case_id is not None or not self.draft.pages
        return "" if is_over else reverse("cases:new-discard", args=[self.begun.pk])

    @property
    def readers(self) -> str:
        """Who answers, and within how long."""
        return answered_by(self.begun, today=local(self.at).date())

    @property
    def to_know_first(self) -> str:
        """That one's contact is another by now, or is away, and who answers."""
        now, today = self.begun.contact, local(self.at).date()
        told = (taken_over_from(self.begun_to, now), instead_of(now, today=today))
        return " ".join(filter(None, told))

    @property
    def advice(self) -> str:
        """To tell it in another way."""
        return _("Call the clinic instead.")

    def happens_now(self, version: ResponseVersion) -> Sequence[str]:
        """Who answers, where, and by when."""
        if self.is_staff:
            where = _("The patient sees the conversation too, and who entered it.")
        else:
            where = where_answered(wished_channel(version, get_language() or "sv"))
        return [self.readers, where]

    @property
    def can_change(self) -> bool:
        """What is sent stands: more is written in the conversation."""
        return self.begun.case_id is None

    def check_answerable(self) -> None:
        """Raise Refused where it is sent, or the service can no longer be used."""
        if self.begun.case_id is not None:
            raise Refused(_("It is sent. Write more in the conversation."))
        actions.check_open(self.begun, self.acting, at=self.at)

    def save(self, post: PagePost) -> Saved:
        """Save a page; nobody but the writer sees it before it is sent."""
        self.check_answerable()
        return save_post(self.response, post, acting=self.acting, at=self.at)

    def send(self, *, over: int) -> None:
        """Start the case."""
        actions.start_case(self.begun, over=over, acting=self.acting, at=self.at)

    def anew(self) -> "StartWay":
        """As everything stands now."""
        return _reach(self.acting, self.begun.pk, at=self.at)


def _intro_url(begun: BegunCase) -> str:
    if begun.contact_id is not None:
        return reverse("cases:write", args=[begun.contact_id])
    return reverse("cases:service", args=[begun.offering_id])


def reach(request: Request, begun_id: uuid.UUID) -> StartWay:
    """What is begun and its answers so far. Raises Http404 where it is not there."""
    return _reach(request.acting, begun_id, at=request.at)


def _reach(acting: PatientActing | StaffActing, begun_id: uuid.UUID, *, at: datetime) -> StartWay:
    found = one_of(begun_case(acting, begun_id=begun_id))
    if found.response is None:
        raise Http404
    draft = draft_to_answer(found.response, acting)
    if found.contact is None or found.case_id is not None:
        return StartWay(acting, at, found.response, draft, found)
    begun_to = found.contact
    found.contact = who_is_now(begun_to, local(at).date())
    return StartWay(acting, at, found.response, draft, found, begun_to)

"""All that staff's page of a conversation shows beside what is said, asked in one statement."""

from dataclasses import dataclass, fields
from typing import Any

from samplan.access.acting import StaffActing
from samplan.access.request import StaffRequest
from samplan.access.together import Asked, together
from samplan.cases import policies, staff_queries
from samplan.cases.beside import Prospect, prospects_beside
from samplan.cases.handling_forms import forms_beside
from samplan.cases.models import Case, CaseNote, Presence, Preservation, StandardReply
from samplan.cases.retention.delivering import held_back
from samplan.cases.supply.replies import by_title, replies_for
from samplan.forms.models import QuestionnaireVersion
from samplan.forms.queries import sent_by_clinic
from samplan.organisations.models import Assignment


@dataclass(frozen=True, kw_only=True)
class Around:
    """What is asked beside a case; None what its state or the acting's role leaves out."""

    notes: Asked[CaseNote]
    present: Asked[Presence]
    earlier: Asked[Case]
    prospects: list[Prospect]
    replies: Asked[StandardReply] | None = None
    own_forms: Asked[QuestionnaireVersion] | None = None
    posts: Asked[Assignment] | None = None
    to_join: Asked[Case] | None = None
    held_back: Asked[Preservation] | None = None

    def ask(self) -> None:
        """All of it at once."""
        own = (getattr(self, each.name) for each in fields(self) if each.name != "prospects")
        others = (each for prospect in self.prospects for each in prospect.asks)
        together(*(each for each in own if each is not None), *others)

    def drawn(self, case: Case, acting: StaffActing) -> dict[str, Any]:
        """By the names in the template: who has it and to whom it can go, what staff say among
        themselves, what else there is."""
        panels = (prospect.draw() for prospect in self.prospects)
        posts = self.posts.rows() if self.posts else []
        to_join = self.to_join.rows() if self.to_join else []
        return {
            "notes": self.notes.rows(),
            "others": [each.staff.full_name for each in self.present.rows()],
            "earlier": self.earlier.rows(),
            "panels": [panel for panel in panels if panel is not None],
            "replies": by_title(self.replies.rows()) if self.replies else [],
            "held_back": next(iter(self.held_back.rows()), None) if self.held_back else None,
            **forms_beside(case, staff_queries.in_posts(posts, acting), to_join),
        }


def around(request: StaffRequest, case: Case) -> Around:
    """What stands around the case, asked."""
    acting, names = request.acting, {"case_id": case.pk, "patient_id": case.patient_id}
    since = request.at - staff_queries.PRESENT_FOR
    is_shared = not policies.sees_only_own(acting)
    parts: dict[str, Asked[Any]] = {}
    if case.is_open:
        parts["replies"] = replies_for(acting, case)
        parts["own_forms"] = sent_by_clinic.asked(acting)
    else:
        parts["held_back"] = held_back.asked(acting, case_id=case.pk)
    if case.is_open and is_shared:
        parts["posts"] = staff_queries.posts_of_handlers.asked(acting, today=request.today)
    if case.is_open and policies.may_distribute(acting, case):
        parts["to_join"] = staff_queries.cases_to_merge_into.asked(acting, **names)
    found = Around(
        notes=staff_queries.notes_of.asked(acting, case_id=case.pk),
        present=staff_queries.others_present.asked(acting, case_id=case.pk, since=since),
        earlier=staff_queries.earlier_cases.asked(acting, **names),
        prospects=prospects_beside(case, acting, at=request.at),
        **parts,
    )
    found.ask()
    return found

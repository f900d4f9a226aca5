"""What stands around the next step on the start page: one statement, always of one row."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, Left, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing
from samplan.access.compiled import compiled
from samplan.cases.models import ROOM_IN_ROW, BegunCase, Message, MessageKind
from samplan.cases.queries import own_drafts
from samplan.common.text import cut_at_a_word, quoted
from samplan.contacts.beside import contact_list, contacts_in
from samplan.contacts.models import CareContact
from samplan.home.queries import patient_of, written_to
from samplan.home.service_shortcuts import KeyIn
from samplan.home.services import paused_words, said_in
from samplan.patients.models import Patient
from samplan.plans.kinds import opening_of
from samplan.plans.models import Activity, ActivityKind, ActivityState, Responsible
from samplan.plans.rows import Row, row_of, with_one_primary
from samplan.shortcuts.queries import Shown, shortcut_array, shown_of

SHOWN_TO_DO = 20
CARDS_SHOWN = 2
IN_ROWS = (  # what a row of the start page is made of
    *("id", "kind", "title", "detail", "responsible", "parent_id", "phase", "due_on", "state"),
    *("done", "total", "subject_kind", "subject_id"),
)
SHOWN_BEGUN = 5
IN_BEGUN = {
    "id": "id",
    "clinic": "clinic__name",
    "title": "version__title",
    "title_en": "version__title_en",
    "state": "offering__state",
    "pause_words": "offering__pause_words",
}

IN_WRITTEN = {"id": "case_id", "clinic": "case__clinic__name", "title": "case__title"}


@dataclass(frozen=True)
class Rows:
    """The preparation of the visit, what else the patient is asked for, and what is told."""

    before: list[Row] = field(default_factory=list)
    to_do: list[Row] = field(default_factory=list)
    to_know: list[Row] = field(default_factory=list)

    @property
    def left_before(self) -> int:
        """How much is left to do before the visit."""
        return sum(row.is_open for row in self.before)

    def with_one_primary(self) -> "Rows":
        """As they are, with the first thing to do as the page's one primary action."""
        before = with_one_primary(self.before)
        to_do = self.to_do if self.left_before else with_one_primary(self.to_do)
        return Rows(before, to_do, self.to_know)


@dataclass(frozen=True)
class Surroundings:
    """What the patient has to do or know, the patient's shortcuts, and whom to turn to."""

    activities: list[Activity]
    begun: list[dict[str, Any]]  # cases that are begun and not sent
    written: list[dict[str, Any]]  # conversations in which something is written and not sent
    shortcuts: list[Shown]
    contacts: list[CareContact]
    written_to: frozenset[uuid.UUID]  # clinics whose contacts the patient can write to

    def rows(self, *, today: date) -> Rows:
        """What there is to do before the visit and else, and what there is to know."""
        found = Rows()
        written = {each["id"]: each for each in self.written}
        for activity in self.activities:
            if activity.parent_id is not None:
                found.before.append(row_of(activity, today=today))
                continue
            is_task = opening_of(activity).is_task
            detail = _who_asks(activity.__dict__) if is_task else ""
            kept = found.to_do if is_task else found.to_know
            row = row_of(activity, today=today, detail=detail)
            if is_task and (begun := written.pop(str(activity.subject_id), None)):
                row = replace(row, verb=_("Continue"), url=_written_url(begun))
            kept.append(row)
        found.to_do.extend(_begun_row(each) for each in self.begun)
        found.to_do.extend(_written_row(each) for each in written.values())
        return found.with_one_primary()


def surroundings_of(
    acting: PatientActing, *, activity_id: uuid.UUID | None, on: date
) -> Surroundings:
    """All of it on a day; with the preparation of the visit that is `activity_id` in the plan."""
    (patient,) = _asked(acting, activity_id=activity_id, on=on)
    found = patient.__dict__
    return Surroundings(
        [_activity(row) for row in found["to_do"]],
        found["begun_list"],
        found["written_list"],
        shown_of(found["shortcut_list"], acting),
        contacts_in(found["contact_list"]),
        frozenset(found["written_to"]),
    )


@compiled
def _asked(acting: Acting, *, activity_id: uuid.UUID | None, on: date) -> QuerySet[Patient]:
    alone = Q(parent=None, state=ActivityState.OPEN) & ~Q(kind=ActivityKind.VISIT)
    wanted = alone | Q(parent_id=activity_id) if activity_id is not None else alone
    to_do = Activity.within(acting).of(Responsible.PATIENT).filter(wanted)
    listed = to_do.exclude(state=ActivityState.CANCELLED).order_by("id")[:SHOWN_TO_DO]
    begun = BegunCase.within(acting).unsent().order_by("-id")[:SHOWN_BEGUN]
    drafts = own_drafts(acting).within(acting).begun().filter(case__closed_at=None)
    written = drafts.order_by("-changed_at", "-id")[:SHOWN_BEGUN]
    own = Patient.objects.filter(pk=patient_of(acting)).only("pk")
    in_rows = {name: name for name in IN_ROWS}
    asked = {"clinic_name": "clinic__name", "asked": _asked_by(acting)}
    return own.annotate(
        to_do=ArraySubquery(listed.values(json=JSONObject(**asked, **in_rows))),
        begun_list=ArraySubquery(begun.values(json=JSONObject(**IN_BEGUN))),
        written_list=ArraySubquery(written.values(json=JSONObject(**IN_WRITTEN))),
        shortcut_list=shortcut_array(acting, today=on),
        contact_list=contact_list(acting, on=on, most=CARDS_SHOWN),
        written_to=ArraySubquery(written_to(acting, on=on).values("clinic_id")),
    )


def _asked_by(acting: Acting) -> Subquery:
    """The question that an activity waits for the answer to, where a conversation asks it."""
    asks = {"kind": MessageKind.QUESTION, "is_from_patient": False, "withdrawn_at": None}
    found = Message.within(acting).filter(case_id=KeyIn(OuterRef("subject_id")), **asks)
    words = Coalesce(NullIf(Left("body", ROOM_IN_ROW + 1), Value("")), "case__title")
    told = JSONObject(words=words, name="author_name", signed_as="signed_as")
    return Subquery(found.order_by("-sent_at", "-id").values(json=told)[:1])


def _who_asks(told: dict[str, Any]) -> str:
    """What is asked, or in which conversation where a form asks, by whom and at which clinic."""
    clinic, asked = told["clinic_name"], told["asked"]
    if asked is None:
        return str(clinic)
    who = {asked["signed_as"] or asked["name"]} - {clinic}  # some sign as the clinic
    return " · ".join((quoted(cut_at_a_word(asked["words"], ROOM_IN_ROW)), *who, clinic))


def _begun_row(row: dict[str, Any]) -> Row:
    return Row(
        title=_("Begun: %(name)s") % {"name": said_in(row, "title")},
        icon="pencil",
        detail=" · ".join(filter(None, (row["clinic"], paused_words(row)))),
        state="open",
        url=reverse("cases:new-questions", args=[row["id"]]),
        verb=_("Continue"),
    )


def _written_row(row: dict[str, Any]) -> Row:
    return Row(
        title=_("Begun: %(name)s") % {"name": cut_at_a_word(row["title"], ROOM_IN_ROW)},
        icon="pencil",
        detail=row["clinic"],
        state="open",
        url=_written_url(row),
        verb=_("Continue"),
    )


def _written_url(row: dict[str, Any]) -> str:
    return reverse("cases:case", args=[row["id"]])


def _activity(row: dict[str, Any]) -> Activity:
    due_on = row["due_on"] and date.fromisoformat(row["due_on"])
    told = {name: row.pop(name) for name in ("clinic_name", "asked")}
    activity = Activity(**row | {"id": uuid.UUID(row["id"]), "due_on": due_on})
    activity.__dict__.update(told)
    return activity

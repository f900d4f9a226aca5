"""A child grows out of its guardians' acting: telling in time, and passing on what is open."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from samplan.access.acting import PatientActing, SystemActing
from samplan.access.actions import end_guardians_consent, give_consent, withdraw_consent
from samplan.access.models import AgeLimit, AgeRule, CareRelation, DigitalConsent
from samplan.access.queries import guardianships_on
from samplan.access.reach import why_unreachable
from samplan.audit import trail
from samplan.common.dates import birthday, local
from samplan.notifications.actions import tell
from samplan.notifications.models import NoticeKind
from samplan.patients.models import Patient
from samplan.plans import actions as plans
from samplan.plans.models import Activity, ActivityKind, Phase, Responsible
from samplan.visits.models import Visit

TOLD_BEFORE: Final = timedelta(days=30)
GROWING: Final = SystemActing(job="coming of age")


def tell_of_coming_birthdays(*, at: datetime) -> int:
    """Tell guardians and clinics of each child who grows out within 30 days; once each.

    Gives how many activities were made. Safe to run again.
    """
    today = local(at).date()
    years = _years_on(today)
    if years is None:
        return 0
    made = 0
    for child in _children(today).iterator():
        day = birthday(child.born_on, years)
        if today < day <= today + TOLD_BEFORE:
            made += _tell(child, day, at=at)
    return made


@transaction.atomic
def _tell(child: Patient, day: date, *, at: datetime) -> int:
    """One activity for the guardians and one for the staff, at each clinic that knows the child."""
    made = 0
    for relation in CareRelation.objects.filter(patient=child, ended_at=None).order_by("id"):
        known = Activity.objects.filter(
            patient=child, kind=ActivityKind.HANDOVER, subject_id=str(relation.pk)
        )
        if known.exists():
            continue
        for responsible in (Responsible.PATIENT, Responsible.CARE):
            activity = plans.register(
                ActivityKind.HANDOVER,
                responsible=responsible,
                about=relation,
                at=at,
                phase=Phase.AFTER,
                due_on=day,
            )
            made += 1
        tell(activity, NoticeKind.HANDOVER, due_on=day, at=at)
        trail.record("handover.told", acting=GROWING, patient_id=child.pk, about=relation)
    return made


def ask_the_grown(*, at: datetime) -> int:
    """From the birthday: what a guardian agreed to ends, and the young person is asked.

    Gives how many. Safe to run again.
    """
    today = local(at).date()
    years = _years_on(today)
    if years is None:
        return 0
    given = DigitalConsent.objects.filter(withdrawn_at=None, is_by_guardian=True)
    people = [consent.patient for consent in given.select_related("patient").order_by("id")]
    grown = [person for person in people if birthday(person.born_on, years) <= today]
    return sum(_ask(person, at=at) for person in grown)


@transaction.atomic
def _ask(person: Patient, *, at: datetime) -> bool:
    if not end_guardians_consent(person.pk, acting=GROWING, at=at):
        return False
    relations = CareRelation.objects.filter(patient=person, ended_at=None)
    relation = relations.order_by("id").first()
    if relation is not None:
        plans.register(
            ActivityKind.CONSENT,
            responsible=Responsible.PATIENT,
            about=relation,
            at=at,
            phase=Phase.AFTER,
        )
    return True


@transaction.atomic
def answer_consent(*, is_yes: bool, acting: PatientActing, at: datetime) -> None:
    """Say yes or no to digital contact, when one has been asked."""
    if is_yes:
        give_consent(acting=acting, at=at)
    else:
        withdraw_consent(acting=acting, at=at)
    for question in open_questions(acting):
        plans.finish(question, acting=acting, at=at)


def open_questions(acting: PatientActing) -> QuerySet[Activity]:
    """Where one has been asked and has not answered."""
    return Activity.within(acting).open().filter(kind=ActivityKind.CONSENT).order_by("id")


def pass_on_what_is_open(*, at: datetime) -> int:
    """From the birthday: visits that the young person cannot open are sent on paper instead.

    Those who can sign in themselves find everything where the guardians left it. Gives how many
    visits went to paper.
    """
    today = local(at).date()
    years = _years_on(today)
    if years is None:
        return 0
    grown = [child for child in _children(today) if birthday(child.born_on, years) <= today]
    return sum(_to_paper(child, at=at) for child in grown)


@transaction.atomic
def _to_paper(person: Patient, *, at: datetime) -> int:
    handovers = Activity.objects.filter(
        patient=person, kind=ActivityKind.HANDOVER, state="open", due_on__lte=local(at).date()
    )
    for handover in handovers:
        plans.finish(handover, acting=GROWING, at=at)
    if why_unreachable(person, local(at).date()) is None:
        return 0
    visits = list(
        Visit.within(GROWING)
        .filter(patient=person, state="sent", is_on_paper=False, starts_at__gt=at)
        .select_for_update()
    )
    for visit in visits:
        visit.is_on_paper = True
        visit.save(update_fields=["is_on_paper"])
        plans.register(
            ActivityKind.PAPER,
            responsible=Responsible.CARE,
            about=visit,
            at=at,
            parent=visit.activity,
            due_on=local(at).date(),
        )
        trail.record("handover.to_paper", acting=GROWING, patient_id=person.pk, about=visit)
    return len(visits)


def _children(day: date) -> QuerySet[Patient]:
    """Everyone who has a guardian on `day`."""
    having = guardianships_on(day).values("patient_id")
    return Patient.objects.filter(pk__in=having).order_by("id")


def _years_on(day: date) -> int | None:
    rule = AgeLimit.objects.filter(rule=AgeRule.GUARDIAN_UNTIL, from_on__lte=day)
    limit = rule.order_by("-from_on").first()
    return limit.years if limit is not None else None

"""Who is told, and which way: the patient, or the guardians of a younger child."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from samplan.access.reach import guardians_of, is_child, reach_of, with_reach
from samplan.common.dates import local
from samplan.common.phones import mobile_number
from samplan.notifications.channels.choosing import is_open
from samplan.notifications.channels.push import public_key
from samplan.notifications.models import Notice, NoticeKind, Preference, Subject, Wanted, Way
from samplan.notifications.waiting import after_quiet, next_hour
from samplan.patients.models import Patient

REMINDERS: Final = {NoticeKind.WEEK_BEFORE, NoticeKind.DAY_BEFORE}


@dataclass(frozen=True)
class Person:
    """Someone to tell, and what they have chosen."""

    patient: Patient
    preference: Preference


@dataclass(frozen=True)
class Route:
    """The way to someone, the address there and the language to write in."""

    person_id: uuid.UUID
    way: Way
    address: str
    language: str
    due_at: datetime


def people_to_tell(keys: Collection[uuid.UUID], day: date) -> dict[uuid.UUID, list[Person]]:
    """Those to tell on `day` about each patient; nobody about one who gets paper.

    A handful of statements, however many patients.
    """
    patients = list(with_reach(Patient.objects.filter(pk__in=keys), day))
    reached = [patient for patient in patients if reach_of(patient, day) is None]
    children = {patient.pk for patient in reached if is_child(patient, day)}
    people = {patient.pk: [patient] for patient in reached if patient.pk not in children}
    people |= guardians_of(children, day)
    told = {one.pk for named in people.values() for one in named}
    preferences = Preference.objects.with_devices(public_key()).filter(patient__in=told)
    chosen = {each.patient_id: each for each in preferences}
    found: dict[uuid.UUID, list[Person]] = {key: [] for key in keys}
    for key, named in people.items():
        found[key] = [Person(one, chosen.get(one.pk) or Preference()) for one in named]
    return found


def routes_of(notice: Notice, people: Iterable[Person], *, at: datetime) -> list[Route]:
    """The way, as seen at `at`, to each who wants to be told of what the notice is about."""
    return [route for person in people if (route := _route_to(person, notice, at))]


def subject_of(notice: Notice) -> Subject:
    """What a person would call it when choosing."""
    if notice.kind in REMINDERS:
        return Subject.REMINDER
    if notice.kind == NoticeKind.CHANGED:
        return Subject.CHANGE
    return Subject.VISIT if notice.about_kind == "visit" else Subject.MESSAGE


def ways_to(person: Patient, *, has_device: bool) -> dict[Way, str]:
    """The addresses where someone can be told, the usual way first; of devices, the person."""
    number = mobile_number(person.phone) if person.phone and is_open(Way.SMS) else ""
    device = str(person.pk) if has_device else ""
    found = ((Way.MAIL, person.email), (Way.SMS, number), (Way.PUSH, device))
    return {way: at for way, at in found if at}


def _route_to(person: Person, notice: Notice, at: datetime) -> Route | None:
    """As chosen; where that address is gone, another that there is: silence was not chosen."""
    subject = subject_of(notice)
    wanted = person.preference.wanted(subject)
    ways = ways_to(person.patient, has_device=person.preference.has_device)
    if wanted == Wanted.NOTHING or not ways:
        return None
    chosen = Way(wanted.value)
    way = chosen if chosen in ways else next(iter(ways))
    due_at = _due_at(person.preference, notice, way, at)
    return Route(person.patient.pk, way, ways[way], person.patient.language, due_at)


def _due_at(preference: Preference, notice: Notice, way: Way, at: datetime) -> datetime:
    """When it may go: with the day's message, or after the quiet hours where it would disturb.

    Mail disturbs nobody, so that only reminders wait. A reminder does not wait for tomorrow's
    message: it would come too late.
    """
    is_reminder = notice.kind in REMINDERS
    if preference.digest_hour is not None:
        digest = next_hour(notice.made_at, preference.digest_hour)
        if not is_reminder or local(digest).date() == local(notice.made_at).date():
            return max(digest, at)
    if not is_reminder and way == Way.MAIL:
        return at
    return after_quiet(at, begins=preference.quiet_from, ends=preference.quiet_until)

"""Sending everyone to every address with what belongs to others, and reading what they got."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import CareRelation
from samplan.access.policies import CARE_ROLES
from samplan.config.routes import Route, routes
from samplan.organisations.models import Assignment, Organisation
from samplan.patients.models import Patient
from tests.architecture import ladder
from tests.architecture.ladder import Things, things_of
from tests.architecture.rungs import RUNGS, Rung
from tests.cast import Cast, browser_of, consent, relate

ROUTES = [each for each in routes() if not each.path.startswith("/dev/")]
TOKENS = re.compile(r'name="(csrfmiddlewaretoken|acting_mark|_window|_?key|_once)" value="[^"]*"')
KEY = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}")
NOBODYS = uuid.uuid4()  # a key that nothing has
Acting = PatientActing | StaffActing


@dataclass(frozen=True)
class Owner:
    """A patient with things at one clinic, and the words that only they and their care may see."""

    things: Things
    nurse: Assignment
    words: tuple[str, ...]

    @cached_property
    def ids(self) -> dict[str, str]:
        """The things' keys, by the names that addresses and forms have for them."""
        things, visit = self.things, self.things.visit
        found = {
            "visit": visit.pk,
            "visit_id": visit.pk,
            "patient": things.patient.pk,
            "patient_id": things.patient.pk,
            "resource": visit.appointment.resource_id,
            "visit_type": visit.visit_type_id,
            "type": visit.visit_type_id,
            "case": visit.summons_id,
            "file": things.file.pk,
            "remove": things.file.pk,
            "_remove": things.file.pk,
            "wish": things.wish.pk,
            "change": things.change.pk,
            "contact": things.contact.pk,
            "request": things.asked.pk,
            "team": things.team.pk,
            "absence": things.absence.pk,
            "assignment": self.nurse.pk,
            "clinic": visit.clinic_id,
            "user": things.patient.user_id or NOBODYS,
            "q": things.patient.pk,
        }
        return {name: str(key) for name, key in found.items()}


def secret(name: str) -> str:
    """What only that patient has answered."""
    return f"att orka gå till båten med {name}s farmor"


def owner_of(cast: Cast, acting: PatientActing, *, hour: int, monkeypatch: Any) -> Owner:
    """The patient's things, with answers that are theirs alone."""
    words = secret(acting.patient_given_name)
    monkeypatch.setattr(ladder, "MATTERS", words)
    patient = Patient.objects.get(pk=acting.patient_id)
    digits = patient.identity_number or ""
    named = (patient.full_name, digits, f"{digits[:8]}-{digits[8:]}", patient.email, words)
    things = things_of(cast, acting, hour=hour)
    return Owner(things, cast.maria, tuple(each for each in named if each))


def owners(cast: Cast, monkeypatch: Any) -> list[Owner]:
    """Alma and Bo's Cleo at Maria's clinic, Carl at Petra's."""
    relate(cast.carl, cast.urology)
    consent(cast.carl)
    elsewhere = replace(cast, heart=cast.urology, maria=cast.petra)
    carl = cast.acting(cast.carl)
    assert isinstance(carl, PatientActing)
    alma = cast.acting(cast.alma)
    assert isinstance(alma, PatientActing)
    everyone = [
        owner_of(cast, alma, hour=0, monkeypatch=monkeypatch),
        owner_of(cast, cast.bo_for_cleo(), hour=1, monkeypatch=monkeypatch),
        owner_of(elsewhere, carl, hour=2, monkeypatch=monkeypatch),
    ]
    monkeypatch.setattr(ladder, "MATTERS", "what the prowler writes")
    return everyone


@dataclass
class Prowler:
    """Someone who tries what is not theirs. `acting` is None for nobody."""

    acting: Acting | None
    wards: tuple[uuid.UUID, ...]  # patients whom the user can act for
    tries: int = 0
    leaks: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)  # of everyone's things
    _nothing: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)

    @cached_property
    def browser(self) -> Client:
        return browser_of(self.acting) if self.acting else Client()

    def reaches(self, owner: Owner) -> bool:
        """Whether the owner's things are theirs to see, at least after switching."""
        match self.acting:
            case StaffActing():
                here = {"clinic_id": self.acting.clinic_id, "patient": owner.things.patient}
                is_here = CareRelation.objects.filter(ended_at=None, **here).exists()
                return is_here and self.acting.role in CARE_ROLES
            case _:
                return owner.things.patient.pk in self.wards

    def prowl(self, everyone: list[Owner]) -> None:
        """Try every address with what belongs to everyone out of reach."""
        self.keys = {key for owner in everyone for key in owner.ids.values()}
        strangers = [owner for owner in everyone if not self.reaches(owner)]
        own = [owner for owner in everyone if self.reaches(owner)]
        for route in ROUTES:
            for method in set(route.methods) & {"GET", "POST"}:
                if self._is_for_others(route):
                    self._try(route, method, strangers[0], [])
                    continue
                for owner in strangers:
                    self._try(route, method, owner, own)

    def _is_for_others(self, route: Route) -> bool:
        """Whether the page is for another sort of people, whatever keys they have."""
        sort = "staff" if isinstance(self.acting, StaffActing) else "patient"
        return self.acting is None or route.gate not in {sort, "open"}

    def _try(self, route: Route, method: str, owner: Owner, own: list[Owner]) -> None:
        rung = RUNGS.get(route.name, Rung())
        theirs = rung.parameters(owner.things) if route.parameters else {}
        said = rung.fields(owner.things)
        fields = {**owner.ids, **said}
        nothing = dict.fromkeys(owner.ids, str(NOBODYS))
        nothing |= {name: str(NOBODYS) if is_key(value) else value for name, value in said.items()}
        if self._is_administered(owner, theirs):
            return
        if rung.is_for_all:  # a clinic's: the same for everyone, whatever fields they send
            self._compare(route, method, owner, (theirs, fields), (theirs, nothing))
            return
        absent = {name: _nobodys(value) for name, value in theirs.items()}
        self._compare(route, method, owner, (theirs, fields), (absent, nothing))
        for mine in own:
            parameters = rung.parameters(mine.things) if route.parameters else {}
            self._compare(route, method, owner, (parameters, fields), (parameters, nothing))
            for name in parameters if len(parameters) > 1 else ():
                mixed = {**parameters, name: theirs[name]}
                hollow = {**parameters, name: _nobodys(theirs[name])}
                self._compare(route, method, owner, (mixed, fields), (hollow, nothing))

    def _is_administered(self, owner: Owner, theirs: dict[str, Any]) -> bool:
        """Whether the address is of the clinic: no patient's, and an administrator's to see."""
        if not isinstance(self.acting, StaffActing):
            return False
        if {"form_id", "version_id"} & set(theirs):
            return self.acting.clinic_id == owner.things.form.questionnaire.owner_id
        clinics = {"clinic_id", "type_id", "resource_id", "role_id"}
        clinics |= {"offering_id", "reply_id", "area_id", "type_version_id"}
        if not clinics & set(theirs) or "patient_id" in theirs:
            return False
        clinic = Organisation.objects.get(pk=owner.things.visit.clinic_id)
        return self.acting.clinic_id in {clinic.pk, clinic.parent_id}

    def _compare(
        self,
        route: Route,
        method: str,
        owner: Owner,
        asked: tuple[dict[str, Any], dict[str, Any]],
        absent: tuple[dict[str, Any], dict[str, Any]],
    ) -> None:
        """Ask for what is not mine and for what is not there: the answers must be alike."""
        got, text = self._send(route, method, *asked)
        place = (route.name, method, str(sorted(map(str, absent[0].values()))))
        if place not in self._nothing:
            self._nothing[place] = self._send(route, method, *absent)
        other, nothing = self._nothing[place]
        self.tries += 1
        where = f"{method} {route.path} ({owner.things.patient.given_name}'s)"
        if got >= 500 or other >= 500:
            self.leaks.append(f"{where}: {got}, of nothing {other}")
        if got != other:
            self.leaks.append(f"{where}: {got}, but of nothing {other}")
        elif text != nothing:
            self.leaks.append(f"{where}: reads otherwise than of nothing")
        self.leaks += [f"{where}: says {word}" for word in owner.words if word in text]

    def _send(
        self, route: Route, method: str, parameters: dict[str, Any], fields: dict[str, Any]
    ) -> tuple[int, str]:
        """The status and the body, with every key that was sent taken out; nothing is kept."""
        address = reverse(route.name, kwargs=parameters)
        cookies = dict(self.browser.cookies)
        with transaction.atomic():
            send = getattr(self.browser, "send", self.browser.post)
            reply = self.browser.get(address, fields) if method == "GET" else send(address, fields)
            body = reply.getvalue() if reply.streaming else reply.content
            transaction.set_rollback(True)
        self.browser.cookies.clear()
        self.browser.cookies.update(cookies)
        onward = KEY.sub("*", reply.headers.get("Location", ""))  # a new row has a new key
        said = body.decode(errors="replace")
        said = KEY.sub("*", said) if RUNGS.get(route.name, Rung()).begins else said
        text = TOKENS.sub("", onward + said)
        for key in (*parameters.values(), *fields.values(), *self.keys):
            text = text.replace(str(key), "*") if KEY.fullmatch(str(key)) else text
        return reply.status_code, text


def is_key(value: object) -> bool:
    """It names a row, as a field of a form does."""
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


def _nobodys(value: Any) -> Any:
    """Where a key stands, one that nothing has; other words as they are."""
    return NOBODYS if isinstance(value, uuid.UUID) else value


def prowlers(cast: Cast) -> Iterator[tuple[str, Prowler]]:
    """Nobody, each patient and guardian, and every role at both clinics."""
    yield "nobody", Prowler(None, ())
    cleos = (cast.bo.pk, cast.cleo.pk)
    for person in (cast.alma, cast.carl):
        yield person.given_name, Prowler(cast.acting(person), (person.pk,))
    yield "Bo", Prowler(cast.acting(cast.bo), cleos)
    yield "Bo for Cleo", Prowler(cast.bo_for_cleo(), cleos)
    for assignment in Assignment.objects.select_related("staff").order_by("id"):
        yield assignment.staff.full_name, Prowler(cast.acting(assignment), ())

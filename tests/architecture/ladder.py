"""How each address behind a login is built, so that everyone can be sent to climb it.

A new address gets its line in RUNGS; without one `test_ladder` fails.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from django.core.files.base import ContentFile
from django.http import QueryDict

from samplan.access import marks, sealing
from samplan.access.acting import PatientActing, StaffActing
from samplan.access.models import Guardianship
from samplan.access.owned import OwnedThing
from samplan.attachments.actions import CleanUpload, add_file
from samplan.attachments.cleaning import CleanFile, Kind
from samplan.attachments.models import Attachment, ScanState
from samplan.contacts import actions as contacts
from samplan.contacts.actions.teams import TeamFacts
from samplan.contacts.models import Absence, CareContact, CareTeam, ContactRequest
from samplan.forms import engine
from samplan.forms.drafts import read_draft, write_draft
from samplan.forms.models import Questionnaire, QuestionnaireVersion, ResponseVersion
from samplan.forms.supply.drafting import begin_draft, change_draft, make_form
from samplan.forms.supply.opening import document_of
from samplan.forms.supply.publishing import publish_draft
from samplan.interop.tests.world import ready_copy
from samplan.notifications.models import Device
from samplan.organisations.models import (
    Assignment,
    ClinicDocument,
    Errand,
    InformationPage,
    Organisation,
    OrganisationKind,
    OtherHours,
    Role,
)
from samplan.patients.models import Patient
from samplan.plans.actions import register
from samplan.plans.models import Activity, ActivityKind, Responsible
from samplan.shortcuts.actions import add_shortcut
from samplan.shortcuts.models import Shortcut
from samplan.visits.actions import ask_for_another_time, send_answers
from samplan.visits.models import TimeChange, Visit, Wish
from samplan.visits.tests.world import IN_TEN_DAYS, sent_visit
from tests.architecture.conversations import (
    Talk,
    answer_in,
    asked_of,
    begun_of,
    case_of,
    entered_of,
    send_of,
    talk_of,
    upload_in,
)
from tests.architecture.rungs_types import TYPE_RUNGS
from tests.cast import AT, TODAY, Cast, make_staff

MATTERS = "att orka gå till båten"  # what Alma and Cleo have answered: nobody else may see it
DIETITIAN = engine.Choice("https://samplan.example/codes/profession", "dietitian")


@dataclass(frozen=True)
class Told:
    """What a clinic tells patients."""

    errand: Errand
    other: OtherHours
    page: InformationPage
    document: ClinicDocument


@dataclass(frozen=True)
class Things:
    """What belongs to one patient: a visit, sent and answered, and all that came of it."""

    patient: Patient
    visit: Visit
    version: ResponseVersion
    file: Attachment
    wish: Wish
    change: TimeChange
    form: QuestionnaireVersion  # the draft of the clinic's, which has a published one too
    form_version: QuestionnaireVersion
    national: Questionnaire
    talk: Talk
    contact: CareContact
    asked: ContactRequest
    team: CareTeam
    absence: Absence
    sealed_id: uuid.UUID
    sealed_by_staff_id: uuid.UUID
    told: Told
    shortcut: Shortcut


@dataclass(frozen=True)
class World:
    """The cast, an administrator of the other clinic, and the things of Alma and of Cleo."""

    cast: Cast
    ulla: Assignment
    rut: Assignment
    nils: Assignment
    alma: Things
    cleo: Things

    def staff_for(self, roles: tuple[str, ...]) -> tuple[Assignment, Assignment, Assignment]:
        """Whose page it is by role, one of the same role elsewhere, and a colleague of another."""
        if roles == (Role.NATIONAL_ADMINISTRATOR.value,):
            return self.nils, self.rut, self.cast.maria
        if roles == (Role.REGIONAL_ADMINISTRATOR.value,):
            return self.rut, self.rut, self.cast.maria
        if roles and self.cast.maria.role not in roles:
            return self.cast.stig, self.ulla, self.cast.maria
        return self.cast.maria, self.cast.petra, self.cast.stig


Fields: TypeAlias = Callable[[Things], dict[str, Any]]


def nothing(_: Things) -> dict[str, Any]:
    """No parameters, no fields."""
    return {}


@dataclass(frozen=True)
class Rung:
    """How to build one address and what to post there.

    `is_for_all`: a page about a clinic, which every patient can open.
    `is_silent`: what is not there or not mine is passed over without a word, instead of 404.
    `begins`: the answer to a post tells the key of the row that it has made.
    `staff_to`: where staff are sent on from a patient's page, instead of 404.
    """

    parameters: Fields = nothing
    fields: Fields = nothing
    is_for_all: bool = False
    is_silent: bool = False
    begins: bool = False
    staff_to: str = ""
    query: str = ""  # what the address ends with


def of_visit(things: Things) -> dict[str, Any]:
    """The visit's key."""
    return {"visit_id": things.visit.pk}


def of_clinic(things: Things) -> dict[str, Any]:
    """The key of the visit's clinic."""
    return {"clinic_id": things.visit.clinic_id}


def of_errand(things: Things) -> dict[str, Any]:
    """What one turns to the visit's clinic for."""
    return {**of_clinic(things), "errand_id": things.told.errand.pk}


def of_place(things: Things) -> dict[str, Any]:
    """The visit's clinic, as patients' addresses name it."""
    return {"slug": things.visit.clinic.slug}


def of_information(things: Things) -> dict[str, Any]:
    """The key of the clinic's page."""
    return {"page_id": things.told.page.pk}


def of_document(things: Things) -> dict[str, Any]:
    """The key of the clinic's document."""
    return {"document_id": things.told.document.pk}


def of_shortcut(things: Things) -> dict[str, Any]:
    """The key of the patient's shortcut."""
    return {"shortcut_id": things.shortcut.pk}


def of_device(things: Things) -> dict[str, Any]:
    """The key of a device of whoever is told about the patient, made anew where it is gone."""
    guardians = Guardianship.objects.filter(patient=things.patient).values_list(
        "guardian", flat=True
    )
    person = guardians.first() or things.patient.pk
    facts = {"patient_id": person, "server_key": "", "added_at": AT}
    address = f"https://push.invalid/{person}"
    device, _is_new = Device.objects.get_or_create(endpoint=address, defaults=facts)
    return {"device_id": device.pk}


def role_at(things: Things) -> uuid.UUID:
    """The key of someone's role at the visit's clinic."""
    return Assignment.objects.filter(organisation_id=things.visit.clinic_id).earliest("id").pk


def of_page(things: Things) -> dict[str, Any]:
    """The first page of the visit's questions."""
    return {"visit_id": things.visit.pk, "page_id": "ta-upp"}


def of_file(things: Things) -> dict[str, Any]:
    """The file among the visit's answers."""
    return {"visit_id": things.visit.pk, "file_id": things.file.pk}


def of_form(things: Things) -> dict[str, Any]:
    """The key of the clinic's form."""
    return {"form_id": things.form.questionnaire_id}


def unreached_of(things: Things) -> dict[str, Any]:
    """A task to find another way to the patient, open or closed by an earlier climb."""
    kind, owner = ActivityKind.UNREACHED, things.patient
    found = Activity.objects.filter(kind=kind, patient=owner).first()
    facts = {"responsible": Responsible.CARE, "about": things.visit, "at": AT, "due_on": TODAY}
    return {"activity_id": (found or register(kind, **facts)).pk}


OWN = Rung()
CLINIC = Rung(of_clinic)
ERRAND = Rung(of_errand, lambda _: {"to": "up"})
PLACE = Rung(of_place, is_for_all=True)
VISIT = Rung(of_visit)
PATIENT = Rung(lambda of: {"patient_id": of.patient.pk})
TYPE = Rung(lambda of: {"type_id": of.visit.visit_type_id})
RESOURCE = Rung(lambda of: {"resource_id": of.visit.appointment.resource_id})
CASE = Rung(case_of)
BEGUN = Rung(begun_of)
ENTERED = Rung(entered_of)
ASKED = Rung(asked_of)
SEND = Rung(send_of)
FORM_PAGE = "sa-mater-du"
FORM = Rung(of_form)
FORM_VERSION = Rung(lambda of: {"version_id": of.form_version.pk})
NATIONAL_FORM = Rung(lambda of: {"form_id": of.national.pk})
ITEM = Rung(of_form, lambda of: {"over": of.form.revision}, query="?vald=sida-1")
CONTACT = Rung(lambda of: {"contact_id": of.contact.pk})
COORDINATED = {"body": "Hej", "key": str(uuid.UUID(int=1))}
FIRST_PAGE = {"id": "sida-1"}
PAGE = Rung(of_page, lambda of: {"a:vill-ta-upp": MATTERS})
LIST = Rung(lambda of: {"list_id": of.visit.pk}, is_silent=True)
SENDING = Rung(of_visit, lambda of: {"_over": of.version.number})
RUNGS: dict[str, Rung] = {
    "home:start": Rung(staff_to="/vard/"),
    "home:services": OWN,
    "home:contacts": OWN,
    "home:ask": OWN,
    "home:coordination": OWN,
    "home:coordination-consent": Rung(fields=lambda _: {"clinic": "alla"}),
    "home:coordination-withdrawal": Rung(fields=lambda _: {"clinic": "alla"}),
    "home:change-contact": Rung(CONTACT.parameters, lambda _: {"reason": "hellre någon annan"}),
    "contacts:staff-patient": PATIENT,
    "contacts:staff-give": PATIENT,
    "contacts:staff-agree": PATIENT,
    "contacts:staff-record": PATIENT,
    "contacts:staff-contacts": OWN,
    "contacts:staff-contact": Rung(CONTACT.parameters, lambda _: {"note": "för oss"}),
    "contacts:staff-end": Rung(CONTACT.parameters, lambda _: {"last_on": f"{TODAY}"}),
    "contacts:staff-decide": Rung(lambda of: {"request_id": of.asked.pk}),
    "contacts:staff-hand-over": OWN,
    "contacts:staff-absences": OWN,
    "contacts:staff-import": OWN,
    "contacts:staff-import-list": LIST,
    "contacts:staff-back": Rung(lambda of: {"absence_id": of.absence.pk}),
    "contacts:staff-teams": OWN,
    "contacts:staff-new-team": OWN,
    "contacts:staff-team": Rung(lambda of: {"team_id": of.team.pk}),
    "home:clinics": Rung(query="?q=norrby"),
    "home:clinic": PLACE,
    "home:choose-clinic": PLACE,
    "home:information": Rung(lambda of: of_place(of) | of_information(of), is_for_all=True),
    "home:document": Rung(lambda of: of_place(of) | of_document(of), is_for_all=True),
    "home:as-patient": CLINIC,
    "home:as-patient-information": Rung(lambda of: of_clinic(of) | of_information(of)),
    "home:as-patient-document": Rung(lambda of: of_clinic(of) | of_document(of)),
    "shortcuts:shortcuts": OWN,
    "shortcuts:add": Rung(fields=lambda _: {"to": "page:log"}),
    "shortcuts:move": Rung(of_shortcut, lambda _: {"to": "up"}),
    "shortcuts:remove": Rung(of_shortcut),
    "access:people": OWN,
    "access:settings": OWN,
    "access:text-size": Rung(fields=lambda _: {"text_size": "large"}),
    "notifications:notices": OWN,
    "notifications:mail": Rung(fields=lambda _: {"address": "ny@samplan.invalid"}),
    "notifications:mobile": Rung(fields=lambda _: {"address": "070-174 06 05"}),
    "notifications:code": OWN,
    "notifications:add-device": Rung(fields=lambda _: {"endpoint": "https://push.invalid/a"}),
    "notifications:remove-device": Rung(of_device),
    "notifications:remove": Rung(fields=lambda _: {"way": "sms"}),
    "access:give-consent": OWN,
    "access:withdraw-consent": OWN,
    "access:who-has-looked": OWN,
    "access:forget": Rung(lambda of: {"sealed_id": of.sealed_id}, is_silent=True),
    "access:forget-staff": Rung(lambda of: {"sealed_id": of.sealed_by_staff_id}, is_silent=True),
    "cases:inbox": OWN,
    "cases:archive": OWN,
    "cases:case": CASE,
    "cases:reply": Rung(case_of, lambda _: {"body": MATTERS, "_later": "1"}),
    "cases:file": Rung(lambda of: {**case_of(of), "file_id": of.talk.file.pk}),
    "cases:thumbnail": Rung(lambda of: {**case_of(of), "file_id": of.talk.file.pk}),
    "cases:upload": Rung(case_of, upload_in, begins=True),
    "cases:message": Rung(lambda of: {**case_of(of), "message_id": of.talk.said.pk}),
    "cases:staff-forward": CASE,
    "cases:staff-merge": CASE,
    "cases:staff-message": Rung(lambda of: {**case_of(of), "message_id": of.talk.answered.pk}),
    "cases:service": Rung(lambda of: {"offering_id": of.talk.handed.pk}),
    "cases:write": Rung(lambda of: {"contact_id": of.talk.contact.pk}),
    "cases:new-questions": BEGUN,
    "cases:new-question-page": Rung(
        lambda of: {**begun_of(of), "page_id": "arendet"}, lambda _: {"a:fraga": MATTERS}
    ),
    "cases:new-review": Rung(begun_of, lambda _: {"_over": "0"}),
    "cases:new-receipt": BEGUN,
    "cases:new-discard": BEGUN,
    "cases:new-file": Rung(lambda of: {**begun_of(of), "file_id": of.talk.begun_file.pk}),
    "cases:new-upload": Rung(begun_of, upload_in, begins=True),
    "cases:staff-enter": PATIENT,
    "cases:staff-coordination": Rung(PATIENT.parameters, lambda _: COORDINATED),
    "cases:staff-new-questions": ENTERED,
    "cases:staff-new-question-page": Rung(
        lambda of: {**entered_of(of), "page_id": "fragan"}, lambda _: {"a:fraga": MATTERS}
    ),
    "cases:staff-new-review": Rung(entered_of, lambda _: {"_over": "0"}),
    "cases:staff-new-receipt": ENTERED,
    "cases:staff-new-file": Rung(lambda of: {**entered_of(of), "file_id": of.talk.entered_file.pk}),
    "cases:queue": OWN,
    "cases:distribute": Rung(fields=lambda of: {"case": str(of.talk.case.pk), "_to": "me"}),
    "cases:staff-case": CASE,
    "cases:staff-upload": Rung(case_of, upload_in, begins=True),
    "cases:staff-new-upload": Rung(entered_of, upload_in, begins=True),
    "cases:answer-upload": Rung(asked_of, upload_in, begins=True),
    "cases:staff-answer": Rung(case_of, answer_in),
    "cases:staff-note": Rung(case_of, lambda _: {"body": "Ring i morgon"}),
    "cases:staff-assign": CASE,
    "cases:staff-snooze": Rung(case_of, lambda _: {"until": "2026-11-24"}),
    "cases:staff-reopen": CASE,
    "cases:staff-file": Rung(lambda of: {**case_of(of), "file_id": of.talk.sent_file.pk}),
    "cases:answer-questions": ASKED,
    "cases:answer-question-page": Rung(lambda of: {**asked_of(of), "page_id": FORM_PAGE}),
    "cases:answer-review": Rung(asked_of, lambda _: {"_over": "0"}),
    "cases:answer-receipt": ASKED,
    "cases:answer-file": Rung(lambda of: {**asked_of(of), "file_id": of.talk.asked_file.pk}),
    "cases:sends": OWN,
    "cases:new-send": OWN,
    "cases:send": SEND,
    "cases:start-send": SEND,
    "cases:pause-send": SEND,
    "cases:stop-send": SEND,
    "cases:send-result": SEND,
    "cases:send-letters": SEND,
    "cases:send-posted": Rung(send_of, lambda of: {"row": str(of.talk.asked.pk)}),
    "cases:staff-form": Rung(lambda of: {**case_of(of), "version_id": of.form_version.pk}),
    "cases:staff-record": CASE,
    "cases:staff-record-file": CASE,
    "cases:staff-deliver": Rung(case_of, lambda of: {"_seen": of.talk.case.revision}),
    "cases:staff-hold": Rung(case_of, lambda _: {"reason": "för utredning"}),
    "cases:staff-release": CASE,
    "cases:retention": Rung(
        fields=lambda _: {
            "kind": "service",
            "after_days": "730",
            "from_on": f"{TODAY}",
            "decided_by": "Nämnden",
            "reference": "HSN 1",
        }
    ),
    "interop:own-data": OWN,
    "interop:fetch-copy": Rung(lambda of: {"copy_id": ready_copy(of.patient, MATTERS.encode()).pk}),
    "cases:staff-thumbnail": Rung(lambda of: {**case_of(of), "file_id": of.talk.sent_file.pk}),
    "plans:plan": OWN,
    "plans:unreached": Rung(unreached_of),
    "visits:consent": OWN,
    "visits:visits": OWN,
    "visits:visit": VISIT,
    "visits:change-time": Rung(of_visit, lambda of: {"kind": "another", "wishes": "mornings"}),
    "visits:take-back": VISIT,
    "visits:ask": VISIT,
    "visits:upload": Rung(of_visit, upload_in, begins=True),
    "visits:staff-upload": Rung(of_visit, upload_in, begins=True),
    "visits:questions": VISIT,
    "visits:question-page": PAGE,
    "visits:review": SENDING,
    "visits:receipt": VISIT,
    "visits:file": Rung(of_file),
    "visits:staff-questions": VISIT,
    "visits:staff-question-page": PAGE,
    "visits:staff-review": SENDING,
    "visits:staff-receipt": VISIT,
    "visits:staff-file": Rung(of_file),
    "forms:forms": OWN,
    "forms:new": OWN,
    "forms:form": FORM,
    "forms:publish": FORM,
    "forms:import": OWN,
    "forms:version": FORM_VERSION,
    "forms:export": FORM_VERSION,
    "forms:subscribe": FORM_VERSION,
    "forms:copy-version": FORM_VERSION,
    "forms:proposal": FORM,
    "forms:part": FORM,
    "forms:retire": FORM,
    "forms:limit": NATIONAL_FORM,
    "forms:compare": FORM_VERSION,
    "forms:restore": FORM_VERSION,
    "forms:begin": FORM,
    "forms:builder": FORM,
    "forms:add": Rung(of_form, lambda of: {"component": "text", "over": of.form.revision}),
    "forms:move": Rung(of_form, lambda of: {**FIRST_PAGE, "to": "up", "over": of.form.revision}),
    "forms:copy": Rung(of_form, lambda of: {**FIRST_PAGE, "over": of.form.revision}),
    "forms:remove": Rung(of_form, lambda of: {**FIRST_PAGE, "over": of.form.revision}),
    "forms:undo": FORM,
    "forms:discard": FORM,
    "forms:look": FORM,
    "forms:item": ITEM,
    "forms:condition": ITEM,
    "forms:remove-condition": Rung(of_form, lambda _: {"place": "0"}, query="?vald=sida-1"),
    "forms:behavior": ITEM,
    "forms:presentation": FORM,
    **{name: Rung(*each) for name, each in TYPE_RUNGS.items()},
    "desk:today": OWN,
    "desk:clinics": OWN,
    "desk:new-clinic": OWN,
    "desk:clinic": CLINIC,
    "desk:change-clinic": CLINIC,
    "desk:new-role": CLINIC,
    "desk:end-role": Rung(lambda of: {**of_clinic(of), "role_id": role_at(of)}),
    "desk:hours": CLINIC,
    "desk:add-other-hours": CLINIC,
    "desk:remove-other-hours": Rung(lambda of: {**of_clinic(of), "other_id": of.told.other.pk}),
    "desk:errands": CLINIC,
    "desk:new-errand": CLINIC,
    "desk:errand": ERRAND,
    "desk:move-errand": ERRAND,
    "desk:remove-errand": ERRAND,
    "desk:information": CLINIC,
    "desk:new-page": CLINIC,
    "desk:page": Rung(lambda of: of_clinic(of) | of_information(of)),
    "desk:new-document": CLINIC,
    "desk:withdraw-document": Rung(lambda of: of_clinic(of) | of_document(of)),
    "visits:board": OWN,
    "visits:preparation": VISIT,
    "visits:mark-read": Rung(of_visit, lambda of: {"number": of.visit.answers_number}),
    "visits:decide-wish": Rung(
        lambda of: {"visit_id": of.visit.pk, "wish_id": of.wish.pk},
        lambda of: {"outcome": "booked", "note": ""},
    ),
    "visits:staff-patients": OWN,
    "visits:staff-patient": PATIENT,
    "visits:staff-plan": PATIENT,
    "visits:staff-import": OWN,
    "visits:staff-import-list": LIST,
    "visits:staff-import-again": LIST,
    "visits:staff-import-seen-to": LIST,
    "visits:staff-summons": VISIT,
    "visits:staff-send": VISIT,
    "visits:staff-keep": VISIT,
    "visits:staff-withdraw": VISIT,
    "visits:staff-cancel": VISIT,
    "visits:staff-correct": VISIT,
    "visits:staff-answer-time": VISIT,
    "visits:staff-print": VISIT,
    "visits:staff-papers": OWN,
    "visits:staff-print-day": OWN,
    "visits:staff-posted": Rung(fields=lambda of: {"visit": str(of.visit.pk)}),
    "visits:staff-unposted": Rung(fields=lambda of: {"visit": str(of.visit.pk)}),
    "visits:staff-types": OWN,
    "visits:staff-new-type": OWN,
    "visits:staff-type": TYPE,
    "visits:staff-use-type": TYPE,
    "visits:staff-resources": OWN,
    "visits:staff-new-resource": OWN,
    "visits:staff-resource": RESOURCE,
    "visits:staff-use-resource": RESOURCE,
    "visits:record": VISIT,
    "visits:record-file": VISIT,
    "visits:mark-recorded": VISIT,
}


def make_world(cast: Cast) -> World:
    """Two visits at Maria's clinic, Alma's and Cleo's."""
    ulla = make_staff("Ulla", "Ström", "Administratör", cast.urology, Role.LOCAL_ADMINISTRATOR)
    alma, cleo = cast.acting(cast.alma), cast.bo_for_cleo()
    assert isinstance(alma, PatientActing)
    region = Organisation.objects.get(kind=OrganisationKind.REGION)
    rut = make_staff("Rut", "Ask", "Regionadministratör", region, Role.REGIONAL_ADMINISTRATOR)
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    nils = make_staff("Nils", "Ek", "Administratör", nation, Role.NATIONAL_ADMINISTRATOR)
    return World(
        cast, ulla, rut, nils, things_of(cast, alma, hour=0), things_of(cast, cleo, hour=1)
    )


def things_of(cast: Cast, acting: PatientActing, *, hour: int) -> Things:
    """A visit of the acting's patient with everything around it, made through the actions."""
    patient = Patient.objects.get(pk=acting.patient_id)
    visit = sent_visit(cast, patient, starts_at=IN_TEN_DAYS + timedelta(hours=hour))
    assert visit.response is not None
    file = added_file(visit.response, acting)
    version = answer(visit, acting, file)
    visit.refresh_from_db()
    form_version = published_form(cast)
    change = ask_for_another_time(visit, reason="", wishes="", acting=acting, at=AT)
    return Things(
        patient=patient,
        visit=visit,
        version=version,
        file=file,
        wish=Wish.objects.get(visit=visit),
        change=change,
        form=begin_draft(form_version.questionnaire, acting=cast.acting(cast.stig), at=AT),
        form_version=form_version,
        **contact_of(cast, acting, hour=hour),
        national=Questionnaire.objects.filter(owner__kind=OrganisationKind.NATION).earliest("id"),
        talk=talk_of(cast, acting, MATTERS, added_file),
        sealed_id=kept_post(acting.key),
        sealed_by_staff_id=kept_post(cast.acting(cast.maria).key),
        told=told_at(visit.clinic),
        shortcut=add_shortcut("page", "settings", acting=acting),
    )


def told_at(clinic: Organisation) -> Told:
    """What the clinic tells; the same whoever's visit it is."""
    owned = {"owner": clinic, "title": "Inför besöket"}
    by = {"changed_at": AT, "changed_by": "Stig Berg"}
    about = {"text": "Ta med legitimation.", "is_published": True, **by}
    file = {"language": "sv", "name": "a.pdf", "size": 4, "sha256": "0" * 64}
    document, is_new = ClinicDocument.objects.get_or_create(
        **owned, defaults={**file, "added_at": AT, "added_by": "Stig Berg"}
    )
    if is_new:
        document.content.save("a", ContentFile(b"%PDF"))
    day = {"day": IN_TEN_DAYS.date(), "purpose": "visits"}
    return Told(
        Errand.objects.get_or_create(
            clinic=clinic, place=0, defaults={"name": "Boka", "quickest": "phone"}
        )[0],
        OtherHours.objects.get_or_create(clinic=clinic, **day)[0],
        InformationPage.objects.get_or_create(**owned, defaults=about)[0],
        document,
    )


def contact_of(cast: Cast, acting: PatientActing, *, hour: int) -> dict[str, Any]:
    """A contact of the patient's, a wish for one more, and the clinic's own around them."""
    maria, clinic_id, staff_id = cast.acting(cast.maria), cast.heart.pk, cast.maria.staff_id
    assert isinstance(maria, StaffActing)
    facts = contacts.ContactFacts(starts_on=TODAY, note_to_patient=MATTERS)
    contact = contacts.give_contact(
        acting.patient_id, clinic_id, staff_id, facts, acting=maria, at=AT
    )
    contacts.set_internal_note(contact, MATTERS, acting=maria, at=AT)
    away = TODAY + timedelta(days=30 + hour)
    days: dict[str, Any] = {"from_on": away, "until_on": away, "stand_in_id": None}
    return {
        "contact": contact,
        "asked": contacts.ask_for_contact(
            clinic_id, reason=MATTERS, contact=None, acting=acting, at=AT
        ),
        "team": contacts.make_team(TeamFacts(name=f"Lag {hour}"), [], acting=maria, at=AT),
        "absence": contacts.note_absence(staff_id, **days, acting=maria, at=AT),
    }


def published_form(cast: Cast) -> QuestionnaireVersion:
    """A form of the clinic's administrator, with one question."""
    stig = cast.acting(cast.stig)
    draft = make_form("Frågor", acting=stig, at=AT)
    item = {"linkId": "sida-1", "type": "group", "text": "Frågor"}
    question = {"linkId": "q", "type": "text", "text": "Hur mår du?"}
    document = {**document_of(draft), "item": [{**item, "item": [question]}]}
    changed = change_draft(draft, document, over=0, acting=stig, at=AT)
    return publish_draft(changed, over=1, acting=stig, at=AT)


def answer(visit: Visit, acting: PatientActing, file: Attachment) -> ResponseVersion:
    """Sent answers to the visit's questions, with a file."""
    assert visit.response is not None
    answers = engine.Answers(
        {
            "vill-ta-upp": [MATTERS],
            "vill-traffa": [DIETITIAN],
            "filer": [engine.AttachmentRef(str(file.pk), file.name)],
        }
    )
    draft = replace(read_draft(visit.response, acting), answers=answers, is_unsent=True)
    write_draft(visit.response, draft, acting=acting, at=AT)
    return send_answers(visit, over=0, acting=acting, at=AT)


def added_file(about: OwnedThing, acting: PatientActing) -> Attachment:
    """A file of the row, as if it had been cleaned."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "clean"
        path.write_bytes(MATTERS.encode())
        clean = CleanFile(Kind.PNG, path, path.stat().st_size, "0" * 64, "bild.png", path)
        upload = CleanUpload(clean, ScanState.CLEAN)
        return add_file(upload, about=about, field="filer", acting=acting, at=AT)


def kept_post(key: str) -> uuid.UUID:
    """Something that was sent after the login had ended."""
    post = QueryDict(f"{marks.FIELD}=x&words=hello")
    return sealing.seal(key, path="/", post=post, at=AT).pk

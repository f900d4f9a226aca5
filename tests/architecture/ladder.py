"""The world in which everyone climbs: what belongs to Alma, to Cleo and to their clinic.

How each address of it is built stands in `rungs`, and who may climb it in `test_ladder`.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.http import QueryDict

from samplan.access import marks, sealing
from samplan.access.acting import PatientActing, StaffActing
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
from samplan.shortcuts.actions import add_shortcut
from samplan.shortcuts.models import Shortcut
from samplan.visits.actions import ask_for_another_time, send_answers
from samplan.visits.models import TimeChange, Visit, Wish
from samplan.visits.tests.world import IN_TEN_DAYS, sent_visit
from tests.architecture.conversations import (
    Talk,
    talk_of,
)
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

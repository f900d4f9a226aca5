"""What staff write among themselves is in no copy, and nothing of another patient's is."""

from collections.abc import Iterator

import pytest
from django.db import models

from samplan.access import own_data
from samplan.access.own_data import Entry, Part
from samplan.cases import actions as cases
from samplan.cases.actions import Written
from samplan.cases.models import Case, CaseNote, Forward, Message, MessageDraft, SendRow
from samplan.cases.retention.delivering import hold_back
from samplan.cases.tests.world import say_as_care
from samplan.contacts.models import CareContact
from samplan.interop.tests.world import contents
from samplan.plans.models import Activity
from samplan.visits.models import Visit
from tests.architecture.ladder import World, make_world
from tests.architecture.test_layers import ours
from tests.cast import AT, Cast

MARK, OTHERS = "INTERNT", "ANNANS"

# Every text of a table with a patient is either in the copy or not: a new one must be placed.
IN_THE_COPY = {
    "access.Approval": {"approved_by"},
    "access.DigitalConsent": {"given_by", "withdrawn_by"},
    "attachments.Attachment": {"name"},
    "audit.Event": {"body", "kind", "patient", "unit"},  # as the patient's own page tells it
    "cases.Case": {"title", "closed_by"},
    "cases.HandOut": {"handed_by"},
    "cases.Message": {"body", "author_name", "author_title", "signed_as", "agreed"},
    "cases.CoordinationConsent": {"given_by", "withdrawn_by"},
    "cases.CoordinationMessage": {"author_name", "author_title", "body"},
    "contacts.CareContact": {"helps_with", "helps_not", "phone", "note_to_patient"},
    "contacts.CommunicationAgreement": {"with_whom", "when", "words", "written_by"},
    "contacts.ContactRequest": {"reason", "asked_by", "decided_by", "answer"},
    "forms.ResponseVersion": {"document", "author_name"},
    "plans.Activity": {"title"},  # the patient's own
    "visits.TimeChange": {"reason", "wishes", "made_by", "answered_by", "answer"},
    "visits.Visit": {"name", "purpose", "place", "meets", "before", "during", "after", "cost"}
    | {"matters"},
    "visits.Wish": {"words", "note", "decided_by"},
}
NOT_IN_THE_COPY = {
    "access.Approval": {"ended_by"},
    "attachments.Upload": {"owner_kind", "owner_id", "sender_kind", "sender_id", "name", "pieces"},
    "attachments.Attachment": {"owner_kind", "owner_id", "field", "sha256", "shows", "removed_by"}
    | {"uploaded_by", "uploaded_by_kind", "refusal"},
    "cases.BegunCase": {"begun_by_kind", "begun_by_id", "about_kind", "about_id"},
    "cases.Case": {"withdrawn_by", "subject_kind", "subject_id", "delivered_by"},
    "cases.CaseNote": {"body", "author_id", "author_name", "author_title"},
    "cases.CoordinationMessage": {"author_id"},
    "cases.CoordinationReceipt": {"reader_id", "reader_name"},
    "cases.Forward": {"reason", "forwarded_by"},
    "cases.HandOut": {"revoked_by"},
    "cases.Message": {"author_kind", "author_id", "withdrawn_by", "turn_before"},
    "cases.OwnAnswers": {"begun_by_kind", "begun_by_id"},
    "cases.MessageDraft": {"author_kind", "author_id", "author_name", "intent", "body", "agreed"}
    | {"window"},
    "cases.Preservation": {"reason", "held_by", "released_by"},
    "cases.Receipt": {"reader_kind", "reader_id", "reader_name", "reader_title"},
    "cases.SendRow": {"reason"},
    "bookings.Appointment": {"cancelled_by"},
    "contacts.CareContact": {"given_by", "ended_by"},
    "contacts.InternalNote": {"text", "written_by"},
    "forms.Response": {"draft", "staff_draft", "subject_kind", "subject_id"},
    "forms.ResponseVersion": {"author_kind", "author_id", "author_title", "recorded_by"},
    "interop.DataCopy": {"asked_as"},
    "notifications.AddressProof": {"address"},
    "notifications.Delivery": {"address", "language", "message_id"},
    "notifications.Device": {"endpoint", "server_key"},
    "notifications.Notice": {"about_kind", "about_id"},
    "notifications.RefusedAddress": {"address"},
    "plans.Activity": {"detail", "subject_kind", "subject_id", "evidence_kind", "evidence_id"}
    | {"closed_by"},
    "shortcuts.Shortcut": {"kind", "key"},
    "visits.Visit": {"source_key", "sent_by", "read_by", "read_title", "language"}
    | {"late_cancel_fee"},
    "visits.Wish": {"code"},
}
# Written among staff: marked in every row of the world, and met in no copy.
WRITTEN_AMONG_STAFF = {
    "contacts.InternalNote": "text",
    "cases.CaseNote": "body",
    "cases.Forward": "reason",
    "cases.Preservation": "reason",
    "cases.SendRow": "reason",
    "plans.Activity": "detail",
}
SIGNED_BY_NOBODY_THERE = {
    "attachments.Attachment": "uploaded_by",
    "cases.Case": "delivered_by",
    "contacts.CareContact": "given_by",
    "visits.Visit": "sent_by",
}


def texts(model: type[models.Model]) -> set[str]:
    """The names of what can hold words."""
    return {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.TextField | models.JSONField)
        or (isinstance(field, models.CharField) and not field.choices)
    }


def with_a_patient() -> Iterator[type[models.Model]]:
    for model in ours():
        if any(field.name == "patient" for field in model._meta.local_fields):
            yield model


def test_every_text_of_a_patients_is_placed() -> None:
    for model in with_a_patient():
        label = model._meta.label
        placed = IN_THE_COPY.get(label, set()) | NOT_IN_THE_COPY.get(label, set())
        assert texts(model) == placed, label


@pytest.fixture
def world(cast: Cast) -> World:
    """All that stands about Alma and Cleo, with words of staff in every place for them."""
    world = make_world(cast)
    maria, case = cast.acting(cast.maria), world.alma.talk.case
    case.refresh_from_db()
    cases.write_note(case, "x", acting=maria, at=AT)
    hold_back(case, "x", acting=maria, at=AT)
    patients = {"patient": case.patient, "case": case}
    handed = {"to_clinic": cast.urology, "forwarded_at": AT, "forwarded_by": "x", "reason": "x"}
    Forward.objects.create(**patients, clinic=cast.heart, **handed)
    said = say_as_care(cast, case, f"{MARK} återtaget", "partial")
    cases.withdraw_message(said, acting=maria, at=AT)
    case.refresh_from_db()
    cases.save_draft(case, Written(body=f"{MARK} utkast", intent="partial"), acting=maria, at=AT)
    Activity.objects.filter(responsible="care").update(title=f"{MARK} uppgift")
    return world


def mark(names: dict[str, str]) -> None:
    for model in with_a_patient():
        name = names.get(model._meta.label)
        if name is not None:
            rows = model._default_manager.exclude(**{f"{name}__isnull": True})
            if name.endswith("_by"):
                rows = rows.exclude(**{name: ""})
            assert rows.update(**{name: f"{MARK} {model.__name__}"}) or name == "delivered_by"


def leaks(made: dict[str, bytes], words: str) -> list[str]:
    return [path for path, content in made.items() if words.encode() in content]


def test_no_words_among_staff_are_in_the_copy(world: World) -> None:
    mark(WRITTEN_AMONG_STAFF)
    mark(SIGNED_BY_NOBODY_THERE)
    assert MessageDraft.objects.filter(author_kind="staff").exists()
    alma = contents(world.cast.acting(world.cast.alma))
    assert leaks(alma, MARK) == []
    for key in ("vardkontakter", "samtal", "plan", "besok", "svar", "samtycken"):
        assert len(alma[f"data/{key}.json"]) > len("[]\n"), key
    assert leaks(contents(world.cast.bo_for_cleo()), MARK) == []


def test_a_planted_leak_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mark(WRITTEN_AMONG_STAFF)

    def planted(_acting: object) -> Iterator[Entry]:
        for note in CaseNote.objects.all():
            yield Entry(kind="note", title="x", text=note.body)

    part = Part(key="planted", heading="x", order=99, entries=planted)
    monkeypatch.setitem(own_data._parts, "planted", part)
    found = leaks(contents(world.cast.acting(world.cast.alma)), MARK)
    assert found == ["data/planted.json", "index.html"]


def test_nothing_of_another_patients_is_in_the_copy(world: World) -> None:
    alma = world.cast.alma
    for model, name in (
        (Case, "title"),
        (Message, "body"),
        (Activity, "title"),
        (Visit, "name"),
        (CareContact, "note_to_patient"),
    ):
        assert model.objects.exclude(patient=alma).update(**{name: OTHERS}), model
    made = contents(world.cast.acting(alma))
    assert leaks(made, OTHERS) == []
    for other in (world.cast.cleo, world.cast.carl, world.cast.bo):
        assert leaks(made, str(other.pk)) == []
        assert leaks(made, other.identity_number) == []
    for staff in (world.cast.maria.staff, world.cast.stig.staff):
        assert leaks(made, str(staff.pk)) == []
        assert leaks(made, staff.hsa_id) == []
    assert SendRow.objects.exists()

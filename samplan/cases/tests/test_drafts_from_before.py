"""What was begun before each had own answers is the patient's still, where nobody else wrote it."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from samplan.attachments.models import Attachment
from samplan.cases.models import Case, OwnAnswers
from samplan.cases.tests.test_own_answers import MINE, asked_case, asked_in, form_of, text, write
from samplan.forms.models import Response
from samplan.patients.models import Patient
from tests.architecture.ladder import added_file
from tests.cast import AT, Cast, browser_of

migration = import_module("samplan.cases.migrations.0019_drafts_to_who_wrote_them")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT + timedelta(days=1), tick=False)


def begun_before(cast: Cast, patient: Patient) -> tuple[Case, Attachment]:
    """A form begun as it was then: in the one response of the message, with a file."""
    case, acting = asked_case(cast, patient), cast.bo_for_cleo()
    if patient.user_id:
        acting = cast.acting(patient)
    write(browser_of(acting), case, MINE)
    own, asked = OwnAnswers.objects.get(), asked_in(case)
    shared = Response.objects.get(pk=asked.response_id)
    Response.objects.filter(pk=shared.pk).update(draft=own.response.draft)
    OwnAnswers.objects.all().delete()
    return case, added_file(shared, acting)


def migrate() -> None:
    migration.give_to_patients(apps, SimpleNamespace(connection=connection))


def test_the_patient_goes_on_with_it_and_its_files_and_sends_it(cast: Cast) -> None:
    case, file = begun_before(cast, cast.alma)
    alma = browser_of(cast.acting(cast.alma))
    migrate()
    migrate()
    own = OwnAnswers.objects.get()
    assert (own.begun_at, own.clinic, own.told_by) == (own.response.changed_at, cast.heart, "")
    place = form_of(case).removesuffix("svar/")
    assert alma.get(f"{place}filer/{file.pk}/").status_code == 200
    review = f"{form_of(case)}granska/"
    assert MINE in text(alma, review)
    assert alma.send(review, {"_over": "0"}).status_code == 302
    assert asked_in(case).response == own.response


def test_where_there_is_a_guardian_it_is_given_to_nobody(cast: Cast) -> None:
    case, _file = begun_before(cast, cast.cleo)
    migrate()
    assert not OwnAnswers.objects.exists()
    assert MINE not in text(browser_of(cast.bo_for_cleo()), f"{form_of(case)}sida/")


def test_what_the_patient_has_begun_since_is_left(cast: Cast) -> None:
    case, _file = begun_before(cast, cast.alma)
    alma = browser_of(cast.acting(cast.alma))
    write(alma, case, "Nytt")
    migrate()
    assert OwnAnswers.objects.count() == 1
    assert "Nytt" in text(alma, f"{form_of(case)}granska/")

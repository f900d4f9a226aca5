"""Staff ask back with one of the clinic's forms; the patient answers it in the conversation."""

from datetime import timedelta

import pytest

from samplan.access.acting import SystemActing
from samplan.access.policies import Refused
from samplan.cases import actions
from samplan.cases.actions import Written
from samplan.cases.models import Case, Message, MessageDraft, WaitsFor
from samplan.cases.tests.world import say_as_care, started_case
from samplan.forms.loading import publish
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.forms.tests.questionnaires import group, item, questionnaire
from samplan.organisations.models import Organisation
from samplan.plans.models import Activity, ActivityState
from tests.cast import AT, Cast, browser_of

DAY = timedelta(days=1)
SALT = "Salt och vatten"


def published_form(owner: Organisation, slug: str = "salt", **facts: str) -> QuestionnaireVersion:
    """A form of one page and one question, in use at the owner."""
    page = group("sida", item("hur-mycket", text="Hur mycket dricker du?"))
    document = questionnaire(page, **({"title": SALT} | facts))
    acting = SystemActing(job="tests")
    version, _is_new = publish(document, slug=slug, owner=owner, acting=acting, at=AT)
    return version


def asked_by_form(cast: Cast, case: Case, version: QuestionnaireVersion, at=AT + DAY) -> Message:
    """Maria asks with the form."""
    form_id = version.questionnaire_id
    return say_as_care(cast, case, "Hur går det?", "question", at=at, form_id=form_id)


def open_in_plan(case: Case) -> list[str]:
    """What the plan says is still to be answered in the case."""
    found = Activity.objects.filter(subject_id=str(case.pk), state=ActivityState.OPEN)
    return list(found.values_list("kind", flat=True))


def test_the_patient_answers_it_and_the_clock_stands_still_meanwhile(cast: Cast) -> None:
    case = started_case(cast)
    asked_by_form(cast, case, published_form(cast.heart))
    case.refresh_from_db()
    assert (case.waits_for, case.due_on, case.days_left) == (WaitsFor.PATIENT, None, 1)
    assert open_in_plan(case) == ["answer_form"]
    alma, maria = browser_of(cast.acting(cast.alma)), browser_of(cast.acting(cast.maria))
    at_maria, at_alma = f"/vard/arenden/{case.pk}/", f"/inkorg/{case.pk}/"
    assert "inte påbörjat" in maria.get(at_maria).content.decode()
    read = alma.get(at_alma).content.decode()
    assert (SALT in read, read.count("Svara på formuläret"), 'name="body"' in read) == (1, 2, 0)

    page = alma.get(f"{at_alma}fragor/svar/")["Location"]
    alma.send(page, {"a:hur-mycket": "Två liter", "_to": "later"})
    assert "Fortsätt med formuläret" in alma.get(at_alma).content.decode()
    seen = maria.get(at_maria).content.decode()
    assert ("påbörjat" in seen, "inte påbörjat" in seen, "Två liter" in seen) == (
        True,
        False,
        False,
    )

    review = alma.send(page, {"a:hur-mycket": "Två liter", "_to": "next"})["Location"]
    alma.send(review, {"_over": "0"})
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on), open_in_plan(case)) == ("care", "2026-11-24", [])
    seen = maria.get(at_maria).content.decode()
    assert ("Två liter" in seen, "besvarat" in seen) == (True, True)
    assert "Svara på formuläret" not in alma.get(at_alma).content.decode()
    text = maria.get(f"{at_maria}journaltext/").content.decode()
    assert f"Formulär: {SALT}" in text


def test_a_question_that_is_taken_back_takes_its_form_with_it(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    asked = asked_by_form(cast, case, published_form(cast.heart))
    actions.withdraw_message(asked, acting=maria, at=AT + DAY)
    case.refresh_from_db()
    assert (case.waits_for, str(case.due_on), open_in_plan(case)) == ("care", "2026-11-25", [])
    alma = browser_of(cast.acting(cast.alma))
    assert SALT not in alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert alma.get(f"/inkorg/{case.pk}/fragor/svar/").status_code == 404


def test_opening_the_form_from_the_plan_is_reading_the_question(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    asked = asked_by_form(cast, case, published_form(cast.heart))
    browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/fragor/svar/")
    with pytest.raises(Refused):
        actions.withdraw_message(asked, acting=maria, at=AT + DAY)


def test_a_form_that_is_begun_is_not_taken_back(cast: Cast) -> None:
    case, maria = started_case(cast), cast.acting(cast.maria)
    asked = asked_by_form(cast, case, published_form(cast.heart))
    address = f"/inkorg/{case.pk}/fragor/{asked.pk}/svar/sida/"
    browser_of(cast.acting(cast.alma)).send(address, {"a:hur-mycket": "Två", "_to": "later"})
    asked.receipts.all().delete()
    with pytest.raises(Refused):
        actions.withdraw_message(asked, acting=maria, at=AT + DAY)


def test_what_is_asked_last_is_what_is_answered(cast: Cast) -> None:
    case, version = started_case(cast), published_form(cast.heart)
    asked_by_form(cast, case, version)
    say_as_care(cast, case, "Eller ring oss?", "question", at=AT + 2 * DAY)
    assert open_in_plan(case) == ["answer_message"]
    alma = browser_of(cast.acting(cast.alma))
    read = alma.get(f"/inkorg/{case.pk}/").content.decode()
    assert ('name="body"' in read, read.count("Svara på formuläret")) == (True, 1)
    asked_by_form(cast, case, version, at=AT + 3 * DAY)
    assert open_in_plan(case) == ["answer_form"]
    seen = browser_of(cast.acting(cast.maria)).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert "frågas inte längre efter" in seen


def test_a_draft_keeps_the_form_and_only_a_question_asks_by_it(cast: Cast) -> None:
    case, version = started_case(cast), published_form(cast.heart)
    acting, address = cast.acting(cast.maria), f"/vard/arenden/{case.pk}/"
    maria, key = browser_of(acting), str(version.questionnaire_id)
    written = {"intent": "question", "body": "Fyll i den här.", "form": key, "_later": "1"}
    maria.send(f"{address}svar/", written)
    page = maria.get(address).content.decode()
    assert f'value="{key}" selected' in page
    draft = MessageDraft.objects.get()
    draft.intent = "answer"
    draft.save()
    said = actions.answer(draft, seen=case.revision, acting=acting, at=AT)
    assert said.response is None


@pytest.mark.parametrize("whose", ["national", "elsewhere", "retired", "cares"])
def test_only_the_clinics_own_forms_in_use_are_asked_by(cast: Cast, whose: str) -> None:
    case, acting = started_case(cast), cast.acting(cast.maria)
    owners = {"national": cast.heart.parent.parent, "elsewhere": cast.urology}
    version = published_form(owners.get(whose, cast.heart))
    versions = QuestionnaireVersion.objects.filter(pk=version.pk)
    if whose == "retired":
        versions.update(status=VersionStatus.RETIRED)
    elif whose == "cares":
        versions.update(asks_patients=False)
    page = browser_of(acting).get(f"/vard/arenden/{case.pk}/").content.decode()
    assert SALT not in page
    shown = browser_of(acting).get(f"/vard/arenden/{case.pk}/formular/{version.pk}/")
    assert shown.status_code == 404
    written = Written(body="Hur går det?", intent="question", form_id=version.questionnaire_id)
    draft = actions.save_draft(case, written, acting=acting, at=AT)
    with pytest.raises(Refused):
        actions.answer(draft, seen=case.revision, acting=acting, at=AT)
    assert MessageDraft.objects.get().body == "Hur går det?"


def test_staff_see_the_form_before_they_send_it(cast: Cast) -> None:
    case, version = started_case(cast), published_form(cast.heart)
    maria, address = browser_of(cast.acting(cast.maria)), f"/vard/arenden/{case.pk}/"
    preview = f"{address}formular/{version.pk}/"
    assert preview in maria.get(address).content.decode()
    assert "Hur mycket dricker du?" in maria.get(preview).content.decode()
    assert browser_of(cast.acting(cast.petra)).get(preview).status_code == 404


def test_files_that_are_asked_for_besides_come_after_the_form(cast: Cast) -> None:
    case, version = started_case(cast), published_form(cast.heart)
    say_as_care(
        cast, case, "Hur går det?", "question", form_id=version.questionnaire_id, most_files=2
    )
    alma, here = browser_of(cast.acting(cast.alma)), f"/inkorg/{case.pk}/"
    read = alma.get(here).content.decode()
    assert "bifoga upp till 2 filer" in read
    assert 'type="file"' not in read
    page = alma.get(f"{here}fragor/svar/")["Location"]
    review = alma.send(page, {"a:hur-mycket": "Två liter", "_to": "next"})["Location"]
    receipt = alma.send(review, {"_over": "0"})["Location"]
    assert "tar också emot filer" in alma.get(receipt).content.decode()
    after = alma.get(here).content.decode()
    assert 'type="file"' in after
    assert 'name="body"' in after

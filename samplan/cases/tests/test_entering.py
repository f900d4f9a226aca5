"""Staff enter for a patient what came by phone or on paper, marked as such."""

from django.urls import reverse

from samplan.cases import actions
from samplan.cases.models import BegunCase, Case, Message, MessageKind, WaitsFor
from samplan.cases.supply.replies import Words, add_reply
from samplan.cases.tests.test_asking_by_form import published_form
from samplan.cases.tests.world import make_offering, say_as_care, started_case
from samplan.forms.actions import begin_responses, remove_responses
from samplan.forms.models import QuestionnaireVersion, VersionStatus
from samplan.plans.models import Activity, ActivityState
from tests.cast import AT, Cast, browser_of


def test_a_case_that_came_by_phone_goes_to_the_queue_and_says_so(cast: Cast) -> None:
    offering = make_offering(cast)
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/nytt-arende/"
    assert "Ställ en fråga" in maria.get(address).content.decode()
    begun = maria.send(address, {"service": str(offering.pk)})
    page = maria.get(begun["Location"])["Location"]
    shown = maria.get(page).content.decode()
    assert "från telefon eller papper" in shown
    step = maria.send(page, {"a:fraga": "Ringde om yrsel.", "_to": "next"})
    while "granska" not in step["Location"]:
        step = maria.send(step["Location"], {"_to": "next"})
    receipt = maria.send(step["Location"], {"_over": "0"})
    assert "tack" in receipt["Location"]
    case = Case.objects.get()
    message = Message.objects.get()
    assert (case.patient, case.waits_for) == (cast.alma, WaitsFor.CARE)
    assert (message.is_from_patient, message.is_entered_by_staff) == (True, True)
    alma = browser_of(cast.acting(cast.alma)).get(f"/inkorg/{case.pk}/").content.decode()
    assert "Ringde om yrsel." in alma
    assert "inskrivet av personalen" in alma


def test_what_it_is_about_is_chosen_by_who_enters_it_and_never_beforehand(cast: Cast) -> None:
    offering = make_offering(cast)
    make_offering(cast, "valja-fast-lakare")
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/patienter/{cast.alma.pk}/nytt-arende/"
    assert " checked" not in maria.get(address).content.decode()
    for said in ({}, {"service": "x"}, {"service": str(cast.alma.pk)}):
        asked = maria.send(address, said)
        assert asked.status_code == 422
        assert 'href="#id_service"' in asked.content.decode()
    assert "Välj vad det gäller." in maria.send(address).content.decode()
    assert not BegunCase.objects.exists()
    assert maria.send(address, {"service": str(offering.pk)}).status_code == 302


def test_why_a_service_cannot_be_begun_stands_by_the_choice_that_was_made(cast: Cast) -> None:
    offering = make_offering(cast)
    versions = QuestionnaireVersion.objects.filter(questionnaire=offering.version.questionnaire_id)
    versions.update(status=VersionStatus.RETIRED)
    address = f"/vard/patienter/{cast.alma.pk}/nytt-arende/"
    asked = browser_of(cast.acting(cast.maria)).send(address, {"service": str(offering.pk)})
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Tjänsten har inga frågor just nu." in page
    assert page.count(" checked") == 1


def test_an_answer_by_phone_gives_care_the_turn_and_closes_the_task(cast: Cast) -> None:
    case = started_case(cast)
    say_as_care(cast, case, "När började det?", "question")
    say_as_care(cast, case, "I måndags, säger hon.", "entered")
    case.refresh_from_db()
    message = Message.objects.latest("id")
    assert (case.waits_for, message.kind) == (WaitsFor.CARE, MessageKind.ANSWER)
    assert (message.is_from_patient, message.is_entered_by_staff) == (True, True)
    assert Activity.objects.get().state == ActivityState.DONE


def test_another_clinics_patient_is_not_found(cast: Cast) -> None:
    petra = browser_of(cast.acting(cast.petra))
    assert petra.get(f"/vard/patienter/{cast.alma.pk}/nytt-arende/").status_code == 404


def test_a_standard_reply_is_filled_in_after_what_is_written(cast: Cast) -> None:
    case = started_case(cast)
    words = Words(title="Vi ringer", body="Hej {förnamn}, vi ringer dig.")
    reply = add_reply(words, draft=None, acting=cast.acting(cast.stig))
    maria = browser_of(cast.acting(cast.maria))
    address = f"/vard/arenden/{case.pk}/"
    assert "Vi ringer" in maria.get(address).content.decode()
    maria.send(f"{address}svar/", {"body": "Tack.", "_later": "1"})
    shown = maria.get(f"{address}?svar={reply.pk}").content.decode()
    assert "Tack.\n\nHej Alma, vi ringer dig." in shown


def test_a_case_that_says_nothing_does_not_begin(cast: Cast) -> None:
    start = actions.Start(patient_id=cast.alma.pk, offering=make_offering(cast))
    begun = actions.begin(start, acting=cast.acting(cast.maria), at=AT)
    free = published_form(cast.heart)  # no question of it has to be answered
    old, begun.response = begun.response_id, None
    begun.save()
    remove_responses([old])
    (begun.response,) = begin_responses([(free, begun)], at=AT)
    begun.save()
    maria = browser_of(cast.acting(cast.maria))
    page = maria.get(reverse("cases:staff-new-questions", args=[begun.pk]))["Location"]
    review = maria.send(page, {"a:hur-mycket": "", "_to": "next"})["Location"]
    assert "Inget är besvarat än" in maria.get(review).content.decode()
    assert maria.send(review, {"_over": "0"}).status_code == 422
    assert not Case.objects.exists()

"""Services of Maria's clinic, and a conversation as far as a test wants it."""

from samplan.access.acting import SystemActing
from samplan.cases import actions
from samplan.cases.actions import Start, Written
from samplan.cases.loading import LIBRARY, publish_type, read_types
from samplan.cases.models import Case, Offering, OpensTo
from samplan.contacts.models import CareContact
from samplan.forms import engine
from samplan.forms.actions import Seen, save_page
from samplan.forms.drafts import read_draft
from samplan.forms.loading import publish_file
from samplan.forms.management.commands.forms_load import LIBRARY as FORMS
from samplan.organisations.models import Organisation, OrganisationKind
from samplan.patients.models import Patient
from tests.cast import AT, TODAY, Cast

CONTACT, QUESTION = "kontakta-din-fasta-vardkontakt", "stall-en-fraga"
CHANNELS = "https://samplan.example/codes/answer-channel"
DIZZY = "Jag blir yr när jag reser mig på morgonen sedan dosen ändrades."


def make_offering(
    cast: Cast, slug: str = QUESTION, *, opens_to: OpensTo = OpensTo.EVERYONE, **fields
) -> Offering:
    """A national case type at Maria's clinic, with its form."""
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    told = next(each for each in read_types(LIBRARY / "national.json") if each["slug"] == slug)
    acting = SystemActing(job="tests")
    if "questionnaire" in told:
        publish_file(FORMS / f"{told['questionnaire']}.json", owner=nation, acting=acting, at=AT)
    version, _is_new = publish_type(told, owner=nation, acting=acting, at=AT)
    return Offering.objects.create(
        clinic=fields.pop("clinic", cast.heart),
        case_type=version.case_type,
        version=version,
        opens_to=opens_to,
        **fields,
    )


def make_contact(cast: Cast, patient: Patient | None = None, **fields) -> CareContact:
    """Maria as the patient's fixed care contact."""
    facts = {
        "patient": patient or cast.alma,
        "clinic": cast.heart,
        "staff": cast.maria.staff,
        "starts_on": TODAY,
        "given_at": AT,
        "given_by": "Maria Nyström",
    }
    return CareContact.objects.create(**(facts | fields))


def started_case(
    cast: Cast,
    patient: Patient | None = None,
    *,
    offering: Offering | None = None,
    contact: CareContact | None = None,
    words: str = DIZZY,
    channel: str = "",
    at=AT,
) -> Case:
    """A case that the patient has started with those words."""
    whom = patient or cast.alma
    acting = cast.acting(whom) if whom.user_id else cast.bo_for_cleo()
    offering = offering or Offering.objects.first() or make_offering(cast)
    start = Start(patient_id=whom.pk, offering=offering, contact=contact)
    begun = actions.begin(start, acting=acting, at=at)
    form = read_draft(begun.response, acting).form
    for page in form.pages:
        begun.response.refresh_from_db()
        said = {engine.field_name("fraga"): [words]}
        if channel:
            said[engine.field_name("svar-hur")] = [f"{CHANNELS}|{channel}"]
        answers = engine.read_post(form, page, lambda name, said=said: said.get(name, []))
        seen = Seen(read_draft(begun.response, acting).digest(page), "test")
        save_page(begun.response, page, answers, seen=seen, acting=acting, at=at)
    return actions.start_case(begun, over=0, acting=acting, at=at)


def say_as_care(cast: Cast, case: Case, body: str, intent: str, *, at=AT, by=None, **fields):
    """Maria, or another, says something in the case."""
    acting = cast.acting(by or cast.maria)
    written = Written(body=body, intent=intent, **fields)
    draft = actions.save_draft(case, written, acting=acting, at=at)
    case.refresh_from_db()
    return actions.answer(draft, seen=case.revision, acting=acting, at=at)


def say_as_patient(cast: Cast, case: Case, body: str, *, at=AT):
    """The patient says something in the case."""
    acting = cast.acting(case.patient)
    draft = actions.save_draft(case, Written(body=body), acting=acting, at=at)
    return actions.reply(draft, acting=acting, at=at)

"""What must be true of forms and answers is true in the database, whoever writes there."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samplan.forms.models import (
    DraftItem,
    DraftStep,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    ResponseVersion,
    VersionStatus,
)
from samplan.forms.tests.factories import begun
from samplan.forms.tests.questionnaires import item
from tests.cast import AT, Cast
from tests.constraints import Try, assert_each_refuses

NUMBERED = 99
DOCUMENT: Any = {"resourceType": "Questionnaire"}


def test_each_constraint_refuses_what_is_not_so(cast: Cast) -> None:
    assert_each_refuses("forms", of_forms(cast) | of_answers(cast))


def of_forms(cast: Cast) -> dict[str, Try]:
    """Of forms and where they come from."""
    form = Questionnaire.objects.create(owner=cast.heart, slug="ett", url="https://ett.invalid")
    followed = Questionnaire.objects.create(
        owner=cast.heart, slug="foljer", bond="subscribed", origin=form
    )
    return {
        "questionnaire_slug_per_owner": (form, {"url": ""}),
        "one_form_per_owner_and_address": (form, {"slug": "annat"}),
        "questionnaire_bond_and_origin_go_together": (form, {"bond": "copied"}),
        "one_subscription_per_owner_and_origin": (followed, {"slug": "annat"}),
        "only_subscriptions_have_groups_of_their_own": (form, {"own_groups": [{}]}),
    }


def of_versions(active: QuestionnaireVersion) -> dict[str, Try]:
    """Of their versions, and the steps of a draft."""
    draft = QuestionnaireVersion.objects.create(
        questionnaire=active.questionnaire, number=NUMBERED, status="draft"
    )
    step = DraftStep.objects.create(
        version=draft, revision=1, before={}, made_at=AT, made_by="Stig"
    )
    return {
        "version_number_stands_once": (active, {"status": "retired"}),
        "one_active_version_per_questionnaire": (active, {"number": NUMBERED + 1}),
        "one_draft_per_questionnaire": (draft, {"number": NUMBERED + 1}),
        "version_is_published_at_and_by_unless_a_draft": (active, {"published_by": ""}),
        "version_has_a_document_unless_a_draft": (active, {"document": {}}),
        "draft_step_stands_once": (step, {}),
    }


def of_answers(cast: Cast) -> dict[str, Try]:
    """Of answers, sent and not, and of the version that they answer."""
    response = begun(cast, item("first"))
    sent = ResponseVersion.objects.create(
        patient=cast.alma,
        clinic=cast.heart,
        response=response,
        number=1,
        document={},
        authored_at=AT,
    )
    return {
        **of_versions(response.version),
        "one_response_per_subject": (response, {}),
        "response_version_stands_once": (sent, {}),
        "response_recorded_at_and_by_go_together": (sent, {"recorded_at": AT}),
    }


@pytest.fixture
def form(cast: Cast) -> Questionnaire:
    """A form of the heart clinic's."""
    return Questionnaire.objects.create(owner=cast.heart, slug="a", url="urn:a")


@pytest.fixture
def draft(form: Questionnaire) -> QuestionnaireVersion:
    """Its draft."""
    return version_of(form)


def version_of(form: Questionnaire, **facts: Any) -> QuestionnaireVersion:
    plain = {"number": 1, "status": VersionStatus.DRAFT}
    return QuestionnaireVersion.objects.create(questionnaire=form, **(plain | facts))


def published(form: Questionnaire, number: int) -> QuestionnaireVersion:
    by = {"published_at": AT, "published_by": "Stig"}
    facts = {"status": VersionStatus.ACTIVE, "document": DOCUMENT, **by}
    return version_of(form, number=number, **facts)


def breaks(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def test_one_form_per_owner_and_address(cast: Cast, form: Questionnaire):
    Questionnaire.objects.create(owner=cast.urology, slug="a", url=form.url)
    Questionnaire.objects.create(owner=cast.heart, slug="b")
    Questionnaire.objects.create(owner=cast.heart, slug="c")  # two that have none
    with breaks("one_form_per_owner_and_address"), transaction.atomic():
        Questionnaire.objects.create(owner=cast.heart, slug="d", url=form.url)


@pytest.mark.parametrize("bond", ["copied", "subscribed"])
def test_questionnaire_bond_and_origin_go_together(form: Questionnaire, bond: str):
    with breaks("questionnaire_bond_and_origin_go_together"), transaction.atomic():
        Questionnaire.objects.filter(pk=form.pk).update(bond=bond)
    with breaks("questionnaire_bond_and_origin_go_together"), transaction.atomic():
        Questionnaire.objects.filter(pk=form.pk).update(origin=form)


def test_one_subscription_per_owner_and_origin(cast: Cast, form: Questionnaire):
    facts = {"owner": cast.urology, "bond": "subscribed", "origin": form}
    Questionnaire.objects.create(slug="a", **facts)
    Questionnaire.objects.create(slug="b", **(facts | {"bond": "copied"}))
    with breaks("one_subscription_per_owner_and_origin"), transaction.atomic():
        Questionnaire.objects.create(slug="c", **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": VersionStatus.ACTIVE, "document": DOCUMENT},
        {"status": VersionStatus.RETIRED, "document": DOCUMENT, "published_at": AT},
        {"status": VersionStatus.ACTIVE, "document": DOCUMENT, "published_by": "Stig"},
        {"published_at": AT, "published_by": "Stig"},
    ],
)
def test_version_is_published_at_and_by_unless_a_draft(form: Questionnaire, facts: Any):
    with breaks("version_is_published_at_and_by_unless_a_draft"), transaction.atomic():
        version_of(form, **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"document": DOCUMENT},
        {"status": VersionStatus.ACTIVE, "published_at": AT, "published_by": "Stig"},
    ],
)
def test_version_has_a_document_unless_a_draft(form: Questionnaire, facts: Any):
    with breaks("version_has_a_document_unless_a_draft"), transaction.atomic():
        version_of(form, **facts)


def test_a_linkid_stands_once_in_a_draft(draft: QuestionnaireVersion):
    DraftItem.objects.create(version=draft, link_id="a", content={})
    with breaks("forms_draftitem_pkey"), transaction.atomic():
        DraftItem.objects.create(version=draft, link_id="a", content={})


@pytest.fixture
def response(cast: Cast, form: Questionnaire) -> Response:
    """Alma's answers to it."""
    return begun_by(cast, published(form, 1))


def begun_by(cast: Cast, version: QuestionnaireVersion) -> Response:
    about = {"subject_kind": "visit", "subject_id": "1", "changed_at": AT}
    about |= {"clinic": cast.heart}
    return Response.objects.create(patient=cast.alma, version=version, **about)


def sent(response: Response, **facts: Any) -> ResponseVersion:
    author = {"author_kind": "patient", "author_id": "1", "author_name": "Alma"}
    plain = {"number": 1, "document": {}, "authored_at": AT, **author}
    return ResponseVersion.objects.create(
        patient=response.patient, clinic=response.clinic, response=response, **(plain | facts)
    )


@pytest.mark.parametrize("facts", [{"recorded_at": AT}, {"recorded_by": "Maria"}])
def test_response_recorded_at_and_by_go_together(response: Response, facts: Any):
    with breaks("response_recorded_at_and_by_go_together"), transaction.atomic():
        sent(response, **facts)

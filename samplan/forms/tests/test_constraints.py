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
from tests.cast import AT, Cast

DOCUMENT: Any = {"resourceType": "Questionnaire"}


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


def test_questionnaire_slug_per_owner(form: Questionnaire):
    with breaks("questionnaire_slug_per_owner"), transaction.atomic():
        Questionnaire.objects.create(owner=form.owner, slug="a")


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


def test_only_subscriptions_have_groups_of_their_own(form: Questionnaire):
    with breaks("only_subscriptions_have_groups_of_their_own"), transaction.atomic():
        Questionnaire.objects.filter(pk=form.pk).update(own_groups=[{}])


def test_version_number_stands_once(form: Questionnaire, draft: QuestionnaireVersion):
    with breaks("version_number_stands_once"), transaction.atomic():
        published(form, draft.number)


def test_one_active_version_per_questionnaire(form: Questionnaire):
    published(form, 1)
    with breaks("one_active_version_per_questionnaire"), transaction.atomic():
        published(form, 2)


def test_one_draft_per_questionnaire(form: Questionnaire, draft: QuestionnaireVersion):
    with breaks("one_draft_per_questionnaire"), transaction.atomic():
        version_of(form, number=2)


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


def test_draft_step_stands_once(draft: QuestionnaireVersion):
    facts = {"revision": 0, "before": {}, "made_at": AT, "made_by": "Stig"}
    DraftStep.objects.create(version=draft, **facts)
    with breaks("draft_step_stands_once"), transaction.atomic():
        DraftStep.objects.create(version=draft, **facts)


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


def test_one_response_per_subject(cast: Cast, response: Response):
    with breaks("one_response_per_subject"), transaction.atomic():
        begun_by(cast, response.version)


def test_response_version_stands_once(response: Response):
    sent(response)
    with breaks("response_version_stands_once"), transaction.atomic():
        sent(response)


@pytest.mark.parametrize("facts", [{"recorded_at": AT}, {"recorded_by": "Maria"}])
def test_response_recorded_at_and_by_go_together(response: Response, facts: Any):
    with breaks("response_recorded_at_and_by_go_together"), transaction.atomic():
        sent(response, **facts)

"""A visit of Alma's, as far as a test wants it."""

from datetime import timedelta
from pathlib import Path

from samplan.bookings.models import Resource
from samplan.forms.loading import publish_file
from samplan.forms.models import Questionnaire
from samplan.organisations.models import Organisation, OrganisationKind
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Send, Visit, VisitType
from tests.cast import AT, Cast

LIBRARY = Path(__file__).resolve().parents[2] / "forms" / "library"
IN_TEN_DAYS = AT + timedelta(days=10)


def make_questionnaire(cast: Cast) -> Questionnaire:
    """The national questions, published."""
    nation = Organisation.objects.get(kind=OrganisationKind.NATION)
    path = LIBRARY / "fragor-infor-planerat-besok.json"
    version, _new = publish_file(path, owner=nation, acting=cast.acting(cast.stig), at=AT)
    return version.questionnaire


def make_visit_type(cast: Cast, *, send: Send = Send.MERGED, **fields) -> VisitType:
    """A follow-up at Maria's clinic."""
    known = VisitType.objects.filter(clinic=cast.heart, send=send).first()
    return known or VisitType.objects.create(
        clinic=cast.heart,
        name=f"Uppföljning ({send})",
        purpose="Se hur du mår",
        minutes=45,
        send=send,
        late_cancel_fee="400 kronor",
        questionnaire=make_questionnaire(cast),
        **fields,
    )


def make_resource(cast: Cast, name: str = "Maria Nyström") -> Resource:
    """Maria's calendar."""
    return Resource.objects.get_or_create(clinic=cast.heart, name=name)[0]


def planned_visit(
    cast: Cast, patient: Patient | None = None, *, send: Send = Send.MERGED, starts_at=IN_TEN_DAYS
) -> Visit:
    """A visit that is not sent."""
    new = NewVisit(
        patient=patient or cast.alma,
        visit_type=make_visit_type(cast, send=send),
        resource=make_resource(cast),
        starts_at=starts_at,
    )
    return plan_visit(new, acting=cast.acting(cast.maria), at=AT)


def sent_visit(cast: Cast, patient: Patient | None = None, **options) -> Visit:
    """A visit that is sent."""
    visit = planned_visit(cast, patient, **options)
    return send_visit(visit, acting=cast.acting(cast.maria), at=AT)

"""A clinic with visit types, people to book and questions, for tests of staff's work."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samplan.access.acting import StaffActing
from samplan.bookings.models import Resource
from samplan.common.dates import at_local
from samplan.forms.models import Questionnaire
from samplan.organisations.models import Organisation
from samplan.patients.models import Patient
from samplan.visits.actions import NewVisit, plan_visit, send_visit
from samplan.visits.models import Send, Visit, VisitType
from samplan.visits.tests.world import make_questionnaire
from tests.cast import AT, TODAY, Cast

SOON = TODAY + timedelta(days=9)


@dataclass(frozen=True)
class World:
    """Maria's clinic and Petra's, each with a visit type and someone to book."""

    cast: Cast
    questions: Questionnaire
    heart_type: VisitType
    urology_type: VisitType
    maria: Resource
    petra: Resource

    @property
    def nurse(self) -> StaffActing:
        """Maria in her assignment."""
        acting = self.cast.acting(self.cast.maria)
        assert isinstance(acting, StaffActing)
        return acting

    @property
    def stranger(self) -> StaffActing:
        """Petra in hers, at another clinic."""
        acting = self.cast.acting(self.cast.petra)
        assert isinstance(acting, StaffActing)
        return acting

    def new(self, patient: Patient | None = None, **changes) -> NewVisit:
        """A visit of Alma's with Maria at 10.30, or as changed."""
        facts = {
            "patient": patient or self.cast.alma,
            "visit_type": self.heart_type,
            "resource": self.maria,
            "starts_at": moment(SOON, 10, 30),
        }
        return NewVisit(**(facts | changes))

    def planned(self, patient: Patient | None = None, **changes) -> Visit:
        """The visit, planned but not sent."""
        acting = changes.pop("acting", self.nurse)
        return plan_visit(self.new(patient, **changes), acting=acting, at=AT)

    def sent(self, patient: Patient | None = None, *, at: datetime = AT, **changes) -> Visit:
        """The visit, sent."""
        visit = self.planned(patient, **changes)
        return send_visit(visit, acting=self.nurse, at=at)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That day and time in Sweden."""
    return at_local(day, time(hour, minute))


def make_world(cast: Cast) -> World:
    """Write it to the database."""
    questions = make_questionnaire(cast)
    return World(
        cast=cast,
        questions=questions,
        heart_type=make_type(cast.heart, "Uppföljning", questions),
        urology_type=make_type(cast.urology, "Utredning", questions),
        maria=make_resource(cast.heart, "Maria Nyström, sjuksköterska", cast.maria.staff),
        petra=make_resource(cast.urology, "Petra Holm", cast.petra.staff),
    )


def make_type(clinic: Organisation, name: str, questions: Questionnaire, **facts) -> VisitType:
    """A visit type of 45 minutes that sends summons and questions as one."""
    standard = {"purpose": "hur du mår efter infarkten", "minutes": 45, "send": Send.MERGED}
    return VisitType.objects.create(
        clinic=clinic, name=name, questionnaire=questions, **(standard | facts)
    )


def make_resource(clinic: Organisation, name: str, staff=None) -> Resource:
    """Someone or something to book."""
    return Resource.objects.create(clinic=clinic, name=name, staff=staff)

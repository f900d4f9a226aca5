"""The service area of a clinic: whom it is there for."""

from dataclasses import asdict, dataclass

from django.db import transaction

from samplan.access.acting import StaffActing
from samplan.audit import trail
from samplan.cases.supply import policies
from samplan.organisations.models import Organisation, ServiceArea


@dataclass(frozen=True, kw_only=True)
class Area:
    """One part of a service area; what is not said does not limit it."""

    region: Organisation | None = None
    municipality: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None


@transaction.atomic
def add_area(area: Area, *, acting: StaffActing) -> ServiceArea:
    """Let the acting's clinic be there for these too; with the first, for nobody else."""
    policies.check_may_make_types(acting, acting.clinic_id)
    facts = asdict(area) | {"region": area.region}
    added = ServiceArea.objects.create(clinic_id=acting.clinic_id, **facts)
    trail.record("service_area.added", acting=acting, patient_id=None, about=added)
    return added


@transaction.atomic
def remove_area(area: ServiceArea, *, acting: StaffActing) -> None:
    """Take one part away; without any the clinic is there for everyone."""
    policies.check_may_make_types(acting, area.clinic_id)
    trail.record("service_area.removed", acting=acting, patient_id=None, about=area)
    area.delete()

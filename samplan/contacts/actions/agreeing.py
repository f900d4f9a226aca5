"""Writing down the agreed way of being in touch."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samplan.access.acting import StaffActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.common.dates import local
from samplan.contacts import policies
from samplan.contacts.models import Channel, CommunicationAgreement


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """With whom, how and when, as agreed with the patient on a day."""

    with_whom: str
    channel: Channel
    when: str = ""
    words: str = ""
    agreed_on: date


@transaction.atomic
def write_agreement(
    patient_id: uuid.UUID, facts: AgreementFacts, *, acting: StaffActing, at: datetime
) -> CommunicationAgreement:
    """Write what was agreed with the patient; it stands instead of earlier ones, which are kept.

    The caller has reached the patient. Raises Refused for a day to come.
    """
    policies.check_may_manage(acting, acting.clinic_id)
    if facts.agreed_on > local(at).date():
        raise Refused(_("What is agreed is agreed today or earlier."))
    before = CommunicationAgreement.objects.filter(patient_id=patient_id)
    latest = before.filter(clinic_id=acting.clinic_id).order_by("-written_at", "-id").first()
    if latest is not None and _is_same(latest, facts):
        return latest  # sent twice: nothing is new
    agreed = CommunicationAgreement.objects.create(
        patient_id=patient_id,
        clinic_id=acting.clinic_id,
        written_at=at,
        written_by=acting.actor_name,
        **asdict(facts),
    )
    trail.record("communication.agreed", acting=acting, patient_id=patient_id, about=agreed)
    return agreed


def _is_same(agreed: CommunicationAgreement, facts: AgreementFacts) -> bool:
    return all(getattr(agreed, name) == said for name, said in asdict(facts).items())

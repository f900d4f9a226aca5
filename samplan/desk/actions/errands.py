"""What one turns to a clinic for, in the order of its phone menu."""

import uuid
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.administration import check_may_administer
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.organisations.models import Errand, Organisation

MOST_ERRANDS = 30


@dataclass(frozen=True, kw_only=True)
class ErrandFacts:
    """What an administrator says of one."""

    name: str
    what_for: str
    phone_key: str
    phone_hours: str
    quickest: str
    service_key: str = ""


@transaction.atomic
def add_errand(clinic: Organisation, facts: ErrandFacts, *, acting: Acting) -> Errand:
    """Put one last. Raises Refused where the phone key is taken or there is no more room."""
    own = _held(clinic, acting)
    if len(own) >= MOST_ERRANDS:
        raise Refused(_("There is room for %(most)d rows.") % {"most": MOST_ERRANDS})
    place = own[-1].place + 1 if own else 0
    made = Errand(clinic=clinic, place=place, **asdict(facts))
    _save(made, acting)
    return made


@transaction.atomic
def change_errand(
    clinic: Organisation, errand: Errand, facts: ErrandFacts, *, acting: Acting
) -> None:
    """Say it otherwise. Raises Refused where the phone key is taken."""
    _held(clinic, acting)
    for name, value in asdict(facts).items():
        setattr(errand, name, value)
    _save(errand, acting)


def _save(errand: Errand, acting: Acting) -> None:
    try:
        with transaction.atomic():
            errand.save()
    except IntegrityError:
        raise Refused(_("Another row has that phone key.")) from None
    _record(errand.clinic, acting)


@transaction.atomic
def remove_errand(clinic: Organisation, errand_id: uuid.UUID, *, acting: Acting) -> bool:
    """Take one away; False where it is gone already."""
    _held(clinic, acting)
    gone, _by_table = Errand.objects.filter(clinic=clinic, pk=errand_id).delete()
    if gone:
        _record(clinic, acting)
    return bool(gone)


@transaction.atomic
def move_errand(clinic: Organisation, errand_id: uuid.UUID, *, step: int, acting: Acting) -> bool:
    """Change places with the one before (-1) or after (1), if any; False where it is gone."""
    own = _held(clinic, acting)
    place = next((n for n, each in enumerate(own) if each.pk == errand_id), None)
    if place is None:
        return False
    other = max(0, min(place + step, len(own) - 1))
    own[place].place, own[other].place = own[other].place, own[place].place
    Errand.objects.bulk_update([own[place], own[other]], ["place"])
    _record(clinic, acting)
    return True


def _held(clinic: Organisation, acting: Acting) -> list[Errand]:
    """All of the clinic's in order, held: two administrators change them one after the other."""
    check_may_administer(acting, clinic)
    Organisation.objects.select_for_update(no_key=True).get(pk=clinic.pk)
    return list(Errand.objects.filter(clinic=clinic).order_by("place"))


def _record(clinic: Organisation, acting: Acting) -> None:
    detail = {"fields": ["phone menu"]}
    trail.record(
        "organisation.changed", acting=acting, patient_id=None, about=clinic, detail=detail
    )

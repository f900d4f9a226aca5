"""A case type as a service of one clinic: to whom, where on the page, paused, ended."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from samplan.access.acting import Acting
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.cases.models import Offering, OfferingState, OpensTo
from samplan.cases.supply import policies
from samplan.forms.supply.making import hold_owner


@dataclass(frozen=True, kw_only=True)
class Place:
    """To whom a service opens, and under which heading it stands."""

    opens_to: str = OpensTo.EVERYONE
    group: str = ""


@transaction.atomic
def change_offering(offering: Offering, place: Place, *, acting: Acting) -> Offering:
    """Let the service open to others, or stand under another heading."""
    locked = _held(offering, acting)
    if locked.group != place.group:
        locked.position = next_position(locked.clinic_id)
    locked.opens_to, locked.group = OpensTo(place.opens_to), place.group
    return _saved(locked, "service.changed", acting)


@transaction.atomic
def pause(offering: Offering, *, words: str, acting: Acting) -> Offering:
    """Let nothing new be started for a while; `words` are what patients read meanwhile."""
    locked = _held(offering, acting)
    if not words.strip():
        raise Refused(_("Write what patients are to read while the service is paused."))
    _check_not_ended(locked)
    locked.state, locked.pause_words = OfferingState.PAUSED, words.strip()
    return _saved(locked, "service.paused", acting)


@transaction.atomic
def resume(offering: Offering, *, acting: Acting) -> Offering:
    """Let the service be used again, after a pause or after it was ended."""
    locked = _held(offering, acting)
    locked.state, locked.pause_words = OfferingState.ACTIVE, ""
    return _saved(locked, "service.resumed", acting)


@transaction.atomic
def retire_offering(offering: Offering, *, acting: Acting) -> Offering:
    """End the service: nothing new can be started, and open conversations live on."""
    locked = _held(offering, acting)
    locked.state, locked.pause_words = OfferingState.RETIRED, ""
    return _saved(locked, "service.ended", acting)


@transaction.atomic
def move(offering: Offering, *, is_up: bool, acting: Acting) -> bool:
    """Change places with the one before or after under the same heading; False where none is."""
    locked = _held(offering, acting)
    others = list(_beside(locked))
    if locked.is_retired:
        return False
    place = next(number for number, each in enumerate(others) if each.pk == locked.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(others):
        return False
    others[place], others[other] = others[other], others[place]
    for number, each in enumerate(others):
        each.position = number
    Offering.objects.bulk_update(others, ["position"])
    trail.record("service.moved", acting=acting, patient_id=None, about=locked)
    return True


def with_ways(services: Iterable[Offering]) -> list[tuple[Offering, bool, bool]]:
    """Each service, and whether `move` takes it up and down, of a clinic's services in order."""
    listed = list(services)
    beside: dict[str, list[Offering]] = {}
    for each in listed:
        if not each.is_retired:
            beside.setdefault(each.group, []).append(each)
    return [(each, *_ways(each, beside.get(each.group, []))) for each in listed]


def _ways(service: Offering, beside: Sequence[Offering]) -> tuple[bool, bool]:
    if service.is_retired:
        return False, False
    return service != beside[0], service != beside[-1]


def next_position(clinic_id: uuid.UUID) -> int:
    """The place after all of the clinic's services."""
    places = Offering.objects.filter(clinic_id=clinic_id).aggregate(last=Max("position"))
    return int(places["last"] if places["last"] is not None else -1) + 1


def _beside(offering: Offering) -> QuerySet[Offering]:
    """Those of the clinic under the same heading that are not ended, in order, and itself."""
    own = Offering.objects.filter(clinic_id=offering.clinic_id, group=offering.group)
    return own.exclude(state=OfferingState.RETIRED).order_by("position", "id")


def _held(offering: Offering, acting: Acting) -> Offering:
    """The service as it stands; nobody else changes the clinic's until the transaction ends."""
    policies.check_may_offer(acting, offering)
    hold_owner(offering.clinic_id)
    return Offering.objects.select_related("version").get(pk=offering.pk)


def _check_not_ended(offering: Offering) -> None:
    if offering.is_retired:
        raise Refused(_("The service is ended. Take it up again first."))


def _saved(offering: Offering, kind: str, acting: Acting) -> Offering:
    offering.save()
    trail.record(kind, acting=acting, patient_id=None, about=offering)
    return offering

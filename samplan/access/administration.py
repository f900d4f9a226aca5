"""Setting up organisations, staff and roles. The rights and the verbs in one place."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, StaffActing, SystemActing
from samplan.access.policies import Refused
from samplan.audit import trail
from samplan.organisations.models import (
    Assignment,
    Organisation,
    OrganisationKind,
    Role,
    StaffMember,
)

LEVELS = {
    Role.LOCAL_ADMINISTRATOR.value: OrganisationKind.CLINIC,
    Role.REGIONAL_ADMINISTRATOR.value: OrganisationKind.REGION,
    Role.NATIONAL_ADMINISTRATOR.value: OrganisationKind.NATION,
}
TEXTS = (
    *("care_kind", "town", "phone", "phone_hours", "address", "directions", "fees"),
    *("opening_hours", "welcome"),
)


def may_administer(acting: Acting) -> bool:
    """Whether the acting administers anything at all."""
    if isinstance(acting, SystemActing):
        return True
    return isinstance(acting, StaffActing) and LEVELS.get(acting.role) == acting.organisation_kind


def administered_by(acting: Acting) -> QuerySet[Organisation]:
    """What the acting administers: its own organisation and everything below."""
    every = Organisation.objects.order_by("name", "id")
    if isinstance(acting, SystemActing):
        return every
    if not isinstance(acting, StaffActing) or not may_administer(acting):
        return every.none()
    own = acting.clinic_id
    return every.filter(Q(pk=own) | Q(parent_id=own) | Q(parent__parent_id=own))


def roles_at(organisation: Organisation) -> list[Role]:
    """The roles that can be held at an organisation of that kind."""
    level = organisation.kind
    return [role for role in Role if LEVELS.get(role.value, OrganisationKind.CLINIC) == level]


def assignments_at(organisation: Organisation) -> QuerySet[Assignment]:
    """Everyone's roles at the organisation, past ones too, by name and day."""
    roles = Assignment.objects.filter(organisation=organisation)
    return roles.select_related("staff", "organisation").order_by(
        "staff__family_name", "staff__given_name", "starts_on", "id"
    )


def check_may_administer(acting: Acting, organisation: Organisation) -> None:
    """Raise Refused where the organisation is not the acting's to administer."""
    if not administered_by(acting).filter(pk=organisation.pk).exists():
        raise Refused(_("Your assignment does not let you change this."))


@transaction.atomic
def add_clinic(
    parent: Organisation, *, name: str, hsa_id: str, texts: Mapping[str, str], acting: Acting
) -> Organisation:
    """Make a clinic below a region. Raises Refused where the name or HSA-id is taken."""
    check_may_administer(acting, parent)
    if parent.kind != OrganisationKind.REGION:
        raise Refused(_("A clinic belongs to a region or a municipality."))
    try:
        with transaction.atomic():
            clinic = Organisation.objects.create(
                kind=OrganisationKind.CLINIC,
                parent=parent,
                name=name,
                hsa_id=hsa_id,
                slug=slugify(name.translate(PLAIN))[:50],
                **{key: texts.get(key, "") for key in TEXTS},
            )
    except IntegrityError:
        raise Refused(_("There already is an organisation with that name or HSA-id.")) from None
    trail.record("organisation.made", acting=acting, patient_id=None, about=clinic)
    return clinic


PLAIN = str.maketrans("åäöÅÄÖéü", "aaoaaoeu")


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, changes: Mapping[str, str], acting: Acting
) -> Organisation:
    """Change name and texts. Raises Refused where the name is taken."""
    check_may_administer(acting, organisation)
    for name, value in changes.items():
        setattr(organisation, name, value)
    try:
        with transaction.atomic():
            organisation.save(update_fields=list(changes))
    except IntegrityError:
        raise Refused(_("Another organisation has that name.")) from None
    detail = {"fields": sorted(changes)}
    trail.record(
        "organisation.changed", acting=acting, patient_id=None, about=organisation, detail=detail
    )
    return organisation


@transaction.atomic
def put_staff(
    hsa_id: str, *, given_name: str, family_name: str, title: str, acting: Acting
) -> StaffMember:
    """The staff member with that HSA-id, made where there is none.

    Someone who works only where the acting administers nothing keeps the names they have there.
    """
    if not may_administer(acting):
        raise Refused(_("Your assignment does not let you change this."))
    names = {"given_name": given_name, "family_name": family_name, "title": title}
    staff, is_new = StaffMember.objects.get_or_create(hsa_id=hsa_id, defaults=names)
    if is_new:
        trail.record("staff.made", acting=acting, patient_id=None, about=staff)
    elif _is_administered(staff, acting):
        StaffMember.objects.filter(pk=staff.pk).update(**names)
        trail.record("staff.changed", acting=acting, patient_id=None, about=staff)
    return staff


def _is_administered(staff: StaffMember, acting: Acting) -> bool:
    """The staff member has worked somewhere, and nowhere but at the acting's own places."""
    places = Assignment.objects.filter(staff=staff)
    elsewhere = places.exclude(organisation__in=administered_by(acting))
    return places.exists() and not elsewhere.exists()


@transaction.atomic
def give_role(
    staff: StaffMember,
    organisation: Organisation,
    *,
    role: Role,
    starts_on: date,
    ends_on: date | None,
    acting: Acting,
) -> Assignment:
    """Give a role from a day, to a day or until further notice. Giving it twice is once.

    Raises Refused where it would end before it starts, or is a role of a higher level.
    """
    check_may_administer(acting, organisation)
    if role not in roles_at(organisation):
        raise Refused(_("That role belongs to another level."))
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("The last day must not be before the first."))
    assignment, _is_new = Assignment.objects.update_or_create(
        staff=staff,
        organisation=organisation,
        role=role,
        starts_on=starts_on,
        defaults={"ends_on": ends_on},
    )
    trail.record("assignment.given", acting=acting, patient_id=None, about=assignment)
    return assignment


@transaction.atomic
def give_role_to(
    hsa_id: str,
    organisation: Organisation,
    *,
    names: Mapping[str, str],
    role: Role,
    starts_on: date,
    ends_on: date | None,
    acting: Acting,
) -> Assignment:
    """Make or rename the person and give the role, both or neither. Raises as `give_role`."""
    check_may_administer(acting, organisation)
    return give_role(
        put_staff(hsa_id, acting=acting, **names),
        organisation,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        acting=acting,
    )


@transaction.atomic
def end_role(assignment: Assignment, *, acting: Acting, last_day: date) -> Assignment:
    """End a role after `last_day`; the next request the day after is refused."""
    check_may_administer(acting, assignment.organisation)
    if last_day < assignment.starts_on:
        raise Refused(_("The last day must not be before the first."))
    assignment.ends_on = last_day
    assignment.save(update_fields=["ends_on"])
    trail.record("assignment.ended", acting=acting, patient_id=None, about=assignment)
    return assignment

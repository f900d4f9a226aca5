"""Organisations with what they offer, and their staff."""

from samplan.organisations.models.areas import OLDEST, ServiceArea, Sex
from samplan.organisations.models.information import ClinicDocument, InformationPage
from samplan.organisations.models.offer import Errand, HoursFor, OpeningHours, OtherHours, Way
from samplan.organisations.models.places import Organisation, OrganisationKind
from samplan.organisations.models.staff import (
    ROLE_MEANS,
    Assignment,
    AssignmentQuerySet,
    Role,
    StaffMember,
)

__all__ = [
    "OLDEST",
    "ROLE_MEANS",
    "Assignment",
    "AssignmentQuerySet",
    "ClinicDocument",
    "Errand",
    "HoursFor",
    "InformationPage",
    "OpeningHours",
    "Organisation",
    "OrganisationKind",
    "OtherHours",
    "Role",
    "ServiceArea",
    "Sex",
    "StaffMember",
    "Way",
]

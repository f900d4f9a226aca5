"""Fixed care contacts and teams, who is away, and what is agreed about being in touch."""

from samplan.contacts.models.agreed import Channel, CommunicationAgreement, ContactRequest
from samplan.contacts.models.contact import (
    CODE_SYSTEM,
    CODES,
    CareContact,
    CareContactQuerySet,
    ContactKind,
    EndReason,
    InternalNote,
)
from samplan.contacts.models.lists import KeptContactList
from samplan.contacts.models.teams import Absence, CareTeam, TeamMembership

__all__ = [
    "CODES",
    "CODE_SYSTEM",
    "Absence",
    "CareContact",
    "CareContactQuerySet",
    "CareTeam",
    "Channel",
    "CommunicationAgreement",
    "ContactKind",
    "ContactRequest",
    "EndReason",
    "InternalNote",
    "KeptContactList",
    "TeamMembership",
]

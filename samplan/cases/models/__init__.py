"""Cases, what is said in them, who handles them, and the services that they come by."""

from samplan.cases.models.case_kinds import (
    CONVERSATIONS,
    MOST_DAYS,
    MOST_FILES,
    CaseKind,
    WaitsFor,
)
from samplan.cases.models.cases import Case, CaseQuerySet
from samplan.cases.models.coordinating import (
    CoordinationConsent,
    CoordinationConsentQuerySet,
    CoordinationMessage,
    CoordinationMessageQuerySet,
    CoordinationReceipt,
    CoordinationReceiptQuerySet,
)
from samplan.cases.models.drafts import MessageDraft, MessageDraftQuerySet
from samplan.cases.models.handing import HandOut, HandOutQuerySet
from samplan.cases.models.handling import Forward, Presence
from samplan.cases.models.keeping import (
    FEWEST_DAYS,
    Preservation,
    RemovalLog,
    RemovedKind,
    RetentionDecision,
)
from samplan.cases.models.messages import (
    ACTS,
    CaseNote,
    Message,
    MessageKind,
    MessageQuerySet,
    Receipt,
    ToldBy,
)
from samplan.cases.models.own_answers import OwnAnswers
from samplan.cases.models.replies import StandardReply
from samplan.cases.models.saved_selections import SavedSelection
from samplan.cases.models.send_rows import RowState, SendList, SendRow
from samplan.cases.models.sends import Send, SendState
from samplan.cases.models.titled import ROOM_IN_ROW
from samplan.cases.models.types import (
    BegunCase,
    CaseType,
    CaseTypeVersion,
    Direction,
    GoesTo,
    Offering,
    OfferingState,
    OpensTo,
    TypeStatus,
)

__all__ = [
    "ACTS",
    "CONVERSATIONS",
    "FEWEST_DAYS",
    "MOST_DAYS",
    "MOST_FILES",
    "ROOM_IN_ROW",
    "BegunCase",
    "Case",
    "CaseKind",
    "CaseNote",
    "CaseQuerySet",
    "CaseType",
    "CaseTypeVersion",
    "CoordinationConsent",
    "CoordinationConsentQuerySet",
    "CoordinationMessage",
    "CoordinationMessageQuerySet",
    "CoordinationReceipt",
    "CoordinationReceiptQuerySet",
    "Direction",
    "Forward",
    "GoesTo",
    "HandOut",
    "HandOutQuerySet",
    "Message",
    "MessageDraft",
    "MessageDraftQuerySet",
    "MessageKind",
    "MessageQuerySet",
    "Offering",
    "OfferingState",
    "OpensTo",
    "OwnAnswers",
    "Presence",
    "Preservation",
    "Receipt",
    "RemovalLog",
    "RemovedKind",
    "RetentionDecision",
    "RowState",
    "SavedSelection",
    "Send",
    "SendList",
    "SendRow",
    "SendState",
    "StandardReply",
    "ToldBy",
    "TypeStatus",
    "WaitsFor",
]

"""What the pages ask of whoever owns the answers."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.acting import Acting, PatientActing, StaffActing
from samplan.access.owned import PatientOwned
from samplan.access.request import PatientRequest, StaffRequest
from samplan.audit import trail
from samplan.forms.answering.posts import PagePost
from samplan.forms.answering.saving import Saved
from samplan.forms.drafts import Draft, read_draft
from samplan.forms.models import Response, ResponseVersion

Request = PatientRequest | StaffRequest


@dataclass(frozen=True)
class Back:
    """The page that the questions belong to: what it is called, and the button that leads there."""

    url: str
    name: str
    button: str


@dataclass(frozen=True)
class Regarding:
    """Something that is written about: what it is called, with its day, and its page."""

    words: str
    url: str


@dataclass(frozen=True)
class Told(ABC):
    """What the pages tell of the row that the answers belong to, to the side that acts."""

    acting: PatientActing | StaffActing
    at: datetime
    response: Response
    draft: Draft

    @property
    @abstractmethod
    def about(self) -> PatientOwned:
        """The row that the answers belong to."""

    @property
    @abstractmethod
    def back(self) -> Back:
        """Where one comes from, and from where one goes on later."""

    @property
    @abstractmethod
    def readers(self) -> str:
        """Who reads the answers and when, for the patient who writes them."""

    @property
    @abstractmethod
    def advice(self) -> str:
        """What the patient does instead where it is too late to answer here."""

    @abstractmethod
    def happens_now(self, version: ResponseVersion) -> Sequence[str]:
        """What happens with answers that are sent, a sentence each."""

    @property
    def sent_title(self) -> str:
        """What the receipt is headed."""
        return _("The answers are sent")

    @property
    def to_know_first(self) -> str:
        """What one should know before one writes; mostly nothing."""
        return ""

    @property
    def regarding(self) -> Regarding | None:
        """What else it is about than its own page, such as a visit."""
        return None

    @property
    def instead(self) -> Regarding | None:
        """What is answered instead, where these questions no longer are."""
        return None

    @property
    def is_staff(self) -> bool:
        """Staff enter the answers, from phone or paper."""
        return isinstance(self.acting, StaffActing)

    @property
    def entered_for(self) -> str:
        """What staff are to know while they enter answers."""
        return _(
            "You enter answers for %(name)s, from phone or paper. They are marked as entered by "
            "staff."
        ) % {"name": self.about.patient.full_name}


@dataclass(frozen=True)
class Way(Told):
    """One row's questions as one side reaches them, at the moment of the request.

    Whoever makes a way has asked whether the acting may answer, and has `about` with its patient
    and clinic at hand: the pages ask for neither.
    """

    @abstractmethod
    def url(self, name: str, *args: object) -> str:
        """The address of one of this side's pages, by its name in `addresses`."""

    @property
    @abstractmethod
    def can_change(self) -> bool:
        """The answers can still be changed."""

    @abstractmethod
    def check_answerable(self) -> None:
        """Raise Refused, with the reason, where it is too late to answer."""

    @abstractmethod
    def save(self, post: PagePost) -> Saved:
        """Save a page by the owner's action around `save_post`, and raise what that raises.

        Raises Refused as `check_answerable` does.
        """

    @abstractmethod
    def send(self, *, over: int) -> None:
        """Send the draft by the owner's action around `send_response`, and raise what that raises.

        Raises Refused as `check_answerable` does.
        """

    @abstractmethod
    def anew(self) -> Self:
        """The same way as everything stands now. Raises Http404 where it is gone."""

    def open(self) -> bool:
        """Note that the questions are opened; False where there is nothing to show any more."""
        return True

    @property
    def can_be_blank(self) -> bool:
        """To send nothing answered says something too, such as that one has nothing to add."""
        return False

    @property
    def discard_url(self) -> str:
        """Where one throws away what is not sent; empty where one cannot."""
        return ""


def log_read(way: Way) -> None:
    """Log that the questions and answers were looked at."""
    whose = way.about.patient_id
    trail.read("response.read", acting=way.acting, patient_id=whose, about=way.about)


def draft_to_answer(response: Response, acting: Acting) -> Draft:
    """The draft of the acting's side, in the language that it is answered in."""
    return read_draft(response, acting, language=get_language() or "sv")

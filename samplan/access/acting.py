"""Who acts, made once per request. Every query begins here and every action takes it."""

import uuid
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class PatientActing:
    """A person acting for oneself or, as guardian, for a child."""

    user_id: uuid.UUID
    person_id: uuid.UUID
    person_name: str
    patient_id: uuid.UUID
    patient_name: str
    patient_given_name: str
    kind: Literal["self", "guardian"]
    has_others: bool = False

    @property
    def key(self) -> str:
        """What the signed mark of a form holds: user, kind and patient."""
        return f"{self.user_id}:{self.kind}:{self.patient_id}"

    @property
    def actor_id(self) -> str:
        """The person who acts."""
        return str(self.person_id)

    @property
    def actor_name(self) -> str:
        """The name of the person who acts."""
        return self.person_name

    @property
    def actor_title(self) -> str:
        """Nothing: people act by right of who they are."""
        return ""

    @property
    def unit_id(self) -> uuid.UUID | None:
        """None: no clinic stands behind."""
        return None

    @property
    def unit_name(self) -> str:
        """Empty: no clinic stands behind."""
        return ""


@dataclass(frozen=True, slots=True)
class StaffActing:
    """A staff member in one assignment: one role at one organisation."""

    user_id: uuid.UUID
    staff_id: uuid.UUID
    assignment_id: uuid.UUID
    actor_name: str
    actor_title: str
    role: str
    clinic_id: uuid.UUID
    clinic_name: str
    organisation_kind: str = "clinic"
    has_others: bool = False
    kind: Literal["staff"] = "staff"

    @property
    def key(self) -> str:
        """What the signed mark of a form holds: user, kind and assignment."""
        return f"{self.user_id}:staff:{self.assignment_id}"

    @property
    def actor_id(self) -> str:
        """The staff member."""
        return str(self.staff_id)

    @property
    def unit_id(self) -> uuid.UUID | None:
        """The organisation of the assignment."""
        return self.clinic_id

    @property
    def unit_name(self) -> str:
        """Its one canonical name."""
        return self.clinic_name


@dataclass(frozen=True, slots=True)
class SystemActing:
    """A named job or command, such as "reminders". `on_behalf_of` is the `--as` of a command."""

    job: str
    on_behalf_of: str = ""
    kind: Literal["system"] = "system"

    @property
    def actor_id(self) -> str:
        """The job's name."""
        return self.job

    @property
    def actor_name(self) -> str:
        """Who started it, where someone did; else the product."""
        return self.on_behalf_of or "Samplan"

    @property
    def actor_title(self) -> str:
        """The job's name."""
        return self.job

    @property
    def unit_id(self) -> uuid.UUID | None:
        """None: a job serves every clinic."""
        return None

    @property
    def unit_name(self) -> str:
        """Empty."""
        return ""


Acting: TypeAlias = PatientActing | StaffActing | SystemActing

"""What an identity provider has verified about someone."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Claims:
    """Verified claims: the provider's subject, a name, and a personal or a staff identity."""

    subject: str
    name: str
    identity_number: str | None = None
    hsa_id: str | None = None

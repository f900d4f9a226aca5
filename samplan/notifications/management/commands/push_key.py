"""`samplan push-key`: makes a key to sign web push with."""

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Prints a new private key, for SAMPLAN_PUSH_KEY. It is kept nowhere."""

    help = "Prints a new private key for SAMPLAN_PUSH_KEY."

    def handle(self, **options: Any) -> None:
        """Print it."""
        secret = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        said = base64.urlsafe_b64encode(secret.to_bytes(32)).rstrip(b"=").decode()
        self.stdout.write(said)

"""The demo's own secret key, made once and kept under var/."""

import secrets
from pathlib import Path


def secret_key(var: Path) -> str:
    """The key in `var`/secret-key, made on first use and readable by its owner only."""
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()

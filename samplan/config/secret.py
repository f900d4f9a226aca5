"""The demo's own secret key, made once and kept under var/."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def secret_key(var: Path) -> str:
    """The key in `var`/secret-key, made on first use and readable by its owner only."""
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=var) as new, suppress(FileExistsError):
            new.write(secrets.token_urlsafe(64))
            new.flush()
            os.link(new.name, path)  # whole or not at all, whoever else is starting
    return path.read_text()

"""The three database addresses: the application's, the owner's, and the direct one.

`DATABASE_URL` (the application's role: no update or delete on the log), `DATABASE_OWNER_URL`
(migrations) and `DATABASE_DIRECT_URL` (workers that listen; never through a pooler). Without
`DATABASE_URL` they lead to the embedded server.
"""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from samplan.config import embedded

ROLES = {"default": "samplan_app", "owner": "samplan_owner", "direct": "samplan_app"}
VARIABLES = {
    "default": "DATABASE_URL",
    "owner": "DATABASE_OWNER_URL",
    "direct": "DATABASE_DIRECT_URL",
}


# Planning the busiest pages' statements takes longer than running them. A pooler in transaction
# mode must know of prepared statements: PgBouncer 1.22 or later, `max_prepared_statements` above 0.
PREPARED_FROM = 5  # uses on one connection


def is_embedded() -> bool:
    """Whether the embedded server is used: no address was given."""
    return not os.environ.get("DATABASE_URL")


def address(alias: str, server: str) -> str:
    """The address behind `alias`, one of ROLES; `server` names the embedded server."""
    if is_embedded():
        return embedded.address(server, ROLES[alias])
    return os.environ.get(VARIABLES[alias]) or os.environ["DATABASE_URL"]


def databases(server: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES with one entry for each address."""
    return {alias: _django_settings(address(alias, server)) for alias in ROLES}


def _django_settings(url: str) -> dict[str, Any]:
    parts = {key: value for key, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "samplan.config.postgresql",
        "NAME": parts.pop("dbname", "samplan"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {
            **parts,
            "server_side_binding": True,
            "prepare_threshold": PREPARED_FROM,
        },
    }

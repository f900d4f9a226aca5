"""The primary key of every table."""

from typing import Any

from django.db import models
from django.db.models import Func

from samplan.common.ids import uuid7


class DatabaseKey(Func):
    """A UUID version 7 made by the database."""

    function = "uuidv7"
    output_field = models.UUIDField()


class KeyField(models.UUIDField):  # type: ignore[type-arg]  # not generic at run time
    """A UUIDv7 primary key, made in Python and, for rows that come by SQL, in the database.

    The database's default alone would leave rows from bulk_create without keys.
    """

    def __init__(self, **options: Any) -> None:
        options |= {"primary_key": True, "default": uuid7, "editable": False}
        options["db_default"] = DatabaseKey()
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Without the options that are always the same."""
        name, path, args, options = super().deconstruct()
        for given in ("primary_key", "default", "editable", "db_default"):
            options.pop(given, None)
        return name, path, list(args), options

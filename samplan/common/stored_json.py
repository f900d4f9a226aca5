"""JSON as the database keeps it, read and written quickly: a long form is some 200 kB.

What orjson does not take (numbers past 64 bits, halves of surrogate pairs) goes by Python's own.
"""

import json
from typing import Any

import orjson


def written(value: object) -> str:
    """The value as JSON text. Raises TypeError for what JSON has no form of."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value)


class StoredJSON(json.JSONDecoder):
    """For `JSONField(decoder=StoredJSON)`."""

    def decode(self, s: str, *_where: Any) -> Any:
        """The value of a JSON text. Raises JSONDecodeError, which is a ValueError."""
        try:
            return orjson.loads(s)
        except orjson.JSONDecodeError:
            return super().decode(s)

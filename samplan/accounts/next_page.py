"""Where to go after signing in: only ever inside the product."""

import re
from typing import Final

from django.utils.http import url_has_allowed_host_and_scheme

PATH: Final = re.compile("/[^\x00-\x20\x7f-\U0010ffff]*")  # what else there is stands as %xx


def next_page(address: str | None) -> str:
    """`address` where it is a path of ours, else the empty string."""
    is_path = bool(address) and PATH.fullmatch(address or "") is not None
    if is_path and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address or ""
    return ""

"""Where to go after signing in: only ever inside the product."""

from django.utils.http import url_has_allowed_host_and_scheme


def next_page(address: str | None) -> str:
    """`address` where it is a path of ours, else the empty string."""
    if (
        address
        and address.startswith("/")
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    ):
        return address
    return ""

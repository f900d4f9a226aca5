"""Taking away answers whose time has come."""

import uuid
from collections.abc import Sequence

from samplan.forms.models import Response, ResponseVersion


def remove_responses(response_ids: Sequence[uuid.UUID]) -> int:
    """Take away the responses with all that was sent in them; gives how many.

    In the caller's transaction, who has let go of them and logs it.
    """
    ResponseVersion.objects.filter(response__in=response_ids).delete()
    gone, _by_table = Response.objects.filter(pk__in=response_ids).delete()
    return gone

"""Answers that should not have been sent: they stay, and count no more."""

from samplan.forms.models import Response, ResponseStatus


def mark_entered_in_error(response: Response) -> None:
    """What was sent of the response is in error (FHIR's status): it is compared with nothing, and
    is not among the patient's answers.

    In the caller's transaction, who logs it.
    """
    response.status = ResponseStatus.ENTERED_IN_ERROR
    response.save(update_fields=["status"])

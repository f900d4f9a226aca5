"""What a form means to others before it is taken out of use."""

import uuid
from dataclasses import dataclass

from samplan.forms import usage
from samplan.forms.models import Questionnaire, Response, ResponseStatus
from samplan.forms.supply.followers import followers_of


@dataclass(frozen=True)
class Life:
    """How much hangs on a form: what sends it, who follows it, and answers on their way."""

    used: tuple[tuple[object, int], ...]
    followers: int
    begun: int

    @property
    def is_quiet(self) -> bool:
        """Nothing hangs on it."""
        return not self.used and not self.followers and not self.begun


def life_of(questionnaire: Questionnaire) -> Life:
    """Counted now. Answers are only counted, never read."""
    ids: list[uuid.UUID] = [questionnaire.pk]
    followers = followers_of(questionnaire)
    begun = Response.objects.filter(
        version__questionnaire=questionnaire, status=ResponseStatus.IN_PROGRESS
    )
    return Life(tuple(usage.count_of(ids)), followers.count(), begun.count())

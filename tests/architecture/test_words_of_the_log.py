"""What the log says of each event is a short plain sentence in past tense, in both languages."""

import pytest
from django.utils import translation

from samplan.audit import kinds

STIFF = ("vem personen är", "gjorde något klart", "omhändertagen", "tog ställning", "noterades")


@pytest.mark.parametrize("key", sorted(kinds.known()))
def test_each_kind_reads_as_what_someone_did(key: str) -> None:
    with translation.override("sv"):
        swedish = str(kinds.kind(key).words)
    with translation.override("en-gb"):
        english = str(kinds.kind(key).words)

    assert swedish != english
    assert swedish[0].islower()
    assert len(swedish) <= 80
    assert not any(words in swedish for words in STIFF)


def test_done_in_the_plan_is_marked_and_details_are_looked_at() -> None:
    with translation.override("sv"):
        assert str(kinds.kind("activity.done").words) == "markerade något i planen som klart"
        assert "personuppgifter" in str(kinds.kind("patient.read").words)

"""What the builder keeps in memory, and how it names what is new in a later version."""

import pytest

from samplan.forms import engine
from samplan.forms.building.flat import taken_apart
from samplan.forms.building.previewing import drawable
from samplan.forms.models import DraftItem, QuestionnaireVersion
from samplan.forms.supply.opening import document_of, draft_of_own
from samplan.forms.tests.builder import Builder


def test_what_is_kept_in_memory_stays_as_it_is_stored(builder: Builder):
    """Whatever is worked out from it: each of these is refused, since it is of another revision."""
    builder.post("villkor/?vald=b&fraga=a", way="given")
    builder.get()
    for part, vald, fields in (
        ("tillagg/", "", {"component": "matrix", "id": "a"}),
        ("kopia/", "", {"id": "b"}),
        ("flytt/", "", {"id": "b", "to": "before", "other": "a"}),
        ("borttagning/", "", {"id": "a", "sure": "yes"}),
        ("villkor/?vald=b&fraga=a", "", {"way": "missing"}),
        ("villkor/borttagning/", "b", {"place": "0"}),
        ("uppgifter/", "", {"title_own": "Annat"}),
        ("fraga/", "b", {"text_own": "Annat", "option-count": "1", "option-0-own": "z"}),
    ):
        builder.post(part, vald, over=0, **fields)
        builder.get("fraga/", vald="b")
        builder.get("forhandsvisning/", vald="a")
    builder.draft.refresh_from_db()
    assert builder.draft.revision == 2
    kept = draft_of_own(builder.browser.acting, form_id=builder.draft.questionnaire_id)
    stored = DraftItem.objects.filter(version=builder.draft).values_list("link_id", "content")
    assert taken_apart(kept.document) == dict(stored)


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("tillagg/", {"component": "profession", "id": "a"}),
        ("tillagg/", {"component": "matrix", "id": "a"}),
        ("kopia/", {"id": "b"}),
    ],
)
def test_no_question_gets_the_name_of_one_that_was_taken_away(
    builder: Builder, part: str, fields: dict[str, str]
):
    """Answers of earlier versions are known by their linkIds."""
    old = set(builder.ids())
    builder.post(part, **fields)
    before = set(builder.ids()) - old
    for name in before:
        builder.post("borttagning/", id=name, sure="yes")
    QuestionnaireVersion.objects.filter(pk=builder.draft.pk).update(number=2)  # the next draft
    builder.post(part, **fields)
    after = set(builder.ids()) - old
    assert after
    assert before.isdisjoint(after)
    engine.load(drawable(document_of(builder.draft)))

"""The builder's picture of what the patient sees."""

from samplan.forms.tests.builder import Builder
from samplan.forms.tests.questionnaires import group, item, when


def test_what_is_shown_only_sometimes_is_seen_where_one_words_it(builder: Builder):
    more = item("more", text="Var?", enableWhen=[when("yes", answerBoolean=True)])
    boolean = item("yes", "boolean")
    form = [group("sida-1", boolean, group("inner", more), item("last"))]
    builder.change(form)
    hidden = 'data-block="block-2" hidden'
    page = builder.get("forhandsvisning/", vald="more").content.decode()
    assert "Var?" in page
    assert hidden not in page
    assert "Här ser du den ändå" in page
    page = builder.get("forhandsvisning/", vald="sida-1").content.decode()
    assert hidden in page
    assert "Här ser du den ändå" not in page

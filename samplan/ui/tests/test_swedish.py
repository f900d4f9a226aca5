"""Every word of the look is there in Swedish."""

from babel.messages.pofile import read_po

from samplan.ui.tests.sources import CATALOGUE, words


def test_every_text_has_its_swedish():
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="sv")
    found = set(words())
    assert len(found) > 40
    missing = [
        text
        for context, text in found
        if not ((entry := catalogue.get(text, context)) and entry.string)
    ]
    assert missing == []


def test_placeholders_survive_translation():
    with CATALOGUE.open("rb") as source:
        faults = [list(message.check()) for message in read_po(source, locale="sv")]
    assert [fault for fault in faults if fault] == []

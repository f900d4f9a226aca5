from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import trans_real

from samplan.ui.tests.sources import CATALOGUE


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page's language is Swedish, read from the catalogue's source, compiled or not."""
    with CATALOGUE.open("rb") as source:
        words = {
            (message.context, message.id): message.string
            for message in read_po(source, locale="sv")
            if message.id
        }
    translator = trans_real.translation("sv")
    for (context, english), swedish_word in words.items():
        key = f"{context}\x04{english}" if context else english
        monkeypatch.setitem(translator._catalog._catalogs[0], key, swedish_word)
    with translation.override("sv"):
        yield

"""The one shape of a fault that carries the sentence its reader gets."""

from collections.abc import Mapping
from typing import ClassVar


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message catalogue without translating it here."""
    return sentence


class PlainFault(ValueError):
    """What is wrong and what to do about it, in words for the person who can mend it.

    `code` is for programs, `message` is the English template with `%(name)s` places and
    `params` fills them, so that a caller can write `gettext(fault.message) % fault.params`.
    `str(fault)` is the English sentence. Sentences never repeat what the person wrote where
    that may be an identity number.
    """

    sentences: ClassVar[Mapping[str, str]] = {}

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.message = self.sentences[code]
        self.params = params
        super().__init__(self.message % params)

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.code, self.params)


def _revive(kind: type[PlainFault], code: str, params: dict[str, str | int]) -> PlainFault:
    return kind(code, **params)

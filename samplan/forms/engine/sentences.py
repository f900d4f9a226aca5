"""Marks sentences for the message catalogue; the engine itself never translates."""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message catalogue without translating it here."""
    return sentence

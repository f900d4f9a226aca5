"""What others want to know of sent answers: how many, what matters, whom one wishes to meet."""

from typing import Final

from samplan.forms import engine
from samplan.forms.loaded import form_of
from samplan.forms.models import ResponseVersion

QUESTION_CODES: Final = "https://samplan.example/codes/question"
WHAT_MATTERS: Final = "what-matters"
MOST_IMPORTANT: Final = "most-important"
WISHED_PROFESSION: Final = "wished-profession"
OTHER_PROFESSION: Final = "wished-profession-other"
ANSWER_CHANNEL: Final = "answer-channel"
HERE: Final = "here"  # the answer channel that is the inbox


def answers_of(version: ResponseVersion) -> engine.Answers:
    """The answers as the engine's values."""
    form = form_of(version.response.version, "")
    return engine.answers_from_response(form, version.document)


def counted(version: ResponseVersion) -> int:
    """How many questions are answered."""
    return len(answers_of(version))


def file_ids_in(version: ResponseVersion) -> list[str]:
    """The keys of the files among the answers."""
    return [file.id for file in files_in(version)]


def files_in(version: ResponseVersion) -> list[engine.AttachmentRef]:
    """The files among the answers."""
    values = (value for given in answers_of(version).values() for value in given)
    return [value for value in values if isinstance(value, engine.AttachmentRef)]


def most_important(version: ResponseVersion) -> str:
    """What the patient says matters most, written or chosen, as the patient reads it.

    What matters in life comes before what to talk about first. Empty where the form asks for
    neither or has no answer.
    """
    form, answers = form_of(version.response.version, ""), answers_of(version)
    for code in (WHAT_MATTERS, MOST_IMPORTANT):
        said = [
            engine.display(item, value, engine.Words())
            for item in form.coded(QUESTION_CODES, code)
            for value in answers.of(item.link_id)
        ]
        if said:
            return ", ".join(said)
    return ""


def first_words(version: ResponseVersion) -> str:
    """The first that someone has written in their own words, on one line; empty where nobody
    has: what a list can call the answers by. Longer texts come before names and numbers."""
    form, answers = form_of(version.response.version, ""), answers_of(version)
    for kind in (engine.Kind.TEXT, engine.Kind.STRING):
        for item in form.items.values():
            said = answers.of(item.link_id) if item.kind is kind else ()
            if said:
                return " ".join(str(said[0]).split())
    return ""


def wished_professions(version: ResponseVersion, language: str) -> list[tuple[str, str]]:
    """The professions that the patient wishes to meet, as (code, words in `language`).

    "Someone else" reads as the patient's own words for whom, where the form asks.
    """
    form, answers = form_of(version.response.version, language), answers_of(version)
    own_words = [
        str(value)
        for item in form.coded(QUESTION_CODES, OTHER_PROFESSION)
        for value in answers.of(item.link_id)
    ]
    found: list[tuple[str, str]] = []
    for item in form.coded(QUESTION_CODES, WISHED_PROFESSION):
        for value in answers.of(item.link_id):
            words = engine.display(item, value, engine.Words())
            is_other = isinstance(value, engine.Choice) and value.code == "other"
            key = value.key if isinstance(value, engine.Choice) else str(value)
            found.append((key, ", ".join(own_words) if is_other and own_words else words))
    return found


def wished_channel(version: ResponseVersion, language: str) -> str:
    """How the patient wishes to be answered, such as by phone, as it is chosen in `language`.

    Empty where the answer is wished for in the inbox, or the form does not ask.
    """
    form, answers = form_of(version.response.version, language), answers_of(version)
    return ", ".join(
        engine.display(item, value, engine.Words())
        for item in form.coded(QUESTION_CODES, ANSWER_CHANNEL)
        for value in answers.of(item.link_id)
        if not (isinstance(value, engine.Choice) and value.code == HERE)
    )

"""Everything that is said is said in Swedish too, and whatever is said can be."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from samplan.config import messages
from tests.architecture.sources import Source, sources

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
from samplan.common.faults import gettext_noop

LAZY = gettext_lazy("Visit")
TABLE = {"empty": gettext_noop("Fill "
                               "it in.")}
def words(count): return ngettext("%(count)d file", "%(count)d files", count), pgettext("x", "Open")
"""
PAGE = """
{% extends "ui/base.html" %}
    {% translate "Start" as title %}
  {% blocktranslate trimmed asvar lead with name=person.name %}
    Hello
    {{ name }}
  {% endblocktranslate %}
{% blocktranslate count number=days %}One day{% plural %}{{ number }} days{% endblocktranslate %}
"""
SAID = {
    *("Visit", "Fill it in.", "%(count)d file", "Open"),
    *("Start", "Hello %(name)s", "One day"),
}

SAYING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An app of its own, with its Swedish."""
    folder = tmp_path / "visits"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "views.py").write_text(CODE)
    (folder / "templates" / "start.html").write_text(PAGE)
    monkeypatch.setattr(messages, "PRODUCT", tmp_path)
    messages.update(folder)
    translate(folder, 'msgstr ""', 'msgstr "Svenska"')
    for plural in ("%(count)d filer", "%(number)s dagar"):
        translate(folder, 'msgstr[0] ""\nmsgstr[1] ""', f'msgstr[0] "En"\nmsgstr[1] "{plural}"', 1)
    translate(folder, 'Hello %(name)s"\nmsgstr "Svenska"', 'Hello %(name)s"\nmsgstr "Hej %(name)s"')
    assert messages.check(folder) == []
    return folder


def translate(app: Path, old: str, new: str, count: int = -1) -> None:
    """Write in the catalogue, its header apart."""
    path = messages.catalogue_path(app)
    head, rest = path.read_text().split("\n\n", 1)
    assert old in rest
    path.write_text(f"{head}\n\n{rest.replace(old, new, count)}")


def test_the_swedish_is_complete(capsys: pytest.CaptureFixture[str]):
    status = messages.main(["check"])
    assert (status, capsys.readouterr().err) == (0, "")


def test_what_is_written_is_as_update_writes_it():
    for app in messages.apps_with_words():
        before = messages.catalogue_path(app).read_text()
        messages.update(app)
        assert messages.catalogue_path(app).read_text() == before


def test_texts_of_every_sort_are_found(app: Path):
    found = {messages._key(message) for message in messages.said(messages.extracted(app))}
    assert found == SAID


def test_known_swedish_is_kept_and_what_nobody_says_goes(app: Path):
    translate(app, 'Visit"\nmsgstr "Svenska"', 'Visit"\nmsgstr "Besök"')
    (app / "templates" / "start.html").unlink()
    messages.update(app)
    text = messages.catalogue_path(app).read_text()
    assert 'msgid "Visit"\nmsgstr "Besök"' in text
    assert "Start" not in text
    assert "#:" not in text


def test_swedish_is_taken_from_another_app(app: Path):
    translate(app, 'Visit"\nmsgstr "Svenska"', 'Visit"\nmsgstr "Besök"')
    other = app.parent / "plans"
    other.mkdir()
    (other / "__init__.py").write_text('_("Visit")')
    messages.update(other)
    assert 'msgid "Visit"\nmsgstr "Besök"' in messages.catalogue_path(other).read_text()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('Start"\nmsgstr "Svenska"', 'Start"\nmsgstr ""', "no Swedish yet: 'Start'"),
        ('msgid "Start"', '#, fuzzy\nmsgid "Start"', "only guessed: 'Start'"),
        ("Hej %(name)s", "Hej %(namn)s", "other places to fill in"),
        ("Hej %(name)s", "Hej", "other places to fill in"),
        ("Hej %(name)s", "Hej “%(name)s”", "quotation marks"),
        ("Hej %(name)s", "Hej '%(name)s'", "quotation marks"),
        ('msgid "Start"', 'msgid "Stop"', "nobody says this any more: 'Stop'"),
        (
            'msgid "Start"\nmsgstr',
            '#~ msgid "Old"\n#~ msgstr "x"\n\nmsgid "Start"\nmsgstr',
            "'Old'",
        ),
        ('msgstr[1] "%(number)s dagar"', 'msgstr[1] ""', "no Swedish yet: 'One day'"),
    ],
)
def test_a_planted_fault_is_seen(app: Path, old: str, new: str, fault: str):
    translate(app, old, new)
    assert any(fault in each for each in messages.check(app))


def test_two_words_for_one_are_seen(app: Path):
    other = app.parent / "plans"
    other.mkdir()
    (other / "__init__.py").write_text('_("Visit")')
    messages.update(other)
    assert messages.contradictions([app, other]) == []
    translate(other, 'msgstr "Svenska"', 'msgstr "Besök"')
    assert messages.contradictions([other, app]) == [
        "plans and visits differ, use pgettext: 'Visit'"
    ]


def test_what_is_compiled_is_what_django_reads(app: Path):
    messages.compile_catalogue(app)
    assert messages.catalogue_path(app).with_suffix(".mo").read_bytes()[:4] == b"\xde\x12\x04\x95"
    with messages.catalogue_path(app).open("rb") as source:
        assert len(read_po(source)) == len(SAID)


def test_refusals_can_be_translated():
    assert untranslatable(sources()) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ('raise Refused("Too late.")', 1),
        ('raise policies.Refused(f"Too late for {name}.")', 1),
        ('messages.success(request, "Saved.")', 1),
        ('form.add_error(None, "Say when.")', 1),
        ('raise Refused(_("Too late."))', 0),
        ("messages.error(request, str(refusal))", 0),
    ],
)
def test_a_sentence_that_cannot_be_translated_is_seen(line: str, count: int):
    assert len(untranslatable([Source("visits", "actions.py", line)])) == count


def test_no_words_are_hidden_from_the_extractor():
    assert hidden(sources()) == []


@pytest.mark.parametrize(
    ("line", "count"), [("""f"<p>{said(_('Sent.'))}</p>\"""", 1), ('words = _("Sent.")', 0)]
)
def test_words_that_the_extractor_cannot_see_are_seen(line: str, count: int):
    assert len(hidden([Source("visits", "actions.py", line)])) == count


def hidden(checked: Iterable[Source]) -> list[str]:
    """Calls of gettext inside an f-string: the extractor does not look into strings."""
    return [
        f"{source}:{call.lineno} {ast.unparse(call)}"
        for source in checked
        for node in ast.walk(source.tree)
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in SAYING
        and isinstance(call.args[0], ast.Constant)
    ]


def untranslatable(checked: Iterable[Source]) -> list[str]:
    """Sentences for people that are written out instead of through gettext."""
    return [
        f"{source}:{node.lineno} {ast.unparse(argument)}"
        for source in checked
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and speaks(node.func)
        for argument in node.args[-1:]
        if isinstance(argument, ast.JoinedStr)
        or (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]


def speaks(called: ast.expr) -> bool:
    """Whether the call's words reach a person: a refusal, a message, a form's error."""
    name = ast.unparse(called)
    is_message = name in {f"messages.{kind}" for kind in ("success", "error", "info", "warning")}
    return is_message or name.split(".")[-1] in {"Refused", "TimeIsTaken", "add_error"}

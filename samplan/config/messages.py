"""The message catalogues: `python -m samplan.config.messages update|check|compile`.

English stands in the code; each app's Swedish in `samplan/<app>/locale/sv/LC_MESSAGES/django.po`.
Needs neither the gettext programs nor a database.
"""

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

PRODUCT: Final = Path(__file__).resolve().parents[1]
KEYWORDS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# The shelf shows invented words, in Swedish already; tests speak to nobody.
UNREAD: Final = re.compile(r"/(tests|migrations|shelf)/|/shelf\.py$")
PLACE: Final = re.compile(r"%\(\w+\)[a-z]|%[a-z]\b|\{\w*\}")
NOT_SWEDISH: Final = re.compile("[“„']")  # in Swedish the same sign stands on both sides: ”
HEADER: Final = """\
msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Words: TypeAlias = str | tuple[str, ...] | list[str]


def main(arguments: list[str]) -> int:
    """Do one of the three verbs to every app; 1 where something is left to do."""
    verbs: dict[str, Callable[[Path], list[str]]] = {
        "update": update,
        "check": check,
        "compile": compile_catalogue,
    }
    if len(arguments) != 1 or arguments[0] not in verbs:
        sys.stderr.write(f"Say one of {', '.join(verbs)}.\n")
        return 2
    verb = verbs[arguments[0]]
    faults = [fault for app in apps_with_words() for fault in verb(app)]
    if arguments[0] == "check":
        faults += contradictions(apps_with_words())
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def apps_with_words() -> list[Path]:
    """The folders of apps that say something, or once did."""
    folders = sorted(path for path in PRODUCT.iterdir() if (path / "__init__.py").exists())
    return [app for app in folders if catalogue_path(app).exists() or len(extracted(app))]


def catalogue_path(app: Path) -> Path:
    """Where the app's Swedish stands."""
    return app / "locale" / "sv" / "LC_MESSAGES" / "django.po"


def extracted(app: Path) -> Catalog:
    """Every text of the app's code and templates, without Swedish."""
    found = Catalog(locale="sv")
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html")]):
        if UNREAD.search(path.as_posix()):
            continue
        for words, context in texts(path):
            found.add(words, context=context)
    return found


def texts(path: Path) -> Iterator[tuple[Words, str | None]]:
    """The translatable texts of one file, each with its context; plurals as pairs."""
    text = path.read_text()
    if path.suffix == ".html":
        # Babel reads it as Python, where a template's indentation would be a fault.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    for _line, words, _comments, context in extract(
        "python", io.BytesIO(text.encode()), keywords=KEYWORDS
    ):
        yield words, context


def kept(app: Path) -> Catalog:
    """The app's catalogue as it stands; empty where there is none."""
    path = catalogue_path(app)
    if not path.exists():
        return Catalog(locale="sv")
    with path.open("rb") as source:
        return read_po(source, locale="sv")


def update(app: Path) -> list[str]:
    """Write the catalogue anew: known Swedish is kept, new texts are empty, old ones go.

    What another app has said in Swedish already is taken from there.
    """
    written = Catalog(locale="sv")
    known = [kept(app), *(kept(other) for other in apps_with_words() if other != app)]
    for message in said(extracted(app)):
        written.add(message.id, _swedish(message, known), context=message.context)
    out = io.BytesIO()
    write_po(out, written, width=0, sort_output=True, omit_header=True, no_location=True)
    path = catalogue_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + out.getvalue().decode().strip() + "\n")
    return []


def _swedish(wanted: Message, known: list[Catalog]) -> Words:
    for catalogue in known:
        found = catalogue.get(_key(wanted), wanted.context)
        if found is not None and found.string and all(_forms(found.string)) and not found.fuzzy:
            return found.string
    return ""


def check(app: Path) -> list[str]:
    """What the app's Swedish lacks, a sentence each."""
    wanted, have = extracted(app), kept(app)
    faults = [
        f"{app.name}: {fault}: {_key(message)!r}"
        for message in said(wanted)
        if (fault := _fault(message, have.get(_key(message), message.context)))
    ]
    faults += [
        f"{app.name}: nobody says this any more: {_key(message)!r}"
        for message in [*said(have), *have.obsolete.values()]
        if wanted.get(_key(message), message.context) is None
    ]
    return faults


def _fault(wanted: Message, found: Message | None) -> str:
    """What is wrong with the Swedish of one text; empty where nothing is."""
    if found is None or not all(_forms(found.string)):
        return "no Swedish yet"
    if found.fuzzy:
        return "only guessed"
    if len(_forms(found.string)) != len(_forms(wanted.id)):
        return "a plural on one side only"
    places = set(PLACE.findall(" ".join(_forms(wanted.id))))
    said_places = [set(PLACE.findall(form)) for form in _forms(found.string)]
    if set().union(*said_places) != places:
        return "other places to fill in than in English"
    if NOT_SWEDISH.search(" ".join(_forms(found.string))):
        return "quotation marks of another language"
    return ""


def contradictions(apps: list[Path]) -> list[str]:
    """Texts with different Swedish in two apps: Django would show one of them in both."""
    known: dict[tuple[str, str | None], tuple[str, object]] = {}
    faults = []
    for app in apps:
        for message in said(kept(app)):
            key = (_key(message), message.context)
            first, swedish = known.setdefault(key, (app.name, message.string))
            if swedish != message.string:
                faults.append(f"{first} and {app.name} differ, use pgettext: {key[0]!r}")
    return faults


def compile_catalogue(app: Path) -> list[str]:
    """Write what Django reads beside the catalogue, in one step."""
    path = catalogue_path(app)
    if not path.exists():
        return []
    out = io.BytesIO()
    write_mo(out, kept(app))
    building = path.with_suffix(".mo.building")
    building.write_bytes(out.getvalue())
    building.replace(path.with_suffix(".mo"))
    return []


def said(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue, its header apart."""
    return [message for message in catalogue if message.id]


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(words: Words | None) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

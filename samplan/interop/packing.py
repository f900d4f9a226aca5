"""The copy as a zip file: a page to read, the same as JSON, and the files. Written as it comes, so
that memory stays flat."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Final, Self, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samplan.access.own_data import Entry, OwnFile
from samplan.common.dates import clock, full_day, local

STYLE: Final = """
body { font: 1.05rem/1.55 system-ui, sans-serif; color: #16302c; background: #fbfaf7;
  max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 3rem; border-bottom: 1px solid #b9c6c2; }
article { background: #fff; border: 1px solid #d9e0dd; border-radius: 10px;
  padding: .25rem 1rem; margin: .75rem 0; } article.below { margin-left: 1.5rem; }
dl { margin: .5rem 0 .75rem; } dt { color: #4a5f5a; } dd { margin: 0 0 .5rem; }
dd, p { white-space: pre-line; }
@media (min-width: 40rem) {
  dl { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: .15rem 1rem; }
  dd { margin: 0; }
}
@media (max-width: 40rem) { article.below { margin-left: .5rem; } }
"""


class Pack:
    """A copy that is being written; closing it makes the file whole."""

    def __init__(self, path: Path, folder: Path, name: str, at: datetime) -> None:
        self.zip = ZipFile(path, "w", ZIP_DEFLATED)
        self.folder = folder
        self.contents: list[tuple[str, str]] = []
        self.body = (folder / "body.html").open("w+", encoding="utf-8")
        self.name, self.at, self.files = name, at, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self.zip, self.body:
            if fault is None:
                self._write_page()

    def add(self, key: str, heading: str, entries: Iterable[Entry]) -> None:
        """Write one part: its section of the page, its data, and its files."""
        self.contents.append((key, heading))
        self.body.write(f'<section id="{escape(key)}"><h2>{escape(heading)}</h2>\n')
        kept = self.folder / "part.json"
        with kept.open("w", encoding="utf-8") as out:
            is_empty = not self._write_entries(entries, out)
        if is_empty:
            words = _("Nothing here.")
            self.body.write(f"<p>{escape(words)}</p>\n")
        self.body.write("</section>\n")
        self.zip.write(kept, f"data/{key}.json")

    def _write_entries(self, entries: Iterable[Entry], out: TextIO) -> int:
        count = 0
        for count, entry in enumerate(entries, start=1):
            paths = [self._put_in(file) for file in entry.files]
            out.write("[\n" if count == 1 else ",\n")
            json.dump(_data(entry, paths), out, ensure_ascii=False, cls=DjangoJSONEncoder)
            self.body.writelines(_drawn(entry, paths))
        out.write("\n]\n" if count else "[]\n")
        return count

    def _put_in(self, file: OwnFile) -> str:
        """Under a name of ours, so that none that someone chose leads anywhere."""
        self.files += 1
        ending = PurePosixPath(file.name).suffix.lower()
        safe = ending if ending[1:].isalnum() and ending.isascii() else ""
        path = f"filer/{self.files}{safe}"
        with file.content.open("rb") as content, self.zip.open(path, "w") as out:
            shutil.copyfileobj(content, out)
        return path

    def _write_page(self) -> None:
        self.body.seek(0)
        with self.zip.open("index.html", "w") as out:
            for line in self._head():
                out.write(line.encode())
            while block := self.body.read(64 * 1024):
                out.write(block.encode())
            out.write(b"</main></body></html>\n")

    def _head(self) -> Iterator[str]:
        title = _("Your own data")
        made = _("A copy for %(name)s, made %(at)s.") % {"name": self.name, "at": _said(self.at)}
        yield f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(title)}'
        yield '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        yield f"<p>{escape(made)}</p><p>{escape(_explained())}</p><nav><ul>"
        for key, heading in self.contents:
            yield f'<li><a href="#{escape(key)}">{escape(heading)}</a></li>'
        yield "</ul></nav>\n"


def _explained() -> str:
    return _(
        "Everything that stands here about you and that you can see yourself. The folder data "
        "has the same for programs, the folder filer has the files. What you have begun and "
        "not sent is not in the copy. Nor is your record: ask the clinic for that."
    )


def _data(entry: Entry, paths: list[str]) -> dict[str, Any]:
    return {**entry.data, "files": paths} if paths and entry.resource is None else {**entry.data}


def _drawn(entry: Entry, paths: list[str]) -> Iterator[str]:
    yield f"<article{' class=below' if entry.is_below else ''}><h3>{escape(entry.title)}</h3>"
    told = [(each.label, _said(each.value)) for each in entry.fields if each.label]
    if lines := [f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in told if b]:
        yield f"<dl>{''.join(lines)}</dl>"
    if entry.text:
        yield f"<p>{escape(entry.text)}</p>"
    for path, file in zip(paths, entry.files, strict=True):
        yield f'<p><a href="{escape(path)}">{escape(file.name)}</a></p>'
    yield "</article>\n"


def _said(value: object) -> str:
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            here, language = local(value), get_language() or "sv"
            joint = "," if language.startswith("en") else " kl."
            return f"{full_day(here.date(), language)}{joint} {clock(here, language)}"
        case date():
            return full_day(value, get_language() or "sv")
        case None:
            return ""
        case _:
            return str(value)

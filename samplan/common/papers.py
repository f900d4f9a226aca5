"""Papers as tagged PDF, drawn by typst from templates."""

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

MAIN = "main.typ"


class CannotBeDrawn(Exception):
    """A file that the paper was to show is not what its name says."""


def tagged_pdf(
    template: Path,
    content: Mapping[str, object],
    *,
    at: datetime,
    note: str,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """PDF/UA-1 drawn by `template` from `content` and `files`, dated `at`.

    The same in gives the same out, whenever it is asked for. One that has signs which no font
    here has, or which the standard bars, shows boxes for them and says `note`: it is then tagged
    but not PDF/UA. Raises CannotBeDrawn where a file cannot be shown.
    """
    with TemporaryDirectory(prefix="samplan-paper-") as folder:
        room = Path(folder)
        for name, held in {MAIN: template.read_bytes(), **(files or {})}.items():
            (room / name).write_bytes(held)
        with contextlib.suppress(typst.TypstError):
            return _compiled(room, {**content, "note": ""}, at=at)
        try:
            return _compiled(room, {**content, "note": note}, at=at, is_strict=False)
        except typst.TypstError as fault:
            raise CannotBeDrawn from fault


def _compiled(
    room: Path, content: Mapping[str, object], *, at: datetime, is_strict: bool = True
) -> bytes:
    compiled = typst.compile(
        str(room / MAIN),
        root=str(room),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"] if is_strict else None,
        timestamp=int(at.timestamp()),  # it takes whole seconds only
    )
    return bytes(compiled)

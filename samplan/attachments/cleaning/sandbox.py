"""Cleaning in a process of its own, so that a hostile file cannot take the server with it.

The process gets no environment (and so no secrets of ours), bounded memory, time and output,
and starts no others. It can still read what this user may read and reach the network: run
the server as a user that may read little.
"""

import json
import logging
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from samplan.attachments.cleaning.clean import described, recognise
from samplan.attachments.cleaning.images import thumbnail_path
from samplan.attachments.cleaning.results import (
    DEFAULT_LIMITS,
    CleanFile,
    Limits,
    RefusedFile,
)

logger = logging.getLogger(__name__)

_PACKAGE_ROOT = Path(__file__).parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from samplan.attachments.cleaning.worker import main; main(sys.argv[2])"
)
_LONGEST_ANSWER = 10_000
_CHUNK = 256 * 1024


def clean_in_sandbox(
    source: Path | BinaryIO,
    target: Path,
    *,
    claimed_name: str,
    limits: Limits = DEFAULT_LIMITS,
) -> CleanFile:
    """As clean_file, within `limits` of memory, processor time and waiting.

    A file that needs more, or that kills its decoder, is a RefusedFile like others.
    `target` is written only on success.
    """
    with tempfile.TemporaryDirectory(prefix="samplan-clean-") as folder:
        room = Path(folder)
        given = source if isinstance(source, Path) else _copied(source, room / "given", limits)
        kind = recognise(given, limits=limits)
        task = {"source": str(given.resolve()), "kind": kind, "limits": asdict(limits)}
        (room / "task.json").write_text(json.dumps(task))
        _run(room, limits)
        shutil.move(room / "clean", target)
        _move_thumbnail(room / "clean", target)
    return described(target, kind, claimed_name=claimed_name)


def _copied(source: BinaryIO, copy: Path, limits: Limits) -> Path:
    """At most one byte more than is allowed, which is enough to see that it is too large."""
    left = limits.max_bytes + 1
    with copy.open("wb") as out:
        while left > 0 and (chunk := source.read(min(_CHUNK, left))):
            out.write(chunk)
            left -= len(chunk)
    return copy


def _run(room: Path, limits: Limits) -> None:
    """Leaves the clean file in `room`. Raises RefusedFile, also when the process is stopped."""
    command = [sys.executable, "-I", "-B", "-c", _START, str(_PACKAGE_ROOT), str(room)]
    try:
        subprocess.run(  # noqa: S603 - our own interpreter and program; no shell
            command,
            cwd=room,
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limits.wall_seconds,
            check=True,
        )
    except subprocess.SubprocessError as stopped:
        logger.warning("Cleaning a file was stopped: %s", _why(stopped))
        raise RefusedFile("too_demanding") from None
    if refused := _refusal(room):
        raise refused


def _move_thumbnail(made: Path, target: Path) -> None:
    small = thumbnail_path(made)
    if small.is_file() and not small.is_symlink():
        shutil.move(small, thumbnail_path(target))


def _why(stopped: subprocess.SubprocessError) -> str:
    """Without the command, which says nothing, and never with the file's name."""
    status = getattr(stopped, "returncode", None)
    return "time ran out" if status is None else f"status {status}"


def _refusal(room: Path) -> RefusedFile | None:
    """What the process left, none of it trusted: a decoder may have been taken over."""
    try:
        with (room / "answer.json").open("rb") as opened:
            answer = json.loads(opened.read(_LONGEST_ANSWER))
        if answer["refused"] is not None:
            return RefusedFile(answer["refused"], **answer["params"])
    except (OSError, ValueError, LookupError, TypeError):
        return RefusedFile("too_demanding")
    made = room / "clean"
    is_made = made.is_file() and not made.is_symlink()
    return None if is_made else RefusedFile("too_demanding")

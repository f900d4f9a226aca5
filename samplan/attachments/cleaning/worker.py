"""What runs inside the sandbox: one file, within limits, then gone."""

import json
import resource
from pathlib import Path
from typing import Any

from samplan.attachments.cleaning.clean import write_clean
from samplan.attachments.cleaning.results import Kind, Limits, RefusedFile

_OPEN_FILES = 64


def main(folder: str) -> None:
    """Clean what task.json names; leave the file in `clean` and any refusal in answer.json."""
    room = Path(folder)
    task = json.loads((room / "task.json").read_bytes())
    limits = Limits(**task["limits"])
    _confine(limits)
    (room / "answer.json").write_text(json.dumps(_clean(room, task, limits)))


def _clean(room: Path, task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    try:
        write_clean(Path(task["source"]), room / "clean", Kind(task["kind"]), limits=limits)
    except RefusedFile as refused:
        return {"refused": refused.code, "params": refused.params}
    return {"refused": None}


def _confine(limits: Limits) -> None:
    """Memory is bounded as data, not as addresses: libraries and the file itself are mapped."""
    for what, most in {
        resource.RLIMIT_DATA: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: 2 * limits.max_bytes,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(what, (most, most))

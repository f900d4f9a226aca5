"""Checking the log: every row, every link, every chain's end, and the heads kept elsewhere."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

BATCH = 2000


@dataclass(frozen=True)
class Flaw:
    """One place where the log is not as it was written."""

    shard: int
    number: int
    what: str

    def __str__(self) -> str:
        return f"chain {self.shard}, event {self.number}: {self.what}"


@dataclass(frozen=True)
class Row:
    """One event as it stands, with the text that its hash covers."""

    shard: int
    number: int
    text: bytes
    hash: bytes
    is_coherent: bool


def verify(heads_file: Path | None = None) -> tuple[int, list[Flaw]]:
    """How many events stand, and every flaw: tampered, missing, swapped or truncated rows.

    With `heads_file`, chains are also compared with the heads that were kept outside the
    database, which finds a truncated or rewritten chain whose head was put back too.
    """
    heads = _heads()
    kept = _kept_heads(heads_file)
    count, flaws, ends = _walk(kept)
    flaws += [flaw for shard, end in heads.items() for flaw in _end_flaws(shard, end, ends)]
    for shard, number in kept:
        if number > ends.get(shard, (0, b""))[0]:
            flaws.append(Flaw(shard, number, "is missing: it was in the heads kept elsewhere"))
    return count, flaws


def _walk(
    kept: dict[tuple[int, int], bytes],
) -> tuple[int, list[Flaw], dict[int, tuple[int, bytes]]]:
    """Read every event in order; give the count, the flaws and the end of each chain."""
    flaws: list[Flaw] = []
    ends: dict[int, tuple[int, bytes]] = {}
    count = 0
    for row in _rows():
        count += 1
        number, link = ends.get(row.shard, (0, _beginning(row.shard)))
        flaws += _row_flaws(row, number, link)
        if kept.get((row.shard, row.number), row.hash) != row.hash:
            flaws.append(Flaw(row.shard, row.number, "differs from the heads kept elsewhere"))
        ends[row.shard] = (row.number, row.hash)
    return count, flaws, ends


def _row_flaws(row: Row, before: int, link: bytes) -> Iterator[Flaw]:
    if row.number != before + 1:
        yield Flaw(row.shard, before + 1, f"is missing (next is {row.number})")
    elif hashlib.sha256(link + row.text).digest() != row.hash:
        yield Flaw(row.shard, row.number, "has been changed or swapped")
    if not row.is_coherent:
        yield Flaw(row.shard, row.number, "has columns that its body does not say")


def _end_flaws(
    shard: int, head: tuple[int, bytes], ends: dict[int, tuple[int, bytes]]
) -> Iterator[Flaw]:
    number, link = ends.get(shard, (0, _beginning(shard)))
    if head[0] > number:
        yield Flaw(shard, number + 1, f"is missing: the chain ends at {head[0]}")
    elif head != (number, link):
        yield Flaw(shard, number, "does not fit the end of its chain")


def _beginning(shard: int) -> bytes:
    return hashlib.sha256(f"samplan audit chain {shard}".encode()).digest()


def _rows() -> Iterator[Row]:
    """Every event by chain and place. A server-side walk by key: memory stays flat."""
    place = (-1, 0)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT shard, number, (extract(epoch FROM at) * 1000000)::bigint, body::text,"
                " hash, kind = body->>'kind' AND patient IS NOT DISTINCT FROM body->>'patient'"
                " AND unit IS NOT DISTINCT FROM body->>'unit' FROM audit_event"
                " WHERE (shard, number) > (%s, %s) ORDER BY shard, number LIMIT %s",
                [*place, BATCH],
            )
            found = cursor.fetchall()
        for shard, number, at, body, link, is_coherent in found:
            text = f"[{shard}, {number}, {at}, {body}]".encode()
            yield Row(shard, number, text, bytes(link), bool(is_coherent))
        if len(found) < BATCH:
            return
        place = found[-1][:2]


def _heads() -> dict[int, tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT shard, number, hash FROM audit_head ORDER BY shard")
        return {shard: (number, bytes(link)) for shard, number, link in cursor.fetchall()}


def keep_heads(heads_file: Path, *, at: datetime) -> int:
    """Write the end of every chain outside the database; gives how many chains have events."""
    heads = {shard: head for shard, head in _heads().items() if head[0]}
    heads_file.parent.mkdir(parents=True, exist_ok=True)
    line = {"at": at.isoformat(), "heads": {s: [n, h.hex()] for s, (n, h) in heads.items()}}
    with heads_file.open("a") as out:
        out.write(json.dumps(line) + "\n")
    return len(heads)


def _kept_heads(heads_file: Path | None) -> dict[tuple[int, int], bytes]:
    """(chain, place) -> hash, of every head kept outside the database."""
    if heads_file is None or not heads_file.exists():
        return {}
    kept: dict[tuple[int, int], bytes] = {}
    for line in heads_file.read_text().splitlines():
        content: dict[str, Any] = json.loads(line)
        for shard, (number, link) in content["heads"].items():
            kept[int(shard), number] = bytes.fromhex(link)
    return kept

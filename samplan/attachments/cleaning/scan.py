"""The virus scanner, ClamAV's clamd, asked over its socket with INSTREAM.

The protocol is spoken here and not by PyPI's `clamd`: that connects without a time limit and
may send half of a chunk.
"""

import re
import socket
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import urlsplit

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (?P<name>[^\0]+) FOUND")


class ScanState(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    NOT_CONFIGURED = "not_configured"
    # Could not be asked, or did not say: ask again later.
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class ScanResult:
    """`found` is the scanner's name for what it found, for the log and not for the patient."""

    state: ScanState
    found: str = ""


def scan(content: BinaryIO, address: str | None, *, timeout: float = 10.0) -> ScanResult:
    """Ask the scanner at `address` about `content`, read from where it stands.

    `address` is "unix:/run/clamav/clamd.ctl" or "tcp://host:3310"; none is NOT_CONFIGURED.
    Scan the file as it came, before cleaning: signatures know the original. `timeout` is in
    seconds for each wait. Raises ValueError for an address of another form.
    """
    if not address:
        return ScanResult(ScanState.NOT_CONFIGURED)
    try:
        with _connected(address, timeout) as link:
            _send(content, link)
            answer = _answer(link)
    except OSError:
        return ScanResult(ScanState.UNAVAILABLE)
    if answer == "stream: OK":
        return ScanResult(ScanState.CLEAN)
    if found := _FOUND.fullmatch(answer):
        return ScanResult(ScanState.INFECTED, found["name"])
    return ScanResult(ScanState.UNAVAILABLE)


def _connected(address: str, timeout: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return socket.create_connection((parts.hostname, parts.port), timeout=timeout)
    if parts.scheme != "unix" or not parts.path:
        raise ValueError("A scanner's address is unix:/path or tcp://host:port.")
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        link.settimeout(timeout)
        link.connect(parts.path)
    except OSError:
        link.close()
        raise
    return link


def _send(content: BinaryIO, link: socket.socket) -> None:
    link.sendall(b"zINSTREAM\0")
    while chunk := content.read(_CHUNK):
        link.sendall(len(chunk).to_bytes(4) + chunk)
    link.sendall((0).to_bytes(4))


def _answer(link: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < _LONGEST_ANSWER:
        part = link.recv(_LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode(errors="replace")

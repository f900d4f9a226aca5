"""The scanner's answers, from a small clamd made here that speaks INSTREAM."""

import contextlib
import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from samplan.attachments.cleaning.scan import ScanResult, ScanState, scan
from samplan.attachments.cleaning.tests.hostile import EICAR


class FakeScanner:
    """Knows one signature, or says only `always`."""

    def __init__(self, listener: socket.socket, always: bytes | None = None) -> None:
        self.received = b""
        self._listener, self._always = listener, always
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        link, _ = self._listener.accept()
        with link, link.makefile("rb") as stream:
            command = stream.read(10)
            while size := int.from_bytes(stream.read(4)):
                self.received += stream.read(size)
            link.sendall(self._always if self._always is not None else self._verdict(command))

    def _verdict(self, command: bytes) -> bytes:
        if command != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        if EICAR in self.received:
            return b"stream: Eicar-Test-Signature FOUND\0"
        return b"stream: OK\0"


@contextlib.contextmanager
def scanner(always: bytes | None = None) -> Iterator[tuple[FakeScanner, str]]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield FakeScanner(listener, always), f"tcp://127.0.0.1:{listener.getsockname()[1]}"


def test_a_clean_file_is_sent_whole_in_chunks() -> None:
    content = b"0123456789" * 50_000
    with scanner() as (fake, address):
        assert scan(io.BytesIO(content), address) == ScanResult(ScanState.CLEAN)
    assert fake.received == content


def test_what_is_found_is_named() -> None:
    with scanner() as (_, address):
        result = scan(io.BytesIO(bytes(100_000) + EICAR), address)
    assert result == ScanResult(ScanState.INFECTED, "Eicar-Test-Signature")


def test_a_scanner_on_a_local_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "clamd"))
        listener.listen()
        FakeScanner(listener)
        result = scan(io.BytesIO(EICAR), f"unix:{tmp_path}/clamd")
    assert result.state is ScanState.INFECTED


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK but no\0",
        b"\xff\xfe\0",
        b"stream: OK\0stream: x FOUND\0",
    ],
)
def test_an_answer_that_is_no_verdict_is_never_clean(answer: bytes) -> None:
    with scanner(answer) as (_, address):
        assert scan(io.BytesIO(b"x"), address) == ScanResult(ScanState.UNAVAILABLE)


def test_no_scanner_and_a_scanner_that_is_down_are_told_apart(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert scan(io.BytesIO(b"x"), None).state is ScanState.NOT_CONFIGURED
    assert scan(io.BytesIO(b"x"), "").state is ScanState.NOT_CONFIGURED
    assert scan(io.BytesIO(b"x"), f"tcp://127.0.0.1:{port}").state is ScanState.UNAVAILABLE
    assert scan(io.BytesIO(b"x"), f"unix:{tmp_path}/none").state is ScanState.UNAVAILABLE


def test_a_scanner_that_never_answers_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        result = scan(io.BytesIO(b"x"), address, timeout=0.1)
    assert result.state is ScanState.UNAVAILABLE


@pytest.mark.parametrize("address", ["clamd", "tcp://host", "http://host:1", "unix:"])
def test_an_address_of_another_form_is_a_mistake_in_the_settings(address: str) -> None:
    with pytest.raises(ValueError, match="scanner's address"):
        scan(io.BytesIO(b"x"), address)

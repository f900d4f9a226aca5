"""A mail server of one drill: it remembers what it was given, and can be slow to say OK."""

import email
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Mailbox(socketserver.ThreadingTCPServer):
    """Listens on this machine only. `taken` holds each Message-ID, at the moment it had it all."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *, answers_after: float) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers_after = answers_after
        self.taken: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Talk(socketserver.StreamRequestHandler):
    """One conversation: as little of SMTP as smtplib needs."""

    server: Mailbox

    def handle(self) -> None:
        with suppress(ConnectionError):  # the other side was killed
            self._answer()

    def _answer(self) -> None:
        self._say("220 drill")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self._take()
            elif word == b"QUIT":
                return self._say("221 bye")
            else:
                self._say("250 ok")
        return None

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        self.server.taken.append(email.message_from_bytes(b"".join(lines))["Message-ID"])
        time.sleep(self.server.answers_after)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def mailbox(*, answers_after: float) -> Iterator[Mailbox]:
    """A mail server for as long as the block lasts."""
    with Mailbox(answers_after=answers_after) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        yield server
        server.shutdown()

"""An HTTP server on this machine that answers as it is told and remembers what it was given."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOVED = {301, 302, 307, 308}


class Gateway(ThreadingHTTPServer):
    """`answers` with this status; `taken` holds the headers and the JSON of each post."""

    daemon_threads = True

    def __init__(self, answers: int) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.answers = answers
        self.taken: list[tuple[dict[str, str], Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/send"


class _Talk(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), json.loads(body) if body else None))
        self.send_response(self.server.answers)
        if self.server.answers in MOVED:
            self.send_header("Location", self.server.url)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the tests' output clean."""


@contextmanager
def gateway(answers: int = 202) -> Iterator[Gateway]:
    """A gateway for as long as the block lasts."""
    with Gateway(answers) as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()

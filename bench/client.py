"""A client that asks as fast as it can over a few kept connections, and reads each answer."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor

CONNECTIONS = 4


def rate(port: int, path: str, cookie: str, *, holds: str, requests: int) -> float:
    """Requests a second over all connections. Every answer is checked for status and content."""

    def ask(count: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _request in range(count):
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or holds.encode() not in body:
                raise SystemExit(f"{path}: status {answer.status}, or without “{holds}”")
        connection.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(ask, [requests // CONNECTIONS] * CONNECTIONS))
    return requests / (time.perf_counter() - began)

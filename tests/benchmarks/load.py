"""A small load generator: `python -m tests.benchmarks.load PORT CONNECTIONS SECONDS PATH`.

Each connection is kept alive and asks again as soon as it is answered.  Prints {"seconds": [...], "bytes": n}: the time of
every answer.  Answers other than 200 end it.  It runs in a process of its own, so that it does not share the server's lock.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time


def ask_until(deadline: float, port: int, path: str, taken: list[float], sizes: list[int]) -> None:
    """One connection's worth of requests."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < deadline or not taken:
            began = time.perf_counter()
            connection.sendall(request)
            sizes.append(read_answer(connection))
            taken.append(time.perf_counter() - began)


def read_answer(connection: socket.socket) -> int:
    """Reads one answer whole; the size of its body."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += received(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"the server answered {head.splitlines()[0].decode()}")
    lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    size, got = int(lines[b"content-length"]), len(body)
    while got < size:
        got += len(received(connection))
    return size


def received(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 20)
    if not data:
        raise RuntimeError("the server closed the connection")
    return data


def main(port: str, connections: str, seconds: str, path: str) -> None:
    taken: list[list[float]] = [[] for _ in range(int(connections))]
    sizes: list[int] = []
    failures: list[object] = []
    threading.excepthook = lambda raised: failures.append(raised.exc_value)
    deadline = time.perf_counter() + float(seconds)
    threads = [threading.Thread(target=ask_until, args=(deadline, int(port), path, mine, sizes)) for mine in taken]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    if failures:
        sys.exit(repr(failures[0]))
    print(
        json.dumps({"taken": [one for mine in taken for one in mine], "spent": spent, "bytes": max(sizes, default=0)})
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

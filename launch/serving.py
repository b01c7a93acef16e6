"""The worker and the server: started together, stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from .place import Place
from .steps import Failure, explain, make_private_folder, shown

READY_SECONDS_MAX = 60
STOP_SECONDS_MAX = 15


class Stop(Exception):
    """Somebody asked for the end."""


def require_free(host: str, port: int) -> None:
    """Fail before any work when another program holds the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failure(
                f"Port {port} on {host} cannot be used ({error.strerror}); "
                f"stop the program that holds it or choose another with --port {port + 1}."
            ) from error


def serve(place: Place, *, host: str, port: int, announce: Callable[[], None]) -> None:
    """Run worker and server until Ctrl-C, then stop both; a Failure when one of them ends by itself."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children["worker"] = start_child(place, "worker", [place.entente, "worker"], port)
        children["server"] = start_child(place, "server", server_command(place, host, port), port)
        wait_until_ready(place, children, host, port)
        announce()
        while True:
            require_alive(place, children)
            time.sleep(0.5)
    except Stop:
        print("\nStopping …", flush=True)
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop_children(list(children.values()))


def stop(number: int, frame: FrameType | None) -> None:
    raise Stop


def server_command(place: Place, host: str, port: int) -> list[str | Path]:
    return [
        place.venv / "bin" / "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", "4", "--no-ws", "entente.config.wsgi:application",
    ]  # fmt: skip


def start_child(place: Place, name: str, command: list[str | Path], port: int) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches this program alone, which then stops its children in order."""
    make_private_folder(place.logs)
    environ = place.environ()
    if not place.is_set("ENTENTE_ORIGIN"):
        environ["ENTENTE_ORIGIN"] = f"http://localhost:{port}"
    with (place.logs / f"{name}.log").open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=place.root,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def require_alive(place: Place, children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            log = place.logs / f"{name}.log"
            raise Failure(
                f"The {name} ended: {explain(log.read_text('utf-8', 'replace')[-4000:])}; its log is {shown(log)}."
            )


def wait_until_ready(place: Place, children: dict[str, subprocess.Popen[bytes]], host: str, port: int) -> None:
    """Until /healthz answers on the port."""
    address = f"http://{reachable(host)}:{port}/healthz"
    begun = time.monotonic()
    while time.monotonic() - begun < READY_SECONDS_MAX:
        require_alive(place, children)
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise Failure(
        f"The server did not answer within {READY_SECONDS_MAX} s; its log is {shown(place.logs / 'server.log')}."
    )


def reachable(host: str) -> str:
    """The name under which this machine reaches a server on that host."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def stop_children(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to end (first the server, so that nothing new comes in), wait, and end by force what does not."""
    for child in reversed(children):
        signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS_MAX
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        signal_group(child, signal.SIGKILL)
        child.wait()


def signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """To the child and to what it started: a server that was killed leaves its own children on the port."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)

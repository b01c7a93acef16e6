"""What the processes of publication's tests do: publish, killed at a touch of the disk or by the clock, refused a big file."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from entente.surfaces.cli import publish as noun
from entente.surfaces.cli.main import cli

TOUCHES = frozenset({"open", "os.link", "os.mkdir", "os.rename", "os.utime"})
WHEREVER = frozenset({"os.remove", "os.rmdir", "ctypes.dlsym", "fcntl.flock"})
"""What Python reports when it turns to the disk; of some acts it names no whole path.  The swap itself is called right
after its symbol was looked up."""

assert noun  # loaded before a process is forked


SWAP = "renameat2"


def _counting(out: str, act: Callable[[int, bool], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that counts touches of the folder that is published into and of what lies beside it.

    act(touch, whether the swap comes next)
    """
    beside, count = str(Path(out).parent), 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event in WHEREVER or (event in TOUCHES and beside in str(arguments[0])):
            count += 1
            act(count, event == "ctypes.dlsym" and SWAP in arguments)

    return hook


def count_touches(out: str, as_of: str) -> None:
    """Publish; prints how often the disk was turned to, and for the how-manieth time right before the swap."""
    touches, swap = 0, 0

    def keep(count: int, is_swap: bool) -> None:
        nonlocal touches, swap
        touches, swap = count, count if is_swap else swap

    sys.addaudithook(_counting(out, keep))
    cli(["publish", out, "--as-of", as_of], prog_name="entente", standalone_mode=False)
    print(touches, swap)


def publish_and_die(out: str, as_of: str, touch: str) -> None:
    """Publish, killed when the disk is turned to for that time."""

    def kill(count: int, _is_swap: bool) -> None:
        if count == int(touch):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(_counting(out, kill))
    cli(["publish", out, "--as-of", as_of], prog_name="entente")


def publish_and_die_after(out: str, as_of: str, seconds: str) -> None:
    """Publish, killed when so much time has passed, wherever it is then."""
    timer = threading.Timer(float(seconds), os.kill, (os.getpid(), signal.SIGKILL))
    timer.daemon = True
    timer.start()
    cli(["publish", out, "--as-of", as_of], prog_name="entente")


def publish_on_a_full_disk(out: str, as_of: str, bytes_max: str) -> None:
    """Publish where no file can grow beyond a size: the system refuses the rest, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(bytes_max), int(bytes_max)))
    cli(["publish", out, "--as-of", as_of], prog_name="entente")


ACTS = (count_touches, publish_and_die, publish_and_die_after, publish_on_a_full_disk)

"""What the processes of the releases' tests do: write one, killed at a touch of the disk or refused a big file."""

from __future__ import annotations

import os
import resource
import signal
import sys
from typing import Any

from entente.surfaces.cli import data as noun
from entente.surfaces.cli.main import cli

TOUCHES = frozenset({"open", "os.mkdir", "os.rename", "os.utime"})

assert noun  # loaded before a process is forked


def release_and_die(out: str, as_of: str, touch: str) -> None:
    """Write a release, killed when the disk is turned to for that time."""
    left = int(touch)

    def kill(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in TOUCHES and out in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    cli(["data", "release", out, "--as-of", as_of], prog_name="entente")


def release_on_a_full_disk(out: str, as_of: str, bytes_max: str) -> None:
    """Write a release where no file can grow beyond a size: the system refuses the rest, as a full disk does."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(bytes_max), int(bytes_max)))
    cli(["data", "release", out, "--as-of", as_of], prog_name="entente")


ACTS = (release_and_die, release_on_a_full_disk)

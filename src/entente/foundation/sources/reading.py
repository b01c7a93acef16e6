"""What a reader sees of archived bytes, as lines of text: read by a process of its own, for all of it is hostile."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from entente.foundation.common.errors import RuleBroken

from .media import HTML, PDF, TEXT
from .store import NotReadable

CHILD = Path(__file__).with_name("reading_child.py")
SECONDS = 20
"""Of processor time: what else the machine does must not decide whether a copy has a text."""
WAITED_SECONDS = 600
"""By the clock.  A machine that gave a process less than SECONDS in it has no answer to tell."""
READABLE = frozenset({HTML, PDF, TEXT})
"""Media types whose text is read."""


def lines_of(content: bytes, media_type: str) -> list[str]:
    """The lines that a reader sees, without scripts, styles and anything hidden in markup.

    Raises RuleBroken for a kind without text, a damaged file and one that takes too long, NotReadable when the machine is
    too busy to tell.
    """
    if media_type not in READABLE:
        raise RuleBroken("A copy of this kind holds no text that can be compared; download both and look at them.")
    command = [sys.executable, "-I", str(CHILD), media_type, str(SECONDS)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=WAITED_SECONDS, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired as error:
        raise NotReadable("The server is too busy to read the text of this copy; try again later.") from error
    if child.returncode == -signal.SIGXCPU:
        raise RuleBroken(f"The text of this copy took more than {SECONDS} seconds to read; download it instead.")
    if child.returncode:
        raise RuleBroken("The text of this copy cannot be read; download it instead.")
    lines: list[str] = json.loads(child.stdout)
    return lines

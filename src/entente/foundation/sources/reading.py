"""What a reader sees of archived bytes, as lines of text: read by a process of its own, for all of it is hostile."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from entente.foundation.common.errors import RuleBroken

from .media import HTML, PDF, TEXT

CHILD = Path(__file__).with_name("reading_child.py")
SECONDS = 20
READABLE = frozenset({HTML, PDF, TEXT})
"""Media types whose text is read."""


def lines_of(content: bytes, media_type: str) -> list[str]:
    """The lines that a reader sees, without scripts, styles and anything hidden in markup.

    Raises RuleBroken for a kind without text, a damaged file and one that takes too long.
    """
    if media_type not in READABLE:
        raise RuleBroken("A copy of this kind holds no text that can be compared; download both and look at them.")
    command = [sys.executable, "-I", str(CHILD), media_type]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired as error:
        raise RuleBroken(
            f"The text of this copy took more than {SECONDS} seconds to read; download it instead."
        ) from error
    if child.returncode:
        raise RuleBroken("The text of this copy cannot be read; download it instead.")
    lines: list[str] = json.loads(child.stdout)
    return lines

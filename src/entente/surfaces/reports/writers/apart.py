"""Sets one report by typst in a process of its own, whose memory and time are bounded: `python -I apart.py`.

Typst keeps about 1.5 MB for each page that it has set.  Here that memory is given back when the file is written, and a report
that would need more than there is ends this process and never the one that serves pages or works through jobs.  It needs
nothing of the rest of the program.  On standard input stands one order as JSON; on standard output come files, each behind
its length.  What typst refuses comes as its words on standard error, with exit code 3.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from typing import Any

import typst

MEMORY_MAX = 2_560 * 1024 * 1024
"""Bytes of address space: 1,000 pages take 1.5 GB, and there is room for fonts and pictures."""
SECONDS_MAX = 180
"""Of processor time: 1,000 pages take 5 s on a small machine."""
REFUSED = 3
LENGTH = 8
"""Bytes in which the length of a file is told."""


def main() -> int:
    order: dict[str, Any] = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MAX, SECONDS_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    compiler: Any = typst.Compiler(ignore_system_fonts=True, font_paths=order["fonts"])
    parts = {name: text.encode() for name, text in order["parts"].items()}
    try:
        made = compiler.compile(parts, timestamp=datetime.fromisoformat(order["at"]), **order["wish"])
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return REFUSED
    for file in made if isinstance(made, list) else [made]:
        sys.stdout.buffer.write(len(file).to_bytes(LENGTH, "big"))
        sys.stdout.buffer.write(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())

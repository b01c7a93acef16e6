"""Starts processes that have the program loaded already: `python -m tests.faults.forks`, orders on standard input.

Loading takes seconds and these tests start a hundred processes.  Each is a real one, forked before anything touched the
database, with an exit code and output files of its own, and it can be killed.  One JSON line an order, one line an answer:
{"run": [act, argument, ...], "out": FILE, "err": FILE} -> the process's id; {"wait": ID} -> its exit code, -9 when killed.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.faults import acts


def main() -> None:
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        answer = _start(order) if "run" in order else os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1])
        print(answer, flush=True)


def _start(order: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        os._exit(_in_child(order))
    return child


def _in_child(order: dict[str, Any]) -> int:
    """The act with its output in files; the exit code that a process of its own would have ended with."""
    os.setsid()
    with (
        Path(os.devnull).open("rb") as nothing,
        Path(order["out"]).open("wb") as out,
        Path(order["err"]).open("wb") as err,
    ):
        for opened, number in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(opened.fileno(), number)
    code: object = 0
    try:
        acts.ACTS[order["run"][0]](*order["run"][1:])
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001  what no command catches is printed as Python prints it
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    main()

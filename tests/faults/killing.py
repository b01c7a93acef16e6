"""A process that kills itself after so many statements, as a power cut would."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any


def killer(statements: int) -> Callable[..., Any]:
    left = statements

    def kill(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        result = execute(*statement)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return kill

"""The worker's heartbeat: a file in the var folder whose time of change says when it last worked."""

from __future__ import annotations

import time
from pathlib import Path


def _file(var: Path) -> Path:
    return var / "worker.heartbeat"


def beat(var: Path) -> None:
    _file(var).touch()


def heartbeat_age_seconds(var: Path) -> float | None:
    """Seconds since the worker last gave a sign; None when none ever ran here."""
    try:
        return max(0.0, time.time() - _file(var).stat().st_mtime)
    except FileNotFoundError:
        return None

"""The settings of a benchmark's own server: those of production, with static files collected in its temporary folder."""

from __future__ import annotations

from entente.config.settings import *  # noqa: F403
from entente.config.settings import VAR

STATIC_ROOT = VAR / "static"

"""The one router of what sides do and say: an address that is both read and written must lie in one."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["work"])

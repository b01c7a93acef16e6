"""Operations of surfaces that stand above the API, by the name of their module: it imports none of those by itself."""

from __future__ import annotations

MODULES: list[str] = []
"""Put here when the app of such a surface is ready, imported when the API is put together."""

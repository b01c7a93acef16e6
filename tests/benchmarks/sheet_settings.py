"""The settings of the sheets' benchmark: ours, and the app of the alternative beside them."""

from __future__ import annotations

from entente.config.settings import *  # noqa: F403
from entente.config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "import_export"]

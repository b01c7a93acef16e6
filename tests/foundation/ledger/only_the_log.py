"""The real settings with the log as the one app: what `acts` starts with, many times, in a fraction of the time."""

from entente.config.settings import *  # noqa: F403

INSTALLED_APPS = ["entente.foundation.ledger"]

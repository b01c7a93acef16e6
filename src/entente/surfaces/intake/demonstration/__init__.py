"""The demonstration: invented parties with years of history and log-ins for them.  Never in a real record."""

from .loading import load_demonstration
from .staff import LogIn

__all__ = ["LogIn", "load_demonstration"]

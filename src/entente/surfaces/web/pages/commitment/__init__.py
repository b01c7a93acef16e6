"""One promise: a module per thing that its page shows, and `page` that puts them together."""

from .page import commitment

__all__ = ["commitment"]

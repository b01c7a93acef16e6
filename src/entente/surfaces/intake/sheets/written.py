"""What a batch notes of each thing that it wrote."""

from typing import Any

Written = dict[str, Any]
"""One thing that was written, as JSON.

kind, ref, revision  "update" or "milestone", which one, and its revision afterwards
was                  what stood there before, None for something new
places               where in the file it comes from ("Status E12")
"""

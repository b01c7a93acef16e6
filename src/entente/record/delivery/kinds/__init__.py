"""The kinds of activity, each one table of stages in one file.  A new kind is one more file, named here once.

`docs/kinds.md` is generated from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from .assistance import ASSISTANCE
from .campaign import CAMPAIGN
from .dialogue import DIALOGUE
from .event_series import EVENT_SERIES
from .exchange import EXCHANGE
from .forum import FORUM
from .instrument import INSTRUMENT
from .programme import PROGRAMME
from .table import Kind, Mover, Stage

__all__ = ["KINDS", "Kind", "Mover", "Stage"]

KINDS: Mapping[str, Kind] = {
    kind.code: kind for kind in (INSTRUMENT, PROGRAMME, DIALOGUE, FORUM, CAMPAIGN, EVENT_SERIES, EXCHANGE, ASSISTANCE)
}
"""Code -> table, in the order in which pages offer them."""

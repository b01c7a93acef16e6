"""What is opened to be translated, whatever domain owns it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision
from entente.foundation.common.languages import Wording
from entente.foundation.texts.rules import Translation

Key = tuple[str, str]
"""(subject under which the states of a wording are kept, field)."""

Write = Callable[[Translation, Actor, datetime], None]


@dataclass(frozen=True, slots=True)
class Held:
    """One wording of one's own side.

    subject, field  under which its states are kept
    ref             what people see and cite; commitment: ref of the promise it is about, "" for none
    owner, plan     whose it is, of which plan; is_public: whether everybody reads it as it stands
    can_write       whether its words may change now
    write           puts a translation on record by the command of its domain
    """

    kind: str
    subject: str
    field: str
    ref: str
    commitment: str
    plan: str
    owner: str
    wording: Wording
    is_public: bool
    can_write: Decision
    write: Write

    @property
    def key(self) -> Key:
        return self.subject, self.field


Reader = Callable[[Actor, Collection[Key], datetime], Mapping[Key, Held]]
"""Opens wordings by their keys, of the actor's own side alone; a key that opens nothing is left out."""

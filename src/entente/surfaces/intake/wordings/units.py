"""What leaves in a file of translations and what comes back: a unit for each wording.  Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from entente.foundation.common.errors import RuleBroken
from entente.foundation.texts.queries import LanguageState
from entente.surfaces.intake.sheets.cells import mark_of

FORMAT = "entente-texts-1"
"""Version of the files.  Another order of a key is another version."""


class TextsUnreadable(RuleBroken):
    """The file cannot be read as translations that left here.  The sentence says what is wrong and how to mend it."""

    code = "texts_unreadable"


@dataclass(frozen=True, slots=True)
class Term:
    """An agreed term of the source that a unit holds, and its word in the other language."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A wording that leaves.  about: what it is, in the reader's words; ref: what people cite."""

    subject: str
    field: str
    ref: str
    about: str
    source: str
    target: str
    state: LanguageState
    terms: tuple[Term, ...] = ()

    @property
    def key(self) -> str:
        """Names the wording in the file, with short hashes of both texts as they left."""
        return " ".join((self.subject, self.field, mark_of(self.source), mark_of(self.target)))


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file of units.

    record, owner  name of the record and code of the side: a file of another record or side is known as such
    """

    record: str
    owner: str
    made_from: str
    into: str
    units: tuple[Unit, ...]

    @property
    def origin(self) -> str:
        return ":".join((FORMAT, self.record, self.owner, self.made_from, self.into))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file that came back says it comes from."""

    record: str
    owner: str
    made_from: str
    into: str

    @classmethod
    def read(cls, text: str) -> Origin | None:
        """None for what never left here."""
        parts = text.strip().split(":")
        return cls(*parts[1:]) if len(parts) == 5 and parts[0] == FORMAT else None


@dataclass(frozen=True, slots=True)
class CameBack:
    """A unit of a file that came back.

    place        where in the file it stands, for people
    source_mark, target_mark  short hashes of both texts as they left
    source       the source text as the file has it; text: the translation
    is_broken    its words hold codes that are no text
    """

    place: str
    subject: str
    field: str
    source_mark: str
    target_mark: str
    source: str
    text: str
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back."""

    origin: Origin
    units: tuple[CameBack, ...]
    notes: tuple[str, ...] = field(default=())


def key_of(text: str) -> tuple[str, str, str, str] | None:
    """(subject, field, source mark, target mark) of a unit's key; None for what is none."""
    parts = text.split()
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 else None

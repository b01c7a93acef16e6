"""What the directory's commands take and its queries answer, beyond single values."""

from __future__ import annotations

from dataclasses import dataclass, field

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True)
class Asking:
    """How the authorities of a party are asked.  All wordings; {} where nothing is known.

    law      its law on access to information, by name
    office   whom a request under that law goes to
    chamber  where questions are put to its government
    """

    law: Wording = field(default_factory=dict)
    office: Wording = field(default_factory=dict)
    chamber: Wording = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.law or self.office or self.chamber)

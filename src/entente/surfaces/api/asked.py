"""What a caller may ask for: the parameters of the API, with their bounds."""

from __future__ import annotations

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from entente.foundation.common.languages import TAG
from entente.foundation.common.refs import NUMBER
from entente.record.assessment.queries import EvidenceState, ListFilter
from entente.record.plan.queries import Kind, Strength

from .chosen import Chosen

PER_PAGE = 100
PER_PAGE_MAX = 1_000
PAGES_MAX = 1_000_000
ENTRIES_MAX = 1_000
BIGGEST = 2**53 - 1
"""The largest whole number that every reader of JSON can hold."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Place = Annotated[int, Field(ge=0, le=BIGGEST)]


class Spoken(Schema):
    """Asked of every answer that holds wordings."""

    lang: Annotated[
        str | None,
        Field(
            pattern=f"^{TAG.pattern}$",
            max_length=35,
            description="Give each wording in this language only (BCP 47), and errors too where the interface has it. "
            "A text that is missing in it is given in another of the plan's languages; its key says which.",
        ),
    ] = None

    def chosen(self) -> Chosen:
        return Chosen(self.lang)


EVERY_LANGUAGE = Chosen()
"""What an operation that writes answers with."""


class Paged(Spoken):
    """A list that comes in pages."""

    page: Annotated[int, Field(ge=1, le=PAGES_MAX)] = 1
    per_page: Annotated[int, Field(ge=1, le=PER_PAGE_MAX)] = PER_PAGE

    def offset(self) -> int:
        return (self.page - 1) * self.per_page


class CommitmentsAsked(Spoken):
    """A list of promises: narrowed, sorted, one page of it."""

    search: Annotated[
        str,
        Field(
            max_length=200,
            pattern=r"^[^\x00]*$",
            description="Words that must all occur, in any language, whatever the accents.",
        ),
    ] = ""
    pillar: Annotated[str | None, Field(pattern=f"^{NUMBER.pattern}$", max_length=24)] = None
    kind: Kind | None = None
    strength: Strength | None = None
    owes: Annotated[str | None, Field(pattern=r"^[A-Z][A-Z0-9]{1,11}$", description="Code of a party.")] = None
    evidence: EvidenceState | None = None
    sort: Literal["number", "-number", "kind", "strength"] = "number"
    page: Annotated[int, Field(ge=1, le=BIGGEST)] = 1
    per_page: Annotated[int, Field(ge=1, le=PER_PAGE_MAX)] = PER_PAGE

    def wanted(self) -> ListFilter:
        return ListFilter(
            search=self.search,
            pillar=self.pillar or "",
            kind=self.kind or "",
            strength=self.strength or "",
            owes=self.owes or "",
            evidence=self.evidence or "",
            sort=self.sort,
        )


class OrganisationsAsked(Spoken):
    """Organisations, or all that a name may mean."""

    named: Annotated[
        str,
        Field(
            max_length=255,
            pattern=r"^[^\x00]*$",
            description="A name or alias in any language: every organisation that it may mean. "
            "More than one answer is an ambiguity, which the record never decides.",
        ),
    ] = ""


class FrameworksAsked(Spoken):
    """Frameworks, counting the promises of a plan."""

    plan: Annotated[Slug | None, Field(description="Count the promises of this plan.")] = None


class ProposalsAsked(Schema):
    """Proposals: of one plan, or those that wait for one's own party."""

    plan: Annotated[Slug | None, Field(description="Those of this plan.")] = None
    waiting: Annotated[bool, Field(description="Only what waits for the signature of the party behind the token.")] = (
        False
    )


class EntriesAsked(Schema):
    """A stretch of the public log."""

    start: Place = 0
    count: Annotated[int, Field(ge=1, le=ENTRIES_MAX)] = 100


class RootAsked(Schema):
    size: Annotated[Place | None, Field(description="Over the first entries only; the whole log when left out.")] = None


class InclusionAsked(Schema):
    position: Place
    size: Annotated[
        Place | None, Field(description="Under the root of the first entries; the whole log if left out.")
    ] = None


class ConsistencyAsked(Schema):
    first: Place
    second: Annotated[Place | None, Field(description="The later size; the whole log when left out.")] = None

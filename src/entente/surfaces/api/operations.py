"""The operations of /api/v1/.  Each is a query or two and a shape; names and ids are part of the promise in docs/api.md."""

from __future__ import annotations

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query

from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG

from . import (
    asked,
    calendars,
    change,
    errors,
    joint,
    operations_assessors,
    operations_whole,
    operations_work,
    overview,
    proposals,
    reading,
    search,
    shapes,
    shaping,
    words_of_plan,
    writes_proof,
    writes_updates,
    writes_work,
)
from .added import MODULES
from .answers import ABSENT, ALWAYS, json_answer
from .reading import Eyes
from .routes import router

REGISTERED = (
    operations_work,
    operations_whole,
    operations_assessors,
    calendars,
    change,
    joint,
    overview,
    search,
    proposals,
    words_of_plan,
    writes_updates,
    writes_proof,
    writes_work,
)
"""Modules whose operations are on the router once they are imported."""

api = NinjaAPI(
    title="Entente",
    version="1",
    description="The joint record of action plans between governments.  Public data without a log-in and without cookies; "
    "with a token, what the post behind it may read and do.",
    openapi_extra={
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
    },
    docs_url=None,
    openapi_url="",  # see pages.document
    urls_namespace="api-v1",
)
errors.register(api)
for module in MODULES:
    import_module(module)
api.add_router("", router)


@api.get("/plans", operation_id="list_plans", tags=["plans"], response={200: shapes.Plans, **ALWAYS})
def list_plans(request: HttpRequest, query: Query[asked.Spoken]) -> HttpResponse:
    """All public plans."""
    return json_answer(reading.plan_list(Eyes.of(request), query.chosen()))


@api.get("/plans/{plan}", operation_id="get_plan", tags=["plans"], response={200: shapes.Plan, **ABSENT})
def get_plan(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """A whole plan: parties, pillars, promises, clauses, authentic texts, evidence, findings, who carries what."""
    return json_answer(reading.whole_plan(Eyes.of(request), plan, query.chosen()))


@api.get(
    "/plans/{plan}/commitments",
    operation_id="list_commitments",
    tags=["plans"],
    response={200: shapes.CommitmentPage, **ABSENT},
)
def list_commitments(request: HttpRequest, plan: Path[str], query: Query[asked.CommitmentsAsked]) -> HttpResponse:
    """The promises of a plan, narrowed, sorted and paged as on the page of the list."""
    return json_answer(reading.commitment_page(Eyes.of(request), plan, query))


@api.get(
    "/commitments/{plan}/{number}",
    operation_id="get_commitment",
    tags=["plans"],
    response={200: shapes.OneCommitment, **ABSENT},
)
def get_commitment(
    request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]
) -> HttpResponse:
    """One promise by its ref, with all that is on record about it."""
    return json_answer(reading.one_commitment(Eyes.of(request), plan, number, query.chosen()))


@api.get("/frameworks", operation_id="list_frameworks", tags=["plans"], response={200: shapes.Frameworks, **ABSENT})
def list_frameworks(request: HttpRequest, query: Query[asked.FrameworksAsked]) -> HttpResponse:
    """The outside frameworks and their targets."""
    return json_answer(reading.framework_list(Eyes.of(request), query.plan, query.chosen()))


@api.get("/parties", operation_id="list_parties", tags=["directory"], response={200: shapes.Parties, **ALWAYS})
def list_parties(request: HttpRequest, query: Query[asked.Spoken]) -> HttpResponse:
    """All parties."""
    chosen = query.chosen()
    items = [
        shaping.party(row.code, row.name, row.languages, row.time_zone, chosen.within(row.languages))
        for row in directory.parties()
    ]
    return json_answer(shapes.Parties(language=chosen.language, items=items))


@api.get(
    "/organisations",
    operation_id="list_organisations",
    tags=["directory"],
    response={200: shapes.Organisations, **ALWAYS},
)
def list_organisations(request: HttpRequest, query: Query[asked.OrganisationsAsked]) -> HttpResponse:
    """All organisations, or every one that a name or an alias may mean."""
    chosen = query.chosen()
    rows = directory.resolve_alias(query.named) if query.named else directory.organisations()
    items = [shaping.organisation(row, chosen) for row in rows]
    return json_answer(shapes.Organisations(language=chosen.language, items=items))


@api.get(
    "/organisations/{organisation}",
    operation_id="get_organisation",
    tags=["directory"],
    response={200: shapes.OneOrganisation, **ABSENT},
)
def get_organisation(request: HttpRequest, organisation: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """One organisation with its aliases, those before it and those after it."""
    return json_answer(reading.one_organisation(organisation, query.chosen()))


@api.get("/ledger/entries", operation_id="list_entries", tags=["ledger"], response={200: shapes.Entries, **ALWAYS})
def list_entries(request: HttpRequest, query: Query[asked.EntriesAsked]) -> HttpResponse:
    """Entries of the public log, oldest first."""
    items = [shaping.entry(one) for one in ledger.entries(PUBLIC_LOG, query.start, query.count)]
    return json_answer(shapes.Entries(log=PUBLIC_LOG, size=ledger.size(PUBLIC_LOG), start=query.start, items=items))


@api.get("/ledger/root", operation_id="get_root", tags=["ledger"], response={200: shapes.Root, **ALWAYS})
def get_root(request: HttpRequest, query: Query[asked.RootAsked]) -> HttpResponse:
    """The Merkle root of the public log."""
    size = _size(query.size)
    return json_answer(shapes.Root(log=PUBLIC_LOG, size=size, root=ledger.root(PUBLIC_LOG, size).hex()))


@api.get(
    "/ledger/proof/inclusion",
    operation_id="get_inclusion_proof",
    tags=["ledger"],
    response={200: shapes.InclusionProof, **ALWAYS},
)
def get_inclusion_proof(request: HttpRequest, query: Query[asked.InclusionAsked]) -> HttpResponse:
    """That an entry is under a root."""
    size = _size(query.size)
    if query.position >= size:
        sentence = _("The public log has no position %(position)s among its first %(size)s entries.")
        raise RuleBroken(sentence % {"position": query.position, "size": size})
    found = ledger.entries(PUBLIC_LOG, query.position, 1)[0]
    path = ledger.inclusion_proof(PUBLIC_LOG, query.position, size)
    return json_answer(
        shapes.InclusionProof(
            log=PUBLIC_LOG,
            position=query.position,
            size=size,
            leaf=found.leaf,
            root=ledger.root(PUBLIC_LOG, size).hex(),
            path=[one.hex() for one in path],
        )
    )


@api.get(
    "/ledger/proof/consistency",
    operation_id="get_consistency_proof",
    tags=["ledger"],
    response={200: shapes.ConsistencyProof, **ALWAYS},
)
def get_consistency_proof(request: HttpRequest, query: Query[asked.ConsistencyAsked]) -> HttpResponse:
    """That a later log begins with an earlier one."""
    second = _size(query.second)
    if query.first > second:
        sentence = _("The log of %(second)s entries cannot begin with the log of %(first)s.")
        raise RuleBroken(sentence % {"first": query.first, "second": second})
    return json_answer(
        shapes.ConsistencyProof(
            log=PUBLIC_LOG,
            first=query.first,
            second=second,
            first_root=ledger.root(PUBLIC_LOG, query.first).hex(),
            second_root=ledger.root(PUBLIC_LOG, second).hex(),
            path=[one.hex() for one in ledger.consistency_proof(PUBLIC_LOG, query.first, second)],
        )
    )


def _size(wanted: int | None) -> int:
    """The size asked for, or the whole log's."""
    now = ledger.size(PUBLIC_LOG)
    if wanted is not None and wanted > now:
        raise RuleBroken(_("The public log has %(now)s entries, not %(wanted)s.") % {"now": now, "wanted": wanted})
    return now if wanted is None else wanted

"""The catalogue record by DCAT-AP 3, as JSON-LD and as Turtle: one description, written in two forms.

A node is {"@id": ..., "@type": ..., term: value}; a value is a text, a node, or a list of both.  Terms are prefixed names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from entente.foundation.common.languages import Wording
from entente.foundation.ledger import queries as ledger
from entente.surfaces.web import links

from . import shelf
from .dictionary import TONGUES, dictionary
from .package import ABOUT, FORMATS, TITLES, instant
from .tables import TABLES

Node = dict[str, Any]
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "adms": "http://www.w3.org/ns/adms#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = {"en": f"{AUTHORITY}/language/ENG", "es": f"{AUTHORITY}/language/SPA", "fr": f"{AUTHORITY}/language/FRA"}
FILE_TYPES = {".csv": "CSV", ".xlsx": "XLSX", ".parquet": "PARQUET"}
MEDIA = "http://www.iana.org/assignments/media-types"
THEME = f"{AUTHORITY}/data-theme/GOVE"


def catalogue(*, as_of: datetime) -> Node:
    """The catalogue of this record: the data as it is now, and each release that stands."""
    here = links.absolute(links.site("/data/catalog.jsonld"))
    publisher = {
        "@id": f"{here}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _texts(dict.fromkeys(TONGUES, ledger.record_name() or "Entente")),
    }
    releases = shelf.shelved(as_of=as_of)
    return {
        "@id": here,
        "@type": "dcat:Catalog",
        "dct:title": _texts(TITLES),
        "dct:description": _texts(ABOUT),
        "dct:publisher": publisher,
        "dct:language": [{"@id": LANGUAGES[tag], "@type": "dct:LinguisticSystem"} for tag in TONGUES],
        "dct:license": _licence(),
        "dct:modified": [_typed(instant(one.as_of), "xsd:dateTime") for one in releases[:1]],
        "foaf:homepage": {"@id": links.absolute(links.href("data", "en")), "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {
            "@id": f"{AUTHORITY}/data-theme",
            "@type": "http://www.w3.org/2004/02/skos/core#ConceptScheme",
        },
        "dcat:dataset": [_dataset(here, one, publisher, as_of) for one in releases],
    }


def _dataset(here: str, one: shelf.Shelved, publisher: Node, as_of: datetime) -> Node:
    """A release."""
    description = shelf.described(one.name, as_of=as_of)
    titles = {tag: f"{TITLES[tag]}, {one.name}" for tag in TONGUES}
    files = [*description["files"]]
    tables = {table.name.replace("_", "-"): table.name for table in TABLES}
    return {
        "@id": f"{here}#{one.name}",
        "@type": "dcat:Dataset",
        "dct:title": _texts(titles),
        "dct:description": _texts(ABOUT),
        "dct:identifier": description["id"],
        "dct:issued": _typed(instant(one.as_of), "xsd:dateTime"),
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:language": [{"@id": LANGUAGES[tag]} for tag in TONGUES],
        "dct:accessRights": {"@id": f"{AUTHORITY}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        "dcat:theme": {"@id": THEME, "@type": "http://www.w3.org/2004/02/skos/core#Concept"},
        "dcat:landingPage": {
            "@id": links.absolute(links.href("data_release", "en", release=one.name)),
            "@type": "foaf:Document",
        },
        "dcat:version": one.name,
        "dcat:distribution": [
            *(_distribution(here, one.name, TITLES, file) for file in files if file["path"].endswith(".xlsx")),
            *(
                _distribution(here, one.name, dictionary().tables[tables[resource["name"]]].label, file)
                for resource in description["resources"]
                if resource["name"] in tables
                for file in (resource, *resource["files"])
            ),
        ],
    }


def _distribution(here: str, release: str, label: Wording, file: Mapping[str, Any]) -> Node:
    path = file["path"]
    ending = "." + path.rpartition(".")[2]
    address = links.absolute(links.site(f"/data/{release}/{path}"))
    return {
        "@id": f"{here}#{release}/{path}",
        "@type": "dcat:Distribution",
        "dct:title": _texts(label),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{FILE_TYPES[ending]}", "@type": "dct:MediaTypeOrExtent"},
        "dcat:mediaType": {"@id": f"{MEDIA}/{FORMATS[ending][1]}", "@type": "dct:MediaType"},
        "dcat:byteSize": _typed(str(file["bytes"]), "xsd:nonNegativeInteger"),
        "dct:license": {"@id": dictionary().licences["record"].address},
        "spdx:checksum": {
            "@id": f"{here}#{release}/{path}-sha256",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file["hash"].removeprefix("sha256:"), "xsd:hexBinary"),
        },
    }


def _licence() -> Node:
    return {"@id": dictionary().licences["record"].address, "@type": "dct:LicenseDocument"}


def _texts(wording: Wording) -> list[Node]:
    return [{"@value": wording[tag], "@language": tag} for tag in TONGUES]


def _typed(value: str, kind: str) -> Node:
    return {"@value": value, "@type": kind}


# --- two forms -------------------------------------------------------------------------------------------------------


def as_json_ld(node: Node) -> str:
    return json.dumps({"@context": PREFIXES, **node}, ensure_ascii=False, indent=1) + "\n"


def as_turtle(node: Node) -> str:
    """The same statements, a block for each node that has a name."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    for subject in _nodes(node):
        terms = [(term, value) for term, value in subject.items() if term != "@id" and value != []]
        if terms:
            said = [f"  {_term(term)} {', '.join(_objects(term, value))}" for term, value in terms]
            lines += ["", f"<{subject['@id']}>", " ;\n".join(said) + " ."]
    return "\n".join(lines) + "\n"


def _nodes(node: Node) -> Iterator[Node]:
    """A node and every node inside it."""
    yield node
    for value in node.values():
        for each in _many(value):
            if isinstance(each, dict) and "@id" in each:
                yield from _nodes(each)


def _objects(term: str, value: Any) -> Iterable[str]:
    for each in _many(value):
        if term == "@type":
            yield _name(each)
        elif isinstance(each, str):
            yield json.dumps(each, ensure_ascii=False)
        elif "@id" in each:
            yield f"<{each['@id']}>"
        else:
            text = json.dumps(each["@value"], ensure_ascii=False)
            yield f"{text}@{each['@language']}" if "@language" in each else f"{text}^^{_name(each['@type'])}"


def _term(term: str) -> str:
    return "a" if term == "@type" else term


def _name(name: str) -> str:
    return f"<{name}>" if "//" in name else name


def _many(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]

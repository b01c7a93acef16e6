"""The pages of the open data: what there is, each release, and its files.  The same pages as files in a publication."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.ledger import queries as ledger
from entente.surfaces.web import dates, files, labels, links
from entente.surfaces.web.frame import now_of

from . import shelf
from .copied import CARRIED, FOLDER
from .dictionary import About, Meaning, dictionary
from .package import instant
from .release import DESCRIPTION
from .tables import FAMILIES, TABLES, Table
from .words import Type
from .writing import CSV, CSV_OF_OTHERS, PARQUET, README, WORKBOOK

ENDINGS = {"csv": "CSV", "parquet": "Parquet", "xlsx": "XLSX", "json": "JSON", "md": "Markdown"}
TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to take: its form, its address, its size in words ("" where it is made when asked for)."""

    label: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column.  note: what the label leaves open, its unit, and that it comes once for each language."""

    name: str
    label: str
    note: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table.  rows: None where it is read when asked for."""

    name: str
    title: str
    about: str
    source: str
    rows: int | None
    columns: tuple[ColumnRow, ...]
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Tables about one thing, under its heading."""

    title: str
    tables: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ReleaseLink:
    """A release in the list."""

    name: str
    instant: str
    address: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """What there is.

    api        address of the tables for programs, "" where no server answers
    copied     the files that hold all tables of a published copy, () where a server answers
    catalogue  its two forms
    """

    title: str
    description: str
    families: tuple[Family, ...]
    releases: tuple[ReleaseLink, ...]
    api: str
    copied: tuple[FileLink, ...]
    catalogue: tuple[FileLink, ...]
    licence: str
    licence_address: str
    cite: str


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release.  size, root: of the log that it stands on."""

    title: str
    description: str
    instant: str
    size: int
    root: str
    whole: tuple[FileLink, ...]
    families: tuple[Family, ...]
    back: str
    cite: str


def data(request: HttpRequest, language: str) -> HttpResponse:
    as_of = now_of(request)
    releases = shelf.shelved(as_of=as_of)
    copy = files.current()
    api = f"{settings.API_PREFIX}v1/tables" if copy is None else ""
    record = dictionary().licences["record"]
    page = DataPage(
        title=_("Open data"),
        description=_("The whole public record as tables: what was promised, what each side says, what proves it."),
        families=_families(
            {table.name: _table(table, language, files_of=_current(table, api, copy)) for table in TABLES}, language
        ),
        releases=tuple(
            ReleaseLink(
                one.name, dates.instant(one.as_of, language), links.href("data_release", language, release=one.name)
            )
            for one in releases
        ),
        api=api,
        copied=tuple(_copied(copy, path) for path in (WORKBOOK, DESCRIPTION, README)) if copy else (),
        catalogue=(
            FileLink("JSON-LD", links.site("/data/catalog.jsonld"), ""),
            FileLink("Turtle", links.site("/data/catalog.ttl"), ""),
        ),
        licence=record.label[language],
        licence_address=record.address,
        cite=_cite(instant(releases[0].as_of) if releases else ""),
    )
    return render(request, "opendata/data.html", {"page": page})


def data_release(request: HttpRequest, language: str, release: str) -> HttpResponse:
    found = shelf.described(release, as_of=now_of(request))
    sizes = shelf.files_of(found)
    by_table = {one["name"].replace("-", "_"): one for one in found["resources"]}
    record = found["record"]
    named = [DESCRIPTION, *(one["path"] for one in found["files"])]
    page = ReleasePage(
        title=_("Data as of %(day)s") % {"day": release},
        description=_("One release of the open data: it never changes."),
        instant=record["as_of"],
        size=record["log_size"],
        root=record["log_root"],
        whole=tuple(_file(release, path, sizes.get(path)) for path in named),
        families=_families(
            {
                table.name: _table(
                    table,
                    language,
                    rows=by_table[table.name]["rows"],
                    files_of=[
                        _file(release, path, sizes[path])
                        for path in (
                            by_table[table.name]["path"],
                            *(one["path"] for one in by_table[table.name]["files"]),
                        )
                    ],
                )
                for table in TABLES
                if table.name in by_table
            },
            language,
        ),
        back=links.href("data", language),
        cite=_cite(record["as_of"]),
    )
    return render(request, "opendata/release.html", {"page": page})


def release_file(request: HttpRequest, release: str, path: str) -> HttpResponse:
    """A file of a release as it is.  Raises NotVisible."""
    file = shelf.get_file(release, path, as_of=now_of(request))
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return HttpResponse(file.read_bytes(), content_type=kind)


def _current(table: Table, api: str, copy: files.Folder | None) -> list[FileLink]:
    """The table as it is now: from the server, or as it lies in the published copy."""
    if copy is not None:
        paths = (f"{CSV}/{table.name}.csv", f"{PARQUET}/{table.name}.parquet")
        return [_copied(copy, path) for path in paths] if table in CARRIED else []
    return [
        FileLink("CSV", f"{api}/{table.name}.csv", ""),
        FileLink(_("lines of JSON"), f"{api}/{table.name}.ndjson", ""),
    ]


def _copied(copy: files.Folder, path: str) -> FileLink:
    """A file that the publication adds by itself: nobody has to walk there to make it."""
    return FileLink(ENDINGS[path.rpartition(".")[2]], copy.link(FOLDER + path), "")


def _file(release: str, path: str, size: int | None) -> FileLink:
    address = links.site(f"/data/{release}/{path}")
    label = path.rpartition("/")[2] if path.startswith(CSV_OF_OTHERS) else ENDINGS[path.rpartition(".")[2]]
    return FileLink(label, address, "" if size is None else _size(size))


def _size(size: int) -> str:
    """In the units of the SI, with one figure after the point from a thousand on."""
    if size < 1000:
        return _("%(number)s bytes") % {"number": size}
    if size < 1_000_000:
        return _("%(number)s kB") % {"number": round(size / 1000)}
    return _("%(number)s MB") % {"number": f"{size / 1_000_000:.1f}"}


def _table(table: Table, language: str, *, files_of: Iterable[FileLink], rows: int | None = None) -> TableRow:
    about = dictionary().tables[table.name]
    return TableRow(
        name=table.name,
        title=about.label[language],
        about=about.about[language],
        source=about.source.label[language],
        rows=rows,
        columns=tuple(_column(dictionary().columns[name], about, language) for name in table.columns),
        files=tuple(files_of),
    )


def _families(rows: Mapping[str, TableRow], language: str) -> tuple[Family, ...]:
    """The tables that there are, by what they are about."""
    found = (
        Family(title[language], tuple(rows[table.name] for table in family if table.name in rows))
        for title, family in zip(dictionary().families, FAMILIES, strict=True)
    )
    return tuple(family for family in found if family.tables)


def _column(meaning: Meaning, about: About, language: str) -> ColumnRow:
    notes = [meaning.about[language]] if meaning.about else []
    notes += [_("one column for each language")] if meaning.type is Type.WORDING else []
    return ColumnRow(
        name=meaning.name,
        label=meaning.label[language],
        note=labels.side_by_side(notes),
        source=(meaning.source or about.source).label[language],
        licence=meaning.licence.name or meaning.licence.label[language],
    )


def _cite(of: str) -> str:
    """How to name the data.  of: the instant of a release, "" while there is none: then by the day on which they are read."""
    record = ledger.record_name() or "Entente"
    if not of:
        return _("Entente, record %(record)s, data read on YYYY-MM-DD.") % {"record": record}
    return _("Entente, record %(record)s, data as of %(instant)s.") % {"record": record, "instant": of}

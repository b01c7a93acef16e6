"""The release as files: for people (HTML, Word) and for programs (JSON).  Written all together or not at all."""

from __future__ import annotations

import html
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx

from entente.foundation.common.errors import RuleBroken

from .redaction import Released

STAMP = datetime(1980, 1, 1, tzinfo=UTC)
"""The instant in the packed files: the day of making is said in the release, not in what it is packed with."""


@dataclass(frozen=True, slots=True)
class Release:
    """What leaves.  sample: refs drawn for an auditor, None for no sample; consult: originator -> items not included."""

    about: str
    party: str
    from_on: date
    to_on: date
    made_on: date
    made_by: str
    items: tuple[Released, ...]
    consult: Mapping[str, int]
    seed: str = ""
    sample: tuple[str, ...] | None = None


def files_of(release: Release) -> dict[str, bytes]:
    """Name -> bytes of every file of a release."""
    return {"release.html": _html(release), "release.json": _json(release), "release.docx": _docx(release)}


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Into a new folder, or a new archive when the name ends in .zip.  Raises RuleBroken when there is one already."""
    if out.exists():
        raise RuleBroken(f"{out} is there already; name a new folder or archive.")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".release-") as scratch:
        folder = Path(scratch) / "release"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        if out.suffix == ".zip":
            packed = Path(scratch) / "release.zip"
            packed.write_bytes(_zip(files))
            packed.replace(out)
        else:
            shutil.move(folder, out)


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), content)
    return made.getvalue()


def _json(release: Release) -> bytes:
    """Also the names of all items, so that anybody can draw the sample again."""
    told = asdict(replace(release, items=tuple(_shown(release)))) | {"names": [one.item.ref for one in release.items]}
    return (json.dumps(told, ensure_ascii=False, indent=2, default=date.isoformat) + "\n").encode()


def _html(release: Release) -> bytes:
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f"<title>{_e(_title(release))}</title></head><body>",
        f"<h1>{_e(_title(release))}</h1>",
        *(f"<p>{_e(line)}</p>" for line in _preamble(release)),
    ]
    for one in _shown(release):
        lines += [f"<h2>{_e(one.item.ref)}</h2>", "<dl>"]
        lines += [f"<dt>{_e(name)}</dt><dd>{_e(text)}</dd>" for name, text in _facts(one)]
        lines += ["</dl>"]
    return ("\n".join([*lines, "</body></html>"]) + "\n").encode()


def _docx(release: Release) -> bytes:
    document: Any = docx.Document()
    properties = document.core_properties
    properties.author, properties.title, properties.comments = release.made_by, _title(release), ""
    properties.created = properties.modified = datetime.combine(release.made_on, datetime.min.time())
    document.add_heading(_title(release), 0)
    for line in _preamble(release):
        document.add_paragraph(line)
    for one in _shown(release):
        document.add_heading(one.item.ref, 2)
        for name, text in _facts(one):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(_printable(text))
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as packed:
        return _zip({name: packed.read(name) for name in packed.namelist()})  # without the hour of packing


def _shown(release: Release) -> list[Released]:
    """All items, or those of the sample, in the order of the release."""
    return [one for one in release.items if release.sample is None or one.item.ref in release.sample]


def _title(release: Release) -> str:
    return f"{release.party} on {release.about}, {release.from_on} to {release.to_on}"


def _preamble(release: Release) -> list[str]:
    withheld = sum(one.is_withheld for one in release.items)
    lines = [
        f"Assembled on {release.made_on} through {release.made_by}.",
        f"{len(release.items)} items of {release.party}, of which {withheld} are withheld whole.",
        *(
            f"{number} items of {originator} are not included; {originator} is to be consulted."
            for originator, number in release.consult.items()
        ),
    ]
    if release.sample is not None:
        lines.append(
            f"A sample of {len(release.sample)}: the items whose SHA-256 of “{release.seed}”, a line feed and their name "
            "come first. All names are in release.json."
        )
    return lines


def _facts(one: Released) -> list[tuple[str, str]]:
    facts = [("kind", one.item.kind), ("originator", one.item.originator), ("date", one.item.on.isoformat())]
    facts += [("post", one.item.post)] if one.item.post else []
    facts += [("exemptions", ", ".join(one.codes))] if one.codes else []
    facts += [("withheld", "the whole item")] if one.is_withheld else []
    return [*facts, *one.item.fields.items()]


def _printable(text: str) -> str:
    """Without the signs that XML has no place for."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def _e(text: str) -> str:
    return html.escape(text)

"""README.md of a release and the first sheet of its workbook, in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import override

from entente.surfaces.web import labels

from .dictionary import TONGUES, dictionary
from .package import ABOUT, TITLES, Basis, instant
from .tables import Table

SAID = {
    "en": (
        "This is the public record as it stood at {instant}, of the record {record}. It never changes; what is"
        " corrected later stands in a later release.",
        "It rests on the first {size} entries of the public log, whose Merkle root (RFC 9162) is `{root}`.",
        "One row is one fact, in the voice of whoever said it. Voices are never added up. An empty cell is nothing said.",
        "Instants are UTC, to the second. Wordings have a column for each language; “Wordings and their state” says how far"
        " each has come. A value worked out by the record and said by nobody is marked `derived` in `datapackage.json`.",
        "`csv/` (UTF-8, RFC 4180) for programs, `parquet/` with types, `entente.xlsx` for spreadsheets. Texts in CSV are not"
        " altered: open the workbook, and not the CSV, in a spreadsheet program.",
        "Licence of the record’s own words: {licence}. Authentic texts and quotations keep the terms of their publishers;"
        " each column says which.",
        "Cite as: Entente, record {record}, data as of {instant}.",
    ),
    "es": (
        "Este es el registro público tal como estaba el {instant}, del registro {record}. No cambia nunca;"
        " lo que se corrija después estará en una publicación posterior.",
        "Se basa en los primeros {size} asientos de la bitácora pública, cuya raíz de Merkle (RFC 9162) es `{root}`.",
        "Una fila es un hecho, en la voz de quien lo dijo. Las voces nunca se suman. Una celda vacía es algo no dicho.",
        "Los instantes están en UTC, al segundo. Los textos tienen una columna por idioma; «Textos y su estado» dice cuánto"
        " ha avanzado cada uno. Un valor deducido por el registro y no dicho por nadie se marca `derived` en"
        " `datapackage.json`.",
        "`csv/` (UTF-8, RFC 4180) para programas, `parquet/` con tipos, `entente.xlsx` para hojas de cálculo. Los textos del"
        " CSV no se alteran: en una hoja de cálculo abra el libro y no el CSV.",
        "Licencia del texto propio del registro: {licence}. Los textos auténticos y las citas conservan las"
        " condiciones de sus editores; cada columna dice cuáles.",
        "Cítese como: Entente, registro {record}, datos al {instant}.",
    ),
    "fr": (
        "Voici le registre public tel qu’il était le {instant}, du registre {record}. Cette version ne change jamais ;"
        " ce qui est corrigé plus tard figure dans une version suivante.",
        "Elle repose sur les {size} premières inscriptions du journal public, dont la racine de Merkle (RFC 9162) est `{root}`.",
        "Une ligne est un fait, dans la voix de qui l’a dit. Les voix ne sont jamais additionnées. Une cellule vide : rien"
        " n’est dit.",
        "Les instants sont en UTC, à la seconde. Les textes ont une colonne par langue ; « Textes et leur état » dit où en est"
        " chacun. Une valeur déduite par le registre et dite par personne est marquée `derived` dans `datapackage.json`.",
        "`csv/` (UTF-8, RFC 4180) pour les programmes, `parquet/` avec les types, `entente.xlsx` pour les tableurs. Les textes"
        " du CSV ne sont pas modifiés : dans un tableur, ouvrez le classeur et non le CSV.",
        "Licence du texte propre au registre : {licence}. Les textes authentiques et les citations gardent les conditions"
        " de leurs éditeurs ; chaque colonne dit lesquelles.",
        "À citer ainsi : Entente, registre {record}, données au {instant}.",
    ),
}
SAID_OF_A_COPY = {
    "en": (
        "These are the tables of the published copy around them, of the record {record}: the same facts as on its pages. The"
        " newest is of {instant}; `publication.json` at the top of the folder tells the instant of the copy itself.",
        "The next publication writes them anew. Releases, in the folders beside, never change. The public log that all of it"
        " rests on lies in `ledger/` at the top of the folder.",
    ),
    "es": (
        "Estas son las tablas de la copia publicada que las rodea, del registro {record}: los mismos hechos que en sus páginas."
        " El más reciente es del {instant}; `publication.json`, en la raíz de la carpeta, dice el instante de la copia misma.",
        "La próxima publicación las escribe de nuevo. Las publicaciones de datos fechadas, en las carpetas vecinas, no cambian"
        " nunca. El registro público en que todo se basa está en `ledger/`, en la raíz de la carpeta.",
    ),
    "fr": (
        "Voici les tables de la copie publiée qui les entoure, du registre {record} : les mêmes faits que sur ses pages. Le plus"
        " récent est du {instant} ; `publication.json`, à la racine du dossier, dit l’instant de la copie elle-même.",
        "La publication suivante les réécrit. Les versions datées, dans les dossiers voisins, ne changent jamais. Le journal"
        " public sur lequel tout repose se trouve dans `ledger/`, à la racine du dossier.",
    ),
}
"""In place of the first two sentences, where the tables are those of a published copy."""
TABLES_HEADING = {"en": "Tables", "es": "Tablas", "fr": "Tables"}
NAMES = {"en": "English", "es": "Español", "fr": "Français"}


def sentences(basis: Basis, tongue: str) -> list[str]:
    licence = dictionary().licences["record"]
    facts = {
        "instant": instant(basis.as_of),
        "record": basis.record or "–",
        "size": basis.size,
        "root": basis.root or "–",
        "licence": f"{licence.label[tongue]} <{licence.address}>",
    }
    said = SAID[tongue] if basis.size is not None else (*SAID_OF_A_COPY[tongue], *SAID[tongue][2:])
    return [sentence.format(**facts) for sentence in said]


def readme(basis: Basis, tables: Sequence[Table], rows: Mapping[str, int]) -> str:
    """Markdown.  rows: table -> how many."""
    parts = []
    for tongue in TONGUES:
        parts += [f"# {TITLES[tongue]}", "", f"*{NAMES[tongue]}*", "", ABOUT[tongue], ""]
        for sentence in sentences(basis, tongue):
            parts += [sentence, ""]
        parts += [f"## {TABLES_HEADING[tongue]}", ""]
        for table in tables:
            about = dictionary().tables[table.name]
            file = f"- `csv/{table.name}.csv` ({rows[table.name]})"
            with override(tongue):
                parts.append(labels.named(file, f"**{about.label[tongue]}**. {about.about[tongue]}"))
        parts.append("")
    return "\n".join(parts)


def first_sheet(basis: Basis, tables: Sequence[Table], rows: Mapping[str, int]) -> Sequence[tuple[str, ...]]:
    """The rows of the first sheet: a column for each language, with what each table is."""
    said = [sentences(basis, tongue) for tongue in TONGUES]
    found: list[tuple[str, ...]] = [("", *(TITLES[tongue] for tongue in TONGUES)), ("", *ABOUT.values())]
    found += [("", *each) for each in zip(*said, strict=True)]
    for table in tables:
        about = dictionary().tables[table.name]
        found.append(
            (f"{table.name} ({rows[table.name]})", *(f"{about.label[tag]}. {about.about[tag]}" for tag in TONGUES))
        )
    return found

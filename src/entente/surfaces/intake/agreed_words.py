"""What a proposal says, in plain words and in one language: for the page, for the command line, and for the signer offline.

Pure, and without Django: the same lines run on the party's own machine.  They read the content that is signed and nothing
else, so that what is shown is what is signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entente.foundation.common.languages import TAG, Wording, pick

KINDS: Mapping[str, Wording] = {
    "joint-status": {"en": "joint status", "es": "estado conjunto", "fr": "état conjoint"},
    "amendment": {"en": "amendment", "es": "enmienda", "fr": "amendement"},
    "adoption": {"en": "adoption", "es": "adopción", "fr": "adoption"},
    "closure": {"en": "closure of a plan", "es": "cierre de un plan", "fr": "clôture d’un plan"},
    "succession": {"en": "succession of plans", "es": "sucesión de planes", "fr": "succession de plans"},
    "stage": {"en": "stage of an activity", "es": "etapa de una actividad", "fr": "étape d’une activité"},
}
"""Kind of proposal -> its name.  A kind without a name here is shown by its code."""

LABELS: dict[str, Wording] = {
    "title": {"en": "title", "es": "título", "fr": "titre"},
    "summary": {"en": "summary", "es": "resumen", "fr": "résumé"},
    "text": {"en": "text", "es": "texto", "fr": "texte"},
    "texts": {"en": "text", "es": "texto", "fr": "texte"},
    "statement": {"en": "statement", "es": "declaración", "fr": "déclaration"},
    "reason": {"en": "reason", "es": "motivo", "fr": "motif"},
    "note": {"en": "note", "es": "nota", "fr": "note"},
    "value": {"en": "status", "es": "estado", "fr": "état"},
    "as_of_on": {"en": "as of", "es": "a fecha de", "fr": "en date du"},
    "happened": {"en": "date", "es": "fecha", "fr": "date"},
    "stage": {"en": "stage", "es": "etapa", "fr": "étape"},
    "activity": {"en": "activity", "es": "actividad", "fr": "activité"},
    "subject": {"en": "about", "es": "sobre", "fr": "objet"},
    "plan": {"en": "plan", "es": "plan", "fr": "plan"},
    "successor": {"en": "successor", "es": "sucesor", "fr": "successeur"},
    "parties": {"en": "parties", "es": "partes", "fr": "parties"},
    "number": {"en": "number", "es": "número", "fr": "numéro"},
    "proofs": {"en": "evidence", "es": "pruebas", "fr": "preuves"},
    "claims": {"en": "evidence", "es": "pruebas", "fr": "preuves"},
    "promise": {"en": "promise", "es": "promesa", "fr": "promesse"},
    "promises": {"en": "promise", "es": "promesa", "fr": "promesse"},
    "successor_title": {"en": "title of the successor", "es": "título del sucesor", "fr": "titre du successeur"},
    "successor_promises": {
        "en": "promise of the successor",
        "es": "promesa del plan sucesor",
        "fr": "promesse du plan qui suit",
    },
    "fate": {"en": "what becomes of it", "es": "qué pasa con ella", "fr": "ce qu’elle devient"},
    "into": {"en": "goes on in", "es": "sigue en", "fr": "se poursuit dans"},
    "new": {"en": "new in the successor", "es": "nuevas en el plan sucesor", "fr": "nouvelles dans le plan qui suit"},
    "base": {"en": "rests on", "es": "se basa en", "fr": "repose sur"},
    "base_sha256": {
        "en": "SHA-256 of the terms before",
        "es": "SHA-256 de los términos anteriores",
        "fr": "SHA-256 des termes précédents",
    },
    "before": {"en": "before", "es": "antes", "fr": "avant"},
    "after": {"en": "with the amendment", "es": "con la enmienda", "fr": "avec l’amendement"},
    "in_force_from": {"en": "in force from", "es": "en vigor a partir del", "fr": "en vigueur à compter du"},
    "kind": {"en": "kind", "es": "tipo", "fr": "type"},
    "strength": {"en": "strength", "es": "fuerza", "fr": "force"},
    "obligors": {"en": "who owes it", "es": "a quién le corresponde", "fr": "à qui elle incombe"},
    "clauses": {"en": "part", "es": "inciso", "fr": "volet"},
    "letter": {"en": "letter", "es": "letra", "fr": "lettre"},
    "agreed": {"en": "agreed beside the words", "es": "acordado junto al texto", "fr": "convenu à côté du texte"},
    "due": {"en": "date", "es": "fecha", "fr": "date"},
    "claim": {"en": "short name", "es": "nombre corto", "fr": "nom court"},
    "revision": {
        "en": "SHA-256 of its wording",
        "es": "SHA-256 de su redacción",
        "fr": "SHA-256 de sa rédaction",
    },
}
"""Member of a content -> its name in plain words; one without a name here is shown by its own."""

VALUES: dict[str, Wording] = {
    "not_started": {"en": "not started", "es": "no iniciado", "fr": "pas commencé"},
    "limited": {"en": "limited", "es": "limitado", "fr": "limité"},
    "substantial": {"en": "substantial", "es": "sustancial", "fr": "substantiel"},
    "complete": {"en": "complete", "es": "completo", "fr": "achevé"},
    "not_pursued": {"en": "not being pursued", "es": "abandonado", "fr": "abandonné"},
    "superseded": {"en": "superseded", "es": "sustituido", "fr": "remplacé"},
    "ad-referendum": {
        "en": "Agreed by officials, subject to approval",
        "es": "Acordado entre funcionarios, sujeto a aprobación",
        "fr": "Convenu entre fonctionnaires, sous réserve d’approbation",
    },
    "signed": {"en": "Signed", "es": "Firmado", "fr": "Signé"},
    "renewed": {"en": "Renewed", "es": "Renovado", "fr": "Renouvelé"},
    "agreed": {"en": "Agreed", "es": "Acordado", "fr": "Convenu"},
    "established": {"en": "Established", "es": "Establecido", "fr": "Établi"},
    "member": {"en": "All are members", "es": "Todas son miembros", "fr": "Toutes en sont membres"},
    "completed": {"en": "Completed", "es": "Terminado", "fr": "Terminé"},
    "continued": {"en": "continued", "es": "continúa", "fr": "poursuivie"},
    "merged": {"en": "merged with others", "es": "fusionada con otras", "fr": "fusionnée avec d’autres"},
    "dropped": {"en": "not carried on", "es": "no continúa", "fr": "non reprise"},
    "deliverable": {"en": "something to finish", "es": "algo por concluir", "fr": "une chose à achever"},
    "standing": {"en": "a continuing duty", "es": "un deber permanente", "fr": "un devoir permanent"},
    "time_bound": {
        "en": "bound by an outside date",
        "es": "sujeta a una fecha externa",
        "fr": "liée à une date extérieure",
    },
    "firm": {"en": "a firm promise", "es": "una promesa firme", "fr": "une promesse ferme"},
    "best_efforts": {"en": "best efforts", "es": "los mejores esfuerzos", "fr": "les meilleurs efforts"},
    "exploratory": {"en": "to be explored", "es": "por explorar", "fr": "à explorer"},
    "milestone": {"en": "milestone", "es": "hito", "fr": "jalon"},
    "rhythm": {"en": "rhythm", "es": "ritmo", "fr": "rythme"},
    "measure": {"en": "measure", "es": "medida", "fr": "mesure"},
}
"""Code of a scale, or of a stage that all can sign -> its name."""

BASES: Mapping[bool, Wording] = {
    True: {
        "en": "the promise as the plan has it",
        "es": "la promesa tal como está en el plan",
        "fr": "la promesse telle que le plan la formule",
    },
    False: {"en": "amendment {number}", "es": "enmienda {number}", "fr": "amendement {number}"},
}
"""Whether an amendment rests on the original -> what it rests on."""

YES_NO: Mapping[bool, Wording] = {
    True: {"en": "yes", "es": "sí", "fr": "oui"},
    False: {"en": "no", "es": "no", "fr": "non"},
}
NOTHING: Wording = {"en": "nothing", "es": "nada", "fr": "rien"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a proposal says.

    label     what it is, in the language asked for; "" for the kind itself
    text      what it says; language: the tag of the language it is really in, "" for a figure, a date or a code
    """

    label: str
    text: str
    language: str = ""


def kind_words(kind: str, language: str) -> str:
    return pick(KINDS.get(kind, {"en": kind}), language, ("en",))[0]


def describe(kind: str, content: Mapping[str, Any], language: str) -> list[Line]:
    """Everything that a content says, in its own order, each wording in one language.  Nothing is left out.

    A mapping from language tags to texts is a wording; it is shown in the language asked for, or in another that it has, which
    the line names.
    """
    return list(_lines(content, (), language))


def languages_of(content: Any) -> set[str]:
    """The languages in which a content has a wording."""
    if isinstance(content, Mapping):
        if is_wording(content):
            return {tag for tag, text in content.items() if text}
        return set().union(*(languages_of(value) for value in content.values()), set())
    if isinstance(content, list | tuple):
        return set().union(*(languages_of(value) for value in content), set())
    return set()


def is_wording(value: Any) -> bool:
    """Whether a value is texts by language tag.  A member of a content is no language tag, except it looked like one."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(tag, str) and TAG.fullmatch(tag) and tag not in LABELS for tag in value)
        and all(isinstance(text, str) for text in value.values())
    )


def _lines(value: Any, path: tuple[str, ...], language: str) -> Iterator[Line]:
    label = " · ".join(path)
    if is_wording(value):
        text, tag = pick(value, language)
        yield Line(label, text, tag)
    elif isinstance(value, Mapping) and value:
        for name, inner in value.items():
            if name == "base" and isinstance(inner, int):
                yield Line(" · ".join((*path, _named(name, language))), plain_words(str(inner), language, name))
            else:
                yield from _lines(inner, (*path, _named(name, language)), language)
    elif isinstance(value, list | tuple) and value:
        if all(isinstance(inner, str | int | float) for inner in value):
            yield Line(label, ", ".join(_plain(inner, language) for inner in value))
        else:
            for at, inner in enumerate(value, start=1):
                yield from _lines(inner, (*path, str(at)), language)
    else:
        yield Line(label, _plain(value, language))


def _named(name: str, language: str) -> str:
    return pick(LABELS.get(name, {"en": name.replace("_", " ")}), language, ("en",))[0]


def _plain(value: Any, language: str) -> str:
    if isinstance(value, bool):
        return pick(YES_NO[value], language, ("en",))[0]
    if value is None or value in ("", [], {}):
        return pick(NOTHING, language, ("en",))[0]
    return pick(VALUES.get(str(value), {"en": str(value)}), language, ("en",))[0]


Path = tuple[str, ...]


def pieces(content: Mapping[str, Any]) -> dict[Path, Wording | str]:
    """A content taken apart: the way to each value -> its texts by language, or, of a figure, a date or a code, as it is."""
    found: dict[Path, Wording | str] = {}
    _take_apart(content, (), found)
    return found


def label_of(path: Path, language: str) -> str:
    """The way to a value in plain words."""
    return " · ".join(_named(name, language) for name in path)


def plain_words(value: str, language: str, name: str = "") -> str:
    """A code of a scale in plain words; any other value as it is.  name: of the member that holds it."""
    if name == "base" and value.isdecimal():
        return pick(BASES[value == "0"], language, ("en",))[0].format(number=value)
    return _plain(value, language)


def _take_apart(value: Any, path: Path, found: dict[Path, Wording | str]) -> None:
    if is_wording(value):
        found[path] = dict(value)
    elif isinstance(value, Mapping) and value:
        for name, inner in value.items():
            _take_apart(inner, (*path, name), found)
    elif isinstance(value, list | tuple) and value and not all(isinstance(one, str | int | float) for one in value):
        for at, inner in enumerate(value, start=1):
            _take_apart(inner, (*path, str(at)), found)
    elif isinstance(value, list | tuple) and value:
        found[path] = ", ".join(str(one) for one in value)
    else:
        found[path] = "" if value is None or value in ([], {}) else str(value)

"""What the offline signer says, in each language.  A table, because gettext's catalogues need a record's settings."""

from __future__ import annotations

import os
from collections.abc import Mapping

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "what": "{kind}, proposal {number}, wording {revision}",
        "subject": "About",
        "record": "Record",
        "signatories": "Signed by",
        "languages": "Languages of the words",
        "hash": "SHA-256 of the words, worked out here",
        "only": "only in “{language}”",
        "party": "You would sign for",
        "nothing": "Nothing was signed.  To sign exactly this, run the same again with --yes.",
        "signed": "Signed for {party}.  Hand in {path}: on the page of the proposal, or attached to a mail.",
        "key": "Your key lies in {path}, locked with your passphrase; keep both, and keep them apart.",
        "public": "Hand over {path}: it is no secret.  Its short name is {key_id}; say it by another way when you do.",
    },
    "es": {
        "what": "{kind}, propuesta {number}, redacción {revision}",
        "subject": "Sobre",
        "record": "Registro",
        "signatories": "Firman",
        "languages": "Idiomas del texto",
        "hash": "SHA-256 del texto, calculado aquí",
        "only": "solo en «{language}»",
        "party": "Usted firmaría por",
        "nothing": "No se ha firmado nada. Para firmar exactamente esto, ejecute lo mismo con --yes.",
        "signed": "Firmado por {party}. Entregue {path}: en la página de la propuesta o adjunto a un correo.",
        "key": "Su clave está en {path}, protegida con su contraseña; conserve ambas, y por separado.",
        "public": "Entregue {path}: no es secreto. Su nombre corto es {key_id}; comuníquelo además por otra vía.",
    },
    "fr": {
        "what": "{kind}, proposition {number}, rédaction {revision}",
        "subject": "Objet",
        "record": "Registre",
        "signatories": "Signataires",
        "languages": "Langues du texte",
        "hash": "SHA-256 du texte, calculé ici",
        "only": "seulement en « {language} »",
        "party": "Vous signeriez pour",
        "nothing": "Rien n’a été signé. Pour signer exactement ceci, relancez la même commande avec --yes.",
        "signed": "Signé pour {party}. Remettez {path} : sur la page de la proposition ou joint à un courriel.",
        "key": "Votre clé se trouve dans {path}, protégée par votre phrase de passe ; conservez les deux, séparément.",
        "public": "Remettez {path} : ce n’est pas un secret. Son nom court est {key_id} ; donnez-le aussi par une autre voie.",
    },
}


def language_of_machine() -> str:
    """The language that the machine is set to, where it is one of these; else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return wanted[:2] if wanted[:2] in PHRASES else "en"


def phrase(name: str, language: str, /, **values: object) -> str:
    return PHRASES[language][name].format(**values)

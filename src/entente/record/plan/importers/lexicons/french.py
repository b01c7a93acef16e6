# ruff: noqa: E501 - patterns and word lists read better whole
"""French."""

from __future__ import annotations

import re

from entente.record.plan.importers.lexicons.romance import verb_reader
from entente.record.plan.importers.lexicons.shapes import (
    BEST_EFFORTS,
    EXPLORATORY,
    Actor,
    Follow,
    Lexicon,
    cue,
    pairs,
    phrases,
    started,
)

DISCRETE = phrases("""
signer lancer accueillir convoquer publier établir créer organiser tenir diffuser annoncer nommer adopter ratifier ouvrir inaugurer reprendre relancer
déployer soumettre présenter livrer fournir achever finaliser conclure construire installer réunir verser octroyer attribuer allouer désigner négocier
produire introduire former rétablir instaurer instituer coorganiser coprésider renouveler actualiser accorder remettre promulguer abroger doubler tripler
constituer rédiger élire transposer recruter acheter inscrire déposer commander attribuer décerner
""")
PRODUCT_ACTS = phrases("""
élaborer développer mettre concevoir préparer mener conduire entreprendre explorer expérimenter réviser réformer étudier examiner évaluer définir formuler
proposer financer investir réaliser exécuter œuvrer travailler utiliser moderniser rejoindre élargir étendre envisager commencer démarrer poursuivre bâtir
""")
OUTCOME_ACTS = phrases(
    "atteindre réduire diminuer éliminer éradiquer augmenter accroître porter doubler tripler plafonner mettre parvenir restaurer protéger"
)
STANDING = phrases("""
renforcer soutenir appuyer promouvoir partager améliorer approfondir favoriser encourager continuer maintenir faire faciliter collaborer coopérer
coordonner protéger préserver conserver combattre lutter contrer prévenir assurer veiller défendre suivre échanger engager consulter accélérer stimuler
mobiliser intégrer harmoniser aligner sensibiliser répondre aider permettre habiliter autonomiser éduquer informer travailler appliquer respecter
surveiller contrôler gérer réglementer sécuriser stabiliser participer contribuer concentrer agir consolider intensifier dynamiser valoriser
garantir offrir lever simplifier adapter atténuer transformer rapprocher relier associer inclure impliquer accompagner identifier cibler poursuivre enquêter
démanteler perturber restituer avancer progresser œuvrer chercher viser diversifier moderniser numériser ouvrir explorer examiner étudier
considérer envisager investir financer former développer élaborer cartographier recenser mesurer recueillir analyser traiter réduire accroître
obtenir rechercher contribuer apporter assister conforter confirmer conduire fixer veiller instaurer étoffer densifier décarboner
électrifier verdir former recruter équiper doter donner rendre redoubler parvenir œuvrer agir réagir répondre réguler encadrer clarifier unifier
compléter actualiser alimenter abonder affecter consacrer dédier allouer mobiliser orienter guider piloter animer coordonner superviser vérifier auditer
tester valider diffuser communiquer publier informer alerter signaler traduire numériser archiver documenter recenser restituer rapatrier réinstaller
héberger loger nourrir soigner vacciner dépister scolariser alphabétiser insérer réinsérer employer rémunérer protéger éviter empêcher interdire
limiter supprimer abolir alléger assouplir fluidifier accélérer relancer revitaliser réhabiliter rénover restaurer reboiser planter préserver
augmenter créer bâtir construire plaider porter reconnaître célébrer commémorer honorer multiplier optimiser pérenniser structurer fédérer
""")
IRREGULAR = {
    "tenir": "tiendr", "maintenir": "maintiendr", "soutenir": "soutiendr", "faire": "fer", "mettre": "mettr", "permettre": "permettr",
    "envoyer": "enverr", "accueillir": "accueiller", "parvenir": "parviendr", "prévenir": "préviendr", "appuyer": "appuier",
    "renouveler": "renouveller", "déployer": "déploier", "promouvoir": "promouvr", "œuvrer": "œuvrer", "relever": "relèver", "accélérer": "accélérer",
}  # fmt: skip


def _future_stem(infinitive: str) -> str:
    return infinitive.removesuffix("e") if infinitive.endswith("re") else infinitive


def _gerund(infinitive: str) -> str:
    if infinitive.endswith("cer"):
        return infinitive[:-3] + "çant"
    if infinitive.endswith("ger"):
        return infinitive[:-1].removesuffix("e") + "eant"
    if infinitive.endswith("ir") and not infinitive.endswith(("enir", "oir", "vrir", "llir")):
        return infinitive[:-1] + "ssant"
    if infinitive.endswith("oir"):
        return infinitive[:-3] + "ant"
    return infinitive[:-2] + "ant"


def _participles(infinitive: str) -> tuple[str, ...]:
    if not infinitive.endswith(("er", "ir")):
        return ()
    stem = infinitive[:-2] + ("é" if infinitive.endswith("er") else "i")
    return (stem, stem + "e", stem + "s", stem + "es")


VERB = verb_reader(
    DISCRETE | PRODUCT_ACTS | OUTCOME_ACTS | STANDING | phrases("efforcer employer attacher"),
    future_stem=_future_stem,
    future_endings=("a", "ont", "ons"),
    gerund=_gerund,
    elided=("d'", "s'", "l'", "n'", "j'", "qu'"),
    irregular=IRREGULAR,
    participles=_participles,
    sure_futures=("eront", "iront", "dront", "tront", "vront", "erons", "irons", "drons", "era", "ira", "dra"),
)

ADVERBS = r"(?:\s+(?:également|aussi|ensemble|conjointement|notamment|désormais|tous|toutes|\w+ment))?"
AFFIRMED = r"(?:ré)?affirm\w+|réitèr\w+|réitér\w+|renouvel\w+|exprim\w+|confirm\w+|rappel\w+|proclam\w+|annonc\w+|partag\w+|soulign\w+"
TO = r"(?:\s+(?:à|de)\b|\s+d(?=['’]))"

CUES = (
    cue(
        rf"(?:s['’]\s?engage(?:nt|ront|ra)?|nous\s+engageons|(?:se\s+)?(?:sont|est|s['’]étaient|s['’]est)\s+engagé(?:e?s?))(?:\s+\w+ment)?{ADVERBS}{TO}"
    ),
    cue(
        rf"(?:(?:sont|ont|est|a)\s+convenue?s?|conviennent|convient|convenons|convinrent){ADVERBS}{TO}",
        actor=Actor.NEEDED,
    ),
    cue(rf"(?:(?:ont|a|avons)\s+décidé|décident|décide|décidons){ADVERBS}{TO}"),
    cue(rf"(?:(?:ont|a|avons)\s+accepté|acceptent){ADVERBS}{TO}"),
    cue(rf"(?:(?:ont|a|avons)\s+promis|promettent|promet|promettons){ADVERBS}{TO}"),
    cue(
        rf"(?:sont|est|sommes|restent|demeurent|demeure)\s+(?:\w+ment\s+)?(?:déterminée?s?|résolue?s?|prêt(?:e?s?)|engagée?s?){TO}"
    ),
    cue(
        rf"(?:engagements?|détermination|volonté|ambitions?|objectifs?|intention|résolution){TO}", needs_before=AFFIRMED
    ),
    cue(r"(?:ont|a|avons)\s+(?:chargé|demandé|donné\s+instruction)\s+(?:à\s+|aux\s+)?(?:[\w’'-]+\s+){1,14}?de\b"),
    cue(r"(?:s['’])?[a-zà-ÿœ]+(?:ra|ront|rons)", follow=Follow.INSIDE, actor=Actor.NEEDED),
    cue(
        r"(?:lancent|lance|annoncent|annonce|ont\s+lancé|ont\s+annoncé)",
        follow=Follow.ANY,
        actor=Actor.NEEDED,
        fresh=True,
    ),
    cue(rf"(?:continue|continuent|continuons)(?:{TO})", actor=Actor.NEEDED),
    cue(
        r"(?:cherche(?:nt)?|cherchons|vise(?:nt)?|visons|prévoit|prévoient|prévoyons|entend(?:ent|ons)?|espère(?:nt)?|espérons|compte(?:nt)?|comptons|souhaite(?:nt)?|souhaitons|propose(?:nt)?|proposons|ambitionne(?:nt)?|ambitionnons|(?:ont|a|avons)\s+(?:\w+\s+)?(?:l['’]\s?|pour\s+)intention)(?:,[^,.;]{3,60},)?(?:\s+(?:à|de)\b)?(?=\s+(?:\w+\s+){0,2}?[\wà-ÿ’']+(?:er|ir|re)\b)",
        strength=BEST_EFFORTS,
        actor=Actor.NEEDED,
    ),
    cue(
        rf"s['’]efforcent{TO}|s['’]efforce{TO}|nous\s+efforçons{TO}|s['’]emploient{TO}|s['’]emploie{TO}|nous\s+employons{TO}",
        strength=BEST_EFFORTS,
    ),
)

GOING_ON = (
    r"(?:(?:continu(?:er|eront|era|ant)|poursuivr(?:e|ont|a)\s+leurs?\s+efforts?)\s+(?:à\s+|de\s+|d['’])|\w+ment\s+)?"
)
TOGETHER = r"(?:ensemble|conjointement|de\s+concert|étroitement|en\s+étroite\s+collaboration|en\s+partenariat)"
HEDGES = started(
    (
        (GOING_ON + r"(?:d['’])?(?:explor|envisag|examin)(?:er(?:ont|a|ons)?|ant)", EXPLORATORY),
        (
            GOING_ON
            + r"(?:d['’])?(?:étudi|considér|évalu)(?:er(?:ont|a|ons)?|ant)\s+(?:\w+\s+|l['’]){0,3}?(?:possibilité\w*|opportunité\w*|faisabilité|options?|moyens)",
            EXPLORATORY,
        ),
        (
            GOING_ON
            + r"(?:d['’])?(?:identifi|recherch|cherch)(?:er(?:ont|a|ons)?|ant)\s+(?:\w+\s+){0,3}?(?:possibilités|occasions|opportunités|pistes|moyens)",
            EXPLORATORY,
        ),
        (
            GOING_ON
            + r"(?:s['’]efforcer(?:ont|a)?|s['’]employer|s['’]emploieront|s['’]attacheront|efforcer(?:ont|ons)?)",
            BEST_EFFORTS,
        ),
        (GOING_ON + r"(?:cherch|tent|vis)(?:er(?:ont|a|ons)?)\s+à", BEST_EFFORTS),
        (
            GOING_ON
            + r"(?:d['’])?(?:œuvr|oeuvr|travaill)(?:er(?:ont|a|ons)?)\s+(?:activement\s+)?(?:à|pour|en\s+faveur)",
            BEST_EFFORTS,
        ),
        (GOING_ON + r"(?:d['’])?(?:encourag|invit|incit)(?:er(?:ont|a|ons)?)", BEST_EFFORTS),
    )
)
CARRIERS = re.compile(
    r"(?:"
    rf"(?:œuvr|oeuvr|travaill|collabor|coopér|agi)(?:er|r)?(?:ont|a|ons)?\s+(?:{TOGETHER}\s+)?(?:à|pour|afin\s+de)"
    r"|(?:s['’])?(?:efforcer|employer|emploier|attacher)(?:ont|a|ons)?\s+(?:à|de)"
    r"|(?:continu|cherch|tent|vis|aid|contribu)er(?:ont|a|ons)?\s+(?:à|de)"
    r"|(?:prendr\w+)\s+(?:des\s+|les\s+)?mesures\s+(?:\w+\s+)?(?:pour|afin\s+de)"
    r")\s+",
    re.IGNORECASE,
)
NOUN_ACTS = pairs(r"""
mise\s+en\s+place:établir mise\s+en\s+œuvre:exécuter mise\s+en\s+oeuvre:exécuter création:créer élaboration:élaborer organisation:organiser renforcement:renforcer lancement:lancer signature:signer conclusion:conclure adoption:adopter
promotion:promouvoir publication:publier ratification:ratifier négociation:négocier préparation:préparer poursuite:continuer tenue:tenir développement:développer amélioration:améliorer ouverture:ouvrir extension:étendre
facilitation:faciliter échange:échanger élargissement:élargir construction:construire établissement:établir accueil:accueillir soutien:soutenir appui:appuyer réalisation:réaliser conduite:conduire intensification:intensifier approfondissement:approfondir réduction:réduire protection:protéger
""")
ACTION_NOUNS = "(?:" + "|".join(NOUN_ACTS) + ")s?"

FRENCH = Lexicon(
    code="fr",
    cues=CUES,
    verb=VERB,
    discrete=DISCRETE,
    product_acts=PRODUCT_ACTS,
    outcome_acts=OUTCOME_ACTS,
    performatives=phrases("lancer annoncer"),
    views=phrases("saluer reconnaître réaffirmer souligner appeler condamner"),
    never_verbs=phrases(
        "le la les l' un une des du de et ou à au aux en par pour sur dans leur leurs son sa ses notre nos ce cette ces"
    ),
    passive=re.compile(r"\s*(?:être|sera|seront)\s+(?:\w+ment\s+)?\w+(?:é|i|u|is|it)(?:e|s|es)?\b", re.IGNORECASE),
    nouns_when=frozenset(),
    finite=phrases("est sont a ont reste"),
    prepositional=frozenset(),
    hedges=HEDGES,
    carriers=CARRIERS,
    adverbs=phrases(
        "également aussi ensemble conjointement mieux davantage plus rapidement notamment ne pas se s' nous"
    ),
    adverb_endings=("ment",),
    joiners=phrases("et ou ainsi que"),
    purposes=re.compile(
        r"(?:afin\s+d(?:e|['’])|pour|en\s+vue\s+d(?:e|['’])|dans\s+le\s+but\s+d(?:e|['’])|visant\s+à|destinée?s?\s+à|qui|permettant\s+d(?:e|['’]))(?=\s*[\wà-ÿ’']+(?:er|ir|re|oir)\b|\s)",
        re.IGNORECASE,
    ),
    infinitive_mark=phrases("à de d'"),
    enhanced=frozenset(),
    doubtful=frozenset(),
    determiners=frozenset(),
    means=phrases("par via avec grâce moyennant"),
    lifting=phrases("continuer continueront"),
    lasting=phrases("continuer continueront continue continuent poursuivront"),
    effects=phrases("bénéficier bénéficieront bénéficiera permettre permettra permettront aura auront"),
    by=phrases("en"),
    including=re.compile(r"(?:notamment|y\s+compris|en\s+particulier|tels?\s+que|telles?\s+que)", re.IGNORECASE),
    whilst=phrases("tout"),
    through=phrases("par via avec grâce"),
    products=phrases("""
    mémorandum accord cadre stratégie programme projet initiative mécanisme comité dialogue forum sommet conférence atelier séminaire campagne portail plateforme
    registre guide lignes-directrices rapport étude enquête évaluation loi règlement fonds centre laboratoire bourse bourses prix plan traité convention
    protocole déclaration ambassade consulat visa exposition festival mission délégation visite cours groupe partenariat conseil commission observatoire
    académie institut réseau année saison réunion charte pacte feuille-de-route volet colloque table-ronde base-de-données
    """),
    one=phrases("un une nouveau nouvelle deuxième seconde premier première le la l' prochain prochaine"),
    fresh_one=phrases("un une nouveau nouvelle"),
    generic=phrases(
        "possibilités opportunités moyens mesures efforts coopération collaboration actions pistes occasions liens"
    ),
    builds=phrases("construire bâtir"),
    ideals=phrases(
        "monde région société économie avenir communauté relation partenariat consensus culture capacité résilience confiance reprise relance "
        "paix hémisphère continent voisinage écosystème environnement fondement base pays nation ordre système"
    ),
    handed_out=phrases(
        "personnes places visas bourses réfugiés travailleurs étudiants doses enseignants ménages emplois permis jeunes experts volontaires logements écoles bénéficiaires femmes enfants hectares arbres"
    ),
    deadline=re.compile(
        r"\b(?:d['’]ici(?:\s+(?:à|au|la|l['’]))?|avant(?:\s+(?:la|le|l['’]))?|au\s+plus\s+tard|jusqu['’](?:en|à|au)|en|au\s+cours\s+d(?:e|u|es)|dans\s+les|à\s+l['’]horizon|pendant|lors\s+d(?:e|u)|à\s+partir\s+de|entre)\s*"
        r"(?:la\s+|le\s+|les\s+|l['’])?(?:fin\s+(?:de\s+(?:l['’]année\s+)?)?|début\s+|mi-)?(?:(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s+)?(?:20\d\d|(?:\w+\s+)?prochaine?s?\s+(?:années?|mois)|\w+\s+(?:prochaines?\s+)?(?:ans|années|mois)\b|COP\s?\d+)",
        re.IGNORECASE,
    ),
    event=re.compile(
        r"\b(?:Année\s+(?:internationale|de)|Décennie|Coupe\s+du\s+[Mm]onde|Jeux\s+(?:[Oo]lympiques|[Pp]aralympiques)|COP\s?\d+|présidence\s+d|Exposition\s+universelle)",
        re.IGNORECASE,
    ),
    perfect=phrases("avait avaient été"),
    past_time=re.compile(
        r"\b(?:dernière?s?|déjà|récemment|hier|depuis|précédemment|en\s+(?:19|20)\d\d|le\s+\d{1,2}\s+\w+)\b",
        re.IGNORECASE,
    ),
    actors=phrases("""
    pays dirigeants dirigeant gouvernement gouvernements ministre ministres ministère ministères parties participants membres président présidente premier chancelier chancelière
    autorités états nations partenaires délégations signataires deux agence agences secrétaire secrétaires responsables experts roi institutions administrations universités présidents chefs côtés
    """),
    everyone=re.compile(
        r"\b(?:(?:les|nos|ces)\s+deux|les|nos|tous\s+les)\s+(?:\w+\s+)?(?:pays|dirigeants|gouvernements|parties|nations|présidents|ministres|états|chefs|signataires|membres|partenaires|participants|côtés)\b|\b(?:les\s+)?deux\s+(?:pays|parties|dirigeants|gouvernements)\b",
        re.IGNORECASE,
    ),
    we=phrases("nous ils elles notre nos leur leurs"),
    it=phrases("il elle ce cette son sa ses"),
    heads=phrases("président présidente chancelier chancelière premier ministre roi reine"),
    not_subject_after=phrases(
        "avec à dans pour par sur contre vers entre sous chez envers au aux en parmi selon comme via"
    ),
    of=phrases("de du des d'"),
    linking=phrases("et ainsi que la le les l' du de des d' au"),
    relatives=phrases("qui que dont où si lorsque quand parce"),
    stops_subject=phrases(
        "s'engage s'engagent sont est a ont convient conviennent continue continuent va vont réaffirme réaffirment accueille"
    ),
    any_verb="renforcer",
    abbreviations=phrases("m mm mme dr st art al p.ex n no vol env janv févr avr juil sept oct nov déc"),
    labels=re.compile(
        r"(?P<word>pilier|axe|objectif|priorité|partie|chapitre|section|thème|volet|domaine|chantier|orientation)\s+(?:n[°o]\.?\s*)?"
        r"(?P<number>\d{1,2}|[ivxlc]{1,6}|[a-h]|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b\s*[.:)–—-]*\s*",
        re.IGNORECASE,
    ),
    opening_titles=re.compile(
        r"(?:[\w’'.-]+\s+){0,4}?(?:vision|préambule|introduction|contexte|résumé|avant-propos|sommaire|table\s+des\s+matières)\s*$",
        re.IGNORECASE,
    ),
    closing_titles=re.compile(
        r"(?:sources?|références?|notes?|contacts?(?:\s+presse)?|liens\s+(?:connexes|utiles)|personnes-ressources|citations?|faits\s+en\s+bref|signatures?|sommaire|glossaire)\s*:?",
        re.IGNORECASE,
    ),
    furniture=re.compile(
        r"(?:(?:date\s+de\s+(?:la\s+dernière\s+)?modification|dernière\s+mise\s+à\s+jour|mis\s+à\s+jour|publié\s+le|partager|imprimer|retour\s+en\s+haut|haut\s+de\s+(?:la\s+)?page|signaler\s+un\s+problème|pour\s+diffusion\s+immédiate|télécharger)\b.{0,40}|page\s+\d+(?:\s+(?:de|sur)\s+\d+)?|[-–—]\s*\d+\s*[-–—]|\d{1,4}|\W*(?:30|FIN|###)\W*|https?://\S+|www\.\S+)",
        re.IGNORECASE,
    ),
    report_titles=re.compile(
        r"\b(?:rapport\s+d['’](?:étape|avancement)|bilan|état\s+d['’]avancement|un\s+an\s+après|anniversaire|suivi|mise\s+en\s+œuvre\s+du\s+plan)\b",
        re.IGNORECASE,
    ),
    small_words=phrases("le la les un une des du de d' et ou à au aux en par pour sur dans l'"),
    topics=re.compile(
        r"\b(?:discuté|abordé|examiné|noté|salué|reconnu|thèmes|sujets|principes|piliers|réalisations|progrès|résultats|domaines\s+suivants|axes\s+suivants|volets|composantes)\b",
        re.IGNORECASE,
    ),
    action_noun=re.compile(rf"(?:(?:la|le|l['’]|une?)\s*)?{ACTION_NOUNS}\s+d", re.IGNORECASE),
    noun_acts=NOUN_ACTS,
    nominal=re.compile(
        rf"{ACTION_NOUNS}\s+(?:(?:conjointe?|progressive|continu\w*|d['’]ici)\s+)?(?:d(?:e|u|es)?\b|d['’]|à\b|aux?\b)",
        re.IGNORECASE,
    ),
)

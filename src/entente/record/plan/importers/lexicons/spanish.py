# ruff: noqa: E501 - patterns and word lists read better whole
"""Spanish."""

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
firmar suscribir lanzar albergar convocar publicar establecer crear organizar celebrar difundir anunciar nombrar adoptar ratificar abrir inaugurar reanudar
relanzar desplegar presentar entregar proporcionar completar finalizar concluir construir instalar reunir otorgar asignar designar negociar producir
introducir formar restablecer instaurar instituir coorganizar copresidir renovar actualizar conceder promulgar derogar duplicar triplicar constituir
redactar elegir contratar comprar inscribir donar emitir expedir realizar llevar
""")
PRODUCT_ACTS = phrases("""
elaborar desarrollar implementar diseñar preparar conducir emprender explorar revisar reformar estudiar examinar evaluar definir formular proponer financiar
invertir ejecutar ampliar expandir poner trabajar utilizar modernizar considerar iniciar comenzar integrar unirse analizar aprovechar
""")
OUTCOME_ACTS = phrases(
    "alcanzar lograr reducir disminuir eliminar erradicar aumentar incrementar duplicar triplicar restaurar proteger"
)
STANDING = phrases("""
recibir acoger admitir obtener aportar atender ofrecer brindar
fortalecer apoyar promover compartir mejorar profundizar fomentar alentar continuar mantener facilitar colaborar cooperar coordinar proteger
preservar conservar combatir luchar contrarrestar prevenir asegurar garantizar defender monitorear intercambiar consultar acelerar
impulsar movilizar integrar armonizar alinear sensibilizar responder ayudar permitir empoderar educar informar trabajar aplicar respetar vigilar
controlar gestionar regular estabilizar participar contribuir concentrar actuar consolidar intensificar dinamizar atender abordar reforzar robustecer
simplificar adaptar mitigar transformar acercar vincular asociar incluir involucrar acompañar identificar perseguir investigar desmantelar
avanzar buscar procurar diversificar modernizar digitalizar explorar examinar estudiar considerar analizar invertir financiar capacitar desarrollar
mapear medir recopilar reducir aumentar seguir favorecer estrechar velar sumar ampliar expandir abogar reconocer conmemorar propiciar estimular incentivar
aportar contribuir dotar equipar formar capacitar reclutar orientar guiar dirigir supervisar verificar auditar probar validar comunicar informar alertar
traducir archivar documentar restituir repatriar reubicar alojar alimentar vacunar diagnosticar escolarizar alfabetizar insertar reinsertar emplear remunerar evitar
impedir prohibir limitar suprimir aliviar flexibilizar agilizar revitalizar rehabilitar renovar reforestar plantar conectar interconectar descarbonizar electrificar
canalizar recaudar erradicar sancionar judicializar extraditar decomisar incautar intervenir interceptar rescatar liberar indemnizar compensar visibilizar difundir
reafirmar concretar materializar institucionalizar sistematizar estandarizar optimizar maximizar potenciar dinamizar
enfrentar eliminar hacer dar tomar brindar ofrecer destinar dedicar encabezar liderar
""")
IRREGULAR = {"mantener": "mantendr", "proponer": "propondr", "poner": "pondr", "hacer": "har", "tener": "tendr"}


def _gerund(infinitive: str) -> str:
    irregular = {
        "seguir": "siguiendo",
        "perseguir": "persiguiendo",
        "elegir": "eligiendo",
        "construir": "construyendo",
        "incluir": "incluyendo",
        "instituir": "instituyendo",
        "contribuir": "contribuyendo",
        "constituir": "constituyendo",
        "concluir": "concluyendo",
        "prevenir": "previniendo",
        "invertir": "invirtiendo",
    }
    if infinitive in irregular:
        return irregular[infinitive]
    return infinitive[:-2] + ("ando" if infinitive.endswith("ar") else "iendo")


def _participles(infinitive: str) -> tuple[str, ...]:
    stem = infinitive[:-2] + ("ad" if infinitive.endswith("ar") else "id")
    return tuple(stem + ending for ending in ("o", "a", "os", "as"))


VERB = verb_reader(
    DISCRETE | PRODUCT_ACTS | OUTCOME_ACTS | STANDING,
    future_stem=lambda infinitive: infinitive,
    future_endings=("á", "án", "emos", "é"),
    gerund=_gerund,
    enclitics=("se", "los", "las", "lo", "la"),
    irregular=IRREGULAR,
    participles=_participles,
    sure_futures=("arán", "erán", "irán", "drán", "aremos", "eremos", "iremos", "ará", "erá", "irá", "drá"),
)

ADVERBS = r"(?:\s+(?:también|asimismo|además|conjuntamente|juntos|igualmente|\w+mente))?"
AFFIRMED = r"(?:re)?afirm\w+|reiter\w+|renov\w+|renuev\w+|expres\w+|(?:re)?confirm\w+|manifest\w+|ratific\w+|anunci\w+|subray\w+|compart\w+"
CUES = (
    cue(
        rf"(?:se\s+compromet(?:e|en|ió|ieron|erá|erán)|nos\s+comprometemos|se\s+(?:ha|han)\s+comprometido|(?:está|están|estamos)\s+comprometid[oa]s?){ADVERBS}\s+(?:a|con)"
    ),
    cue(
        rf"(?:acuerda|acuerdan|acordó|acordaron|acordamos|(?:ha|han|hemos)\s+acordado|convino|convinieron|convenimos|convienen|(?:ha|han)\s+convenido){ADVERBS}(?:\s+en)?{ADVERBS}"
    ),
    cue(
        rf"(?:decide|deciden|decidió|decidieron|decidimos|(?:ha|han)\s+decidido|resuelve|resuelven|resolvieron|prometió|prometieron|prometen){ADVERBS}"
    ),
    cue(r"(?:está|están|estamos)\s+(?:\w+mente\s+)?(?:decidid|resuelt|list|dispuest|determinad)[oa]s?\s+a"),
    cue(
        r"(?:compromisos?|determinación|voluntad|objetivos?|metas?|intención|disposición)\s+(?:compartid\w\s+|conjunt\w\s+)?(?:de|para|a|en)",
        needs_before=AFFIRMED,
    ),
    cue(
        r"(?:instruy(?:e|en|ó|eron)|encarg(?:a|an|ó|aron)|(?:han|ha)\s+instruido|instruimos)\s+(?:a\s+)?(?:[\w’'-]+\s+){1,14}?(?:a|para)"
    ),
    cue(r"[a-zñáéíóú]+(?:rá|rán|remos|ré)", follow=Follow.INSIDE, actor=Actor.NEEDED),
    cue(
        r"(?:lanza|lanzan|lanzaron|anuncia|anuncian|anunciaron|anunciamos|lanzamos)",
        follow=Follow.ANY,
        actor=Actor.NEEDED,
        fresh=True,
    ),
    cue(
        r"(?:continúa|continúan|continuamos|sigue|siguen|seguimos)(?=\s+\w+ndo\b|\s+con\s+(?:la|el)\s)",
        actor=Actor.NEEDED,
    ),
    cue(r"(?:está|están|estamos)\s+[a-zñáéíóú]+ndo", follow=Follow.INSIDE, actor=Actor.NEEDED),
    cue(
        r"(?:busca|buscan|buscamos|pretende|pretenden|pretendemos|espera|esperan|esperamos|procura|procuran|procuramos|planea|planean|planeamos|(?:tiene|tienen|tenemos)\s+(?:la\s+)?intención\s+de|se\s+propone|se\s+proponen|nos\s+proponemos|prevé|prevén|prevemos|(?:aspira|aspiran|aspiramos)\s+a)(?=\s+\w+(?:ar|er|ir)\b)",
        strength=BEST_EFFORTS,
        actor=Actor.NEEDED,
    ),
    cue(  # the ending says "we", so nobody else need be named
        r"(?:buscamos|pretendemos|esperamos|procuramos|planeamos|prevemos|nos\s+proponemos|aspiramos\s+a|tenemos\s+(?:la\s+)?intención\s+de)(?=\s+\w+(?:ar|er|ir)\b)",
        strength=BEST_EFFORTS,
    ),
    cue(r"(?:se\s+esfuerza|se\s+esfuerzan|nos\s+esforzamos)\s+por", strength=BEST_EFFORTS),
)
GOING_ON = r"(?:(?:continuar(?:án|á|emos)?|seguir(?:án|á|emos)?)\s+|\w+mente\s+)?"
TOGETHER = r"(?:juntos|juntas|conjuntamente|de\s+manera\s+conjunta|en\s+conjunto|estrechamente|coordinadamente|de\s+forma\s+conjunta)"
FUT = r"(?:á|án|emos|é)?"
HEDGES = started(
    (
        (
            GOING_ON
            + rf"(?:(?:explorar|considerar|examinar|valorar|contemplar){FUT}|(?:explor|consider|examin|valor|contempl)ando)",
            EXPLORATORY,
        ),
        (
            GOING_ON
            + rf"(?:estudiar|analizar|evaluar){FUT}\s+(?:\w+\s+){{0,3}}?(?:posibilidad\w*|opciones|viabilidad|factibilidad|oportunidades|formas|vías)",
            EXPLORATORY,
        ),
        (
            GOING_ON
            + rf"(?:identificar|buscar|encontrar){FUT}\s+(?:\w+\s+){{0,3}}?(?:oportunidades|áreas|formas|vías|posibilidades)",
            EXPLORATORY,
        ),
        (GOING_ON + rf"(?:buscar|procurar|intentar|tratar){FUT}(?=\s+(?:de\s+)?\w+(?:ar|er|ir)\b)", BEST_EFFORTS),
        (GOING_ON + rf"(?:se\s+)?esforzar{FUT}(?:se)?\s+por", BEST_EFFORTS),
        (GOING_ON + rf"trabajar{FUT}\s+(?:activamente\s+)?(?:para|por|en\s+favor)", BEST_EFFORTS),
        (GOING_ON + rf"(?:alentar|invitar|animar|exhortar){FUT}", BEST_EFFORTS),
    )
)
CARRIERS = re.compile(
    r"(?:"
    rf"(?:trabajar|colaborar|cooperar|actuar){FUT}\s+(?:{TOGETHER}\s+)?(?:para|por|en|a\s+fin\s+de)"
    rf"|(?:continuar|seguir){FUT}(?=\s+\w+ndo\b)"
    rf"|(?:buscar|procurar|intentar){FUT}(?=\s+\w+(?:ar|er|ir)\b)"
    rf"|(?:tratar){FUT}\s+de|(?:se\s+)?esforzar{FUT}(?:se)?\s+por|(?:contribuir|ayudar){FUT}\s+a"
    r"|(?:tomar\w*|adoptar\w*)\s+(?:las\s+)?(?:medidas|acciones)\s+(?:\w+\s+)?para"
    r")\s+",
    re.IGNORECASE,
)
NOUN_ACTS = pairs(r"""
creación:crear establecimiento:establecer elaboración:elaborar organización:organizar fortalecimiento:fortalecer lanzamiento:lanzar firma:firmar suscripción:suscribir conclusión:concluir adopción:adoptar promoción:promover
publicación:publicar ratificación:ratificar negociación:negociar preparación:preparar celebración:celebrar desarrollo:desarrollar mejora:mejorar apertura:abrir ampliación:ampliar facilitación:facilitar intercambio:intercambiar construcción:construir
puesta\s+en\s+marcha:iniciar implementación:implementar impulso:impulsar lucha:luchar combate:combatir apoyo:apoyar fomento:fomentar intensificación:intensificar consolidación:consolidar suscripción:suscribir conformación:constituir realización:realizar continuación:continuar profundización:profundizar reducción:reducir protección:proteger
""")
ACTION_NOUNS = "(?:" + "|".join(NOUN_ACTS) + ")s?"

SPANISH = Lexicon(
    code="es",
    cues=CUES,
    verb=VERB,
    discrete=DISCRETE,
    product_acts=PRODUCT_ACTS,
    outcome_acts=OUTCOME_ACTS,
    performatives=phrases("lanzar anunciar"),
    views=phrases("saludar reconocer reafirmar subrayar condenar"),
    never_verbs=phrases("el la los las un una de del y o a al en por para sobre con su sus nuestro este esta"),
    passive=re.compile(
        r"\s*(?:será|serán|ser|se)\s+(?:\w+mente\s+)?\w+(?:ado|ido|ada|ida|ados|idos|adas|idas|rá|rán)\b", re.IGNORECASE
    ),
    nouns_when=frozenset(),
    finite=phrases("es son está están ha han"),
    prepositional=frozenset(),
    hedges=HEDGES,
    carriers=CARRIERS,
    adverbs=phrases("también asimismo además conjuntamente juntos mejor más no se nos"),
    adverb_endings=("mente",),
    joiners=phrases("y e o u"),
    purposes=re.compile(
        r"(?:a\s+fin\s+de|con\s+el\s+fin\s+de|con\s+miras\s+a|para|con\s+el\s+objetivo\s+de|que|orientad[oa]s?\s+a|destinad[oa]s?\s+a)(?=\s)",
        re.IGNORECASE,
    ),
    infinitive_mark=phrases("a de"),
    enhanced=phrases("mayor mayores"),
    doubtful=frozenset(),
    determiners=frozenset(),
    means=phrases("mediante través vía con bajo"),
    lifting=phrases("continuarán seguirán"),
    lasting=phrases("continuar continuarán seguirán continúan siguen"),
    effects=phrases("beneficiar beneficiará beneficiarán permitirá permitirán tendrá tendrán"),
    by=phrases("mediante"),
    including=re.compile(
        r"(?:incluyendo|incluid[oa]s?|en\s+particular|entre\s+otr[oa]s|inclusive|tales\s+como)", re.IGNORECASE
    ),
    whilst=phrases("mientras"),
    through=phrases("mediante través vía con"),
    products=phrases("""
    memorando memorándum acuerdo marco estrategia programa proyecto iniciativa mecanismo comité diálogo foro cumbre conferencia taller seminario campaña portal plataforma
    registro guía informe estudio encuesta evaluación ley reglamento fondo centro laboratorio beca becas premio plan tratado convención convenio protocolo declaración
    embajada consulado visa exposición festival misión delegación visita curso grupo alianza consejo comisión observatorio academia instituto red reunión
    carta pacto edición mesa directrices
    """),
    one=phrases("un una nuevo nueva segundo segunda primer primera el la próximo próxima"),
    fresh_one=phrases("un una nuevo nueva"),
    generic=phrases(
        "oportunidades formas medidas esfuerzos cooperación colaboración acciones áreas posibilidades vías lazos vínculos"
    ),
    builds=phrases("construir edificar"),
    ideals=phrases(
        "mundo región sociedad economía futuro comunidad relación asociación consenso cultura capacidad resiliencia confianza recuperación paz "
        "hemisferio continente vecindad ecosistema entorno base país nación orden sistema"
    ),
    handed_out=phrases(
        "personas plazas visas becas refugiados trabajadores estudiantes dosis docentes hogares empleos permisos jóvenes expertos voluntarios viviendas escuelas beneficiarios mujeres niños hectáreas árboles"
    ),
    deadline=re.compile(
        r"\b(?:para|antes\s+de(?:l)?|a\s+más\s+tardar(?:\s+en)?|hasta|en|durante|a\s+lo\s+largo\s+de|dentro\s+de|previo\s+a|entre|desde)\s+"
        r"(?:el\s+|la\s+|los\s+|las\s+)?(?:año\s+)?(?:fin(?:al)?(?:es)?\s+de(?:l)?\s+(?:año\s+)?|principios\s+de\s+|mediados\s+de\s+)?(?:(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\s+de(?:l)?\s+)?(?:20\d\d|próxim[oa]s?\s+(?:\w+\s+)?(?:años?|meses|mes)|\w+\s+(?:años|meses)\b|COP\s?\d+)",
        re.IGNORECASE,
    ),
    event=re.compile(
        r"\b(?:Año\s+(?:Internacional|de)|Decenio|Década|Copa\s+(?:Mundial|del\s+Mundo)|Juegos\s+(?:Olímpicos|Panamericanos)|COP\s?\d+|presidencia\s+de)",
        re.IGNORECASE,
    ),
    perfect=phrases("había habían fue fueron"),
    past_time=re.compile(
        r"\b(?:pasad[oa]s?|ya|recientemente|ayer|desde|previamente|anteriormente|en\s+(?:19|20)\d\d|el\s+\d{1,2}\s+de\s+\w+)\b",
        re.IGNORECASE,
    ),
    actors=phrases("""
    países país líderes líder gobierno gobiernos ministro ministra ministros ministerio ministerios secretaría secretarías secretario secretaria partes participantes miembros presidente
    presidenta presidentes primer primera canciller cancilleres autoridades estados naciones socios delegaciones signatarios ambos ambas mandatarios agencia agencias funcionarios rey
    expertos instituciones universidades
    """),
    everyone=re.compile(
        r"\b(?:ambos|ambas|los\s+dos|las\s+dos|nuestros\s+dos|los|las|nuestros|todos\s+los)\s+(?:\w+\s+)?(?:países|líderes|gobiernos|partes|naciones|presidentes|ministros|estados|mandatarios|signatarios|miembros|participantes|cancilleres)\b|\b(?:ambos|ambas)\b",
        re.IGNORECASE,
    ),
    we=phrases("nosotros nos ellos ellas nuestro nuestra nuestros nuestras"),
    it=phrases("él ella este esta esto su sus"),
    heads=phrases("presidente presidenta canciller primer ministro rey reina"),
    not_subject_after=phrases("con a en para por sobre contra hacia entre bajo según como al ante desde mediante"),
    of=phrases("de del"),
    linking=phrases("y e la el los las de del así como"),
    relatives=phrases("que quien quienes cuyo donde si cuando porque"),
    stops_subject=phrases(
        "se nos está están es son ha han acuerda acuerdan acordaron continúa continúan reafirma reafirman acordó"
    ),
    any_verb="fortalecer",
    abbreviations=phrases(
        "sr sra dr dra art núm no p.ej ej vol ee uu ee.uu gral lic ing prof ene feb abr ago sept oct nov dic"
    ),
    labels=re.compile(
        r"(?P<word>pilar|eje|objetivo|prioridad|parte|capítulo|sección|tema|área|línea\s+de\s+acción|componente|meta)\s+(?:n[°úo]\w*\.?\s*)?"
        r"(?P<number>\d{1,2}|[ivxlc]{1,6}|[a-h]|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)\b\s*[.:)–—-]*\s*",
        re.IGNORECASE,
    ),
    opening_titles=re.compile(
        r"(?:[\w’'.-]+\s+){0,4}?(?:visión|preámbulo|introducción|contexto|antecedentes|resumen|presentación|índice|contenido)\s*$",
        re.IGNORECASE,
    ),
    closing_titles=re.compile(
        r"(?:fuentes?|referencias?|notas?|contactos?(?:\s+de\s+prensa)?|enlaces\s+relacionados|glosario|firmas?|índice|citas)\s*:?",
        re.IGNORECASE,
    ),
    furniture=re.compile(
        r"(?:(?:fecha\s+de\s+(?:última\s+)?modificación|última\s+(?:actualización|modificación)|actualizado|publicado|compartir|imprimir|volver\s+arriba|descargar|para\s+publicación\s+inmediata)\b.{0,40}|página\s+\d+(?:\s+de\s+\d+)?|[-–—]\s*\d+\s*[-–—]|\d{1,4}|\W*(?:30|FIN|###)\W*|https?://\S+|www\.\S+)",
        re.IGNORECASE,
    ),
    report_titles=re.compile(
        r"\b(?:informe\s+de\s+(?:avances?|progreso|resultados|labores)|avances|balance|aniversario|un\s+año\s+después|seguimiento)\b",
        re.IGNORECASE,
    ),
    small_words=phrases("el la los las un una de del y e o a al en por para con"),
    topics=re.compile(
        r"\b(?:discutieron|abordaron|revisaron|tomaron\s+nota|saludaron|reconocieron|temas|principios|pilares|logros|avances|resultados|siguientes\s+(?:áreas|ejes|temas)|componentes)\b",
        re.IGNORECASE,
    ),
    action_noun=re.compile(rf"(?:(?:la|el|una?)\s+)?{ACTION_NOUNS}\s+(?:de|del|en)\b", re.IGNORECASE),
    noun_acts=NOUN_ACTS,
    nominal=re.compile(rf"{ACTION_NOUNS}\s+(?:(?!de\b|del\b)\w+\s+)?(?:de|del|en|a|al|contra|entre)\b", re.IGNORECASE),
)

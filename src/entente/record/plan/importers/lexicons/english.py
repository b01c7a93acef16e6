# ruff: noqa: E501 - patterns and word lists read better whole
"""English."""

from __future__ import annotations

import re

from entente.record.plan.importers.lexicons import english_verbs as verbs
from entente.record.plan.importers.lexicons.shapes import (
    BEST_EFFORTS,
    EXPLORATORY,
    Actor,
    Follow,
    Lexicon,
    any_of,
    cue,
    pairs,
    phrases,
    started,
)

# Up to four adverbs may stand inside a cue: "has further agreed", "will also continue".
ADVERBS = r"(?:\s+(?:also|further|furthermore|now|jointly|both|each|together|therefore|thus|again|all|fully|firmly|\w+ly)){0,3}"
SELF = r"(?:\s+(?:themselves|itself|ourselves|himself|herself))?"
AFFIRMED = (
    r"(?:re-?)?affirm(?:s|ed|ing)?|re-?state[sd]?|reiterate[sd]?|reiterating|express(?:es|ed)?|re-?new(?:s|ed)?|"
    r"(?:re-?)?confirm(?:s|ed)?|maintains?|declare[sd]?|underscore[sd]?|underline[sd]?|pledge[sd]?|announce[sd]?|set|sets|"
    r"share|welcomed|emphasi[sz]e[sd]?|recommit(?:s|ted)?|demonstrate[sd]?|adopt(?:s|ed)?|proclaim(?:s|ed)?"
)
OWN_STAFF = (
    r"(?:ministers?|ministr(?:y|ies)|officials?|agenc(?:y|ies)|experts?|secretar(?:y|ies)|teams?|sherpas?|governors?|departments?|"
    r"representatives?|working\s+groups?|task\s+forces?|committees?|delegations?|authorities|commissions?|ambassadors?|"
    r"negotiators?|regulators?|councils?|envoys?|directors?|offices?|services?|counterparts|cabinet|administrations?|governments?|both\s+sides|two\s+sides)"
)
NOUN_OF_WILL = r"(?:commitments?|determination|resolve|pledges?|ambitions?|aims?|goals?|intentions?|objectives?|targets?|readiness|willingness)"

CUES = (
    cue(rf"will{ADVERBS}", actor=Actor.NEEDED, strict=False, gates="will"),
    cue(rf"shall{ADVERBS}", actor=Actor.NEEDED, strict=False, gates="shall"),
    cue(rf"(?:re-?)?commit(?:s|ted|ting)?{SELF}{ADVERBS}\s+to{ADVERBS}", follow=Follow.VERB, gates="commit"),
    cue(
        r"commits?(?:\s+(?:an?|up\s+to|over|more\s+than|additional|further|another)){0,3}\s+(?=[$€£¥]|\d|US\$|CAD|EUR|USD)",
        follow=Follow.ANY,
        gates="commit",
    ),
    cue(rf"agree(?:s|d)?{ADVERBS}\s+to{ADVERBS}", gates="agree"),
    cue(
        rf"agree(?:s|d)?(?:\s+\w+){{0,2}}\s+that\s+(?:[\w’',.-]+\s+){{1,12}}?(?:will|would|shall|should){ADVERBS}",
        strict=False,
        gates="agree",
    ),
    cue(
        r"agree(?:s|d)?\s+on\s+the\s+(?:importance|need)\b(?:[^;.]|\.(?!\s)){5,240}?(?:\band\s+to|\bincluding\s+by)"
        + ADVERBS,
        gates="agree",
    ),
    cue(rf"decide(?:s|d)?{ADVERBS}\s+to{ADVERBS}", gates="decide"),
    cue(rf"resolved?s?{ADVERBS}\s+to{ADVERBS}", gates="resolve"),
    cue(rf"(?:undertake|undertakes|undertook|undertaken){ADVERBS}\s+to{ADVERBS}", gates="undert"),
    cue(rf"(?:re)?pledge[sd]?{SELF}{ADVERBS}\s+to{ADVERBS}", gates="pledge"),
    cue(
        r"pledge[sd]?(?:\s+(?:an?|up\s+to|over|more\s+than|additional|further|another)){0,3}\s+(?=[$€£¥]|\d|US\$|CAD|EUR|USD)",
        follow=Follow.ANY,
        gates="pledge",
    ),
    cue(rf"(?:promise|promises|promised|vow|vows|vowed){ADVERBS}\s+to{ADVERBS}", gates="promise vow"),
    cue(rf"(?:is|are|remains?|stands?){ADVERBS}\s+determined\s+to{ADVERBS}", gates="determined"),
    cue(rf"stands?{ADVERBS}\s+ready\s+to{ADVERBS}", gates="ready"),
    cue(
        rf"(?:is|are|remains?){ADVERBS}\s+(?:ready|prepared)\s+to{ADVERBS}", actor=Actor.NEEDED, gates="ready prepared"
    ),
    cue(
        rf"{NOUN_OF_WILL}(?:\s+for\s+[\w’'.\s]{{2,40}}?)?\s+(?:to|of){ADVERBS}",
        needs_before=AFFIRMED,
        gates="commit determination resolve pledge ambition aim goal intention objective target readiness willingness",
    ),
    cue(
        rf"{NOUN_OF_WILL}\s+that\s+(?:[\w’',.-]+\s+){{1,10}}?(?:will|would){ADVERBS}",
        needs_before=AFFIRMED,
        gates="commit determination resolve pledge ambition aim goal intention objective target readiness willingness",
    ),
    cue(rf"continues?{ADVERBS}(?:\s+to)?{ADVERBS}", actor=Actor.NEEDED, gates="continue"),
    cue(
        rf"(?:(?:re)?direct(?:s|ed|ing)?|instruct(?:s|ed|ing)?|task(?:s|ed|ing)?|mandate[sd]?|charge[sd]?|ask(?:s|ed)?|request(?:s|ed)?)\s+"
        rf"(?:[\w’'&,.-]+\s+){{0,14}}?{OWN_STAFF}(?:\s+[\w’'&,.-]+){{0,10}}?\s+to{ADVERBS}",
        gates="direct instruct task mandate charge ask request",
    ),
    cue(
        rf"(?:commit(?:s|ted)?|call(?:s|ed)?\s+(?:up)?on)\s+(?:their|our|its|both|the\s+two)\s+(?:\w+\s+){{0,2}}?"
        rf"(?:{OWN_STAFF}|countries|nations|sides)\s+to{ADVERBS}",
        gates="commit call",
    ),
    cue(r"(?:is|are|am|’re|'re)" + ADVERBS + r"\s+\w+ing", follow=Follow.INSIDE, actor=Actor.NEEDED, gates="ing"),
    cue(
        r"(?:launch(?:es|ed)?|announce[sd]?|unveil(?:s|ed)?|initiate[sd]?)",
        follow=Follow.INSIDE,
        actor=Actor.NEEDED,
        fresh=True,
        gates="launch announce unveil initiate",
    ),
    cue(
        rf"(?:intend|intends|intended){ADVERBS}\s+to{ADVERBS}",
        strength=BEST_EFFORTS,
        actor=Actor.NEEDED,
        gates="intend",
    ),
    cue(rf"(?:aim|aims|aimed){ADVERBS}\s+(?:to|at){ADVERBS}", strength=BEST_EFFORTS, actor=Actor.NEEDED, gates="aim"),
    cue(rf"(?:seek|seeks){ADVERBS}\s+to{ADVERBS}", strength=BEST_EFFORTS, actor=Actor.NEEDED, gates="seek"),
    cue(
        rf"(?:endeavou?rs?|strives?|hopes?|plans?|expects?|attempts?){ADVERBS}\s+to{ADVERBS}",
        strength=BEST_EFFORTS,
        actor=Actor.NEEDED,
        gates="endeavo strive hope plan expect attempt",
    ),
    cue(
        rf"(?:planned|expected){ADVERBS}\s+to{ADVERBS}",
        strength=BEST_EFFORTS,
        actor=Actor.NEEDED,
        gates="planned expected",
    ),
    cue(rf"works?{ADVERBS}\s+(?:to|towards?){ADVERBS}", strength=BEST_EFFORTS, actor=Actor.NEEDED, gates="work"),
)

TOGETHER = r"(?:closely\s+|actively\s+|jointly\s+)?(?:together|in\s+(?:tandem|partnership|concert|unison)|hand\s+in\s+hand|side\s+by\s+side)(?:\s+\w+ly)?"
GOING_ON = r"(?:continue\s+(?:to\s+)?|continuing\s+(?:to\s+)?|further\s+|also\s+|jointly\s+|actively\s+|together\s+|both\s+|\w+ly\s+)*"
HEDGES = started(
    (
        (GOING_ON + r"(?:explor(?:e|ing)|look(?:ing)?\s+into|look(?:ing)?\s+at|consider(?:ing)?)", EXPLORATORY),
        (
            GOING_ON
            + r"(?:identify(?:ing)?|find(?:ing)?|seek(?:ing)?)\s+(?:\w+\s+){0,3}?(?:opportunit\w+|ways|areas|possibilit\w+|options)",
            EXPLORATORY,
        ),
        (
            GOING_ON
            + r"(?:stud(?:y|ying)|assess(?:ing)?|examin(?:e|ing)|investigat(?:e|ing)|evaluat(?:e|ing)|discuss(?:ing)?)\s+(?:\w+\s+){0,3}?(?:feasibility|possibilit\w+|options|ways|potential|opportunit\w+|viability)",
            EXPLORATORY,
        ),
        (GOING_ON + r"(?:examin(?:e|ing))", EXPLORATORY),
        (r"looking\s+to", EXPLORATORY),
        (GOING_ON + rf"work(?:ing)?\s+(?:{TOGETHER}\s+)?towards?", BEST_EFFORTS),
        (
            GOING_ON + r"work(?:ing)?\s+(?:hard\s+|actively\s+|closely\s+|tirelessly\s+|expeditiously\s+)?(?:to|for)",
            BEST_EFFORTS,
        ),
        (
            GOING_ON
            + r"work(?:ing)?(?:\s+\w+ly)?\s+with\s+(?:the\s+)?(?:Congress|Parliament|legislat\w+)(?:\s+\w+){0,4}?\s+to",
            BEST_EFFORTS,
        ),
        (
            GOING_ON
            + r"(?:seek(?:ing)?|aim(?:ing)?|intend(?:ing)?|endeavou?r(?:ing)?|striv(?:e|ing)|attempt(?:ing)?|try(?:ing)?|plan(?:ning)?|expect(?:ing)?|hop(?:e|ing)|look)\s+to|aim(?:ing)?\s+(?:for|at)",
            BEST_EFFORTS,
        ),
        (GOING_ON + r"(?:encourag(?:e|ing)|invit(?:e|ing)|urg(?:e|ing))", BEST_EFFORTS),
        (
            GOING_ON
            + r"(?:mak(?:e|ing)|us(?:e|ing))\s+(?:every|all|our|their|its|best)\s+(?:\w+\s+){0,2}?(?:efforts?|endeavou?rs?)",
            BEST_EFFORTS,
        ),
    )
)
CARRIERS = re.compile(
    GOING_ON
    + any_of(
        rf"work(?:ing)?\s+(?:hard\s+|actively\s+|closely\s+)?(?:{TOGETHER})?\s*(?:(?:to|towards?|on|for)(?:\s+the)?)",
        r"work(?:ing)?\s+(?:closely\s+|together\s+)?with\s+(?:[\w’'&,.-]+\s+){1,14}?to",
        rf"(?:collaborat(?:e|ing)|co-?operat(?:e|ing)|act(?:ing)?|partner(?:ing)?)\s+(?:{TOGETHER}\s+)?to",
        r"(?:seek(?:ing)?|aim(?:ing)?|intend(?:ing)?|endeavou?r(?:ing)?|striv(?:e|ing)|attempt(?:ing)?|try(?:ing)?|plan(?:ning)?|expect(?:ing)?|hop(?:e|ing)|look(?:ing)?|help(?:ing)?|continu(?:e|ing)|commit(?:ting)?|agree(?:ing)?)\s+to",
        r"(?:tak(?:e|ing)|mak(?:e|ing)|concentrat(?:e|ing)|focus(?:ing)?)\s+(?:\w+\s+){0,2}?(?:steps?|action|measures|efforts?)\s+(?:to|on)",
        r"focus(?:ing)?\s+on",
        r"(?:look(?:ing)?\s+(?:into|at)|explor(?:e|ing)|consider(?:ing)?|examin(?:e|ing)|stud(?:y|ying)|assess(?:ing)?|discuss(?:ing)?)"
        r"(?:\s+(?:the\s+)?(?:possibilit\w+|feasibility|options?|prospects?|ways|potential|opportunit\w+)\s+(?:of|to|for))?",
        r"continu(?:e|ing)",
        r"(?:help(?:ing)?)",
    )
    + r"\s+",
    re.IGNORECASE,
)

PRODUCTS = phrases("""
memorandum memoranda mou agreement framework strategy roadmap programme program project initiative mechanism committee
dialogue forum summit conference workshop seminar symposium webinar campaign portal platform website database registry
register toolkit handbook guide guidelines guidance report study survey assessment law legislation bill act regulation
fund facility centre center hub laboratory lab scholarship scholarships fellowship fellowships prize pilot plan treaty
convention protocol declaration curriculum inventory catalogue office embassy consulate visa exhibition festival
mission campus talks delegation visit course group taskforce force partnership council commission secretariat observatory academy
institute network consortium index dashboard app system tool meeting ministerial roundtable charter pact accord statute
code decree rule directive scheme satellite corridor pipeline reactor plant vessel bridge line terminal pathway
fair expo games competition exercise exercises helpline hotline window post facilitator standard contract paper position statement policy treatment partnership alliance coalition
""")

NOUN_ACTS = pairs(r"""
establishment:establish creation:create development:develop organisation:organise organization:organise launch:launch launching:launch signing:sign signature:sign conclusion:conclude
adoption:adopt implementation:implement expansion:expand promotion:promote strengthening:strengthen publication:publish ratification:ratify negotiation:negotiate preparation:prepare introduction:introduce
renewal:renew completion:complete provision:provide exchange:exchange deployment:deploy construction:construct facilitation:facilitate opening:open hosting:host holding:hold designation:designate
extension:extend reinforcement:reinforce enhancement:enhance continuation:continue improvement:improve protection:protect reduction:reduce elimination:eliminate integration:integrate
""")
ACTION_NOUNS = "(?:" + "|".join(NOUN_ACTS) + ")"

ENGLISH = Lexicon(
    code="en",
    cues=CUES,
    verb=verbs.verb,
    discrete=verbs.DISCRETE,
    product_acts=verbs.PRODUCT_ACTS,
    outcome_acts=verbs.OUTCOME_ACTS,
    performatives=verbs.PERFORMATIVES,
    views=phrases(
        "endorse call urge note stress underline underscore emphasise highlight reaffirm condemn denounce recognise acknowledge commend"
    ),
    never_verbs=phrases(
        "the a an of and or not in on at to by for with from our their its this that these those be is are was were have has"
    ),
    passive=re.compile(r"\s*be\s+(?:\w+ly\s+)?\w+(?:ed|en|un|ld|lt|pt|ut|et|id|de|ade)\b", re.IGNORECASE),
    nouns_when=phrases("of for in on with by between among against from is are was were will has have within"),
    finite=phrases("is are was were has have remains"),
    prepositional=phrases(
        "work collaborate cooperate co-operate engage invest focus participate build draw partner contribute act respond comply rely join "
        "look call report consult advocate intervene account adhere subscribe liaise concentrate press push transition "
        "embark proceed progress meet communicate dialogue capitalise cooperate coordinate"
    ),
    hedges=HEDGES,
    carriers=CARRIERS,
    adverbs=phrases(
        "also further jointly together now both not better more actively rapidly again then thus fast-track"
    ),
    adverb_endings=("ly",),
    joiners=phrases("and or &"),
    purposes=re.compile(
        r"(?:in\s+order\s+to|so\s+as\s+to|to|with\s+a\s+view\s+to|aim(?:ed|ing)\s+(?:at|to)|which|that|who|so\s+that)",
        re.IGNORECASE,
    ),
    infinitive_mark=phrases("to"),
    enhanced=phrases(
        "increased enhanced improved expanded strengthened deepened intensified closer greater stronger reinforced"
    ),
    doubtful=phrases(
        "trade access research transport process market supply record value design finance fund exchange visit report test survey study travel cover "
        "place house ship return transfer export import source secure lower open clean free complete direct present separate model match service "
        "store power position practise profile file frame ground level name reward root screen shape signal site span speed staff start stem step "
        "store switch target team tie trial vote level fix gear green move pass post own work further better"
    ),
    determiners=phrases("the a an their our its this these those all any more new further each every both to"),
    means=phrases("through via under with by"),
    lifting=phrases("will shall continue"),
    lasting=phrases("continue continues continuing continued"),
    effects=phrases("benefit result allow enable lead gain have"),
    by=phrases("by"),
    including=re.compile(r"(?:including|such\s+as|inter\s+alia|notably|in\s+particular)", re.IGNORECASE),
    whilst=phrases("while whilst"),
    through=phrases("through via with"),
    products=PRODUCTS,
    one=phrases(
        "a an one new second third first joint annual bilateral trilateral regional national high-level inaugural permanent dedicated renewed"
    ),
    fresh_one=phrases("a an new"),
    generic=phrases(
        "opportunities ways areas possibilities options measures efforts cooperation collaboration engagement steps action actions"
    ),
    builds=verbs.BUILDS,
    ideals=verbs.IDEALS,
    handed_out=phrases(
        "people persons individuals places visas scholarships refugees workers students fellowships grants beneficiaries children families women "
        "farmers officers personnel doses vaccines teachers households jobs permits spots participants youth experts volunteers migrants soldiers "
        "trainees seats slots vehicles buses homes schools tonnes pathways companies entrepreneurs hectares trees"
    ),
    deadline=re.compile(
        r"\b(?:by|before|until|till|no\s+later\s+than|not\s+later\s+than|ahead\s+of|in\s+advance\s+of|within|over\s+the\s+next|in\s+the\s+next|"
        r"in\s+the\s+run-?up\s+to|in\s+the\s+lead-?up\s+to|prior\s+to|through|during|throughout|up\s+to|in)\s+"
        r"(?:the\s+)?(?:end\s+of\s+|(?:early|mid|late)[\s-]+|(?:first|second)\s+half\s+of\s+|FY\s?|fiscal\s+years?\s+)?"
        r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|fall|winter)\s+(?:\d{1,2},?\s+)?(?:of\s+)?)?"
        r"(?:20\d\d|\w+\s+(?:years?|months?|weeks?|days?)\b|(?:next|this)\s+(?:year|month|summer|spring|fall|autumn|winter)|COP\s?\d+|(?:the\s+)?year[\s-]end)",
        re.IGNORECASE,
    ),
    event=re.compile(
        r"\b(?:International\s+(?:Year|Decade|Day)|UN\s+Decade|Decade\s+(?:for|of|on)|Year\s+of|World\s+Cup|Olympic\w*|Paralympic\w*|COP\s?\d+|World\s+Expo|Expo\s+20\d\d|"
        r"[Aa]head\s+of\s+(?:the\s+)?[A-Z]|Presidency|presidency\s+of|(?:Summit|Games|Championship)s?\s+(?:in\s+)?20\d\d)"
    ),
    perfect=phrases("has have had was were been be"),
    past_time=re.compile(
        r"\b(?:last\s+(?:\w+\s+)?(?:week|month|year|spring|summer|fall|autumn|winter|decade|two|three|few)|earlier|already|previously|recently|yesterday|ago|since|"
        r"(?:in|on)\s+(?:(?:early|mid|late)[\s-]+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
        r"in\s+(?:19|20)\d\d|in\s+the\s+(?:last|past)|so\s+far|to\s+date|as\s+of|through\s+the\s+end)",
        re.IGNORECASE,
    ),
    actors=phrases("""
        leaders leader countries country sides side governments government ministers minister parties participants members president premier chancellor
        officials department ministry ministries agency agencies secretary secretaries administration authorities states nations partners delegations
        signatories both organisation organization institute foundation bank presidents king queen emperor sherpas governors team teams embassy embassies bureau commission forces customs experts
        institutions parliaments cabinet council officer officers representatives regulators neighbours neighbors province provinces cities
        services service office police army navy university universities signatory
        """),
    everyone=re.compile(
        r"\b(?:both|the\s+two|our\s+two|all|the)\s+(?:\w+\s+)?(?:countries|leaders|sides|governments|parties|nations|presidents|ministers|states|heads|participants|signatories|members|partners)\b|"
        r"\b(?:leaders|countries|governments|sides|parties|participants|ministers|members|signatories)\b|\bboth\b",
        re.IGNORECASE,
    ),
    we=phrases("we they our ourselves us"),
    it=phrases("it he she its his her"),
    heads=phrases("president chancellor premier king queen emperor prime_minister taoiseach"),
    not_subject_after=phrases(
        "with alongside in to for by on against towards toward into among across throughout under at via through like within over including as between from than about"
    ),
    of=phrases("of from"),
    linking=phrases("and or & as well the"),
    relatives=phrases("that which who whom whose if when where because as"),
    stops_subject=phrases(
        "will shall is are was were has have had commits committed agreed agrees would may can could should continues"
    ),
    any_verb="strengthen",
    abbreviations=phrases(
        "mr mrs ms dr st no nos vs e.g i.e etc inc ltd co gen col sen rep gov prof dept art para paras fig vol ca approx jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n"
    ),
    labels=re.compile(
        r"(?P<word>pillar|goal|priority(?:\s+area)?|part|chapter|section|theme|axis|area|objective|track|strand|workstream|commitment\s+area|line\s+of\s+effort|cluster|component)\s+"
        r"(?:no\.?\s*)?(?P<number>\d{1,2}|[ivxlc]{1,6}|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*[.:)–—-]*\s*",
        re.IGNORECASE,
    ),
    opening_titles=re.compile(
        r"(?:[\w’'.-]+\s+){0,4}?(?:vision|preamble|introduction|background|overview|foreword|context|executive\s+summary|summary|table\s+of\s+contents|contents)\s*$",
        re.IGNORECASE,
    ),
    closing_titles=re.compile(
        r"(?:sources?|references?|(?:foot|end)?notes?|(?:media\s+|press\s+)?contacts?|related\s+(?:links|content|documents|products)|associated\s+links|further\s+(?:reading|information)|quotes?|quick\s+facts|signatures?|table\s+of\s+contents|contents|share\s+this\s+page|acronyms|abbreviations|glossary)\s*:?",
        re.IGNORECASE,
    ),
    furniture=re.compile(
        r"(?:(?:date\s+modified|last\s+(?:updated|modified)|page\s+last\s+updated|published|posted|updated|report\s+a\s+problem|share\s+this\s+page|print(?:\s+this\s+page)?|skip\s+to\s+\w+(?:\s+\w+)?|back\s+to\s+top|"
        r"download(?:\s+pdf)?|for\s+immediate\s+release|related\s+links|search|menu|home|top\s+of\s+page|contents|cookies?\s+\w+)\b.{0,40}|page\s+\d+(?:\s+of\s+\d+)?|[-–—]\s*\d+\s*[-–—]|\d{1,4}|\W*(?:30|END|###)\W*|https?://\S+|www\.\S+)",
        re.IGNORECASE,
    ),
    report_titles=re.compile(
        r"\b(?:progress\s+(?:report|update|made)|(?:year|years)\s+(?:on|later|after)|anniversary|implementation\s+(?:report|update|status)|stocktak\w*|status\s+(?:report|update)|interim\s+report|achievements|review\s+of\s+progress|mid-?term\s+review|accomplishments)\b",
        re.IGNORECASE,
    ),
    small_words=phrases("a an the and or of for in on to with by from at as the per via its their our"),
    topics=re.compile(
        r"\b(?:discussed|reviewed|took\s+stock|noted|recogni[sz]ed?|acknowledged?|welcomed?|achievements|achieved|progress|accomplish\w+|results\s+include|topics|agenda|pillars|principles|themes|components?|consists?\s+of|following\s+(?:areas|pillars|themes|topics|issues|sectors))\b",
        re.IGNORECASE,
    ),
    action_noun=re.compile(
        rf"(?:have\s+\w+|be(?:ing)?\s+(?:a\s+)?(?:partner|champion|leader|part|activ|engag|open|transparen|involv)\w*|(?:the|a|an|our|their|its)?\s*(?:[\w-]+\s+){{0,2}}?{ACTION_NOUNS}s?\s+of)\b",
        re.IGNORECASE,
    ),
    noun_acts=NOUN_ACTS,
    nominal=re.compile(rf"{ACTION_NOUNS}s?\s+(?:and\s+\w+\s+)?of\b", re.IGNORECASE),
)

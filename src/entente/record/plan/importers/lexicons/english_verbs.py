# ruff: noqa: E501 - patterns and word lists read better whole
"""Verbs of doing that action plans use, in English, and how their forms are spelled."""

from __future__ import annotations

import re

from entente.record.plan.importers.lexicons.shapes import Form, phrases

DISCRETE = phrases("""
sign launch host convene publish establish create organise hold release announce appoint adopt ratify issue open
inaugurate resume restart reestablish re-establish set_up roll_out submit present deliver provide complete finalise
conclude construct install gather curate donate fulfil fulfill renew update draft enact grant allocate award designate
negotiate produce commission introduce form deploy repeal table meet disburse contribute co-host cohost reopen
reconvene relaunch re-launch restore double triple unveil digitise digitize second nominate legislate transpose print
translate purchase procure buy sell lend pay recruit hire name elect set accede post upload distribute donate erect
dispatch refit rename abolish lift waive ban resettle hand_over enter initiate institute reconstitute convoke found
operationalise extend co-organise co-chair chair recapitalise exempt revoke bring plant vaccinate install
""")
PRODUCT_ACTS = phrases("""
develop build implement expand design prepare conduct undertake explore pilot test map carry_out revise amend reform
review study assess consider examine make define elaborate identify formulate compile perform plan put introduce start
begin execute write arrange propose pursue seek finance fund invest revive reactivate agree partner look_into
work establish use scale_up upgrade transform convert open_up join add admit evaluate investigate complete share
""")
BUILDS = phrases("build create")
IDEALS = phrases("""
world region society societies economy economies future community communities relationship partnership consensus culture capacity resilience
trust recovery peace hemisphere continent neighbourhood neighborhood ecosystem environment foundation basis workforce country nation supply
confidence understanding momentum order system systems case
""")
OUTCOME_ACTS = phrases("""
achieve reach reduce cut halve phase_out eliminate eradicate increase raise double triple lower attain meet cap limit
quadruple expand end decarbonise peak halt reverse restore conserve protect ensure
""")
PERFORMATIVES = phrases("launch announce unveil initiate")
STANDING = phrases("""
strengthen support promote share enhance deepen foster encourage continue maintain improve advance increase reduce
facilitate champion collaborate cooperate co-operate coordinate co-ordinate protect preserve conserve combat fight
counter address tackle prevent ensure uphold defend monitor exchange engage consult accelerate boost broaden widen
leverage mobilise mainstream integrate embed streamline harmonise align modernise raise respond assist help enable
empower train educate inform invite urge work use apply respect comply observe enforce investigate prosecute disrupt
dismantle target identify track trace control manage regulate oversee safeguard secure stabilise sustain participate
contribute focus concentrate act consolidate intensify reinforce bolster build_on draw_on take step_up scale_up
welcome receive admit pursue seek explore examine consider study assess evaluate review discuss look keep stay remain
stand serve spread diversify simplify liberalise remove eliminate minimise mitigate adapt transition decarbonise
restore rehabilitate recover rebuild reform revise revitalise renew invigorate reinvigorate encourage stimulate incentivise attract
retain connect link bridge bring brief report communicate publicise disseminate raise highlight recognise value include
involve associate cut halve lower limit stop halt end reverse avoid deter detect seize freeze arrest extradite indict
confront condemn hold_accountable guarantee grow expand extend reach achieve attain meet complete implement execute
operationalise fulfil honour double triple quadruple finance fund invest lend subsidise pool partner join unite
team_up liaise interact dialogue negotiate intervene act advocate call speak press push lead drive steer guide
supervise administer operate run staff equip outfit supply procure source test pilot experiment innovate research
develop design plan prepare draft elaborate define formulate produce make manufacture process map survey count measure
collect gather analyse compile compare verify certify accredit license register record document archive digitise
translate publish post update upgrade repair refurbish renovate clean treat recycle reuse reduce phase_out plant
restrict sanction punish penalise repatriate return reintegrate resettle relocate house shelter feed vaccinate
immunise screen diagnose cure rescue save free release reunite compensate remunerate employ hire recruit
upskill reskill mentor coach teach learn visit travel move transfer transport ship export import trade buy purchase
sell tax waive exempt ease lift relax tighten toughen harden police patrol guard surveil interdict intercept
cover allow permit authorise approve endorse back favour prioritise emphasise stress underline underscore
offer give put provide place set turn shift change transform convert make replace substitute complement supplement add
allocate devote dedicate earmark commit direct channel steer task instruct order determine decide agree resolve
undertake endeavour strive aim intend attempt try work_towards surge follow mount build understand professionalise
institutionalise decentralise localise regularise formalise legalise normalise standardise optimise maximise centre
nurture cultivate catalyse unlock unleash harness exploit tap capitalise utilise employ deploy station send dispatch
defend repel resist reject oppose contest challenge denounce outlaw criminalise prohibit ban suspend terminate withdraw
sponsor underwrite insure cofinance co-finance co-fund co-develop co-create co-design co-lead crowd_in scale replicate showcase
commemorate celebrate mark honour twin fulfill co-sponsor rely adhere subscribe
mediate arbitrate settle resolve reconcile heal refrain abstain pledge promise vow conduct start begin commence
revive reactivate close bridge narrow overcome surmount remedy redress correct rectify disclose declare
account audit inspect scrutinise check assure insulate shield buffer fortify harden elevate upscale uplift
expedite hasten quicken adjust add admit append assemble balance calibrate clarify codify combine complete contain crack curb
decrease delegate delineate deny diminish discourage document double electrify embrace endow enlarge enrich enshrine entrust erode escalate
evacuate exclude fast-track favor file fix forge frame furnish gear generate give go green ground hone host identify illuminate import impose
inform inject install instil interconnect internationalise invigorate isolate issue join launch level localise lobby market match meet merge
migrate model mount move multiply name notify obtain offset orient outline outreach oversee own pass patrol perfect permit persuade
phase pinpoint place plug polish position post power practise present preempt pre-empt profile prolong protect prove quantify ratchet re-engage reassess rebalance
recalibrate recycle redirect redouble refine reflect refocus refrain regain rely remind remove reopen reorient replenish reset reshape
respect rethink retrain retrofit reuse revamp reward ring-fence roll root safeguard satisfy save scope screen secure see segment
separate service settle shape shorten signal site solve span speed spend staff start stem step stop store subscribe succeed suppress sustain
switch synchronise systematise take target team tie trial triangulate trigger unify unblock undertake unlock upskill urge visualise volunteer
vote warn weave wind work
steward patrol bolster propel spur cement solidify anchor root ground base nominate pursue embark proceed progress
""")
IRREGULAR = {
    "take": "took taken", "hold": "held", "build": "built", "give": "gave given", "make": "made", "set": "set", "bring": "brought",
    "meet": "met", "lead": "led", "keep": "kept", "send": "sent", "spend": "spent", "begin": "began begun", "put": "put",
    "buy": "bought", "sell": "sold", "teach": "taught", "cut": "cut", "undertake": "undertook undertaken", "draw": "drew drawn",
    "drive": "drove driven", "grow": "grew grown", "find": "found", "write": "wrote written", "run": "ran", "pay": "paid",
    "lend": "lent", "fight": "fought", "seek": "sought", "understand": "understood", "overcome": "overcame", "spread": "spread",
    "withdraw": "withdrew withdrawn", "rebuild": "rebuilt", "speak": "spoke spoken", "stand": "stood", "learn": "learnt learned",
    "freeze": "froze frozen", "free": "freed", "see": "saw seen", "strive": "strove striven", "feed": "fed",
}  # fmt: skip
DOUBLING = phrases("""
set cut put run plan permit submit refer commit equip control begin get map stop step ban halt_ embed transfer tap spur
insulate_ program trap deter propel dispel rebel compel level_ model_ channel_ remit admit transmit outfit
""")
DOUBLED = re.compile(r"[^aeiou][aeiou][bdglmnprst]$")
VOWELS = frozenset("aeiou")


def _spellings(verb: str) -> tuple[str, ...]:
    """British and American: organise, organize; fulfil, fulfill."""
    if verb.endswith("ise") and verb not in {"exercise", "advise", "revise", "promise", "raise", "supervise", "rise"}:
        return (verb, verb[:-3] + "ize")
    if verb.endswith("yse"):
        return (verb, verb[:-3] + "yze")
    if verb.endswith("our") and verb not in {"pour", "tour"}:
        return (verb, verb[:-3] + "or")
    return (verb,)


def _stem(verb: str, ending: str) -> str:
    if verb in DOUBLING:
        return verb + verb[-1] + ending
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + ending
    if ending == "ed" and verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ied"
    return verb + ending


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _table() -> dict[str, tuple[str, Form]]:
    forms: dict[str, tuple[str, Form]] = {}
    for entry in sorted(DISCRETE | PRODUCT_ACTS | OUTCOME_ACTS | STANDING):
        head = entry.split()[0]
        for verb in _spellings(head):
            for past in IRREGULAR.get(head, _stem(verb, "ed")).split():
                forms.setdefault(past, (head, Form.OTHER))
            forms.setdefault(_third(verb), (head, Form.OTHER))
            if DOUBLED.search(verb) and verb not in DOUBLING:
                forms.setdefault(verb + verb[-1] + "ing", (head, Form.GERUND))  # combatting, focussing, modelling
                forms.setdefault(verb + verb[-1] + "ed", (head, Form.OTHER))
    for entry in sorted(DISCRETE | PRODUCT_ACTS | OUTCOME_ACTS | STANDING):
        head = entry.split()[0]
        for verb in _spellings(head):
            forms[_stem(verb, "ing")] = (head, Form.GERUND)
            forms[verb] = (head, Form.BASE)
    del forms["including"]  # a preposition wherever plans use it
    return forms


FORMS = _table()


def verb(word: str) -> tuple[str, Form] | None:
    """The base of a verb of doing and the form it stands in; None for any other word."""
    found = FORMS.get(word)
    if found is None and word.startswith(("re-", "co-")):
        return FORMS.get(word[3:])
    return found

"""Every address of the pages, in every language: one table that both the links and the URL patterns come from.

    href("commitment", "fr", plan="canada-mexico-2023", number="6.4")  ->  /fr/plans/canada-mexico-2023/engagements/6.4/

Within `files.written("/fr/plans/canada-mexico-2023/")` the same call gives `engagements/6.4/index.html`: the record can
be written to files and read from any folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from . import files
from .chart_pages import CHART_PAGES
from .segments import SEGMENTS

WORK = "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{work}/"
"""Where the officers of one side work on a commitment."""

PAGES: dict[str, str] = {
    "home": "",
    "plan": "{plans}/<slug:plan>/",
    "pillar": "{plans}/<slug:plan>/{pillars}/<number:number>/",
    "commitments": "{plans}/<slug:plan>/{commitments}/",
    "commitments_csv": "{plans}/<slug:plan>/{commitments}/{list}.csv",
    "commitments_xlsx": "{plans}/<slug:plan>/{commitments}/{list}.xlsx",
    "commitment": "{plans}/<slug:plan>/{commitments}/<number:number>/",
    "assessors": "{plans}/<slug:plan>/{assessments}/",
    "assessor": "{plans}/<slug:plan>/{assessments}/<slug:owner>/<segment:method>/",
    "ask": "{plans}/<slug:plan>/{commitments}/<number:number>/{ask}/<slug:owner>/<slug:finding>/",
    "ask_letter": "{plans}/<slug:plan>/{commitments}/<number:number>/{ask}/<slug:owner>/<slug:finding>/<segment:file>",
    "update": "{plans}/<slug:plan>/{commitments}/<number:number>/{updates}/<segment:update>/",
    "update_version": "{plans}/<slug:plan>/{commitments}/<number:number>/{updates}/<segment:update>/<segment:version>/",
    "activities": "{plans}/<slug:plan>/{activities}/",
    "activity": "{plans}/<slug:plan>/{activities}/<slug:activity>/",
    "candidates": "{plans}/<slug:plan>/{candidates}/",
    "milestones": "{plans}/<slug:plan>/{milestones}/",
    "overview": "{plans}/<slug:plan>/{overview}/",
    "overview_csv": "{plans}/<slug:plan>/{overview}/{list}.csv",
    "side_now": "{plans}/<slug:plan>/{overview}/<slug:party>/",
    "side_on": "{plans}/<slug:plan>/{overview}/<slug:party>/<segment:on>/",
    "reporting": "{plans}/<slug:plan>/{reporting}/",
    "reports": "{plans}/<slug:plan>/{reports}/",
    "report": "{plans}/<slug:plan>/{reports}/<uuid:key>/",
    "report_file": "{plans}/<slug:plan>/{reports}/<uuid:key>/<segment:file>",
    "text": "{plans}/<slug:plan>/{text}/",
    "amendments": "{plans}/<slug:plan>/{amendments}/",
    "amendment": "{plans}/<slug:plan>/{amendments}/<number:number>/",
    "succession": "{plans}/<slug:plan>/{succession}/",
    "succession_csv": "{plans}/<slug:plan>/{succession}/{list}.csv",
    "succession_xlsx": "{plans}/<slug:plan>/{succession}/{list}.xlsx",
    "frameworks": "{plans}/<slug:plan>/{frameworks}/",
    "framework": "{plans}/<slug:plan>/{frameworks}/<segment:framework>/",
    "target": "{plans}/<slug:plan>/{frameworks}/<segment:framework>/<segment:target>/",
    "history": "{plans}/<slug:plan>/{history}/",
    "terms": "{plans}/<slug:plan>/{words}/",
    **CHART_PAGES,
    "follow": "{plans}/<slug:plan>/{follow}/",
    "feed": "{plans}/<slug:plan>/{follow}/<segment:file>",
    "feed_body": "{plans}/<slug:plan>/{follow}/{bodies}/<slug:body>/<segment:file>",
    "feed_pillar": "{plans}/<slug:plan>/{pillars}/<number:number>/{follow}/<segment:file>",
    "feed_commitment": "{plans}/<slug:plan>/{commitments}/<number:number>/{follow}/<segment:file>",
    "data": "{data}/",
    "data_release": "{data}/<segment:release>/",
    "search": "{search}/",
    "a_z": "{a_z}/",
    "a_z_letter": "{a_z}/<segment:letter>/",
    "about": "{about}/",
    "states": "{about}/{states}/",
    "words": "{about}/{words}/",
    "accessibility": "{about}/{accessibility}/",
    "privacy": "{about}/{privacy}/",
    "problem": "{about}/{problem}/",
    "components": "components/",
    "copy": "{copies}/<uuid:key>/",
    "calendar": "{calendar}/<segment:secret>/{desk}.ics",
    "copy_text": "{copies}/<uuid:key>/{text}/",
    "no_change": "{notices}/{no_change}/<segment:token>/",
    "source": "{sources}/<uuid:key>/",
    "source_changes": "{sources}/{changes}/<uuid:older>/<uuid:newer>/",
    "problem_tell": "{notices}/{problem}/",
    "follow_mail": "{notices}/{follow}/<slug:plan>/<segment:subject>/",
    "follow_confirm": "{notices}/{confirm}/<segment:token>/",
    "follow_leave": "{notices}/{leave}/<segment:token>/",
    "follows": "{notices}/{follows}/<segment:token>/",
    "stop_mails": "{notices}/{stop}/<segment:token>/",
    "desk": "{desk}/",
    "desk_search": "{desk}/{search}/",
    "desk_start": "{desk}/{new_plan}/",
    "desk_party": "{desk}/{new_party}/",
    "desk_import": "{desk}/{import}/",
    "desk_import_job": "{desk}/{import}/<uuid:key>/",
    "desk_checks": "{desk}/{checks}/",
    "desk_check": "{desk}/{checks}/<slug:owner>/<slug:claim>/",
    "desk_sources": "{desk}/{sources}/",
    "desk_source": "{desk}/{sources}/<slug:source>/{archive}/",
    "desk_copy_remove": "{desk}/{sources}/<slug:source>/{copies}/<uuid:key>/{remove}/",
    "desk_people": "{desk}/{people}/",
    "desk_people_propose": "{desk}/{people}/{propose}/<slug:kind>/",
    "desk_people_act": "{desk}/{people}/<uuid:key>/",
    "desk_problems": "{desk}/{problem}/",
    "desk_problem": "{desk}/{problem}/<uuid:key>/",
    "desk_keys": "{desk}/{keys}/",
    "desk_proposals": "{desk}/{proposals}/",
    "desk_proposal": "{desk}/{proposals}/<uuid:key>/",
    "desk_proposal_file": "{desk}/{proposals}/<uuid:key>/{file}/",
    "desk_proposal_sign": "{desk}/{proposals}/<uuid:key>/{sign}/",
    "desk_tokens": "{desk}/{tokens}/",
    "desk_report": "{desk}/{reports}/<uuid:key>/",
    "desk_report_preview": "{desk}/{reports}/<uuid:key>/{preview}/",
    "desk_issue": "{desk}/{reports}/<uuid:key>/<number:number>/",
    "desk_issue_file": "{desk}/{reports}/<uuid:key>/<number:number>/<segment:file>",
    "desk_plan": "{desk}/{plans}/<slug:plan>/",
    "desk_plan_edit": "{desk}/{plans}/<slug:plan>/{edit}/",
    "desk_reports": "{desk}/{plans}/<slug:plan>/{reports}/",
    "desk_preview": "{desk}/{plans}/<slug:plan>/{preview}/",
    "desk_adopt": "{desk}/{plans}/<slug:plan>/{adopt}/",
    "desk_adoption": "{desk}/{plans}/<slug:plan>/{adoption}/",
    "desk_words": "{desk}/{plans}/<slug:plan>/{words}/",
    "desk_standing": "{desk}/{plans}/<slug:plan>/{taking_part}/",
    "desk_calendars": "{desk}/{plans}/<slug:plan>/{reporting}/",
    "desk_calendar_add": "{desk}/{plans}/<slug:plan>/{reporting}/{add}/",
    "desk_calendar_act": "{desk}/{plans}/<slug:plan>/{reporting}/<slug:calendar>/<slug:act>/",
    "desk_succession": "{desk}/{plans}/<slug:plan>/{succession}/",
    "desk_succession_autosave": "{desk}/{plans}/<slug:plan>/{succession}/{autosave}/",
    "desk_amendments": "{desk}/{plans}/<slug:plan>/{amendments}/",
    "desk_amendment": "{desk}/{plans}/<slug:plan>/{amendments}/<uuid:key>/",
    "desk_amendment_add": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{amendments}/{add}/",
    "desk_discard": "{desk}/{plans}/<slug:plan>/{discard}/",
    "desk_pillar_add": "{desk}/{plans}/<slug:plan>/{pillars}/{add}/",
    "desk_pillar": "{desk}/{plans}/<slug:plan>/{pillars}/<number:number>/",
    "desk_pillar_remove": "{desk}/{plans}/<slug:plan>/{pillars}/<number:number>/{remove}/",
    "desk_commitment_add": "{desk}/{plans}/<slug:plan>/{pillars}/<number:number>/{add}/",
    "desk_commitment": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/",
    "desk_commitment_remove": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{remove}/",
    "desk_evidence": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{evidence}/",
    "desk_form": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{forms}/",
    "desk_forms": "{desk}/{forms}/",
    "desk_sheet": "{desk}/{sheets}/<uuid:key>/",
    "desk_sheets": "{desk}/{plans}/<slug:plan>/{sheets}/",
    "desk_finding": "{desk}/{plans}/<slug:plan>/{commitments}/<number:number>/{none_found}/",
    "desk_absence": "{desk}/{absence}/",
    "desk_approvals": "{desk}/{approvals}/",
    "desk_audit": "{desk}/{audit}/",
    "desk_publish": "{desk}/{publication}/",
    "desk_publish_list": "{desk}/{publication}/<slug:which>/",
    "desk_list": "{desk}/{lists}/<segment:which>/",
    "desk_milestones": "{desk}/{milestones}/",
    "desk_month": "{desk}/{milestones}/{calendar}/<segment:month>/",
    "desk_notices": "{desk}/{notices}/",
    "desk_seen": "{desk}/{seen}/",
    "desk_translations": "{desk}/{translations}/",
    "desk_texts": "{desk}/{translations}/<uuid:key>/",
    "desk_translation": "{desk}/{translations}/{text}/",
    "desk_translation_autosave": "{desk}/{translations}/{text}/{autosave}/",
    "desk_activities": WORK + "{activities}/",
    "desk_activity_add": WORK + "{activities}/{add}/",
    "desk_activity": WORK + "{activities}/<slug:activity>/",
    "desk_session_add": WORK + "{activities}/<slug:activity>/{sessions}/{add}/",
    "desk_session": WORK + "{activities}/<slug:activity>/{sessions}/<slug:session>/",
    "desk_session_act": WORK + "{activities}/<slug:activity>/{sessions}/<slug:session>/<slug:act>/",
    "desk_stage": WORK + "{activities}/<slug:activity>/{stages}/<slug:stage>/",
    "desk_activity_act": WORK + "{activities}/<slug:activity>/<slug:act>/",
    "desk_asked": WORK + "{ask}/",
    "desk_ask": WORK + "{ask}/<slug:owner>/<slug:finding>/",
    "desk_answer": WORK + "{ask}/<uuid:key>/",
    "desk_assessments": WORK + "{assessments}/",
    "desk_assessment": WORK + "{assessments}/<uuid:key>/",
    "desk_assessment_act": WORK + "{assessments}/<uuid:key>/<slug:act>/",
    "desk_scale_add": WORK + "{scales}/{add}/",
    "desk_guideline_add": WORK + "{guidelines}/{add}/",
    "desk_guideline": WORK + "{guidelines}/<uuid:key>/",
    "desk_guideline_act": WORK + "{guidelines}/<uuid:key>/<slug:act>/",
    "desk_basis": WORK + "{basis}/",
    "desk_candidates": WORK + "{candidates}/",
    "desk_candidate_add": WORK + "{candidates}/{add}/",
    "desk_candidate": WORK + "{candidates}/<slug:candidate>/",
    "desk_candidate_act": WORK + "{candidates}/<slug:candidate>/<slug:act>/",
    "desk_clock": WORK + "{clock}/",
    "desk_joint": WORK + "{joint}/",
    "desk_leads": WORK + "{leads}/",
    "desk_lead_add": WORK + "{leads}/{add}/",
    "desk_lead_end": WORK + "{leads}/<uuid:key>/",
    "desk_rhythm": WORK + "{rhythm}/",
    "desk_window": WORK + "{window}/",
    "desk_work": WORK,
    "desk_write": WORK + "{update}/",
    "desk_autosave": WORK + "{update}/{autosave}/",
    "desk_update": WORK + "{updates}/<segment:update>/",
    "desk_update_preview": WORK + "{updates}/<segment:update>/{preview}/",
    "desk_elsewhere": WORK + "{updates}/<segment:update>/{elsewhere}/",
    "desk_correct": WORK + "{updates}/<segment:update>/{correct}/",
    "desk_no_change": WORK + "{no_change}/",
    "desk_note": WORK + "{notes}/",
    "desk_question_note": WORK + "{question_note}/",
    "desk_obstacle_add": WORK + "{obstacles}/{add}/",
    "desk_obstacle": WORK + "{obstacles}/<uuid:key>/",
    "desk_milestone_add": WORK + "{new_milestone}/",
    "desk_milestone": WORK + "{milestones}/<slug:milestone>/",
}
"""Page name -> its address below /LANGUAGE/.  Braces hold words to translate, angle brackets hold keys."""

SERVED = frozenset(
    {
        "calendar",
        "components",
        "follow_confirm",
        "follow_leave",
        "follow_mail",
        "follows",
        "no_change",
        "problem_tell",
        "stop_mails",
    }
)
"""Pages beside the desk that are answered by a server alone."""

OWN_MACHINE = ("localhost", "127.0.0.1", "::1")

_KEY = re.compile(r"<\w+:(\w+)>")


@cache
def route(page: str, language: str) -> str:
    """The pattern of a page in a language, as Django's `path` takes it."""
    words = {segment: by_language.get(language, by_language["en"]) for segment, by_language in SEGMENTS.items()}
    return f"{language}/" + PAGES[page].format(**words)


@cache
def _shape(page: str, language: str) -> str:
    return "/" + _KEY.sub(r"{\1}", route(page, language))


def href(page: str, language: str, **keys: str) -> str:
    """The address of a page in a language; relative, ending in index.html, within `files.written`.

    Raises KeyError for a page or key that the table does not know.
    """
    address = _address(page, language, **keys)
    folder = files.current()
    if folder is None:
        return address
    return folder.origin + address if needs_server(page) else folder.to(address)


def cited(page: str, language: str, **keys: str) -> str:
    """The address of a page with the site's own origin, for who only names it: in a folder of files it leads nowhere."""
    folder = files.current()
    origin = settings.ENV.origin.rstrip("/") if folder is None else folder.origin
    return origin + _address(page, language, **keys)


@lru_cache(maxsize=10_000)
def _address(page: str, language: str, **keys: str) -> str:
    """Kept: every page of a plan leads to the same thirty, and each thing on a page leads to it in every language."""
    shape = _shape(page, language)
    return shape.format(**{key: quote(str(value)) for key, value in keys.items()}) if keys else shape


def needs_server(page: str) -> bool:
    """Whether a page cannot be a file: it knows its reader, or takes what its reader sends."""
    return page.startswith("desk") or page in SERVED


def has_server() -> bool:
    """Whether a page may lead to one that only a server answers: in a folder, once its operator named where a server is."""
    folder = files.current()
    return folder is None or (urlsplit(folder.origin).hostname or "localhost") not in OWN_MACHINE


def copy(language: str, key: str, media_type: str) -> str:
    """The address of an archived copy: in a folder of files one for all languages, and never one that a browser would run."""
    address = _address("copy", language, key=key)
    folder = files.current()
    if folder is None:
        return address
    return folder.to(address, files.copy_file(key, media_type))


def site(path: str) -> str:
    """An address that has no language: "/", "/sitemap.xml"."""
    folder = files.current()
    return path if folder is None else folder.to(path)


LINKED_DATA: Mapping[str, str] = {
    "plan": "/data/linked/{plan}.jsonld",
    "commitment": "/data/linked/{plan}/{number}.jsonld",
    "activity": "/data/linked/{plan}/activities/{activity}.jsonld",
    "assessor": "/data/linked/{plan}/{owner}/{method}.jsonld",
}
"""Page -> where the same facts stand as linked data."""


def linked_data(page: str, keys: Mapping[str, str]) -> str:
    """The address of the linked data about what a page shows, one for all languages; "" for a page that has none."""
    shape = LINKED_DATA.get(page)
    return site(shape.format_map(keys)) if shape else ""


def asset(name: str) -> str:
    """The address of a style sheet, a script or an image: `entente/app.css`."""
    folder = files.current()
    return staticfiles_storage.url(name) if folder is None else folder.asset(name)


def with_query(address: str, query: Mapping[str, str]) -> str:
    """The address with the query's keys that hold something, in the order given."""
    kept = tuple((key, value) for key, value in query.items() if value)
    if not kept:
        return address
    folder = files.current()
    return f"{address}?{urlencode(kept)}" if folder is None else folder.with_query(address, kept)


def asked_page(query: Mapping[str, str]) -> int:
    """Which page of a list a query asks for, from 1; what is no number, or none that a list reaches, is the first page."""
    asked = query.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def languages() -> list[tuple[str, str]]:
    """Interface languages as (tag, own name), in the order in which every page lists them."""
    return list(settings.LANGUAGES)


def absolute(address: str) -> str:
    """The address with the site's own origin: for citing, sitemaps and files that leave the site."""
    folder = files.current()
    if folder is None:
        return f"{settings.ENV.origin.rstrip('/')}{address}"
    return folder.origin + (address if address.startswith("/") else folder.address_of(address))

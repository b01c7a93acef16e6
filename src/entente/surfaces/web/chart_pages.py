"""Addresses of charts and badges alone, of the whole record, of a plan and of a promise; a part of `links.PAGES`."""

from __future__ import annotations

CHART_PAGES = {
    "chart": "{charts}/<segment:file>",
    "plan_chart": "{plans}/<slug:plan>/{charts}/<segment:file>",
    "promise_chart": "{plans}/<slug:plan>/{commitments}/<number:number>/{charts}/<segment:file>",
    "embed": "{embed}/<segment:chart>/",
    "plan_embed": "{embed}/{plans}/<slug:plan>/<segment:chart>/",
    "promise_embed": "{embed}/{plans}/<slug:plan>/{commitments}/<number:number>/<segment:chart>/",
    "plan_badge": "{plans}/<slug:plan>/{badge}.svg",
    "promise_badge": "{plans}/<slug:plan>/{commitments}/<number:number>/{badge}.svg",
}
"""Page name -> its address below /LANGUAGE/; a chart's file is .svg, .png or .csv, an `embed` is to be framed by other sites."""

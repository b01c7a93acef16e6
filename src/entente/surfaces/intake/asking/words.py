"""The sentences of the letters, in each language of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from .facts import Letter

TITLES: Mapping[Letter, object] = {
    Letter.ACCESS: _("Request for access to information"),
    Letter.QUESTION: _("Question for written answer"),
    Letter.REPLY: _("Offer of a right of reply"),
}

LINES: Mapping[str, object] = {
    "title": _("%(letter)s: %(promise)s"),
    "to": _("To:"),
    "under": _("Under:"),
    "party": _("Government asked:"),
    "about": _("About:"),
    "any_law": _("the law on access to information"),
    "any_office": _("the office of the public body that answers requests for access to information"),
    "any_chamber": _("parliament"),
    "reply_to": _("whoever speaks for the government on this plan"),
    "launch": _("the promise was made"),
    "promised": _("What was promised"),
    "authentic": _("In the words of the plan:"),
    "part": _("The part of it that this is about:"),
    "looked": _("What was looked for, and where"),
    "search": _("%(who)s looked on %(day)s for public evidence that this was carried out, and found none."),
    "search_by_nobody": _("On %(day)s public evidence that this was carried out was looked for, and none was found."),
    "where": _("These places were searched:"),
    "fairness": _("That nothing was found does not say that nothing was done."),
    "asked": _("What is asked"),
    "signature": _("Who asks"),
    "name": _("Name:"),
    "address": _("Address for the answer:"),
    "date": _("Date:"),
    "answer_by": _("Please answer by:"),
    "source": _("The search is on record at %(address)s. This draft names nobody; whoever sends it signs it."),
}

ASKED: Mapping[Letter, tuple[object, ...]] = {
    Letter.ACCESS: (
        _(
            "The records that show what was done to carry out this commitment since %(launched)s: agreements, decisions, "
            "reports, minutes, and letters between the bodies concerned."
        ),
        _("The name of the body that leads this work, and the budget and staff given to it."),
        _("Where no such record exists, a written answer that says so."),
        _("Where another public body holds the records, that this request be passed on to it, or its name."),
        _("An answer in electronic form."),
    ),
    Letter.QUESTION: (
        _("What has the government done since %(launched)s to carry out this commitment, and when?"),
        _("Which body leads this work, and with what budget and staff?"),
        _("Which public documents show what was done, and where can they be read?"),
        _("What remains to be done, and by what date?"),
    ),
    Letter.REPLY: (
        _("If something was done since %(launched)s that this record does not show, which document shows it?"),
        _("Is anything wrong in what is said above of the promise or of the search?"),
        _("Your answer is published beside the finding, word for word, and as prominently."),
        _("If no answer arrives by the day named below, the record says exactly that, and no more."),
    ),
}


def line(code: str, **given: object) -> str:
    return str(LINES[code]) % given


def asked(letter: Letter, **given: object) -> list[str]:
    return [str(sentence) % given for sentence in ASKED[letter]]

"""The codes of the working log in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from entente.foundation.common.refs import Ref
from entente.record.assessment.queries import ProofState
from entente.record.delivery.queries import UpdateStatus
from entente.record.verification.queries import Proof
from entente.surfaces.web import sentences
from entente.surfaces.web.labels import Tag, named
from entente.surfaces.web.labels_of_activities import stage_called

ACTIONS = {
    "intake.sheet.apply": gettext_lazy("Workbook or form applied"),
    "intake.sheet.take_back": gettext_lazy("Workbook or form taken back"),
    "delivery.milestone.withdraw": gettext_lazy("Milestone taken away that nobody else had seen"),
    "plan.start": gettext_lazy("Draft started"),
    "plan.draft": gettext_lazy("Pillars and commitments of a draft put in"),
    "plan.edit": gettext_lazy("Title, preamble or date of a draft changed"),
    "plan.discard": gettext_lazy("Draft thrown away"),
    "plan.pillar.add": gettext_lazy("Pillar added"),
    "plan.pillar.edit": gettext_lazy("Pillar changed"),
    "plan.pillar.remove": gettext_lazy("Pillar removed"),
    "plan.commitment.add": gettext_lazy("Commitment added"),
    "plan.commitment.edit": gettext_lazy("Commitment changed"),
    "plan.commitment.remove": gettext_lazy("Commitment removed"),
    "plan.amendment.write": gettext_lazy("Amendment begun"),
    "plan.amendment.revise": gettext_lazy("Amendment changed"),
    "plan.amendment.rebase": gettext_lazy("Amendment laid on the text in force"),
    "plan.amendment.propose": gettext_lazy("Amendment put to the parties"),
    "plan.amendment.take-back": gettext_lazy("Amendment taken back from the parties"),
    "plan.amendment.withdraw": gettext_lazy("Amendment given up"),
    "plan.succession.start": gettext_lazy("Table of succession begun"),
    "plan.succession.revise": gettext_lazy("Table of succession changed"),
    "plan.succession.propose": gettext_lazy("Table of succession put to the parties"),
    "plan.succession.take-back": gettext_lazy("Table of succession taken back from the parties"),
    "plan.succession.withdraw": gettext_lazy("Table of succession given up"),
    "verification.claim.make": gettext_lazy("Evidence added"),
    "verification.claim.revise": gettext_lazy("Evidence revised"),
    "verification.claim.check": gettext_lazy("Evidence checked"),
    "assessment.status.set": gettext_lazy("Value put into a draft update"),
    "assessment.status.drop": gettext_lazy("Value taken out of a draft update"),
    "assessment.status.publish": gettext_lazy("Value published"),
    "assessment.calendar.propose": gettext_lazy("Calendar proposed"),
    "assessment.calendar.accept": gettext_lazy("Calendar accepted"),
    "assessment.calendar.end": gettext_lazy("Calendar ended"),
    "assessment.calendar.withdraw": gettext_lazy("Calendar taken back"),
    "directory.person.add": gettext_lazy("Person taken up"),
    "directory.appointment.begin": gettext_lazy("Somebody appointed to a post"),
    "directory.appointment.end": gettext_lazy("An appointment ended"),
    "accounts.act.propose": gettext_lazy("Proposal about posts and log-ins made"),
    "accounts.act.confirm": gettext_lazy("Proposal about posts and log-ins confirmed"),
    "accounts.act.withdraw": gettext_lazy("Proposal about posts and log-ins taken back"),
    "accounts.token.make": gettext_lazy("Token made"),
    "accounts.token.revoke": gettext_lazy("Token revoked"),
    "directory.group.seat": gettext_lazy("Post seated in a working group"),
    "directory.group.unseat": gettext_lazy("Post taken out of a working group"),
    "accounts.user.create": gettext_lazy("Log-in made"),
    "accounts.user.reset": gettext_lazy("Log-in reset"),
    "accounts.user.close": gettext_lazy("Log-in closed"),
    "accounts.user.change_password": gettext_lazy("Password changed"),
    "delivery.update.write": gettext_lazy("Update begun"),
    "delivery.update.revise": gettext_lazy("Update changed"),
    "delivery.update.translate": gettext_lazy("Update translated"),
    "plan.wording.translate": gettext_lazy("Words of the record translated"),
    "delivery.milestone.translate": gettext_lazy("Milestone translated"),
    "delivery.activity.translate": gettext_lazy("Activity translated"),
    "assessment.status.translate": gettext_lazy("Reason of a value translated"),
    "intake.texts.apply": gettext_lazy("Translations from a file applied"),
    "intake.texts.take_back": gettext_lazy("Translations from a file taken back"),
    "texts.review": gettext_lazy("Text called reviewed"),
    "delivery.update.submit": gettext_lazy("Update sent for approval"),
    "delivery.update.approve": gettext_lazy("Update approved"),
    "delivery.update.send_back": gettext_lazy("Update sent back"),
    "delivery.update.withdraw": gettext_lazy("Update given up"),
    "delivery.update.correct": gettext_lazy("Correction begun"),
    "delivery.obstacle.escalate": gettext_lazy("Obstacle taken higher"),
    "delivery.delegation.begin": gettext_lazy("Approvals handed over"),
    "delivery.delegation.end": gettext_lazy("Approvals taken back"),
    "notes.add": gettext_lazy("Internal note added"),
    "notes.remove": gettext_lazy("Internal note removed"),
    "assessment.guideline.write": gettext_lazy("Guideline drafted"),
    "assessment.open": gettext_lazy("Assessment begun"),
    "assessment.codes_in": gettext_lazy("Codes are in"),
    "assessment.consolidate": gettext_lazy("Codes consolidated"),
    "assessment.reconsider": gettext_lazy("Consolidated value taken back"),
    "assessment.send": gettext_lazy("Assessment sent for reply"),
    "assessment.recall": gettext_lazy("Assessment taken back from reply"),
    "assessment.correct": gettext_lazy("Correction of an assessment begun"),
    "assessment.reply.write": gettext_lazy("Reply written"),
    "assessment.reply.approve": gettext_lazy("Reply approved"),
    "sources.document.add": gettext_lazy("Source added"),
    "sources.document.update": gettext_lazy("Source described anew"),
    "sources.snapshot.archive": gettext_lazy("Copy archived"),
    "sources.snapshot.remove": gettext_lazy("Copy removed"),
    "sources.snapshot.stamp": gettext_lazy("Copy stamped from outside"),
    "sources.capture.ask": gettext_lazy("Capture of an address asked for"),
    "directory.party.register": gettext_lazy("Party put on record"),
    "directory.party.update": gettext_lazy("Party described anew"),
    "directory.party.asking": gettext_lazy("How a party is asked put on record"),
    "directory.organisation.register": gettext_lazy("Body put on record"),
    "directory.organisation.update": gettext_lazy("Body described anew"),
    "directory.alias.add": gettext_lazy("Other name of a body put on record"),
    "directory.succession.record": gettext_lazy("One body followed another"),
    "directory.post.open": gettext_lazy("Post opened"),
    "directory.post.update": gettext_lazy("Post changed"),
    "directory.group.found": gettext_lazy("Working group founded"),
    "accord.proposal.make": gettext_lazy("Proposal to be signed by all made"),
    "accord.proposal.revise": gettext_lazy("Words of a proposal changed"),
    "accord.proposal.void": gettext_lazy("Words changed: what was signed is void"),
    "accord.proposal.give-up": gettext_lazy("Proposal given up by who made it"),
    "accord.signature.ad-referendum": gettext_lazy("Agreed ad referendum"),
    "accord.signature.receive": gettext_lazy("Signature of one’s own side taken in"),
    "accord.signature.withdraw": gettext_lazy("Signature of one’s own side taken back"),
    "accord.dissent.state": gettext_lazy("Dissent stated to the other parties"),
    "accord.key.register": gettext_lazy("Key of a party registered"),
    "accord.key.revoke": gettext_lazy("Key of a party ended"),
    "ledger.entry.erase": gettext_lazy("Content of an entry erased"),
    "ledger.key.open": gettext_lazy("Key of the record opened"),
    "ledger.key.revoke": gettext_lazy("Key of the record revoked"),
    "ledger.key.rotate": gettext_lazy("Key of the record replaced"),
    "ledger.log.open": gettext_lazy("Log begun"),
    "plan.adopt.together": gettext_lazy("Plan adopted by its parties together"),
    "plan.adoption.propose": gettext_lazy("Plan put to its parties for adoption"),
    "plan.framework.put": gettext_lazy("Outside framework put on record"),
    "publish.release": gettext_lazy("Site published"),
    "sources.address.gone": gettext_lazy("Address of a source found gone"),
}
"""Action -> plain words, of actions that are not published."""

PROOF = {
    Proof.NOT_CHECKED: gettext_lazy("not yet checked"),
    Proof.NOT_VERIFIED: gettext_lazy("not checked in time"),
    Proof.ACCEPTED_OWN: gettext_lazy("accepted by its own side"),
    Proof.ACCEPTED: pgettext_lazy("evidence", "accepted"),
    Proof.IN_PART: gettext_lazy("accepted in part"),
    Proof.REJECTED: gettext_lazy("rejected"),
    Proof.DISPUTED: gettext_lazy("disputed"),
}
"""Where a piece of evidence stands."""

PROOF_STATES = {
    ProofState.NOT_NEEDED: gettext_lazy("needs no proof"),
    ProofState.ACCEPTED: gettext_lazy("proof accepted"),
    ProofState.ACCEPTED_OWN: gettext_lazy("proof accepted by its own side"),
    ProofState.NOT_VERIFIED: gettext_lazy("proof not verified"),
    ProofState.DISPUTED: gettext_lazy("proof disputed"),
}
"""How a value stands beside its proof."""

UPDATE_STATUSES = {
    UpdateStatus.DRAFT: (gettext_lazy("Draft: only your side sees it"), "project"),
    UpdateStatus.SUBMITTED: (gettext_lazy("Waiting for approval"), "silent"),
    UpdateStatus.RETURNED: (gettext_lazy("Sent back"), "refused"),
    UpdateStatus.APPROVED: (gettext_lazy("Approved, not yet published"), "none"),
    UpdateStatus.PUBLISHED: (gettext_lazy("Published"), "reviewed"),
    UpdateStatus.CORRECTED: (gettext_lazy("Replaced by a correction"), "closed"),
    UpdateStatus.WITHDRAWN: (gettext_lazy("Given up"), "closed"),
}
"""Where an update stands on its way, and the shape of its tag."""

REASONS = (
    gettext_noop("only a keeper or a party starts a plan; log in and act through such a post"),
    gettext_noop("Only the keeper of the record changes its parties and organisations."),
    gettext_noop("your side is no party of this plan"),
    gettext_noop("only an approver of the party itself says whether it takes part"),
    gettext_noop("this draft belongs to somebody else; only its owner edits it"),
    gettext_noop("this plan is adopted and its text is never edited; a change of the promise takes an amendment"),
    gettext_noop("this draft holds no commitment yet; add one before adopting it"),
    gettext_noop("only the keeper of this record puts authentic wording on it"),
    gettext_noop("your post adds no evidence; a contributor of your side does"),
    gettext_noop("everybody adds evidence in their own name only"),
    gettext_noop("your post checks no evidence; a verifier does"),
    gettext_noop("a check is somebody's own reading; log in to check"),
    gettext_noop("you made this claim; somebody else checks it"),
    gettext_noop("only a contributor of a party says where that party stands"),
    gettext_noop("a party says only where it stands itself"),
    gettext_noop("only a keeper or an assessor files that it searched and found nothing"),
    gettext_noop("everybody files searches in their own name only"),
    gettext_noop("this plan is a draft; evidence is added once it is adopted"),
    gettext_noop("only its owner archives a copy of a source"),
    gettext_noop("this source has no address; upload a copy of it"),
    gettext_noop("fetching from addresses is switched off here; save the page and upload it"),
    gettext_noop("only its own side removes the bytes of a copy"),
    gettext_noop("the bytes of this copy were removed before"),
    gettext_noop("your post adds no sources; a contributor of your side does"),
    gettext_noop("only an approver of its own side removes the bytes of a copy"),
    gettext_noop("The words of these copies are not shown; that they differ is."),
)
"""Why something cannot be done, as the record's rules say it: named here so that every language has it."""

LEFT_OUT = (
    gettext_noop("heading inside a section"),
    gettext_noop("label over other items"),
    gettext_noop("label without words of its own"),
    gettext_noop("leads into a list"),
    gettext_noop("page furniture"),
    gettext_noop("preamble"),
    gettext_noop("promises nothing: a report, a view or a topic"),
    gettext_noop("quotation"),
    gettext_noop("running text that promises nothing"),
    gettext_noop("sources and contacts"),
    gettext_noop("topic of a list"),
)
"""Why the reader of documents left a piece out, in its own words."""


KINDS_BELOW = {
    "milestones": gettext_lazy("milestone"),
    "candidates": gettext_lazy("candidate"),
    "updates": gettext_lazy("update"),
}
"""What lies below a promise, as a ref names it."""


def in_language(sentence: str) -> str:
    """What a rule of the record says, in the language being read; a sentence that nobody translated as it is."""
    return sentences.in_language(sentence)


def action(code: str) -> str:
    """What an entry says was done; its code where there are no words for it yet."""
    return str(ACTIONS.get(code, code))


def stage_below(stage: str) -> str:
    """ "stage: Signed" for the code of a stage."""
    return named(_("stage"), stage_called(stage))


def subject(ref: str) -> str:
    """ "river-basin-2026, 6.4" for a ref of a plan; any other subject as it is, a log-in without its key."""
    if ref.startswith("user/"):
        return _("a log-in")
    if ref.startswith("act/"):
        return _("a proposal")
    try:
        parsed = Ref.parse(ref)
    except ValueError:
        return ref
    below = [(KINDS_BELOW.get(parsed.kind), parsed.slug), (_("activity"), parsed.activity)]
    below += [(_("stage"), parsed.stage), (_("session"), parsed.session)]
    named = [f"{word} {slug}" for word, slug in below if slug]
    return ", ".join(filter(None, (parsed.plan, f"{parsed.number} {parsed.clause}".strip(), parsed.voice, *named)))


def update_tag(status: str) -> Tag:
    word, shape = UPDATE_STATUSES[UpdateStatus(status)]
    return Tag(str(word), shape)

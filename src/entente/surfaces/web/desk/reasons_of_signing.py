"""Why something cannot be signed, joined or kept as a key: named here so that every language has it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

REASONS = (
    gettext_noop(
        "your party does not take part in this record yet and only drafts; "
        "an approver of your side joins with its key, under “Taking part” of the plan"
    ),
    gettext_noop("your post proposes nothing to be signed; a contributor of your side does"),
    gettext_noop("only an approver of a party signs for it"),
    gettext_noop("only an approver of a party registers and revokes its key"),
    gettext_noop("a party's key is registered and revoked by that party alone"),
    gettext_noop("this was agreed by all and carried out; a change takes a new proposal"),
    gettext_noop("only who began this proposal, or a party that is to sign it, changes its words"),
    gettext_noop("only a party signs; act through a post that speaks for one"),
    gettext_noop("your party is none of those that sign this"),
    gettext_noop("this was agreed by all and carried out; nothing is left to sign"),
    gettext_noop("only a party that signed takes its signature back"),
    gettext_noop(
        "this was agreed by all and carried out; it can no longer be taken back, and a change takes a new proposal"
    ),
    gettext_noop("your party has signed nothing here that could be taken back"),
    gettext_noop("only a party that is to sign this states a dissent"),
    gettext_noop("this was agreed by all and carried out; your party signed it too"),
    gettext_noop("your party has signed these words; take the signature back first"),
    gettext_noop("this was taken off the table; nothing is left to sign, and other words take a new proposal"),
    gettext_noop("only the side that proposed this gives it up; your side takes back what it signed, or dissents"),
    gettext_noop("all have signed this; a party that no longer stands by it takes its own signature back"),
    gettext_noop("signing with a key on the host takes a fresh sign: show your passkey or the code of your app again"),
)
"""As the rules of `accord` and of taking part say it."""

GIVEN_UP_BECAUSE = (
    gettext_noop("The plan was closed, as all parties signed."),
    gettext_noop("The same side put another proposal in its place."),
)
"""Why something was given up, where nobody had to say it."""

REFUSALS = (
    gettext_noop(
        "This is no whole signature file of Entente; make it again with `entente accord sign` and send it once more."
    ),
    gettext_noop(
        "The signature does not fit what it says it signs: the file was changed on its way; "
        "sign again and send it once more."
    ),
    gettext_noop("This signature was made for another proposal; hand it in there, or sign this one."),
    gettext_noop(
        "The words were changed after this signature was made; "
        "download the proposal again, read what changed and sign it anew."
    ),
    gettext_noop("The words were changed while you read them; read what changed and decide anew."),
    gettext_noop("Somebody else changed these words while you wrote; read them again and repeat your change."),
    gettext_noop("Your party took this very signature back; if it signs after all, sign anew and hand that in."),
    gettext_noop(
        "This was signed with a key that is not on record for your party; register it first, or sign with yours."
    ),
    gettext_noop("Your party has no key on this host; sign on your own machine and hand the signature file in."),
    gettext_noop(
        "The key on this host cannot be opened any more, because the secret key of the site was changed; "
        "revoke it and register another."
    ),
    gettext_noop("Say why your party takes its signature back; the other parties read it."),
    gettext_noop("Say why your side gives it up; the other parties read it."),
    gettext_noop("Say why your party does not sign, in at least one language."),
    gettext_noop("Your dissent was published; it cannot be called back, and other words may follow it in public."),
    gettext_noop("This is no public key; hand over the .pub file that `entente accord key` wrote, or its one line."),
    gettext_noop("This key was on record before; make a fresh one with `entente accord key` and register that."),
    gettext_noop("Say why the key ends: lost, replaced on its day, or somebody else may have it."),
    gettext_noop(
        "A party joins with a key of its own: hand over the .pub file that `entente accord key` wrote, "
        "or have a key kept on this host."
    ),
    gettext_noop("There is no such proposal here."),
)
"""Sentences that name nothing, as its commands raise them."""

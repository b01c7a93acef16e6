"""Why a post may not do something, as the table of rights says it: named here so that every language has it."""

from __future__ import annotations

from django.utils.translation import gettext_noop

REASONS = (
    gettext_noop("your post adds no sources; a contributor of your side does"),
    gettext_noop("only an approver of its own side removes the bytes of a copy"),
    gettext_noop("your post adds no evidence; a contributor of your side does"),
    gettext_noop("your post checks no evidence; a verifier does"),
    gettext_noop("your post names no bodies; a contributor of your side does"),
    gettext_noop("your post writes no activities; a contributor of your side does"),
    gettext_noop("your post moves no stages; a contributor or approver of your side does"),
    gettext_noop("your post proposes no candidates; a contributor of your side does"),
    gettext_noop("your post writes no arguments; a contributor of your side does"),
    gettext_noop("only an approver of a party that owes the promise decides on a candidate"),
    gettext_noop("your post plans no milestones; a contributor of your side does"),
    gettext_noop("your post reports no milestones; a contributor of its own side does"),
    gettext_noop("your post accepts no milestones; an approver does"),
    gettext_noop("your post sets no rhythm; a contributor of your side does"),
    gettext_noop("only the keeper of the record puts outside dates on it"),
    gettext_noop("your post notes no change of a basis; a contributor of your side does"),
    gettext_noop("your post notes no obstacles; a contributor of your side does"),
    gettext_noop("your post writes no updates; a contributor of your side does"),
    gettext_noop("your post translates nothing; a translator of your side does"),
    gettext_noop("your post approves nothing; an approver of your side does"),
    gettext_noop("your post reads notes and writes none"),
    gettext_noop("only a contributor of a party says where that party stands"),
    gettext_noop("your post writes no plans; a contributor of your side does"),
    gettext_noop("your post adopts no plans; an approver of your side does"),
    gettext_noop("only an approver of the party itself says whether it takes part"),
    gettext_noop("your post founds no working groups; the keeper of the record or a secretariat does"),
    gettext_noop("your post seats nobody in a working group; an approver of your side does"),
    gettext_noop("your post gives no posts and log-ins; an administrator of your side does"),
    gettext_noop("your post closes no log-ins; an administrator of your side does"),
    gettext_noop("your post has no role with which a program could do anything"),
    gettext_noop("only an access officer assembles what its own side may release"),
    gettext_noop("this takes a second administrator of your side; propose it under “People and posts” on the desk"),
    gettext_noop("you proposed this yourself; another administrator of your side confirms it"),
    gettext_noop("who proposed this no longer may; propose it again and let another administrator confirm it"),
    gettext_noop("a token acts as its own user, who alone makes and revokes it"),
)

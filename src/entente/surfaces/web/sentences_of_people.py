"""Refusals about posts, people, log-ins, copies of sources and agreed words, as rules and commands raise them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    # --- posts, people and log-ins ---
    gettext_noop("Only %(side)s opens its posts and appoints people to them."),
    gettext_noop("This appointment to %(post)s ended on %(day)s; it cannot end again."),
    gettext_noop("only %(side)s seats its own posts"),
    gettext_noop("this group was founded without %(side)s; found another one that names it"),
    gettext_noop("%(what)s cannot speak for a party: its organisation belongs to none."),
    gettext_noop("%(post)s does not sit in %(group)s; nothing changed."),
    gettext_noop("%(post)s sits in %(group)s already; nothing changed."),
    gettext_noop("%(what)s has an empty name for the language “%(language)s”; write it or leave the language out."),
    gettext_noop("%(what)s has no name; give it in at least one language."),
    gettext_noop("%(what)s is open as “%(title)s”; open another post for “%(other)s”."),
    gettext_noop("%(post)s is taken from %(day)s %(until)s; end that appointment first."),
    gettext_noop("%(what)s needs its official languages, each once, such as en, fr."),
    gettext_noop("%(what)s speaks for a party and cannot be the secretariat of all; leave that role out."),
    gettext_noop("%(what)s would end on %(day)s before it begins on %(first)s; give a later day."),
    gettext_noop("%(what)s: “%(language)s” is not a language tag; write one like en, fr or fr-CA."),
    gettext_noop("%(what)s: “%(zone)s” is not a time zone; write one like America/Toronto."),
    gettext_noop(
        "“%(name)s” cannot name %(what)s; write at most 64 small letters, digits and single hyphens, such as record-keeper."
    ),
    gettext_noop("“%(name)s” is a name that the log uses itself; choose another for %(what)s."),
    gettext_noop("“%(name)s” is not a party code; write 2 to 12 capital letters or digits, such as CAN."),
    gettext_noop("A token lasts %(days)s days; choose 1 to %(most)s."),
    gettext_noop("Nobody with a log-in holds %(post)s on %(day)s; appoint somebody first."),
    gettext_noop("The token “%(name)s” was revoked before; nothing changed."),
    gettext_noop("There is a log-in for %(email)s already; reset it, or use another address."),
    gettext_noop("This log-in does not hold the post “%(post)s”; choose one that it holds today."),
    gettext_noop("This person speaks for %(side)s, which alone gives out the log-in."),
    gettext_noop("This proposal is %(state)s; propose it again if it is still wanted."),
    gettext_noop("%(what)s has a log-in already; reset it instead of making a second one."),
    gettext_noop("“%(email)s” is not an e-mail address; write one like ana@example.org."),
    # --- copies of sources ---
    gettext_noop("The server is too busy to read the text of this copy; try again later."),
    gettext_noop("The text of this copy took more than %(seconds)s seconds to read; download it instead."),
    gettext_noop("These very bytes were removed on %(day)s, %(reason)s; they are not kept again."),
    gettext_noop("%(address)s cannot prove that it is who it says (%(reason)s); it is not fetched."),
    gettext_noop("%(address)s is larger than the %(most)s bytes that are archived; upload the part that is cited."),
    gettext_noop("%(address)s leads on more than %(times)s times; it is not followed further."),
    gettext_noop("%(address)s leads on to %(other)s, which is not protected on its way; it is not followed."),
    gettext_noop("%(address)s leads to %(other)s, which is not on the public network; it is not fetched."),
    gettext_noop("%(address)s packs its document as %(kind)s, though asked not to; it is not fetched."),
    gettext_noop(
        "%(address)s says that it sends %(kind)s and sends %(other)s; what lies about its kind is not archived."
    ),
    gettext_noop("%(address)s sends a kind of file that is not archived (%(kind)s)."),
    gettext_noop("%(address)s shows an empty document; there is nothing to keep."),
    gettext_noop("“%(address)s” asks at port %(port)s; only the ports of the web, 80 and 443, are fetched."),
    gettext_noop("“%(name)s” has %(number)s bytes, more than the %(most)s allowed; upload the part that is cited."),
    gettext_noop("“%(address)s” is no address on the web; give one that begins with https:// or http://."),
    gettext_noop("“%(name)s” is not a kind of file that is archived; use one of %(kinds)s."),
    gettext_noop("“%(address)s” is not an address (%(reason)s); copy it anew."),
    gettext_noop("“%(address)s” is not an address of the web; one begins with https:// or http://."),
    gettext_noop("“%(address)s” names no host; copy the address anew."),
    # --- agreed words, translations, authentic texts ---
    gettext_noop("A term has at most %(most)s letters; shorten it."),
    gettext_noop("Somebody changed “%(name)s” after you read it; read it again."),
    gettext_noop("The text in “%(language)s” has no words; write them, or leave it as it is."),
    gettext_noop("“%(name)s” is a term of %(plan)s already; change that one."),
    gettext_noop("“%(language)s” is not a language to translate into from “%(other)s”; choose another."),
    gettext_noop("“%(name)s” is the term itself and cannot be a word not used for it."),
    gettext_noop("%(subject)s has no authentic text in “%(language)s”; quote one that it has."),
    gettext_noop("“%(quote)s” does not stand so in the text in “%(language)s”; copy it from there."),
)
"""Sentences that name what they are about."""

PLAIN = (
    gettext_noop("A person needs a name of 1 to 255 letters."),
    gettext_noop("A token needs a name of 1 to 80 letters, such as “nightly sheet”, to know it by."),
    gettext_noop("Who is to hold this post?  Choose somebody of your side or write a name."),
    gettext_noop("You do not hold this post; choose one of yours."),
    gettext_noop("A copy of this kind holds no text that can be compared; download both and look at them."),
    gettext_noop("The address holds a user name or a password; give one that anybody may open."),
    gettext_noop("The address is too long or holds characters that no address has; copy it anew."),
    gettext_noop("The text of this copy cannot be read; download it instead."),
    gettext_noop("of this copy only a reference may be shown"),
    gettext_noop("of this copy only a reference or a quotation may be shown"),
    gettext_noop("A term needs its word in two languages at least; write the others."),
    gettext_noop("Quote the words in two languages at least: that is where the texts differ."),
    gettext_noop("Say how your side reads the passage, in one language at least."),
    gettext_noop("Say in one language at least in what the texts differ."),
    gettext_noop("Say in one sentence why the term is taken back."),
)
"""Sentences that name nothing."""

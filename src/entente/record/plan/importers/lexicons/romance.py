"""Verb tables for languages whose future is inside the verb: French and Spanish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from entente.record.plan.importers.lexicons.shapes import Form

Verb = Callable[[str], tuple[str, Form] | None]


def verb_reader(
    infinitives: Iterable[str],
    *,
    future_stem: Callable[[str], str],
    future_endings: tuple[str, ...],
    gerund: Callable[[str], str],
    elided: tuple[str, ...] = (),
    enclitics: tuple[str, ...] = (),
    irregular: Mapping[str, str] | None = None,
    sure_futures: tuple[str, ...] = (),
    participles: Callable[[str], tuple[str, ...]] = lambda infinitive: (),
) -> Verb:
    """A function from a lower-case word to its infinitive and form, for a list of infinitives.

    `irregular` maps an infinitive to its future stem.  `elided` are what an apostrophe may join before a verb
    ("d'organiser"), `enclitics` what may hang on behind it ("establecerse").  `sure_futures` are endings that only a
    future has, so that a verb outside the list is still seen to be one.
    """
    stems = irregular or {}
    forms = {participle: (verb, Form.OTHER) for verb in sorted(set(infinitives)) for participle in participles(verb)}
    for infinitive in sorted(set(infinitives)):
        stem = stems.get(infinitive, future_stem(infinitive))
        for ending in future_endings:
            forms[stem + ending] = (infinitive, Form.FUTURE)
        forms[gerund(infinitive)] = (infinitive, Form.GERUND)
        forms[infinitive] = (infinitive, Form.BASE)

    def verb(word: str) -> tuple[str, Form] | None:
        bare = word
        for prefix in elided:
            bare = bare.removeprefix(prefix)
        found = forms.get(bare)
        for suffix in enclitics:
            if found is None and bare.endswith(suffix):
                found = forms.get(bare.removesuffix(suffix))
        if found is None and len(bare) > 6 and bare.endswith(sure_futures):
            return bare, Form.FUTURE
        return found

    return verb

"""What is done with documents: verbs and their nouns by what they tell of a document's state."""

from enum import IntEnum

from kzru_forums.agreements.inflection import forms, words


class Act(IntEnum):
    """What a word says happens to a document."""

    SIGN = 1
    """It comes to be: sign, adopt, exchange."""
    REACH = 2
    """Parties come to it: reach, arrive at."""
    PREPARE = 3
    """It is on its way: draft, negotiate, propose."""
    USE = 4
    """It exists: implement, violate, extend, under, the anniversary of."""


DIRECT = frozenset(
    form for verb in "want need seek plan expect promise offer invite propose suggest".split() for form in forms(verb)
)
"""Verbs that tell of a document only where it is their own object."""
_SIGN = words("sign exchange initial ink seal formalise formalize")
"""What is done with documents of several only: these verbs tell of such a document whatever its noun is."""
_ADOPT = words("adopt approve conclude endorse")
"""What one side may also do alone."""
_STRIKE = words("strike struck")
"""What is done with deals and agreements, but not with documents."""
SIGNING_VERBS = _SIGN | _ADOPT
"""What brings a document about: a verb that is added to one of the two is known to all rules."""
_VERBS = {
    # Documents of several are published as well as others, so the verb tells nothing of the noun.
    Act.SIGN: SIGNING_VERBS | words("publish"),
    Act.REACH: words("reach achieve arrive secure attain"),
    Act.PREPARE: words("develop draft prepare negotiate finalise finalize elaborate formulate coordinate"),
    Act.USE: words(
        """implement fulfil fulfill execute comply abide observe honour honor violate withdraw extend revise renew
        ratify adhere terminate suspend preserve destroy undermine follow keep respect uphold update expire operate
        apply enforce denounce join maintain modify amend reference celebrate commemorate mark"""
    ),
}
_NOUNS = {
    Act.SIGN: words("signing signature conclusion adoption approval exchange"),
    Act.PREPARE: words(
        """drafting preparation preparations negotiation negotiations talks prospects prospect possibility
        possibilities idea proposal proposals initiative"""
    ),
    Act.USE: words(
        """implementation fulfilment fulfillment execution compliance observance violation violations withdrawal
        extension revision renewal ratification adherence termination anniversary provisions provision terms spirit
        letter framework accordance basis line conformity obligations commitments commitment article articles clause
        clauses signatories participants guarantors force under pursuant according enshrined defined stipulated
        envisaged bound entry spite guided part parameters requirements within goals principles results conditions"""
    ),
}
_DOUBLED = words("initialled initialling")
"""Forms of verbs of signing that double a letter."""
_IRREGULAR = {
    **dict.fromkeys(_DOUBLED, Act.SIGN),
    **dict.fromkeys(words("broke kept withdrew withdrawn broken"), Act.USE),
    "sought": Act.PREPARE,
    **dict.fromkeys(_STRIKE, Act.SIGN),
}
ACTS: dict[str, Act] = {
    **dict.fromkeys(DIRECT, Act.PREPARE),
    **{form: act for act, verbs in _VERBS.items() for verb in verbs for form in forms(verb)},
    **{noun: act for act, nouns in _NOUNS.items() for noun in nouns},
    **_IRREGULAR,
}
"""What a word in lower case says of a document."""
# `Following the talks` says nothing of what is followed.
del ACTS["following"]

_RATHER_NOUNS = words("exchanges initial ink inks seal seals strike")
"""Forms of verbs of signing that are mostly something else: `at the initial stage`, `cultural exchanges`."""
SIGNING = frozenset(form for verb in _SIGN for form in forms(verb)) - _RATHER_NOUNS | _DOUBLED
"""Forms of verbs that tell by themselves that a document is one of several."""
ADOPTING = SIGNING | {form for verb in _ADOPT for form in forms(verb)}
"""The same with the verbs that tell so only of some nouns, or at talks."""
STRIKING = SIGNING | _STRIKE - _RATHER_NOUNS
"""The same as `SIGNING` with what is done with deals."""
STEMS_OF_SIGNING = frozenset(verb.removesuffix("e") for verb in SIGNING_VERBS | STRIKING - SIGNING)
"""Parts that all these forms begin with."""
NOMINAL = frozenset(noun for nouns in _NOUNS.values() for noun in nouns)
"""The nouns and prepositions among them, which have no tense."""

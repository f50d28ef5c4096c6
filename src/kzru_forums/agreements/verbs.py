"""What is done with documents: verbs and their nouns by what they tell of a document's state."""

from enum import IntEnum

from kzru_forums.agreements.lexicon import forms, words


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
_VERBS = {
    Act.SIGN: words(
        "sign conclude adopt approve exchange endorse initial initialed initialled ink seal sealed formalise publish"
    ),
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
_IRREGULAR = {
    **dict.fromkeys(words("broke kept withdrew withdrawn broken"), Act.USE),
    "sought": Act.PREPARE,
    **dict.fromkeys(words("strike struck"), Act.SIGN),
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

NOMINAL = frozenset(noun for nouns in _NOUNS.values() for noun in nouns)
"""The nouns and prepositions among them, which have no tense."""

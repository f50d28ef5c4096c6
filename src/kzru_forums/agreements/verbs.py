"""What is done with documents: verbs and their nouns by what they tell of a document's state."""

from enum import IntEnum

from kzru_forums.agreements.lexicon import forms


class Act(IntEnum):
    """What a word says happens to a document."""

    SIGN = 1
    """It comes to be: sign, adopt, exchange."""
    REACH = 2
    """Parties come to it: reach, arrive at, make."""
    PREPARE = 3
    """It is on its way: draft, negotiate, propose."""
    USE = 4
    """It exists: implement, violate, extend, under, the anniversary of."""


_VERBS = {
    Act.SIGN: "sign conclude adopt approve exchange endorse initial initialed initialled ink seal sealed formalise publish",
    Act.REACH: "reach achieve arrive secure attain",
    Act.PREPARE: """draft prepare negotiate finalise finalize elaborate formulate propose suggest
        coordinate want need seek plan expect promise offer invite""",
    Act.USE: """implement fulfil fulfill execute comply abide observe honour honor violate withdraw extend revise renew
        ratify adhere terminate suspend preserve destroy undermine follow keep respect uphold update expire operate
        apply enforce denounce join maintain modify amend reference celebrate commemorate mark""",
}
_NOUNS = {
    Act.SIGN: "signing signature conclusion adoption approval exchange",
    Act.PREPARE: """drafting preparation preparations negotiation negotiations talks prospects prospect possibility
        possibilities idea proposal proposals initiative""",
    Act.USE: """implementation fulfilment fulfillment execution compliance observance violation violations withdrawal
        extension revision renewal ratification adherence termination anniversary provisions provision terms spirit
        letter framework accordance basis line conformity obligations commitments commitment article articles clause
        clauses signatories participants guarantors force under pursuant according enshrined defined stipulated envisaged
        withdrew withdrawn broke broken kept bound entry spite guided part parameters requirements within goals
        principles results conditions""",
}
_IRREGULAR = {
    "broke": Act.USE,
    "kept": Act.USE,
    "sought": Act.PREPARE,
    "arrived": Act.REACH,
    "drew": Act.PREPARE,
    "drawn": Act.PREPARE,
}
ACTS: dict[str, Act] = dict(_IRREGULAR)
for _act, _members in _VERBS.items():
    for _verb in _members.split():
        ACTS.update(dict.fromkeys(forms(_verb), _act))
for _act, _members in _NOUNS.items():
    ACTS.update(dict.fromkeys(_members.split(), _act))
del ACTS["following"]
"""What a word in lower case says of a document."""

DIRECT = frozenset(
    form for verb in "want need seek plan expect promise offer invite propose suggest".split() for form in forms(verb)
)
"""Verbs that tell of a document only where it is their own object."""

NOMINAL = frozenset(word for members in _NOUNS.values() for word in members.split())

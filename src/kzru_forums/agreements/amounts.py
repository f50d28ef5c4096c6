"""How many documents, and what they are worth."""

import re
from decimal import Decimal

from kzru_forums.agreements.lexicon import NUMBER_WORDS
from kzru_forums.agreements.phrase import is_year
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.lexicon import Word
from kzru_forums.model import Money

_UNITS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = {
    "$": "USD",
    "us dollar": "USD",
    "dollar": "USD",
    "€": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "ruble": "RUB",
    "rouble": "RUB",
    "tenge": "KZT",
    "yuan": "CNY",
    "yen": "JPY",
}
_AMOUNT = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[  -](?P<unit>thousand|million|billion|trillion))?"
_MONEY = re.compile(
    rf"(?P<sign>[$€£]) ?{_AMOUNT}|".replace("P<", "P<a")
    + rf"{_AMOUNT} (?P<name>(?:US )?dollar|euro|pound|ro?uble|tenge|yuan|yen)s?\b",
    re.IGNORECASE,
)
_WORTH = re.compile(
    r"\b(?:worth|totall?ing|valued at|for a total of|with a total value of|to the tune of|total value)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|no less than|not less than|in excess of|upwards of)\s*\Z", re.IGNORECASE
)


def money_in(text: str) -> tuple[Money, bool] | None:
    """The first amount of money in a text that says what something is worth, and whether it is a lower bound.

    >>> money_in("worth a total of more than $2 billion")
    (Money(amount=Decimal('2000000000'), currency='USD'), True)
    """
    worth = _WORTH.search(text)
    if not worth:
        return None
    match = _MONEY.search(text, worth.end(), worth.end() + 80)
    if not match:
        return None
    number, unit = match["anumber"] or match["number"], match["aunit"] or match["unit"]
    currency = _CURRENCIES[match["asign"] or match["name"].lower()]
    amount = Decimal(number.replace(",", "")) * _UNITS.get((unit or "").lower(), 1)
    return Money(amount=amount, currency=currency), _AT_LEAST.search(text, worth.start(), match.start()) is not None


def count_in(sentence: Sentence, first: int, head: int) -> tuple[int | None, bool]:
    """How many documents the modifiers count, and whether at least that many."""
    for index in range(first, head):
        if sentence.kinds[index] is not Word.NUMBER:
            continue
        word = sentence.lower[index]
        number = NUMBER_WORDS.get(word) or (
            int(word.replace(",", "")) if word.replace(",", "").isdecimal() and word.isascii() else 0
        )
        if number and not is_year(word):
            before = sentence.slice(first, index)
            return number, _AT_LEAST.search(before) is not None
    return None, False

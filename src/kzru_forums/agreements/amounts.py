"""How many documents, and what they are worth."""

import re
from decimal import Decimal

from kzru_forums.agreements.lexicon import NUMBER, NUMBER_WORDS, is_year
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.model import Money

_UNITS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
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
_MONEY = re.compile(
    r"(?P<sign>[$€£] ?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?)"
    r"(?:[ -](?P<unit>thousand|million|billion|trillion)\b)?"
    r"(?: (?P<name>us dollar|dollar|euro|pound|ro?uble|tenge|yuan|yen)s?\b)?",
    re.IGNORECASE | re.ASCII,
)
_WORTH = re.compile(r"\b(?:worth|totall?ing|valued at|for a total of|total value|to the tune of)\b")
_AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|no less than|not less than|in excess of|upwards of)\s*\Z", re.IGNORECASE
)


def money_in(text: str) -> tuple[Money, bool] | None:
    """What a text says that something is worth, and whether it is a lower bound.

    Examples:
        >>> money_in("worth a total of more than $2 billion")
        (Money(amount=Decimal('2000000000'), currency='USD'), True)
    """
    # Quicker than the pattern, and most mentions have no worth.
    if "worth" not in text and "total" not in text and "valued" not in text and "tune of" not in text:
        return None
    worth = _WORTH.search(text)
    if worth is None:
        return None
    for match in _MONEY.finditer(text, worth.end(), worth.end() + 80):
        currency = (match["sign"] or match["name"] or "").strip().lower()
        if currency:
            number = Decimal(match["number"].replace(",", ""))
            amount = number * _UNITS[(match["unit"] or "").lower()]
            at_least = _AT_LEAST.search(text, worth.start(), match.start()) is not None
            return Money(amount=amount, currency=_CURRENCIES[currency]), at_least
    return None


def count_in(sentence: Sentence, first: int, head: int) -> tuple[int | None, bool]:
    """How many documents the modifiers count, and whether at least that many."""
    for index in range(first, head):
        if sentence.kinds[index] is not NUMBER or is_year(sentence.words[index]):
            continue
        number = _number(sentence.lower[index])
        if number:
            return number, _AT_LEAST.search(sentence.slice(first, index)) is not None
    return None, False


def _number(word: str) -> int:
    """The number that a word or figures stand for; 0 where they stand for none."""
    digits = word.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else NUMBER_WORDS.get(word, 0)

"""Heads of state of Russia and Kazakhstan by date.

On the day of a handover both people hold the office, one until noon and one afterwards: `heads_on` returns both,
`head_of_state` returns None.
"""

from datetime import date
from functools import cache, lru_cache

from attrs import frozen

from kzru_forums.facts.tables import rows

_ACTING = {"yes": True, "no": False}


@frozen(kw_only=True)
class HeadOfState:
    """One term of a head of state."""

    name: str
    """Name as printed on the site."""
    given_name: str
    """Given name."""
    patronymic: str | None = None
    """Patronymic."""
    family_name: str
    """Family name."""
    country: str
    """ISO 3166-1 alpha-2 code."""
    office: str
    """The office, such as `President of Russia`."""
    starts_on: date
    """First day of the term."""
    ends_on: date | None = None
    """Last day of the term; None if it has not ended."""
    acting: bool | None = None
    """Whether the person held the office in an acting capacity; None if disputed."""
    wikidata: str | None = None
    """Wikidata item, if the table has one."""

    def holds_on(self, day: date) -> bool:
        """Whether `day` is within the term, including its first and last day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def _head(row: dict[str, str]) -> HeadOfState:
    return HeadOfState(
        name=row["name"],
        given_name=row["given_name"],
        patronymic=row["patronymic"] or None,
        family_name=row["family_name"],
        country=row["country"],
        office=row["office"],
        starts_on=date.fromisoformat(row["start_date"]),
        ends_on=date.fromisoformat(row["end_date"]) if row["end_date"] else None,
        acting=_ACTING.get(row["acting"]),
        wikidata=row["wikidata_qid"] or None,
    )


@cache
def heads() -> tuple[HeadOfState, ...]:
    """All terms in the table, by country and first day."""
    return tuple(sorted(map(_head, rows("heads_of_state.csv")), key=lambda head: (head.country, head.starts_on)))


@lru_cache(maxsize=1024)
def heads_on(day: date) -> tuple[HeadOfState, ...]:
    """Everybody who was head of state on `day`, by country, the predecessor before the successor.

    A person whose next term begins on that day is listed once, with the new term.

    Examples:
        >>> [head.name for head in heads_on(date(2019, 3, 20))]
        ['Nursultan Nazarbayev', 'Kassym-Jomart Tokayev', 'Vladimir Putin']
    """
    terms = {(head.country, head.name): head for head in heads() if head.holds_on(day)}
    return tuple(terms.values())


def head_of_state(country: str, day: date) -> HeadOfState | None:
    """The head of state of `country` (`RU` or `KZ`) on `day`.

    None for other countries, for days before the table begins, and for days on which two people held the office.

    Examples:
        >>> head_of_state("KZ", date(2012, 9, 19)).name
        'Nursultan Nazarbayev'
    """
    found = [head for head in heads_on(day) if head.country == country]
    return found[0] if len(found) == 1 else None

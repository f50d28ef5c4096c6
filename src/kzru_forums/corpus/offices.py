"""Who holds an office on a day, by the table of heads of state and by the user's own, and where pages disagree."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from kzru_forums.corpus.known import KnownPerson, Office
from kzru_forums.corpus.names import name_key, role_key
from kzru_forums.facts.countries import country_code
from kzru_forums.facts.heads import heads, heads_on
from kzru_forums.speakers.names import country_led


@lru_cache(maxsize=16384)
def _parts(role: str) -> tuple[tuple[str, frozenset[str], str | None], ...]:
    """The offices of a printed role: wording, key, and the country where it is that of a head of state."""
    return tuple((part, role_key(part), country_code(country_led(part) or "")) for part in role.split(", "))


@lru_cache(maxsize=16384)
def _heads_by_key(day: date) -> tuple[tuple[str, str, str], ...]:
    """Country, key and name of everybody who is head of state on `day`."""
    return tuple((head.country, name_key(head.name), head.name) for head in heads_on(day))


def terms_as_head(keys: Iterable[str], wikidata: str | None) -> Iterator[Office]:
    """The terms as head of state of a person with names of these keys, unless the Wikidata item is another's."""
    own = set(keys)
    for head in heads():
        if name_key(head.name) in own and (wikidata is None or head.wikidata in (None, wikidata)):
            yield Office(title=head.office, starts_on=head.starts_on, ends_on=head.ends_on)


class Terms:
    """Terms of office, to compare with what pages print."""

    def __init__(self, known: Sequence[KnownPerson]) -> None:
        self._known = known
        self._by_office: dict[frozenset[str], list[tuple[int, Office]]] = {}
        for index, person in enumerate(known):
            for office in person.offices:
                self._by_office.setdefault(role_key(office.title), []).append((index, office))

    def disagreements(self, role: str, day: date, keys: frozenset[str], known: int) -> Iterator[str]:
        """What tables say against a printed role: that somebody else holds the office, or that the term is another.

        Args:
            role: the role as printed.
            day: the day of the event.
            keys: keys of the person's names.
            known: index of the person among the user's; negative where there is none.
        """
        for wording, key, country in _parts(role):
            named = [(own in keys, name) for land, own, name in _heads_by_key(day) if land == country]
            terms = self._by_office.get(key, ())
            named += [(index == known, self._known[index].name) for index, term in terms if term.holds_on(day)]
            own_terms = [term for index, term in terms if index == known]
            if any(is_own for is_own, _ in named):
                continue
            if named:
                yield f"{wording!r} is the office of {' and '.join(dict.fromkeys(name for _, name in named))} on {day}"
            elif own_terms:
                printed = ", ".join(f"{term.starts_on or '…'} to {term.ends_on or '…'}" for term in own_terms)
                yield f"{wording!r} is held {printed}, not on {day}"

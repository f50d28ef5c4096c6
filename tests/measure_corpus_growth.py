"""Show that a corpus is built in time proportional to its events, also of events nobody would collect.

`python tests/measure_corpus_growth.py [SECONDS [PART]]` builds each corpus of as many events as take about SECONDS
(0.15 by default), at least 2,000 and at most 20,000, and of a quarter of them, and prints the processor time in
seconds. An exponent near 1 is linear. PART of a name selects corpora.
"""

import math
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice, product

from attrs import evolve

from growth import HEADER, LONGEST, Growth, growth, seconds
from kzru_forums import Event, Speaker, Statement
from kzru_forums.corpus import Corpus
from kzru_forums.model import Related, SpeakerKind

DAY = date(2012, 9, 19)
LETTERS = "bdgklmnprstvz"


def endings(count: int) -> Iterator[str]:
    """So many endings of three letters and more, each a letter from its neighbours."""
    length = max(3, math.ceil(math.log(count, len(LETTERS))))
    return ("a".join(word) for word in islice(product(LETTERS, repeat=length), count))


def said(name: str, role: str | None = None, position: int = 0, **more: object) -> Statement:
    speaker = Speaker(id="x", name=name, kind=SpeakerKind.PERSON, role=role, **more)  # type: ignore[arg-type]
    return Statement(position=position, label=name, speaker=speaker, paragraphs=("Wool.",))


def event(index: int, *statements: Statement, title: str = "", day: date | None = None, **more: object) -> Event:
    own = title or f"Looms {index}"
    return Event(
        id=f"ev-{index}",
        title=own,
        date=day or DAY + timedelta(index % 3000),
        statements=statements,
        **more,  # type: ignore[arg-type]
    )


def near_names(count: int) -> Iterator[Event]:
    """An event for each of many people of one office whose names are a letter apart."""
    return (event(i, said(f"Ivan Loom{end}", "Mayor of Uralsk")) for i, end in enumerate(endings(count)))


def near_names_without_office(count: int) -> Iterator[Event]:
    return (event(i, said(f"Ivan Loom{end}")) for i, end in enumerate(endings(count)))


def near_names_in_one_conversation(count: int) -> Iterator[Event]:
    people = [said(f"Ivan Loom{end}", position=i) for i, end in enumerate(endings(count))]
    yield event(0, *people)


def one_name_of_many(count: int) -> Iterator[Event]:
    """One name with a number of its own in every event."""
    return (event(i, said("Ivan Loomov", site_person_id=i + 1)) for i in range(count))


def one_name_from_many_places(count: int) -> Iterator[Event]:
    return (event(i, said("Ivan", place=f"Loom{end}")) for i, end in enumerate(endings(count)))


def one_name_of_many_roles(count: int) -> Iterator[Event]:
    """One name with a role of its own in every event."""
    return (event(i, said("Ivan Loomov", f"Weaver of Loom{end}")) for i, end in enumerate(endings(count)))


def one_name_of_many_roles_in_one_conversation(count: int) -> Iterator[Event]:
    roles = (f"Weaver of Loom{end}" for end in endings(count))
    yield event(0, *(said("Ivan Loomov", role, position=i) for i, role in enumerate(roles)))


def short_names(count: int) -> Iterator[Event]:
    """Family names alone, of one office, in every event, and many whole names beside them."""
    for i, end in enumerate(endings(count)):
        name = ("Loomov", "I. Loomov", f"I{end} Loomov", f"Ivan I{end} Loomov")[i % 4]
        yield event(i, said(name, "Mayor of Uralsk"))


def one_title(count: int) -> Iterator[Event]:
    """Events of one day and title that have no paragraph in common."""
    return (
        event(i, evolve(said("Ivan Loomov"), paragraphs=(f"Wool {i}.",)), title="Looms", day=DAY) for i in range(count)
    )


def one_title_and_greeting(count: int) -> Iterator[Event]:
    """Events of one day and title that all open with the same words."""
    for i in range(count):
        words = ("Good evening.", f"Wool {i}.", f"Silk {i}.", f"Flax {i}.")
        yield event(i, evolve(said("Ivan Loomov"), paragraphs=words), title="Looms", day=DAY)


def one_title_with_half_in_common(count: int) -> Iterator[Event]:
    for i in range(count):
        words = ("Good evening.", f"Wool {i // 2}.", f"Silk {i}.")
        yield event(i, evolve(said("Ivan Loomov"), paragraphs=words), title="Looms", day=DAY)


def one_title_without_words(count: int) -> Iterator[Event]:
    return (event(i, title="Looms", day=DAY) for i in range(count))


def one_title_half_numbered(count: int) -> Iterator[Event]:
    for i in range(count):
        words = ("Good evening.", f"Wool {i // 2}.")
        number = i + 1 if i % 2 else None
        yield event(i, evolve(said("Ivan Loomov"), paragraphs=words), title="Looms", day=DAY, page_number=number)


def one_title_in_link_boxes(count: int) -> Iterator[Event]:
    """Events of one title, each with links to that title on one day, on another and on none."""
    days = (DAY, DAY + timedelta(1), None)
    entries = tuple(Related(heading="See also", title="Looms", date=day) for day in days)
    return (event(i, said("Ivan Loomov"), title="Looms", page_number=i + 1, related=entries) for i in range(count))


def one_page(count: int) -> Iterator[Event]:
    """One numbered page many times."""
    return (event(0, said("Ivan Loomov", "Mayor of Uralsk"), page_number=7) for _ in range(count))


def one_page_without_number(count: int) -> Iterator[Event]:
    return (event(0, said("Ivan Loomov", "Mayor of Uralsk")) for _ in range(count))


def one_page_retouched(count: int) -> Iterator[Event]:
    """One page many times, each with a word of its own."""
    for i in range(count):
        words = ("Wool.", "Silk.", "Flax.", f"Jute {i}.")
        yield event(0, evolve(said("Ivan Loomov"), paragraphs=words), page_number=None)


CORPORA: dict[str, Callable[[int], Iterator[Event]]] = {
    "near names, one office": near_names,
    "near names, no office": near_names_without_office,
    "near names, one conversation": near_names_in_one_conversation,
    "one name, many numbers": one_name_of_many,
    "one name, many places": one_name_from_many_places,
    "one name, many roles": one_name_of_many_roles,
    "one name, many roles, one conversation": one_name_of_many_roles_in_one_conversation,
    "short names, one office": short_names,
    "one title": one_title,
    "one title, one greeting": one_title_and_greeting,
    "one title, half in common": one_title_with_half_in_common,
    "one title, no words": one_title_without_words,
    "one title, half numbered": one_title_half_numbered,
    "one title in link boxes": one_title_in_link_boxes,
    "one page": one_page,
    "one page without number": one_page_without_number,
    "one page, retouched": one_page_retouched,
}


LEAST, MOST = 2_000, 20_000
"""Number of events: of a few, time grows faster until all groups of names are as large as they get."""


def build(events: list[Event]) -> None:
    """Build a corpus and all that it computes of people and links."""
    corpus = Corpus(events)
    assert corpus.decisions is not None
    assert corpus.problems is not None
    for one in corpus.events[:1]:
        corpus.linked_from(one)


def growth_of(name: str, longest: float = LONGEST) -> Growth:
    """How the time to build a corpus grows with the number of its events."""

    def time_at(count: int) -> float:
        events = list(CORPORA[name](count))
        return seconds(lambda: build(events))

    return growth(time_at, MOST, longest, least=LEAST)


def main() -> None:
    longest = float(sys.argv[1]) if len(sys.argv) > 1 else LONGEST
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    print(f"{'corpus':34} {'events':>7} {HEADER} {'ms/event':>9}")
    for name in CORPORA:
        if wanted in name:
            found = growth_of(name, longest)
            print(f"{name:34} {found.size:7} {found} {1000 * found.second / found.size:9.2f}", flush=True)


if __name__ == "__main__":
    main()

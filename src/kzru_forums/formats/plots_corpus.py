"""Pictures of a corpus: words by speaker and year, who answers whom, agreements by forum and status."""

from collections import Counter
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from kzru_forums.corpus import Corpus, Person
from kzru_forums.display import counted, days_of, side_by_side
from kzru_forums.exchanges import Exchange
from kzru_forums.formats import plots_style as style
from kzru_forums.model import AgreementStatus, Event, Forum
from kzru_forums.text import check_number

_HIGH_ROW = 0.6
"""Inches per row of columns."""


def words_by_year(corpus: Corpus, *, most: int = 10) -> Figure:
    r"""Words by speaker and year: one row per person, one column per year, in the colour of the person's country.

    Each row has its own scale, and the number of words is printed at the highest column. Events without a date are left
    out.

    Args:
        corpus: the corpus.
        most: number of people; those with the most words are shown.

    Raises:
        TypeError: `corpus` is not a `Corpus`, or `most` not an integer.
        ValueError: `most` is not positive, or nobody with a name speaks at an event with a date.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nIvan Loomov: Good afternoon.\n"
        >>> figure = words_by_year(kzru_forums.Corpus(kzru_forums.parse(page).events))
        >>> print(figure.get_suptitle())
        Ivan Loomov speaks
        most, 2 words in 1 year
    """
    _check_corpus(corpus)
    check_number("most", most, least=1)
    spoken = [(person, years) for person in corpus.people if (years := _years(corpus, person))]
    if not spoken:
        raise ValueError("nobody with a name speaks at an event with a date")
    drawn = sorted(spoken, key=lambda item: -item[1].total())[:most]
    first, last = min(min(years) for _, years in drawn), max(max(years) for _, years in drawn)
    figure, axes = style.canvas(_first_of(drawn), _range(corpus), _HIGH_ROW * len(drawn) + 0.2)
    style.rows(axes, [(style.shortened(one.name), _best_year(years)) for one, years in drawn])
    for row, (person, years) in enumerate(drawn):
        colour = style.look(_country_of(corpus, person))[1]
        heights = [0.5 * count / max(years.values()) for count in years.values()]
        axes.bar([*years], heights, bottom=[row + 0.75 - one for one in heights], width=0.8, color=colour)
        axes.plot([first - 0.5, last + 0.5], [row + 0.75] * 2, color=style.GREY, linewidth=0.5)
    axes.set_xlim(first - 0.5, last + 0.5)
    axes.set_xticks([*range(first, last + 1, 1 + (last - first) // 11)])
    style.key(axes, style.countries_key(_country_of(corpus, person) for person, _ in drawn), below=2.4)
    return figure


def _best_year(years: Counter[int]) -> str:
    """The total number of words, and the year with the most."""
    (year, words), *others = years.most_common()
    total = counted(years.total(), "word")
    return f"{total}, {words:,} in {year}" if others else f"{total}, all in {year}"


def _check_corpus(corpus: Corpus) -> None:
    if not isinstance(corpus, Corpus):
        raise TypeError(f"expected a Corpus, not {type(corpus).__name__}")


def _years(corpus: Corpus, person: Person) -> Counter[int]:
    """The words of a person by year."""
    words = Counter[int]()
    for event in corpus.events_of(person):
        if event.date and (count := corpus.words_by(person, event=event)):
            words[event.date.year] += count
    return words


def _first_of(drawn: Sequence[tuple[Person, Counter[int]]]) -> str:
    """The person who speaks most, and how much more than the next one."""
    (person, years), *others = drawn
    finding = f"{person.name} speaks most, {counted(years.total(), 'word')} in {counted(len(years), 'year')}"
    if others and years.total() >= 2 * others[0][1].total():
        finding += f": {years.total() // others[0][1].total()} times as many as {others[0][0].name}"
    return finding


def _range(corpus: Corpus) -> str:
    what = "Words by speaker and year, each row on its own scale"
    return f"{what} · {counted(len(corpus), 'event')}, {days_of(corpus.events)}"


def _country_of(corpus: Corpus, person: Person) -> str | None:
    return style.country_of(statement.speaker for statement in corpus.statements_by(person))


_NO_NAME = "people without a name"


def who_answers_whom(corpus: Corpus, *, most: int = 12) -> Figure:
    r"""Who answers whom: one bar per pair of people, whose length is the number of exchanges between them.

    The colour is that of the answerer's country. Unnamed people are counted together.

    Args:
        corpus: the corpus.
        most: number of pairs; those with the most exchanges are shown.

    Raises:
        TypeError: `corpus` is not a `Corpus`, or `most` not an integer.
        ValueError: `most` is not positive, or nobody answers anybody.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nTalks on rail\nMay 9, 2013\nQuestion: When?\nVladimir Putin: Soon.\n"
        >>> figure = who_answers_whom(kzru_forums.Corpus(kzru_forums.parse(page).events))
        >>> figure.get_axes()[0].texts[0].get_text()
        'Vladimir Putin answers people without a name'
    """
    _check_corpus(corpus)
    check_number("most", most, least=1)
    asked = corpus.exchanges()
    pairs = Counter(pair for event, exchange in asked for pair in _pairs(corpus, event, exchange))
    if not pairs:
        raise ValueError("nobody answers anybody in the corpus")
    drawn = pairs.most_common(most)
    answering = Counter(name for event, one in asked for name in {name for name, _ in _pairs(corpus, event, one)})
    (name, count), *_ = answering.most_common(1)
    finding = f"{name[0].upper()}{_answers(name)[1:]} in {style.percent(count, len(asked))} of the exchanges"
    figure, axes = style.canvas(finding, _asked(corpus, len(asked)), style.ROW * len(drawn))
    style.rows(axes, [(style.shortened(f"{_answers(who)} {whom}", 48), f"{times:,}") for (who, whom), times in drawn])
    countries = {person.name: _country_of(corpus, person) for person in corpus.people}
    for row, ((who, _), times) in enumerate(drawn):
        axes.barh(row + 0.42, times, height=0.32, color=style.look(countries.get(who))[1])
    axes.set_xlim(0, drawn[0][1])
    axes.set_xticks([])
    style.key(axes, style.countries_key(countries.get(who) for (who, _), _ in drawn))
    return figure


def _answers(name: str) -> str:
    return f"{name} answer" if name == _NO_NAME else f"{name} answers"


def _pairs(corpus: Corpus, event: Event, exchange: Exchange) -> set[tuple[str, str]]:
    """The distinct pairs of answerer and asker."""
    asker = corpus.person_of(event, exchange.asks[0])
    whom = asker.name if asker else exchange.asker or _NO_NAME
    people = [corpus.person_of(event, statement) for statement in exchange.answers]
    return {(person.name if person else _NO_NAME, whom) for person in people}


def _asked(corpus: Corpus, count: int) -> str:
    counts = f"{counted(count, 'exchange')} in {counted(len(corpus), 'event')}"
    return side_by_side(counts, days_of(corpus.events))


def agreements_by_forum(corpus: Corpus) -> Figure:
    r"""Agreements by forum and status: one bar per edition with the documents that its events mention.

    A document counts once per forum, with the most advanced status at any event of the forum.

    Args:
        corpus: the corpus.

    Raises:
        TypeError: `corpus` is not a `Corpus`.
        ValueError: no event of the corpus belongs to an edition of the forum.
    """
    _check_corpus(corpus)
    if not corpus.forums:
        raise ValueError("no event of the corpus belongs to an edition of the forum")
    counts = {forum.number: _documents(corpus, forum) for forum in corpus.forums}
    finding = _most_signed(corpus.forums, counts)
    about = "Documents mentioned at the events of each forum, by status"
    figure, axes = style.canvas(finding, about, style.ROW * len(counts) * 1.2)
    names = [" ".join(filter(None, (f"{forum.year}", forum.city))) for forum in corpus.forums]
    style.rows(
        axes, [(name, counted(found.total(), "document")) for name, found in zip(names, counts.values(), strict=True)]
    )
    for row, found in enumerate(counts.values()):
        _draw_statuses(axes, row + 0.45, found)
    axes.set_xlim(0, max(1, *(found.total() for found in counts.values()), 1))
    axes.set_xticks([])
    patches = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=status)
        for status, (colour, hatch) in style.STATUSES.items()
        if any(found[status] for found in counts.values())
    ]
    style.key(axes, patches)
    return figure


def _documents(corpus: Corpus, forum: Forum) -> Counter[AgreementStatus]:
    """The documents mentioned at the events of a forum, by their most advanced status."""
    here = {event.id for event in forum.events}
    order = [*style.STATUSES]
    found = Counter[AgreementStatus]()
    for document in corpus.documents:
        statuses = [mention.agreement.status for mention in document.mentions if mention.event in here]
        found.update([min(statuses, key=order.index)] if statuses else ())
    return found


def _draw_statuses(axes: Axes, row: float, found: Counter[AgreementStatus]) -> None:
    start = 0
    for status, (colour, hatch) in style.STATUSES.items():
        if found[status]:
            axes.barh(
                row, found[status], left=start, height=0.4, color=colour, hatch=hatch, edgecolor="white", linewidth=0.5
            )
            box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
            axes.text(
                start + found[status] / 2,
                row,
                str(found[status]),
                color="black",
                bbox=box,
                fontsize=style.SMALL,
                ha="center",
                va="center_baseline",
            )
            start += found[status]


def _most_signed(forums: Sequence[Forum], counts: dict[int | None, Counter[AgreementStatus]]) -> str:
    """The finding: the forums with the most documents of the most significant status."""
    status = next((status for status in style.STATUSES if any(found[status] for found in counts.values())), None)
    if status is None:
        return "The events of the forums mention no agreements"
    most = max(found[status] for found in counts.values())
    best = [forum for forum in forums if counts[forum.number][status] == most]
    where = " and ".join(" in ".join(filter(None, (forum.city, str(forum.year)))) for forum in best)
    each, plural = (" each", "s") if len(best) > 1 else ("", "")
    documents, became = ("document", "was") if most == 1 else ("documents", "were")
    return f"{most} {_BECAME[status].format(documents, each, became)} at the forum{plural} of {where}"


_BECAME = {
    AgreementStatus.SIGNED: "{}{} {} signed",
    AgreementStatus.CONCLUDED: "earlier {}{} {} mentioned",
    AgreementStatus.PLANNED: "planned {}{} {} mentioned",
    AgreementStatus.MENTIONED: "{}{} {} mentioned",
}

"""Pictures of an event: words per speaker, and the order of speakers."""

from collections import Counter
from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.patches import Patch

from kzru_forums.display import counted, side_by_side
from kzru_forums.formats import plots_style as style
from kzru_forums.model import Event, Statement, StatementKind
from kzru_forums.text import check_number, printed_day

_NO_NAME = "speakers without a name"
_KINDS = {
    StatementKind.SPEECH: "",
    StatementKind.QUESTION: "//////",
    StatementKind.REPLY: "....",
    StatementKind.REMARK: "xxxx",
}
"""Hatching of a statement."""
_NUMBERS = "no one two three four five six seven eight nine ten".split()


def words_by_speaker(event: Event, *, most: int = 20) -> Figure:
    r"""Words per speaker at an event: one bar per speaker, most words on top, in the colour of the speaker's country.

    Speakers without a name share one hatched bar.

    Args:
        event: the event.
        most: number of bars; speakers with fewer words share one more.

    Raises:
        TypeError: `event` is not an `Event`, or `most` not an integer.
        ValueError: `most` is not positive.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nMayor Ivan Loomov: Good afternoon.\nVladimir Putin: Good.\n"
        >>> figure = words_by_speaker(kzru_forums.parse(page).events[0])
        >>> figure.get_suptitle()
        'Ivan Loomov speaks 67% of the words'
    """
    lanes = _lanes(event, most)
    words = [sum(statement.words for statement in spoken) for _, spoken in lanes]
    total = sum(words)
    finding = _most_words([name for name, _ in lanes], words)
    figure, axes = style.canvas(finding, _about(event, total), style.ROW * max(len(lanes), 1))
    style.rows(
        axes,
        [
            (name, f"{counted(count, 'word')}, {style.percent(count, total)}")
            for (name, _), count in zip(lanes, words, strict=True)
        ],
    )
    for row, ((name, spoken), count) in enumerate(zip(lanes, words, strict=True)):
        colour = style.look(_country(spoken))[1]
        hatch = "////" if name == _NO_NAME else ""
        axes.barh(row + 0.42, count, height=0.32, color=colour, hatch=hatch, edgecolor="white", linewidth=0)
    axes.set_xlim(0, max(*words, 1, 1))
    axes.set_xticks([])
    style.key(axes, style.countries_key(_country(spoken) for _, spoken in lanes))
    return figure


def turns(event: Event, *, most: int = 20) -> Figure:
    r"""The order of speakers at an event: one lane per speaker, one block per statement, as wide as its words.

    Questions, replies and remarks are hatched. Speakers without a name share one lane.

    Args:
        event: the event.
        most: number of lanes, for the speakers with the most words; the others share one more.

    Raises:
        TypeError: `event` is not an `Event`, or `most` not an integer.
        ValueError: `most` is not positive.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nMayor Ivan Loomov: Good afternoon.\nQuestion: When?\n"
        >>> figure = turns(kzru_forums.parse(page).events[0])
        >>> print(figure.get_suptitle())
        Two turns; the longest is
        by Ivan Loomov, 2 words
    """
    lanes = _lanes(event, most)
    lane_of = {id(statement): lane for lane, (_, spoken) in enumerate(lanes) for statement in spoken}
    total = sum(statement.words for statement in event.statements)
    figure, axes = style.canvas(_longest_turn(event), _about(event, total), style.ROW * max(len(lanes), 1) + 0.2)
    style.rows(axes, [(name, _turns_of(spoken)) for name, spoken in lanes])
    start = 0
    for statement in event.statements:
        row, colour = lane_of[id(statement)] + 0.42, style.look(statement.speaker.country)[1]
        (block,) = axes.barh(row, statement.words, left=start, height=0.36, color=colour, hatch=_KINDS[statement.kind])
        block.set(edgecolor="white", linewidth=0.5)
        axes.vlines(
            start, row - 0.18, row + 0.18, color=colour, linewidth=0.8
        )  # Makes a statement without words visible.
        start += statement.words
    axes.set_xlim(0, max(start, 1))
    axes.set_xticks([0, start] if start else [], ["beginning", counted(start, "word")] if start else [])
    for label, x in zip(axes.get_xticklabels(), (0, start), strict=False):
        label.set_horizontalalignment("right" if x else "left")
    kinds = [kind for kind in _KINDS if _KINDS[kind] and any(one.kind is kind for one in event.statements)]
    hatched = [Patch(facecolor=style.GREY, hatch=_KINDS[kind], edgecolor="white", label=kind) for kind in kinds]
    patches = style.countries_key(statement.speaker.country for statement in event.statements)
    style.key(axes, [*patches, *hatched], below=2.4)
    return figure


Lanes = list[tuple[str, list[Statement]]]


def _lanes(event: Event, most: int) -> Lanes:
    """The statements of each speaker, most words first; speakers beyond `most` share a lane."""
    if not isinstance(event, Event):
        raise TypeError(f"expected an Event, not {type(event).__name__}")
    check_number("most", most, least=1)
    spoken: dict[tuple[str, str], list[Statement]] = {}
    for statement in event.statements:
        name = statement.speaker.name
        spoken.setdefault((statement.speaker.id, name) if name else ("", _NO_NAME), []).append(statement)
    ranked = sorted(spoken.items(), key=lambda item: -sum(statement.words for statement in item[1]))
    names = Counter(name for (_, name), _ in ranked[:most])
    lanes = [
        (style.shortened(name) + (f" ({identity})" if names[name] > 1 else ""), statements)
        for (identity, name), statements in ranked[:most]
    ]
    if ranked[most:]:
        lanes.append((f"{len(ranked) - most} more", [one for _, statements in ranked[most:] for one in statements]))
    return lanes


def _country(spoken: Sequence[Statement]) -> str | None:
    """The country of a lane, if all its statements are by one speaker."""
    speakers = {statement.speaker for statement in spoken}
    return style.country_of(speakers) if len({speaker.id for speaker in speakers}) == 1 else None


def _about(event: Event, words: int) -> str:
    when = ", ".join(part for part in (event.date and printed_day(event.date), event.place) if part)
    return side_by_side(event.title or event.id, when, counted(words, "word"))


def _most_words(names: Sequence[str], words: Sequence[int]) -> str:
    total = sum(words)
    if not total:
        return "Nobody speaks"
    share = f"{style.percent(words[0], total)} of the words"
    return f"{_NO_NAME.capitalize()} speak {share}" if names[0] == _NO_NAME else f"{names[0]} speaks {share}"


def _longest_turn(event: Event) -> str:
    if not event.statements:
        return "Nobody speaks"
    count = len(event.statements)
    number = _NUMBERS[count].capitalize() if count < len(_NUMBERS) else f"{count:,}"
    longest = max(event.statements, key=lambda statement: statement.words)
    name = longest.speaker.name or "somebody without a name"
    turns = f"{number} turn{'' if count == 1 else 's'}"
    return f"{turns}; the longest is by {name}, {counted(longest.words, 'word')}"


def _turns_of(spoken: Sequence[Statement]) -> str:
    words = sum(statement.words for statement in spoken)
    return f"{counted(len(spoken), 'turn')}, {counted(words, 'word')}"

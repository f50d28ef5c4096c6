"""The roles of the speakers, and the kind of conversation."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from kzru_forums.exchanges.phrases import FORMER, is_press
from kzru_forums.exchanges.turns import Turn

if TYPE_CHECKING:
    from kzru_forums.model import Speaker

_MANY = 3
"""Number of questions to the principals that shows that people have come to ask."""
_FIFTH = 5
"""Somebody who says at least one fifth of the words of the most talkative speaker speaks at length."""


@frozen(kw_only=True)
class Roles:
    """The roles of the speakers of an event."""

    principals: frozenset[str]
    """Ids of the speakers who are asked: the most talkative one and people in state offices."""
    session: bool
    """Whether people have come to ask the principals something."""
    interviewers: frozenset[str]
    """Ids of the named speakers who face the principal in an interview."""

    @classmethod
    def of(cls, turns: Sequence[Turn], kind: str) -> "Roles":
        """Determine the roles at an event of a kind, which is a value of `EventKind`."""
        named = {turn.speaker.id: turn.speaker for turn in turns if not turn.nameless}
        words = Counter[str]()
        for turn in turns:
            words[turn.speaker.id] += turn.length
        press = {one for one, speaker in named.items() if is_press(speaker.role or "")}
        state = {one for one, speaker in named.items() if _is_in_office(speaker)} - press
        most = sorted(named.keys() - press, key=lambda one: (-words[one], one))[:1]
        hosts = _at_length(turns, words, named.keys() - press) if kind == "press_conference" else set()
        principals = frozenset(state.union(most, hosts))
        session = (
            kind in ("interview", "press_conference")
            or bool(press)
            or any(turn.labelled or (turn.nameless and is_press(turn.statement.label)) for turn in turns)
            or _are_questioned(turns, principals)
        )
        interviewers = named.keys() - principals if kind == "interview" else ()
        return cls(principals=principals, session=session, interviewers=frozenset(interviewers))


def _is_in_office(speaker: "Speaker") -> bool:
    """Whether a speaker is a head of state or holds a state office named in the label."""
    return bool(speaker.wikidata or speaker.country) and not FORMER.search(speaker.role or "")


def _at_length(turns: Sequence[Turn], words: Counter[str], who: Collection[str]) -> set[str]:
    """Speakers who speak at length and seldom ask: two presidents, a minister."""
    asking = Counter(turn.speaker.id for turn in turns if turn.asks_at_end)
    count = Counter(turn.speaker.id for turn in turns)
    most = max(words.values(), default=0)
    return {one for one in who if _FIFTH * words[one] >= most and 2 * asking[one] < count[one]}


def _are_questioned(turns: Sequence[Turn], principals: Collection[str]) -> bool:
    """Whether the principals are asked far more often than they ask."""
    asked, asking = 0, 0
    for turn, reply in pairwise(turns):
        if turn.speaker.id in principals:
            asking += turn.asks_at_end
        elif reply.speaker.id in principals:
            asked += bool(turn.questions)
    return asked >= _MANY and asked > 2 * asking

r"""Who asks and who answers in an event.

An exchange is one matter raised by one speaker and answered by another: the turns that ask and the turns that answer.
Exchanges are derived from the statements when they are needed, and are never stored.

A label alone is not enough. `Question` asks, but the question of a named journalist is labelled like a speech, a
moderator reads out questions, and in a meeting the main speaker asks those who report. The turns are therefore read
once, in order: `turns` describes the content of a turn, `roles` determines who is there to answer, `phrases` contains
typical wordings, and the table `RULES` in `reader` determines the function of each turn.

Sentences are not parsed, only the event itself is used, and there is no check whether an answer is to the point.

Examples:
    >>> import kzru_forums
    >>> page = "Events\nTalks on rail\nMay 9, 2013\nQuestion: Will fares rise?\nVladimir Putin: No.\n"
    >>> event = kzru_forums.parse(page).events[0]
    >>> [(exchange.asks[0].text, exchange.answers[0].text) for exchange in event.exchanges]
    [('Will fares rise?', 'No.')]
"""

from typing import TYPE_CHECKING

from attrs import frozen

from kzru_forums.exchanges.phrases import name_given
from kzru_forums.exchanges.reader import Reader
from kzru_forums.exchanges.roles import Roles
from kzru_forums.exchanges.turns import Turn

if TYPE_CHECKING:
    from kzru_forums.model import Event, Statement

__all__ = ["Exchange", "exchanges"]


@frozen(kw_only=True)
class Exchange:
    """A question or request, with its answers."""

    asks: "tuple[Statement, ...]"
    """The turns that ask, in order: the question, then follow-ups that press or specify it. Never empty."""
    answers: "tuple[Statement, ...]"
    """The turns that answer, in order; empty if nobody answers."""
    asker: str | None = None
    """The name in the label of the first asking turn, or the name that the asker gives in it; otherwise None.

    If a moderator reads out the question, it is the moderator.
    """

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import exchange_html  # noqa: PLC0415 - needed in notebooks alone

        return exchange_html(self)

    @property
    def links(self) -> "tuple[tuple[Statement, Statement], ...]":
        """Pairs of each answer and the turn it answers, which is the last asking turn before it."""
        pairs, last = [], 0
        for answer in self.answers:
            while last + 1 < len(self.asks) and self.asks[last + 1].position < answer.position:
                last += 1
            pairs.append((self.asks[last], answer))
        return tuple(pairs)


def exchanges(event: "Event") -> tuple[Exchange, ...]:
    """The exchanges of an event, in order of their first asking turns; a statement belongs to at most one.

    Args:
        event: any event; the result is empty if nobody asks.
    """
    statements = event.statements
    turns = [Turn(statement=statement) for statement in statements]
    drafts = Reader(turns=turns, roles=Roles.of(turns, event.kind)).read()
    return tuple(
        Exchange(
            asks=tuple(statements[position] for position in draft.asks),
            answers=tuple(statements[position] for position in draft.answers),
            asker=statements[draft.asks[0]].speaker.name or name_given(turns[draft.asks[0]].text),
        )
        for draft in drafts
    )

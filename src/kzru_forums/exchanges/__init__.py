r"""Who asks and who answers in an event.

An exchange is one matter that somebody puts to somebody else: the turns that ask and the turns that answer. Exchanges
are derived from the statements whenever they are needed, and are never stored.

A label alone does not decide. `Question` asks, but the question of a journalist with a name is labelled like a speech,
a moderator reads questions out, and in a meeting the main speaker asks those who report. So the turns are read once, in
order: `turns` says what a turn contains, `roles` who is there to answer, `phrases` holds the words that give a turn
away, and the table `RULES` in `reader` says what each turn is taken for.

Sentences are not parsed, nothing outside the event is used, and nobody checks whether an answer answers.

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
    """One matter that is put to somebody, with the answers."""

    asks: "tuple[Statement, ...]"
    """The turns that ask, in order: the question, then what presses or specifies it. Never empty."""
    answers: "tuple[Statement, ...]"
    """The turns that answer, in order; empty if nobody answers."""
    asker: str | None = None
    """The name in the label of the first asking turn, or the name that an unnamed asker gives in it; None without one.

    For a question that a moderator reads out, it is the moderator.
    """

    def _repr_html_(self) -> str:
        """What a notebook shows, everything escaped."""
        from kzru_forums.notebook import exchange_html  # noqa: PLC0415 - needed in notebooks alone

        return exchange_html(self)

    @property
    def links(self) -> "tuple[tuple[Statement, Statement], ...]":
        """Each answer after the turn it answers: the last asking turn before it."""
        pairs, last = [], 0
        for answer in self.answers:
            while last + 1 < len(self.asks) and self.asks[last + 1].position < answer.position:
                last += 1
            pairs.append((self.asks[last], answer))
        return tuple(pairs)


def exchanges(event: "Event") -> tuple[Exchange, ...]:
    """The exchanges of an event, in order of their first asking turns; no statement is in two of them.

    Args:
        event: any event; one in which nobody asks has no exchanges.
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

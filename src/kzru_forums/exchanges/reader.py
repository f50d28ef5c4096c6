"""Reads exchanges from turns in one pass, and determines the function of each turn.

The state consists of the open exchange, to which the next turn may belong, and a counter-question without a reply. All
decisions are in `RULES`; the methods above it are its conditions.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from kzru_forums.exchanges import phrases
from kzru_forums.exchanges.roles import Roles
from kzru_forums.exchanges.turns import Turn, is_question

if TYPE_CHECKING:
    from kzru_forums.model import Speaker

_FRAGMENT = 5
"""Maximum number of words in a question that may depend on the previous one (`Since when?`)."""
_REMARK = 5
"""Minimum number of words in a statement that is more than an aside."""
_ASIDE = 12
"""Maximum number of words in a turn that may be an interruption."""
_SHORT = 25
"""Maximum number of words in a turn that may interrupt somebody who has not asked yet."""


@define
class Draft:
    """An exchange under construction; if it has no asks, none is open."""

    asker: "Speaker | None" = None
    asks: list[int] = field(factory=list)
    answers: list[int] = field(factory=list)
    answering: set[str] = field(factory=set)
    content: set[str] = field(factory=set)


@define
class Reader:
    """Reads the turns of an event in order."""

    turns: Sequence[Turn]
    roles: Roles
    drafts: list[Draft] = field(factory=list)
    draft: Draft = field(factory=Draft)
    """The exchange that is open."""
    countered: int | None = None
    """Position of a turn with a counter-question that has no reply yet."""
    outside: set[int] = field(factory=set)
    """Positions of turns outside any exchange."""
    taken_for: list[str] = field(factory=list)
    """Name of the rule that decided each turn."""
    at: int = 0
    """Position of the current turn."""

    def read(self) -> list[Draft]:
        """The exchanges, in order; questions to anybody but the principals are included only if they are answered."""
        for at in range(len(self.turns)):
            self.at = at
            name, _, act = next(rule for rule in RULES if rule[1](self))
            self.taken_for.append(name)
            act(self)
        return [draft for draft in self.drafts if draft.answers or self.is_kept(draft.asks[-1])]

    def is_kept(self, position: int) -> bool:
        """Whether an unanswered question is kept: its label marks it as one, or a principal takes the next turn."""
        following = self.turns[position + 1 : position + 2]
        return self.turns[position].labelled or any(turn.speaker.id in self.roles.principals for turn in following)

    # --- the turn, its neighbours and the open exchange

    @property
    def turn(self) -> Turn:
        """The current turn."""
        return self.turns[self.at]

    @property
    def before(self) -> Turn | None:
        """The previous turn."""
        return self.turns[self.at - 1] if self.at else None

    @property
    def after(self) -> Turn | None:
        """The next turn."""
        return self.turns[self.at + 1] if self.at + 1 < len(self.turns) else None

    @property
    def principal(self) -> bool:
        """Whether the speaker is there to answer."""
        return self.turn.speaker.id in self.roles.principals

    @property
    def guest(self) -> bool:
        """Whether the speaker is there to ask: anybody but the principals, if people have come to ask."""
        return self.roles.session and not self.principal

    @property
    def before_principal(self) -> bool:
        """Whether a principal takes the next turn."""
        return self.after is not None and self.after.speaker.id in self.roles.principals

    @property
    def taken_up(self) -> bool:
        """Whether a principal takes the next turn and says something in it."""
        return self.after is not None and self.before_principal and not self.after.listens and not self.after.courteous

    @property
    def just_asked(self) -> bool:
        """Whether the previous turn asks."""
        return self.draft.asks[-1:] == [self.at - 1]

    @property
    def waits(self) -> bool:
        """Whether the last question of the open exchange has no answer yet."""
        return bool(self.draft.asks) and self.draft.asks[-1] > max(self.draft.answers, default=-1)

    @property
    def asked_by_principal(self) -> bool:
        """Whether the open exchange was opened by somebody who is there to answer."""
        return self.draft.asker is not None and self.draft.asker.id in self.roles.principals

    @property
    def by_asker(self) -> bool:
        """Whether the turn is by the asker of the open exchange; unnamed askers cannot be distinguished."""
        asker = self.draft.asker
        return asker is not None and (self.turn.speaker == asker or (self.turn.nameless and asker.name is None))

    @property
    def by_answerer(self) -> bool:
        """Whether the turn is by somebody who has already answered."""
        return self.turn.speaker.id in self.draft.answering and not self.by_asker

    # --- what may become of a turn

    def ask(self) -> None:
        """The turn asks: as part of the open exchange if it depends on it, otherwise in a new one."""
        if not self.depends():
            self.draft = Draft(asker=self.turn.speaker)
            self.drafts.append(self.draft)
            self.add_background()
        self.draft.asks.append(self.at)
        self.draft.content |= self.turn.content
        self.countered = None

    def answer(self) -> None:
        """The turn answers."""
        self.draft.answers.append(self.at)
        self.draft.answering.add(self.turn.speaker.id)
        self.draft.content |= self.turn.content
        self.countered = self.at if self.turn.asks_back else None

    def counter(self) -> None:
        """The turn asks a counter-question: it is not included, and a reply may follow."""
        self.countered = self.at

    def stay(self) -> None:
        """The turn is not included, and the exchange stays open."""

    def close(self) -> None:
        """The turn is not included, and the exchange is closed."""
        self.outside.add(self.at)
        self.draft = Draft()
        self.countered = None

    def depends(self) -> bool:
        """Whether the question belongs to the open exchange, because it cannot be understood without it."""
        turn, draft = self.turn, self.draft
        fragment = turn.length <= _FRAGMENT and (turn.joins_on or turn.content <= draft.content)
        if not self.by_asker:
            waits = self.waits and not self.asked_by_principal and turn.length <= _ASIDE
            chimes_in = self.guest and (fragment or waits)
            return bool(draft.asks) and (self.countered is not None or chimes_in)
        return self.countered is not None or not draft.answers or fragment or turn.presses

    def add_background(self) -> None:
        """Add earlier turns of the asker that a principal interrupted; they open the exchange."""
        first, content = self.at, set(self.turn.content)
        while self.is_background(first - 2, content):
            first -= 2
            content |= self.turns[first].content
        for position in range(first, self.at, 2):
            reply = self.turns[position + 1]
            self.draft.asks.append(position)
            if reply.length >= _REMARK and not (reply.listens or reply.only_asks or reply.hands_over):
                self.draft.answers.append(position + 1)
                self.draft.answering.add(reply.speaker.id)
        self.draft.content |= content

    def is_background(self, position: int, content: set[str]) -> bool:
        """Whether the turn at a position was interrupted and leads to a question about `content`."""
        if position not in self.outside or not self.guest:
            return False
        turn, reply = self.turns[position], self.turns[position + 1]
        if reply.speaker.id not in self.roles.principals or reply.length > _SHORT or turn.hands_over:
            return False
        if turn.nameless or turn.speaker != self.turn.speaker:
            return turn.nameless and self.turn.nameless and self.turn.presses
        announces = turn.unfinished or turn.asks or phrases.ANNOUNCES.search(turn.text)
        return bool(announces) or not content.isdisjoint(turn.content)

    # --- conditions, in the order of the table

    def is_reply(self) -> bool:
        """The reply to a counter-question, without a question of its own."""
        if self.countered is None or not (self.by_asker or self.guest):
            return False
        if self.turn.labelled:
            return self.turns[self.countered].only_asks and not self.turn.asks
        return not self.turn.asks or self.turn.length <= 2

    def specifies(self) -> bool:
        """Whether the reply specifies the subject of the question, not the person who asks."""
        if not self.is_reply() or self.turn.listens or not self.guest:
            return False
        back = self.turns[self.countered or 0]
        question = next((sentence for sentence in reversed(back.closing) if is_question(sentence)), back.text)
        if phrases.ABOUT_THE_ASKER.search(question):
            return False
        return bool(phrases.ABOUT_THE_QUESTION.search(question)) or not phrases.YOU.search(question)

    def asks_who(self) -> bool:
        """A question about the identity of the speaker."""
        return self.turn.only_asks and bool(phrases.ABOUT_THE_ASKER.search(self.turn.text))

    def passes_on(self) -> bool:
        """A guest gives the floor to another."""
        return self.guest and self.turn.hands_over and not self.before_principal

    def calls_upon(self) -> bool:
        """A guest gives the floor to one more of those who answer."""
        return self.guest and bool(self.draft.answers) and self.turn.calls

    def goes_on(self) -> bool:
        """The asker adds something before anybody answers."""
        if not self.guest or self.draft.answers or self.turn.length < _REMARK:
            return False
        return self.turn.speaker == self.draft.asker or (self.by_asker and self.turn.asks)

    def interrupts(self) -> bool:
        """Somebody interrupts an answer without asking a question."""
        return (
            self.before is not None
            and self.before.unfinished
            and bool(self.draft.answers)
            and not self.by_answerer
            and (self.guest or self.turn.length <= _ASIDE)
            and "?" not in self.turn.text
        )

    def is_aside(self) -> bool:
        """The asker says very little."""
        short = self.turn.length < _REMARK and "?" not in self.turn.text and not self.turn.presses
        return self.by_asker and (self.turn.listens or (self.guest and short))

    def asks_as_guest(self) -> bool:
        """A guest asks a principal, who takes the next turn, or somebody else."""
        if not self.guest or not self.turn.asks:
            return False
        if self.before_principal and not (self.just_asked and self.asked_by_principal):
            return True
        return self.asks_somebody()

    def presses(self) -> bool:
        """A guest's statement on the subject, to which the principal responds."""
        if not (self.guest and self.by_asker and self.draft.answers and self.taken_up):
            return False
        return self.turn.presses or self.remarks()

    def pleads(self) -> bool:
        """A guest asks for help or proposes something."""
        return self.guest and self.taken_up and self.turn.asks_for_help and not self.turn.hands_over

    def counters(self) -> bool:
        """Somebody who was asked responds with a question."""
        return (
            bool(self.draft.asks)
            and (self.waits or self.countered is not None)
            and not self.by_asker
            and not self.guest
            and self.turn.only_asks
            and self.after is not None
            and self.after.speaker != self.turn.speaker
        )

    def replies_as_labelled(self) -> bool:
        """The label marks this as the reply, and there is an open question."""
        return self.turn.statement.kind == "reply" and self.waits and self.just_asked

    def answers_first(self) -> bool:
        """The first turn by somebody else after a question, not counting counter-questions."""
        return self.waits and not self.by_asker and (self.just_asked or self.principal)

    def resumes(self) -> bool:
        """The answer continues with more than a few words; after thanks, only on the same subject."""
        if not self.by_answerer or self.before is None or self.turn.only_asks:
            return False
        if self.turn.length < _REMARK - 1 and not self.turn.unfinished:
            return False
        return not self.before.courteous or len(self.turn.content & self.draft.content) >= 2

    def answers_too(self) -> bool:
        """Another speaker answers: a principal, or somebody who was also asked or was given the floor."""
        if self.before is None or not self.draft.answers or self.by_asker:
            return False
        if not self.roles.session or self.turn.only_asks:
            return False
        if self.draft.answers[-1] != self.at - 1 and not self.before.calls:
            return False
        question = " ".join(self.turns[self.draft.asks[-1]].questions)
        return (
            self.principal
            or self.before.invites
            or self.before.calls
            or (not self.turn.nameless and bool(phrases.BOTH.search(question)))
        )

    def remarks(self) -> bool:
        """An interviewer makes a statement to which the principal responds."""
        return self.turn.speaker.id in self.roles.interviewers and self.turn.length >= _REMARK and self.taken_up

    def asks_somebody(self) -> bool:
        """A question to somebody else who can answer it."""
        return self.turn.asks_at_end and self.after is not None and self.after.speaker != self.turn.speaker


Rule = tuple[str, Callable[[Reader], bool], Callable[[Reader], None]]

RULES: tuple[Rule, ...] = (
    ("greets or thanks", lambda r: r.turn.courteous, Reader.stay),
    ("is procedural", lambda r: r.turn.labelled and r.turn.asks_to_run, Reader.close),
    ("specifies", lambda r: r.specifies(), Reader.ask),
    ("is labelled a reply", Reader.replies_as_labelled, Reader.answer),
    ("replies to a counter-question", lambda r: r.turn.labelled and r.is_reply(), Reader.stay),
    ("is labelled a question", lambda r: r.turn.labelled, Reader.ask),
    ("asks who speaks", Reader.asks_who, Reader.counter),
    ("replies", Reader.is_reply, Reader.stay),
    ("passes the floor on", Reader.passes_on, Reader.close),
    ("calls upon another answerer", Reader.calls_upon, Reader.stay),
    ("goes on asking", Reader.goes_on, Reader.ask),
    ("interrupts", Reader.interrupts, Reader.stay),
    ("is an aside of the asker", Reader.is_aside, Reader.stay),
    ("asks as a guest", Reader.asks_as_guest, Reader.ask),
    ("presses", Reader.presses, Reader.ask),
    ("pleads", Reader.pleads, Reader.ask),
    ("counters", Reader.counters, Reader.counter),
    ("answers", Reader.answers_first, Reader.answer),
    ("resumes the answer", Reader.resumes, Reader.answer),
    ("answers too", Reader.answers_too, Reader.answer),
    ("remarks", Reader.remarks, Reader.ask),
    ("asks somebody", Reader.asks_somebody, Reader.ask),
    ("listens", lambda r: r.turn.listens, Reader.stay),
    ("says something else", lambda _: True, Reader.close),
)
"""Function of a turn: a name, a condition and an action. The first row whose condition holds applies."""

"""Exchanges: who asks and who answers in an event.

An exchange is one matter that somebody puts to somebody else: the turns that ask and the turns that answer. It is
derived from the statements of an event whenever it is asked for, and never stored.

Labels help, but do not decide: `Question` asks, yet a named journalist's question has the label of a speech, a moderator
reads questions out, and the main speaker of a meeting asks those who report. So every turn is read once, in order,
against the exchange that is open at that point. `_Cast` says who is there to answer, `_Turn` what a turn contains, and
`_RULES` is the table of what a turn is taken for: the first row that applies decides.

What is not done: nothing is taken from outside the event, no sentence is parsed, and answers are not checked for whether
they answer.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from kzru_forums.model import Event, Speaker, Statement

__all__ = ["Exchange", "exchanges"]


@frozen(kw_only=True)
class Exchange:
    """One matter that is put to somebody, and what is answered."""

    asks: "tuple[Statement, ...]"
    """The turns that ask, in order; the first opens the exchange. Never empty."""
    answers: "tuple[Statement, ...]"
    """The turns that answer, in order; empty if nobody does."""
    asker: str | None = None
    """The name in the label of the first asking turn, or the name an unnamed asker gives in it; None without one."""


# --- what is said ---------------------------------------------------------------------------------------------------

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"[“”\"][^“”\"]*[“”\"]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”“\"’])\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'‑][^\W\d_]+)*|\d+")


def _pattern(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_YOU = _pattern("you", "your", "yours", "yourself")
_REQUEST = _pattern(
    r"(?:I|we)(?: would|’d|'d|’ll|'ll) (?:\w+ ){0,2}(?:like|love) (?:\w+ ){0,2}to (?:ask|know|hear|learn|clarify|understand|return to)",
    r"(?:I|we) (?:want|wanted) to (?:ask|know|hear|clarify|understand)",
    r"(?:tell|explain to) (?:us|me|everyone)",
    r"(?:could|can|would|will|may|might) (?:you|I|we) (?:\w+ ){0,2}"
    r"(?:tell|comment|explain|clarify|say|share|describe|name|elaborate|specify|ask|push|press|return)",
    r"please (?:\w+ )?(?:comment|explain|clarify|share|describe|name|elaborate|specify|answer|help)",
    r"(?:my|the|a|one|another|our|next|first|second|this|quick|short|simple) question (?:is|was|to you|to both|concerns|about|for|has to do)",
    r"(?:I|we) have (?:\w+ ){0,2}questions?",
    r"there is (?:\w+ ){0,2}question",
    r"asking (?:\w+ ){0,2}(?:for|if|whether|about|how|what|why|when|to)",
    r"your (?:opinion|view|views|take|assessment|comments?|attitude|thoughts) (?:on|of|about|is|regarding)",
    r"(?:are|were|is|was|keep|been) (?:\w+ )?asking",
    r"(?:asks?|asked|wonders?|wondering|curious|interested) (?:\w+ ){0,3}(?:about|if|whether|how|what|why|when|who|to know)",
)
"""Phrases that put a question without a question mark."""

_PLEA = _pattern(
    r"(?:please|kindly) (?:help|support|consider|look|assist|take)",
    r"(?:I|we) (?:would like to |want to )?(?:ask|beg|urge) (?:you|for)",
    r"(?:help|support|assistance) (?:is|are) (?:\w+ )?needed",
    r"(?:I|we) (?:do not|don’t|don't) know (?:what|who|where|how)",
    r"(?:our|my) (?:last|only) hope",
    r"(?:I|we) (?:\w+ )?(?:request|need your|propose|suggest)",
)
"""Phrases of a citizen who asks for help or makes a proposal."""

_RUNNING = _pattern(
    r"(?:may|can|could|shall|should|let|might) (?:I|we|us)(?: please| also| just)? "
    r"(?:begin|start|go|take|have|add|say|give|show|continue|proceed|finish|move|interrupt|speak|present|do that|join)",
    r"(?:may|can) I",
    r"shall we",
    r"(?:take|have) (?:a|some|our) (?:\w+ )?(?:picture|photo|photograph|selfie)s?",
    r"(?:do|does|would|did) (?:you|anyone|anybody|someone|somebody) (?:\w+ )?(?:have|like|want|wish|care) "
    r"(?:\w+ ){0,2}(?:questions?|ideas|proposals|suggestions|objections|comments?|remarks|anything"
    r"|to (?:add|say|speak|comment|begin|come in|respond|react|join))",
    r"(?:any|more|other|further) (?:\w+ )?(?:questions|comments|remarks)",
    r"(?:who|which of you) (?:is|will be|goes|wants|would like) (?:\w+ )?(?:next|first|to)",
    r"(?:what|where) (?:will|shall|should|would|do) (?:you|we) (?:\w+ ){0,2}(?:begin|start|propose|talk|know|ask|discuss)",
    r"what are we (?:going|here) to",
    r"is (?:this|that) (?:the whole|all|the end|everything)",
    r"(?:can|do) you hear",
    r"are you (?:back|there|ready|with us|on the line)(?=,|\?)",
    r"what is your (?:question|concern|problem)",
)
"""Questions that only run the event."""

_HANDOVER = _pattern(
    r"go ahead",
    r"(?:has|have|take|give|gives|giving|is) (?:\w+ ){0,3}the floor",
    r"the floor (?:is|goes)",
    r"over to",
    r"on (?:the|this) (?:line|air)",
    r"(?:you are|you’re|you're) (?:on|live)",
    r"(?:ask|is|here’s|here is|repeat) your question",
    r"your questions?,? please",
    r"introduce yourself",
    r"(?:joins|joining|joined) (?:us|by)",
    r"you (?:can|may) (?:\w+ )?(?:ask|talk|speak|address|put)",
    r"let(?:’s|'s| us) (?:\w+ ){0,2}(?:hear|cross|listen|ask|give|take|go|invite|move|see|watch|begin|start|continue)",
    r"(?:next|another|last) (?:question|speaker)",
    r"(?:is|are) (?:there|with us|here with us|working|reporting|online)(?: now)?",
    r"(?:invite|call on|call upon|hand over)",
    r"please (?:continue|proceed|start|begin|speak|report)",
    r"please(?=\W*\Z)",
)
"""What hands over to the next speaker."""

_COURTESY = _pattern(
    r"thank(?:s| you)(?: \w+){0,6}",
    r"(?:good|nice) (?:afternoon|morning|evening|day|luck|bye|to see you)",
    r"hello|hi|greetings|welcome|good-?bye|see you(?: \w+){0,2}|all the best|congratulations|please|go ahead|you are welcome",
    r"(?:mr|madam|ms|mrs) (?:\w+)",
    r"(?:dear )?(?:colleagues|friends|ladies and gentlemen)",
    r"(?:excuse|pardon) me|(?:I am |I’m )?sorry",
    r"I (?:wish you|congratulate you)(?: \w+){0,6}",
)
"""What is taken away to see whether anything but courtesy is left."""

_BACKCHANNEL = _pattern(
    r"yes|no|yeah|ok|okay|right|true|good|great|fine|excellent|exactly|correct|indeed|certainly|absolutely|naturally|sure",
    r"of course|all right|alright|I see|I understand|I know|I agree|very (?:good|well)|well|clear|agreed|that is (?:right|true|clear)",
    r"that’s (?:right|true|clear|it)|that's (?:right|true|clear|it)|quite so|oh|so|and|really|by all means|no doubt|will do|understood",
    r"thank you|please|mr president|it is|it does|they do|it will|I hope so|not at all|no idea|not yet|never",
)
"""What only shows that somebody listens, or says yes or no."""

_TAG = _pattern(r"all right|alright|right|agreed|ok|okay|is that clear|clear|deal|do you (?:hear|remember|understand)(?: \w+){0,4}|you see|you know")
"""A question that only asks for a nod."""

_PRESSING = re.compile(
    r"(?:(?:yes|well|no|ok|okay|all right|of course|certainly|exactly|fine|excuse me|sorry|mr president),? (?:but|and|then|so|still|yet)\b"
    r"|(?:but|still|however|yet|nevertheless|even so|and yet|then|so|come on|in other words|that is not|that’s not|that's not"
    r"|this is not|it is not|you (?:said|have said|promised|mean|mentioned|are not|did not|have not)|not (?:only|always|quite))\b)",
    re.IGNORECASE,
)
"""How a turn begins that presses or contradicts."""

_ABOUT_QUESTION = _pattern("ask", "asking", "asked", "mean", "question", "referring", "refer", "talking about", "repeat", "what about", "about what")
_ANNOUNCES = _pattern("questions?", "ask", "quote", "remind you", "mention", "return to", "subject", "topic")
_PERSONAL = _pattern(
    r"your (?:first |full |last )?name",
    r"(?:where|which \w+) (?:are you|do you live|is that)",
    r"are you (?:from|married|a|an|in)",
    r"how old",
    r"you are (?:from|a|an)",
    r"which (?:region|city|town|village|agency|newspaper|channel|media|publication) are you",
)
"""A counter-question about the person that asks."""

_STOP = frozenset(
    """about after again also because been before being between both could does doing down during each from further have
    having here just more most much only other over same should some such than that their them then there these they
    this those through under until very want were what when where which while will with would your yours president
    mister people think know like said going very really years year today well into make made many russia russian""".split()
)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _left(pattern: re.Pattern[str], text: str) -> list[str]:
    """The words that are left when everything `pattern` finds is taken away."""
    return _words(pattern.sub(" ", text))


def _content(text: str) -> set[str]:
    """Beginnings of the words that carry what a text is about."""
    return {word[:6] for word in map(str.lower, _words(text)) if len(word) > 3 and word not in _STOP}


@frozen(kw_only=True, slots=False)
class _Turn:
    """A statement and what can be seen in it."""

    statement: "Statement"

    @property
    def speaker(self) -> "Speaker":
        return self.statement.speaker

    @property
    def nameless(self) -> bool:
        return self.speaker.name is None

    @cached_property
    def paragraphs(self) -> list[list[str]]:
        """Sentences by paragraph, without notes."""
        spoken = (_NOTE.sub(" ", paragraph).strip() for paragraph in self.statement.paragraphs)
        return [_SENTENCE_END.split(paragraph) for paragraph in spoken if _words(paragraph) or "?" in paragraph]

    @cached_property
    def text(self) -> str:
        return " ".join(sentence for sentences in self.paragraphs for sentence in sentences)

    @cached_property
    def words(self) -> int:
        return len(_words(self.text))

    @cached_property
    def content(self) -> set[str]:
        return _content(self.text)

    @cached_property
    def closing(self) -> list[str]:
        """The sentences of the last paragraph that says more than thanks, courtesies at its end left out."""
        for sentences in reversed(self.paragraphs):
            kept = list(sentences)
            while kept and not _left(_COURTESY, kept[-1]):
                kept.pop()
            if kept:
                return kept
        return []

    @cached_property
    def courteous(self) -> bool:
        """Nothing but greetings and thanks."""
        return not self.closing

    @cached_property
    def backchannel(self) -> bool:
        """Nothing but a sign that somebody listens."""
        return "?" not in self.text and len(_left(_BACKCHANNEL, _COURTESY.sub(" ", self.text))) <= 1 and self.words <= 8

    @cached_property
    def unfinished(self) -> bool:
        return self.text.rstrip("”“\"’").endswith(("…", "..."))

    @cached_property
    def hands_over(self) -> bool:
        """The last sentence gives the floor to somebody."""
        last = self.closing[-1] if self.closing else ""
        end = self.paragraphs[-1][-1] if self.paragraphs else ""
        return bool(
            (not _is_question(last) and _HANDOVER.search(last)) or _HANDOVER.search(end) or not _left(_NAMED, last)
        )

    @cached_property
    def gives_floor(self) -> bool:
        """The last sentence is no question, and gives the floor to somebody."""
        return self.hands_over and not _is_question(self.closing[-1] if self.closing else "")

    @cached_property
    def calls(self) -> bool:
        """Nothing but a name, to give the floor to its bearer."""
        return not self.courteous and self.words <= 4 and not _left(_NAMED, self.text)

    @cached_property
    def asks_anywhere(self) -> bool:
        """A question or a request that is not only there to run the event."""
        return any(
            (_is_question(sentence) or _REQUEST.search(sentence)) and not _is_running(sentence)
            for sentences in self.paragraphs
            for sentence in sentences
        )

    @cached_property
    def asks_openly(self) -> bool:
        """A real question, with a question mark."""
        return any(_is_question(s) and not _is_running(s) for sentences in self.paragraphs for s in sentences)

    @cached_property
    def asks_for_help(self) -> bool:
        return bool(_PLEA.search(self.text))

    @cached_property
    def asks_at_end(self) -> bool:
        """A question that ends the turn, or comes near its end and speaks to somebody."""
        near = [_QUOTED.sub(" ", sentence) for sentence in self.closing[-4:]]
        if self.gives_floor:
            return False
        for behind, sentence in enumerate(reversed(near)):
            if not _is_question(sentence) or _is_running(sentence) or not _left(_TAG, sentence):
                continue
            if behind == 0 or ((_YOU.search(sentence) or _is_addressed(sentence)) and not _TEASER.search(sentence)):
                return True
        return any(_TELL.search(sentence) for sentence in near)

    @cached_property
    def asks_back(self) -> bool:
        """The turn ends with a question, or repeats a word of the question before it says more."""
        if not self.closing:
            return False
        first = self.paragraphs[0][0]
        return _is_question(self.closing[-1]) or (_is_question(first) and len(_words(first)) <= 2)

    @cached_property
    def only_asks(self) -> bool:
        """Questions and next to nothing else."""
        rest = [
            word
            for sentences in self.paragraphs
            for sentence in sentences
            if not _is_question(sentence) and not _HANDOVER.search(sentence)
            for word in _left(_BACKCHANNEL, _COURTESY.sub(" ", sentence))
        ]
        return "?" in self.text and len(rest) <= 3


_NAMED = _pattern(r"(?:mr|ms|mrs|madam|president|minister|professor)(?: [\w’'-]+){0,2}", r"please", r"and")
_TEASER = _pattern(r"do you know (?:what|why|how|that)", r"(?:what|why) do you think (?:happened|they)", r"you know (?:what|why)")
"""A question that its speaker goes on to answer."""
_TELL = _pattern(r"(?:please )?(?:tell|explain to) (?:us|me)")
_ADDRESSED = re.compile(r"\b(?:Mr|Ms|Mrs|Madam|President|Minister|Governor|Colleagues|Friends) ?[\w’'-]*,|, (?:Mr|Ms|Mrs|Madam) \w+")


def _is_question(sentence: str) -> bool:
    return "?" in sentence[-4:]


def _is_running(sentence: str) -> bool:
    return bool(_RUNNING.search(sentence)) and not _REQUEST.search(sentence)


def _is_addressed(sentence: str) -> bool:
    return bool(_ADDRESSED.search(sentence))


# --- who is there ---------------------------------------------------------------------------------------------------

_PRESS = _pattern(
    r"journalists?|correspondent|reporter|anchor(?:man|woman)?|presenter|moderator|interviewer|columnist|commentator",
    r"editor(?:-in-chief| in chief)?|(?:TV|television|radio|talk show|programme|show) host",
)
"""Roles of people who ask by profession."""
_OUTLETS = _pattern(r"news agency|newspaper|magazine|TV|television|radio|broadcaster|channel|gazette|journal")
_OFFICES = _pattern(r"director|head|president|chairman|chairwoman|minister|chief executive|CEO|general|owner|founder|deputy")
"""Offices of people who run an outlet, and report rather than ask."""


def _is_press(role: str) -> bool:
    return bool(_PRESS.search(role) or (_OUTLETS.search(role) and not _OFFICES.search(role)))


_SESSIONS = ("interview", "press_conference")


@frozen(kw_only=True)
class _Cast:
    """Who is there to answer, and what sort of conversation it is."""

    principals: frozenset[str]
    """Ids of the speakers to whom questions are put: the most talkative one and heads of state."""
    session: bool
    """People have come to ask: somebody is labelled `Question`, or works for the press, or the event is an interview."""
    interviewer: str | None
    """Id of the one named speaker who faces the principal in an interview."""

    @classmethod
    def of(cls, turns: "Sequence[_Turn]", kind: str) -> "_Cast":
        named = {turn.speaker.id: turn.speaker for turn in turns if turn.speaker.name}
        words, count = Counter[str](), Counter[str]()
        for turn in turns:
            words[turn.speaker.id] += turn.statement.words
            count[turn.speaker.id] += 1
        press = {one for one, speaker in named.items() if _is_press(speaker.role or "")}
        state = {one for one, speaker in named.items() if speaker.wikidata or speaker.country} - press
        most = max(named.keys() - press, key=lambda one: (words[one], one), default=None)
        hosts = cls._speak_at_length(turns, words, named.keys() - press) if kind == "press_conference" else set()
        principals = frozenset(state | hosts | ({most} if most else set()))
        facing = max(named.keys() - principals, key=lambda one: (count[one], one), default=None)
        alone = facing is not None and kind == "interview" and count[facing] * 3 >= len(turns)
        session = (
            kind in _SESSIONS
            or bool(press)
            or any(turn.statement.kind == "question" for turn in turns)
            or cls._is_questioned(turns, principals)
        )
        return cls(principals=principals, session=session, interviewer=facing if alone else None)

    @staticmethod
    def _speak_at_length(turns: "Sequence[_Turn]", words: Counter[str], who: Set[str]) -> set[str]:
        """Those who say a fifth of what the most talkative says, and seldom put a question."""
        long = {one for one in who if 5 * words[one] >= max(words.values())}
        asking = Counter(turn.speaker.id for turn in turns if turn.asks_at_end)
        count = Counter(turn.speaker.id for turn in turns)
        return {one for one in long if 2 * asking[one] < count[one]}

    @staticmethod
    def _is_questioned(turns: "Sequence[_Turn]", principals: frozenset[str]) -> bool:
        """Others put questions to the principals far more often than the other way round."""
        asked, asking = 0, 0
        for turn, reply in pairwise(turns):
            if turn.speaker.id in principals:
                asking += turn.asks_at_end
            elif reply.speaker.id in principals:
                asked += turn.asks_openly
        return asked >= _MANY and asked > 2 * asking


_MANY = 3
"""Questions to the principals from which on people have come to ask."""


# --- what a turn is taken for -----------------------------------------------------------------------------------------


@define
class _Open:
    """An exchange while its turns are gathered."""

    asker: "Speaker"
    asks: list[int] = field(factory=list)
    answers: list[int] = field(factory=list)
    answering: set[str] = field(factory=set)
    content: set[str] = field(factory=set)


@define
class _Reader:
    """Reads the turns of an event in order."""

    turns: Sequence[_Turn]
    cast: _Cast
    done: list[_Open] = field(factory=list)
    open: _Open | None = None
    """The exchange to which a turn may still belong."""
    countered: int | None = None
    """Position of a question that the answerer put back and that waits for its reply."""
    aside: set[int] = field(factory=set)
    """Positions of turns that say something outside any exchange."""
    at: int = 0

    # The turn, its neighbours and the open exchange.

    @property
    def turn(self) -> _Turn:
        return self.turns[self.at]

    @property
    def before(self) -> _Turn | None:
        return self.turns[self.at - 1] if self.at else None

    @property
    def after(self) -> _Turn | None:
        return self.turns[self.at + 1] if self.at + 1 < len(self.turns) else None

    @property
    def principal(self) -> bool:
        return self.turn.speaker.id in self.cast.principals

    @property
    def guest(self) -> bool:
        """Somebody who is there to ask: anybody but the principals where people have come to ask."""
        return self.cast.session and not self.principal

    @property
    def principal_next(self) -> bool:
        return self.after is not None and self.after.speaker.id in self.cast.principals

    @property
    def asked(self) -> bool:
        """The turn before this one asks."""
        return self.open is not None and self.open.asks[-1] == self.at - 1

    def is_asker(self) -> bool:
        """The turn is by the asker of the open exchange; unnamed askers cannot be told apart."""
        return self.open is not None and (
            self.turn.speaker == self.open.asker
            or (self.turn.nameless and self.open.asker.name is None and not self.principal)
        )

    def is_answerer(self) -> bool:
        return self.open is not None and self.turn.speaker.id in self.open.answering

    def answered(self) -> bool:
        return self.open is not None and bool(self.open.answers)

    # What a turn may be.

    def run(self) -> list[_Open]:
        for self.at in range(len(self.turns)):
            for _, applies, act in _RULES:
                if applies(self):
                    act(self)
                    break
        return [one for one in self.done if one.answers or self.is_left_open(one)]

    def is_left_open(self, one: _Open) -> bool:
        """Nobody answers, but it was a question to those who are there to answer, or it is labelled as one."""
        position = one.asks[-1]
        to = self.turns[position + 1].speaker.id if position + 1 < len(self.turns) else ""
        return self.turns[position].statement.kind == "question" or to in self.cast.principals

    def ask(self) -> None:
        """The turn asks: in the open exchange if it follows on, else in a new one."""
        if self.open is None or not self.follows_on():
            self.open = _Open(asker=self.turn.speaker)
            self.done.append(self.open)
            self.add_background()
        self.open.asks.append(self.at)
        self.open.content |= self.turn.content
        self.countered = None

    def add_background(self) -> None:
        """Earlier turns in which the asker was interrupted open the exchange."""
        assert self.open is not None
        taken = self.done[-2] if len(self.done) > 1 else None
        last = max([*taken.asks, *taken.answers], default=-1) if taken else -1
        first = self.at
        while first - 2 > last and self.is_background(first - 2):
            self.open.content |= self.turns[first - 2].content
            first -= 2
        for position in range(first, self.at, 2):
            self.open.asks.append(position)
            self.open.content |= self.turns[position].content
            reply = self.turns[position + 1]
            if reply.words >= _REMARK and not (reply.backchannel or reply.only_asks or reply.hands_over):
                self.open.answers.append(position + 1)
                self.open.answering.add(reply.speaker.id)

    def is_background(self, position: int) -> bool:
        turn, reply = self.turns[position], self.turns[position + 1]
        return (
            position in self.aside
            and self.guest
            and reply.speaker.id in self.cast.principals
            and not turn.hands_over
            and reply.words <= _SHORT
            and (
                (turn.speaker == self.turn.speaker and self.leads_in(turn))
                or (turn.nameless and bool(_PRESSING.match(self.turn.text)))
            )
        )

    def leads_in(self, turn: _Turn) -> bool:
        """The turn breaks off, announces something to come, or is about what comes."""
        assert self.open is not None
        about = self.open.content | self.turn.content
        return turn.unfinished or turn.asks_anywhere or bool(_ANNOUNCES.search(turn.text)) or bool(turn.content & about)

    def follows_on(self) -> bool:
        """The turn can be understood only with what went before in the open exchange."""
        assert self.open is not None
        if not self.is_asker():
            return self.countered is not None or (self.guest and self.turn.words <= _FRAGMENT)
        if self.countered is not None or not self.open.answers:
            return True
        return self.turn.words <= _FRAGMENT or bool(_PRESSING.match(self.turn.text))

    def answer(self) -> None:
        assert self.open is not None
        self.open.answers.append(self.at)
        self.open.answering.add(self.turn.speaker.id)
        self.open.content |= self.turn.content
        self.countered = self.at if self.turn.asks_back else None

    def counter(self) -> None:
        self.countered = self.at

    def stay(self) -> None:
        """The turn is in no list, and the exchange goes on."""

    def close(self) -> None:
        """The turn is in no list, and ends the exchange."""
        self.aside.add(self.at)
        self.open = None
        self.countered = None

    # Conditions.

    def is_labelled(self) -> bool:
        return self.turn.statement.kind == "question"

    def only_runs(self) -> bool:
        """Every question in the turn only runs the event."""
        return "?" in self.turn.text and not self.turn.asks_anywhere and bool(_RUNNING.search(self.turn.text))

    def passes_on(self) -> bool:
        return self.turn.hands_over and not self.principal_next

    def replies_to_counter(self) -> bool:
        return self.countered is not None and (self.is_asker() or self.guest) and (not self.turn.asks_anywhere or self.turn.words <= 2)

    def specifies(self) -> bool:
        """The reply to a counter-question says what the question was about."""
        assert self.countered is not None
        back = self.turns[self.countered]
        question = next((s for s in reversed(back.closing) if _is_question(s)), back.text)
        if self.turn.backchannel or not self.guest or _PERSONAL.search(question):
            return False
        return bool(_ABOUT_QUESTION.search(question)) or not _YOU.search(question)

    def goes_on(self) -> bool:
        return self.guest and self.is_asker() and not self.answered() and self.turn.words >= _REMARK

    def interrupts(self) -> bool:
        return (
            self.before is not None
            and self.before.unfinished
            and self.answered()
            and not self.is_answerer()
            and (self.turn.words <= _ASIDE or self.guest)
            and "?" not in self.turn.text
        )

    def asks_as_guest(self) -> bool:
        if not (self.guest and self.turn.asks_anywhere):
            return False
        if self.open is not None and self.asked and self.open.asker.id in self.cast.principals:
            return self.asks_somebody()
        return self.principal_next or self.asks_somebody()

    def asks_somebody(self) -> bool:
        return self.turn.asks_at_end and self.after is not None and self.after.speaker != self.turn.speaker

    def is_aside(self) -> bool:
        return self.turn.words < _REMARK and "?" not in self.turn.text and not _PRESSING.match(self.turn.text)

    def presses(self) -> bool:
        """A guest's statement on the matter that the answerer takes up."""
        if not (self.guest and self.is_asker() and self.answered() and self.taken_up()):
            return False
        if bool(_PRESSING.match(self.turn.text)):
            return True
        return self.turn.speaker.id == self.cast.interviewer and self.turn.words >= _REMARK

    def remarks(self) -> bool:
        """An interviewer's statement that the principal takes up."""
        return self.turn.speaker.id == self.cast.interviewer and self.turn.words >= _REMARK and self.taken_up()

    def taken_up(self) -> bool:
        return self.principal_next and self.after is not None and not self.after.backchannel and not self.after.courteous

    def pleads(self) -> bool:
        """A guest who has been given the floor puts a problem or a proposal."""
        return (
            self.guest and self.principal_next and self.taken_up() and self.turn.asks_for_help and not self.turn.hands_over
        )

    def counters(self) -> bool:
        """The one who was asked asks back."""
        return (
            self.open is not None
            and not self.is_asker()
            and (self.asked or self.countered is not None or self.is_answerer())
            and self.turn.only_asks
            and self.after is not None
            and self.after.speaker.id != self.turn.speaker.id
            and (self.principal or not self.cast.session)
        )

    def answers_first(self) -> bool:
        """The first turn by somebody else after a question, what was put back in between left out."""
        if self.open is None or self.is_asker() or self.open.asks[-1] < max(self.open.answers, default=-1):
            return False
        return self.asked or self.principal

    def resumes(self) -> bool:
        if not self.is_answerer() or self.is_asker() or self.open is None or self.before is None:
            return False
        if self.turn.words < _REMARK - 1 and "?" not in self.turn.text:
            return False
        return not self.before.courteous or len(self.turn.content & self.open.content) >= 2

    def answers_too(self) -> bool:
        """Another principal speaks after an answer, or somebody to whom the answerer gives the floor."""
        if not self.answered() or self.is_asker() or self.before is None:
            return False
        assert self.open is not None
        follows = self.open.answers[-1] == self.at - (2 if self.before.calls else 1)
        return follows and self.cast.session and (self.principal or self.before.hands_over or self.before.calls)


_FRAGMENT = 4
"""Words up to which a question depends on the one before it (`Since when?`)."""
_ASIDE = 12
"""Words up to which a turn may be an interruption."""
_SHORT = 25
"""Words up to which a turn only breaks in."""
_REMARK = 5
"""Words from which on a statement is more than an aside."""

_Rule = tuple[str, Callable[[_Reader], bool], Callable[[_Reader], None]]

_RULES: tuple[_Rule, ...] = (
    ("labelled a question that only runs the event", lambda r: r.is_labelled() and r.only_runs(), _Reader.close),
    ("labelled a question", _Reader.is_labelled, _Reader.ask),
    ("greetings and thanks", lambda r: r.turn.courteous, _Reader.stay),
    ("who is speaking", lambda r: r.turn.only_asks and bool(_PERSONAL.search(r.turn.text)), _Reader.counter),
    ("the reply to a counter-question says what was meant", lambda r: r.replies_to_counter() and r.specifies(), _Reader.ask),
    ("the reply to a counter-question", _Reader.replies_to_counter, _Reader.stay),
    ("a guest gives the floor to another", lambda r: r.guest and r.passes_on(), _Reader.close),
    ("a guest calls upon one of those who answer", lambda r: r.guest and r.answered() and r.turn.calls, _Reader.stay),
    ("the asker goes on before anybody answers", _Reader.goes_on, _Reader.ask),
    ("an interruption", _Reader.interrupts, _Reader.stay),
    ("the asker shows that he listens", lambda r: r.is_asker() and r.turn.backchannel, _Reader.stay),
    ("a guest's aside", lambda r: r.guest and r.is_asker() and r.is_aside(), _Reader.stay),
    ("a guest asks", _Reader.asks_as_guest, _Reader.ask),
    ("a guest presses", _Reader.presses, _Reader.ask),
    ("a guest pleads", _Reader.pleads, _Reader.ask),
    ("the one who was asked asks back", _Reader.counters, _Reader.counter),
    ("the first answer", _Reader.answers_first, _Reader.answer),
    ("the answer goes on", _Reader.resumes, _Reader.answer),
    ("another answers too", _Reader.answers_too, _Reader.answer),
    ("an interviewer remarks", _Reader.remarks, _Reader.ask),
    ("somebody is asked", _Reader.asks_somebody, _Reader.ask),
    ("a sign that somebody listens", lambda r: r.turn.backchannel, _Reader.stay),
    ("anything else", lambda _: True, _Reader.close),
)
"""What a turn is taken for: a name, a condition, and what follows. The first row that applies decides."""


# --- the asker ------------------------------------------------------------------------------------------------------

_NAME = r"[A-Z][^\W\d_]+(?:[-’'][A-Z]?[^\W\d_]+)*"
_GIVES_NAME = re.compile(rf"\b[Mm]y name is ({_NAME}(?: {_NAME}){{0,2}})|\b(?:I am|I’m|I'm|[Tt]his is) ({_NAME}(?: {_NAME}){{1,2}})(?=[,.;]| from )")
_OUTLET = _pattern(r"news|agency|tv|channel|radio|newspaper|times|post|today|gazette|television|media|magazine|company|university|press")


def _asker(turn: _Turn) -> str | None:
    if not turn.nameless:
        return turn.speaker.name
    given = _GIVES_NAME.search(turn.text)
    name = given and (given[1] or given[2])
    return name if name and not _OUTLET.search(name) else None


def exchanges(event: "Event") -> tuple[Exchange, ...]:
    """The exchanges of an event, in order of their first asking turns."""
    statements = event.statements
    turns = [_Turn(statement=statement) for statement in statements]
    found = _Reader(turns=turns, cast=_Cast.of(turns, event.kind)).run()
    return tuple(
        Exchange(
            asks=tuple(statements[position] for position in one.asks),
            answers=tuple(statements[position] for position in one.answers),
            asker=_asker(turns[one.asks[0]]),
        )
        for one in sorted(found, key=lambda one: one.asks[0])
    )

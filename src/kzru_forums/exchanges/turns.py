"""Statements as turns of a conversation: their content, independent of the speaker."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from kzru_forums.exchanges import phrases
from kzru_forums.exchanges.phrases import has_words, is_only, left, words

if TYPE_CHECKING:
    from kzru_forums.model import Speaker, Statement

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"[“”\"][^“”\"]*[“”\"]")
_BETWEEN = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”“\"’])\s+")
_NEAR = 4
"""Number of sentences at the end of a turn in which a question counts as asked."""
_LATE = 8
"""Number of sentences at the end of a turn in which a question by somebody who has come to ask counts."""
_BRIEF = 8
"""Maximum number of words in a turn that is only a sign of listening."""
_ASIDE = 3
"""Maximum number of other words in a turn that only asks."""


def is_question(sentence: str) -> bool:
    """Whether a sentence ends in a question mark, ignoring quotation marks after it."""
    return "?" in sentence[-4:]


def only_runs(sentence: str) -> bool:
    """Whether a sentence or question is only procedural; text before a colon is ignored."""
    return bool(phrases.RUNNING.search(sentence.rpartition(": ")[2])) and not phrases.REQUEST.search(sentence)


@frozen(kw_only=True, slots=False)
class Turn:
    """A statement with properties derived from its text."""

    statement: "Statement"

    @property
    def speaker(self) -> "Speaker":
        """The speaker."""
        return self.statement.speaker

    @property
    def nameless(self) -> bool:
        """Whether the label has no name, so that the speakers of two such turns cannot be distinguished."""
        return self.speaker.name is None

    @property
    def labelled(self) -> bool:
        """Whether the label marks this as a question."""
        return self.statement.kind == "question"

    @cached_property
    def paragraphs(self) -> list[list[str]]:
        """The sentences of each paragraph, without notes; paragraphs without words are left out."""
        spoken = (_NOTE.sub(" ", paragraph).strip() for paragraph in self.statement.paragraphs)
        return [_BETWEEN.split(paragraph) for paragraph in spoken if has_words(paragraph) or "?" in paragraph]

    @cached_property
    def sentences(self) -> list[str]:
        """All sentences."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]

    @cached_property
    def text(self) -> str:
        """The full text without notes, on one line."""
        return " ".join(self.sentences)

    @cached_property
    def length(self) -> int:
        """Number of words."""
        return len(words(self.text))

    @cached_property
    def content(self) -> set[str]:
        """Stems of the words that describe the subject of the turn."""
        return phrases.content(self.text)

    @cached_property
    def closing(self) -> list[str]:
        """The sentences of the last paragraph that is not only polite, without courtesies at its end."""
        for sentences in reversed(self.paragraphs):
            for end in range(len(sentences), 0, -1):
                if not is_only(phrases.COURTESY, sentences[end - 1]):
                    return sentences[:end]
        return []

    @property
    def last(self) -> str:
        """The last sentence that is not only polite."""
        return self.closing[-1] if self.closing else ""

    @property
    def courteous(self) -> bool:
        """Whether there is nothing but greetings and thanks."""
        return not self.closing

    @cached_property
    def listens(self) -> bool:
        """Whether there is nothing but a sign of listening, a yes or a no."""
        if self.length > _BRIEF or "?" in self.text:
            return False
        return len(left(phrases.BACKCHANNEL, phrases.COURTESY.sub(" ", self.text))) <= 1

    @property
    def unfinished(self) -> bool:
        """Whether the turn breaks off."""
        return self.text.rstrip('”“"’').endswith(("…", "..."))

    @property
    def presses(self) -> bool:
        """Whether the turn begins by pressing or contradicting, or ends with a conclusion from the previous turn."""
        return bool(phrases.PRESSING.match(self.text) or phrases.THEN.search(self.text))

    @property
    def joins_on(self) -> bool:
        """Whether the turn begins with a conjunction, or is a single name or noun."""
        return bool(phrases.CONJUNCTION.match(self.text)) or self.length <= 2

    @cached_property
    def gives_floor(self) -> bool:
        """Whether the turn ends by giving the floor to somebody, regardless of earlier questions."""
        return not is_question(self.last) and bool(
            phrases.HANDOVER.search(self.last) or is_only(phrases.NAMED, self.last)
        )

    @cached_property
    def hands_over(self) -> bool:
        """Whether the turn gives the floor to somebody, even after a question (`Who is next? Go ahead.`)."""
        return self.gives_floor or bool(self.sentences and phrases.HANDOVER.search(self.sentences[-1]))

    @property
    def invites(self) -> bool:
        """Whether the turn ends by asking somebody to speak."""
        return bool(phrases.INVITES.search(self.last)) or bool(
            self.sentences and phrases.INVITES.search(self.sentences[-1])
        )

    @cached_property
    def calls(self) -> bool:
        """Whether the turn is only a name, which gives that person the floor."""
        return has_words(self.text) and is_only(phrases.NAMED, self.text)

    @cached_property
    def questions(self) -> list[str]:
        """Questions with a question mark, except procedural ones."""
        return [sentence for sentence in self.sentences if is_question(sentence) and not only_runs(sentence)]

    @cached_property
    def asks(self) -> bool:
        """Whether there is a non-procedural question or request towards the end."""
        late = self.sentences[-_LATE:]
        return any(sentence in late for sentence in self.questions) or any(map(phrases.REQUEST.search, late))

    @cached_property
    def asks_to_run(self) -> bool:
        """Whether all questions and requests are procedural."""
        return "?" in self.text and not self.asks and bool(phrases.RUNNING.search(self.text))

    @cached_property
    def asks_at_end(self) -> bool:
        """Whether a question at or near the end is addressed to somebody, and is not rhetorical or quoted."""
        if self.gives_floor:
            return False
        near = [_QUOTED.sub(" ", sentence) for sentence in self.closing[-_NEAR:]]
        return any(
            phrases.TELL.search(sentence) or _is_put(sentence, last=number == len(near))
            for number, sentence in enumerate(near, start=1)
        )

    @cached_property
    def asks_for_help(self) -> bool:
        """Whether the turn contains a request or a proposal."""
        return bool(phrases.PLEA.search(self.text))

    @cached_property
    def only_asks(self) -> bool:
        """Whether the turn consists almost only of questions."""
        if "?" not in self.text:
            return False
        rest = 0
        for sentence in self.sentences:
            if not is_question(sentence) and not phrases.HANDOVER.search(sentence):
                rest += len(left(phrases.BACKCHANNEL, phrases.COURTESY.sub(" ", sentence)))
                if rest > _ASIDE:
                    return False
        return True

    @cached_property
    def asks_back(self) -> bool:
        """Whether the turn ends with a question, or begins by repeating a word of the previous one (`Radius? …`)."""
        first = self.sentences[0] if self.sentences else ""
        return is_question(self.last) or (is_question(first) and len(words(first)) <= 2)


def _is_put(sentence: str, *, last: bool) -> bool:
    """Whether a sentence near the end of a turn is a question addressed to somebody."""
    if not is_question(sentence) or only_runs(sentence) or is_only(phrases.TAG, sentence):
        return False
    to_somebody = phrases.YOU.search(sentence) or phrases.ADDRESSED.search(sentence)
    return last or (bool(to_somebody) and not phrases.TEASER.search(sentence))

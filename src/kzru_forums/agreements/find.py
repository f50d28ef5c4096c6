"""Paragraph -> mentions: the parts of the grammar in their order."""

import re
from collections.abc import Iterator

from kzru_forums.agreements import amounts, parties, when
from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.gates import Phrase, gate
from kzru_forums.agreements.lexicon import Word
from kzru_forums.agreements.nouns import HEADS
from kzru_forums.agreements.phrase import left_edge, right_edge
from kzru_forums.agreements.sentences import Sentence, sentence_bounds
from kzru_forums.agreements.status import Setting, status_of
from kzru_forums.agreements.verbs import Act
from kzru_forums.model import AgreementKind, AgreementStatus, Money, Party


_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_HEAD_WORDS = frozenset(HEADS)


def may_hold(text: str) -> bool:
    """Whether a text holds a head noun, or something like one: quick, and False only where there is none.

    An abbreviation alone does not count: the paragraph that uses one spells it out.
    """
    return (
        "greement" in text
        or "ontract" in text
        or "reaty" in text
        or "ocument" in text
        or "rogram" in text
        or "reaties" in text
        or "tatement" in text
        or "eclaration" in text
        or "emorand" in text
        or "onvention" in text
        or "rotocol" in text
        or "oadmap" in text
        or "oad map" in text
        or "lan of" in text
        or "tion plan" in text
        or "tion Plan" in text
        or " deal" in text
        or "harter" in text
        or "ccord" in text
        or "ommuniqu" in text
        or " Pact" in text
    )


def find_agreements(text: str, context: Context, memory: Memory | None = None) -> Iterator[Found]:
    """The mentions of documents in one paragraph in normal form, in order.

    `memory` carries the mentions of the paragraphs before, one object an event; without it nothing points back
    beyond the paragraph. Offsets in a mention are those of `text`.
    """
    memory = Memory() if memory is None else memory
    memory.paragraphs += 1
    if not may_hold(text):
        return
    for start, end in sentence_bounds(text):
        sentence = text[start:end]
        if may_hold(sentence) or "FTA" in sentence:
            yield from _in_sentence(Sentence(sentence, start), context, memory)


def _in_sentence(sentence: Sentence, context: Context, memory: Memory) -> Iterator[Found]:
    if _HEAD_WORDS.isdisjoint(sentence.lower):
        return
    place, end = 0, len(sentence)
    taken: list[tuple[int, int]] = []
    while place < end:
        head = HEADS.get(sentence.lower[place])
        if head is None:
            place += 1
            continue
        first = left_edge(sentence, place, taken[-1][1] if taken else 0)
        last = right_edge(sentence, place, first)
        phrase = Phrase(sentence, head, place, first, last, context, memory)
        rule = gate(phrase)
        if rule is None:
            place += 1
            continue
        found = _found(phrase, rule, tuple(taken[-6:]))
        memory.add(found)
        yield found
        taken.append((first, last))
        place = last


def _found(phrase: Phrase, rule: str, taken: tuple[tuple[int, int], ...]) -> Found:
    sentence, context = phrase.sentence, phrase.context
    begin, end = sentence.begin(phrase.first), sentence.end(phrase.last - 1)
    antecedent = _pointed(phrase)
    title = sentence.text[begin:end]
    kind = _kind(phrase, antecedent)
    setting = Setting(
        sentence,
        phrase.first,
        phrase.last,
        context,
        kind,
        antecedent,
        _namesake(phrase, title),
        phrase.antecedent(0),
        taken,
    )
    told_by, status = status_of(setting)
    count, counted_at_least = amounts.count_in(sentence, phrase.first, phrase.place)
    worth = amounts.money_in(sentence.text[begin : end + 120])
    return Found(
        title=title,
        kind=kind,
        status=status,
        date=_date(phrase, setting, status, antecedent),
        parties=_parties(phrase, antecedent),
        count=count,
        value=worth[0] if worth else None,
        at_least=counted_at_least or (worth is not None and worth[1]),
        sentence=sentence.text,
        rule=f"{rule}/{told_by}",
        start=sentence.start + begin,
        end=sentence.start + end,
    )


def _namesake(phrase: Phrase, title: str) -> Found | None:
    """An earlier mention of the event in the same words, where they are more than the noun alone."""
    if phrase.last - phrase.first < 2 or phrase.head.plural:
        return None
    wanted = title.lower()
    return next((found for found in reversed(phrase.memory.found[-30:]) if found.title.lower() == wanted), None)


def _pointed(phrase: Phrase) -> Found | None:
    """The mention that `this treaty`, `the treaty` points back to."""
    determined = phrase.first == phrase.place - 1 and phrase.sentence.kinds[phrase.first] is Word.DETERMINER
    definite = phrase.first == phrase.place and phrase.articled and phrase.sentence.lower[phrase.first - 1] == "the"
    if phrase.last > phrase.place + 1 or not (determined or definite) or phrase.modifiers & {"another", "any"}:
        return None
    memory = phrase.memory
    for found, at in zip(reversed(memory.found[-12:]), reversed(memory.read_at[-12:]), strict=True):
        if phrase.head.noun == "document" and memory.paragraphs - at <= 2:
            return found
        if found.kind is phrase.head.kind and memory.paragraphs - at <= 6:
            return found
    return None


def _kind(phrase: Phrase, antecedent: Found | None) -> AgreementKind:
    words = phrase.sentence.lower[phrase.first : phrase.place]
    if "package" in words or "packages" in words:
        return AgreementKind.PACKAGE
    if phrase.head.noun == "document":
        if phrase.head.plural:
            return AgreementKind.PACKAGE
        antecedent = antecedent or (phrase.antecedent() if {"similar", "same"} & set(words) else None)
        return antecedent.kind if antecedent and antecedent.kind is not AgreementKind.PACKAGE else AgreementKind.OTHER
    if phrase.head.noun == "deal" and not phrase.head.plural:
        return AgreementKind.AGREEMENT
    behind = phrase.sentence.lower[phrase.place + 1 : phrase.place + 3]
    if len(behind) == 2 and behind[0] in ("and", "or", ",") and phrase.last > phrase.place + 2:
        other = HEADS.get(behind[1])
        if other and other.plural and other.kind is not phrase.head.kind:
            return AgreementKind.PACKAGE
    return phrase.head.kind


def _date(phrase: Phrase, setting: Setting, status: AgreementStatus, antecedent: Found | None) -> str | None:
    day = phrase.context.date
    if status is AgreementStatus.SIGNED:
        return day.isoformat() if day else None
    if status is AgreementStatus.PLANNED:
        return None
    title = phrase.sentence.slice(phrase.first, phrase.last)
    named = when.named_date(title) or _year_before(phrase)
    if named:
        return named
    if antecedent and antecedent.date and antecedent.status is status:
        return antecedent.date
    if setting.clue is not None and setting.clue.act is Act.USE:
        return when.anniversary_year(setting.left, day) if day else None
    if setting.clue is None or setting.clue.act not in (Act.SIGN, Act.REACH):
        return None
    around = phrase.sentence.text
    begin = phrase.sentence.begin(phrase.first)
    near = around[max(0, begin - 100) : begin + len(title) + 100]
    if day and (year := when.anniversary_year(near, day)):
        return year
    return when.named_date(near) or (when.relative_date(near, day) if day else None)


def _year_before(phrase: Phrase) -> str | None:
    """`the 2011 declaration`."""
    for index in range(phrase.first, phrase.place):
        word = phrase.sentence.words[index]
        if len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20"):
            return word
    return None


def _parties(phrase: Phrase, antecedent: Found | None) -> tuple[Party, ...]:
    """As the phrase words them, as the clause does, as the document pointed to, as the subjects, as the event has it."""
    sentence, first, last, context = phrase.sentence, phrase.first, phrase.last, phrase.context
    worded = parties.worded_parties(sentence, first, phrase.place, last, context)
    if worded:
        return worded
    clause = parties.clause_parties(sentence, first, last, context)
    if clause:
        return clause
    if antecedent and antecedent.parties:
        return antecedent.parties
    subjects = parties.subject_names(sentence, first, context)
    if subjects:
        return tuple(map(parties.party, subjects))
    if phrase.named and first < phrase.place and sentence.kinds[phrase.place - 1] is Word.NAME:
        return ()
    if (
        context.spoken
        and not phrase.international
        and _WE.search(sentence.text[max(0, sentence.begin(first) - 60) : sentence.end(last - 1)])
    ):
        own = parties.own_side(context, abroad=False)
        return tuple(map(parties.party, own)) if own != ("Russia",) else ()
    return parties.event_parties(context)

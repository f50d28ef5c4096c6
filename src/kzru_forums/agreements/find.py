"""Paragraph -> mentions: the parts of the grammar in their order."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kzru_forums.agreements import amounts, parties, when
from kzru_forums.agreements.clues import Place
from kzru_forums.agreements.complements import right_edge
from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.gates import gate
from kzru_forums.agreements.lexicon import CLOSING, DETERMINER, NAME, OPENING, PAST, is_year
from kzru_forums.agreements.modifiers import left_edge
from kzru_forums.agreements.nouns import HEADS, is_plural_head
from kzru_forums.agreements.phrase import Phrase
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.status import Setting, status_of
from kzru_forums.agreements.stems import Hit, hits_in, is_supported, sentences_with_hits
from kzru_forums.agreements.verbs import Act
from kzru_forums.model import AgreementKind, AgreementStatus, Party

_BEFORE = 600
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")


def find_agreements(
    text: str, context: Context, memory: Memory | None = None, hits: Sequence[Hit] | None = None
) -> Iterator[Found]:
    """The mentions of documents in one paragraph in normal form, in order.

    `memory` carries the mentions of the paragraphs before, one object an event; without it nothing points back
    beyond the paragraph. Offsets in a mention are those of `text`, 0-based, end exclusive.
    Where speed counts, ask `paragraphs_with_hits` first, hand its answer on, and tell the memory of the paragraphs
    that are skipped.
    """
    memory = Memory() if memory is None else memory
    memory.skip()
    hits = hits_in(text) if hits is None else hits
    if not hits:
        return
    for (start, end), strong in sentences_with_hits(text, hits).items():
        sentence = text[start:end]
        if strong or memory.programmes or is_supported(sentence):
            before = text[max(0, start - _BEFORE) : start]
            yield from _in_sentence(Sentence(sentence, start), before, context, memory)


def _in_sentence(sentence: Sentence, before: str, context: Context, memory: Memory) -> Iterator[Found]:
    """The mentions of a sentence; one inside the phrase of another is no mention of its own."""
    taken: list[tuple[int, int]] = []
    behind = 0
    for place, word in enumerate(sentence.lower):
        if word not in HEADS or place < behind:
            continue
        first = left_edge(sentence, place, behind)
        last = right_edge(sentence, place, first)
        if _is_alias(sentence, behind, first, last):
            continue
        phrase = Phrase(sentence, HEADS[word], place, first, last, before, context, memory)
        rule = gate(phrase)
        if rule is not None:
            found = _found(phrase, rule, tuple(taken[-6:]))
            memory.add(found)
            yield found
            taken.append((first, last))
            behind = last


def _is_alias(sentence: Sentence, behind: int, first: int, last: int) -> bool:
    """Whether a phrase stands alone in a bracket behind a mention: `the Treaty on … (INF Treaty)`."""
    opened = behind > 0 and sentence.kinds[behind] is OPENING and first == behind + 1
    return opened and sentence.kinds[last] is CLOSING


def _found(phrase: Phrase, rule: str, taken: tuple[tuple[int, int], ...]) -> Found:
    sentence = phrase.sentence
    begin, end = sentence.begin(phrase.first), sentence.end(phrase.last - 1)
    title = sentence.text[begin:end]
    antecedent = _antecedent(phrase)
    kind = _kind(phrase, antecedent)
    worded = _worded(phrase)
    setting = Setting(
        place=Place(sentence, phrase.first, phrase.place, phrase.last, taken),
        context=phrase.context,
        kind=kind,
        antecedent=antecedent,
        namesake=_namesake(phrase, title),
        previous=phrase.antecedent(0),
        elsewhere=parties.are_elsewhere(worded, phrase.context),
    )
    told_by, status = status_of(setting)
    count, counts_at_least = amounts.count_in(sentence, phrase.first, phrase.place)
    value, worth_at_least = amounts.money_in(sentence.text[begin : end + 120]) or (None, False)
    return Found(
        title=title,
        kind=kind,
        status=status,
        date=_date(phrase, setting, status),
        parties=worded or _parties(phrase, setting),
        count=count,
        value=value,
        at_least=counts_at_least or worth_at_least,
        sentence=sentence.text,
        rule=f"{rule}/{told_by}",
        start=sentence.start + begin,
        end=sentence.start + end,
    )


def _namesake(phrase: Phrase, title: str) -> Found | None:
    """An earlier mention of the event in the same words, where they are more than the noun alone."""
    if phrase.last - phrase.first < 2 or phrase.head.plural:
        return None
    return phrase.memory.titles.get(title.lower())


def _antecedent(phrase: Phrase) -> Found | None:
    """The mention that `this treaty`, `the treaty`, `this document` points back to."""
    determined = phrase.sentence.kinds[phrase.first] is DETERMINER and not phrase.bare
    if phrase.complemented or not (determined or phrase.article == "the"):
        return None
    if not determined and phrase.sentence.kinds[phrase.last] is PAST:
        return None
    if not phrase.modifiers.isdisjoint({"another", "any"}):
        return None
    memory, modifiers = phrase.memory, phrase.sentence.lower[phrase.first + determined : phrase.place]
    if modifiers:
        return _described_before(phrase, modifiers)
    for found, at in zip(reversed(memory.found[-12:]), reversed(memory.read_at[-12:]), strict=True):
        if phrase.head.noun == "document" and memory.paragraphs - at <= 2:
            return found
        if found.kind is phrase.head.kind and memory.paragraphs - at <= 6:
            return found
    return None


def _described_before(phrase: Phrase, modifiers: Sequence[str]) -> Found | None:
    """The mention of the same kind whose words `the joint statement` repeats."""
    if phrase.head.plural:
        return None
    for found in reversed(phrase.memory.found[-12:]):
        if found.kind is phrase.head.kind and set(found.title.lower().split()).issuperset(modifiers):
            return found
    return None


def _kind(phrase: Phrase, antecedent: Found | None) -> AgreementKind:
    """The kind of the head noun; a set of different documents is a package, `this document` is what it points to."""
    if not phrase.modifiers.isdisjoint({"package", "packages"}) or _joins_kinds(phrase):
        return AgreementKind.PACKAGE
    if phrase.head.noun == "deal" and not phrase.head.plural:
        return AgreementKind.AGREEMENT
    if phrase.head.noun != "document":
        return phrase.head.kind
    if phrase.head.plural:
        return AgreementKind.PACKAGE
    if antecedent is None and not phrase.modifiers.isdisjoint({"similar", "same"}):
        antecedent = phrase.antecedent(2)
    return antecedent.kind if antecedent and antecedent.kind is not AgreementKind.PACKAGE else AgreementKind.OTHER


def _joins_kinds(phrase: Phrase) -> bool:
    """Whether heads of several kinds are joined: `agreements and memorandums`."""
    joined = phrase.sentence.lower[phrase.place + 1 : min(phrase.last, phrase.place + 3)]
    if len(joined) < 2 or joined[0] not in ("and", "or", ",") or not is_plural_head(joined[1]):
        return False
    return HEADS[joined[1]].kind is not phrase.head.kind


def _date(phrase: Phrase, setting: Setting, status: AgreementStatus) -> str | None:
    """The day of the event for what is signed there; for what was concluded before, as its words or its clause tell."""
    day = phrase.context.date
    if status is AgreementStatus.SIGNED:
        return day.isoformat() if day else None
    if status is AgreementStatus.PLANNED:
        return None
    named = _date_in_phrase(phrase, day)
    antecedent = setting.antecedent or setting.listed or setting.namesake
    clause = _date_of_clause(phrase, setting, day)
    if named and not (clause and len(clause) > len(named) and clause.startswith(named)):
        return named
    if clause or not antecedent or antecedent.status is not status:
        return clause
    return antecedent.date


def _date_in_phrase(phrase: Phrase, day: date | None) -> str | None:
    """The date that the phrase itself names: `of May 5, 1998`, `the 1998 treaty`, `last year’s plan`."""
    sentence = phrase.sentence
    named = when.named_date(sentence.slice(phrase.first, phrase.last))
    named = named or next(filter(is_year, sentence.words[phrase.first : phrase.place]), None)
    if named or day is None or "last" not in phrase.modifiers:
        return named
    return when.relative_date(sentence.slice(phrase.first, phrase.place), day)


def _date_of_clause(phrase: Phrase, setting: Setting, day: date | None) -> str | None:
    """The date of the signing that the words around the phrase tell, or the year whose anniversary they mark."""
    clue = setting.clue
    if clue is None or clue.act is Act.PREPARE:
        return when.anniversary_year(setting.right[:60], day) if day else None
    if clue.act is Act.USE:
        return when.anniversary_year(f"{setting.left} … {setting.right[:60]}", day) if day else None
    return _dated_clause(phrase.sentence, phrase.first, phrase.last, day)


def _dated_clause(sentence: Sentence, first: int, last: int, day: date | None) -> str | None:
    """The date that the words around the phrase name, in full or relative to the event."""
    begin, end = sentence.begin(first), sentence.end(last - 1)
    near = f"{sentence.text[max(0, begin - 100) : begin]}…{sentence.text[end : end + 100]}"
    if day is None:
        return when.named_date(near)
    return when.anniversary_year(near, day) or when.named_date(near) or when.relative_date(near, day)


def _around(sentence: Sentence, first: int, last: int) -> str:
    """The phrase and a few words before it."""
    return sentence.text[max(0, sentence.begin(first) - 60) : sentence.end(last - 1)]


def _worded(phrase: Phrase) -> tuple[Party, ...]:
    """The parties as the phrase words them, or the clause behind it."""
    sentence, first, last, context = phrase.sentence, phrase.first, phrase.last, phrase.context
    worded = parties.worded_parties(sentence, first, phrase.place, last, context)
    return worded or parties.clause_parties(sentence, first, last, context)


def _parties(phrase: Phrase, setting: Setting) -> tuple[Party, ...]:
    """Those of the document pointed to, the sides or subjects of its verb, the event, or the paragraph."""
    sentence, first, last, context = phrase.sentence, phrase.first, phrase.last, phrase.context
    pointed = setting.antecedent or setting.listed
    if pointed and pointed.parties:
        return pointed.parties
    subjects = parties.subject_names(sentence, first, context)
    if subjects:
        return tuple(map(parties.party, subjects))
    if setting.previous and parties.same_subjects(sentence, first):
        return setting.previous.parties
    if not phrase.bare and sentence.kind_before(phrase.place) is NAME:
        return ()
    if sides := parties.sides_in(_around(sentence, first, last)):
        return sides
    meeting = parties.event_parties(context)
    if meeting:
        return meeting
    bilateral = not phrase.named or "our" in phrase.modifiers
    if bilateral and (topic := parties.topic_parties(sentence.text, phrase.before)):
        return topic
    if context.spoken and not phrase.international and _WE.search(_around(sentence, first, last)):
        own = parties.own_organisation(context)
        if own:
            return tuple(map(parties.party, own))
    return parties.topic_parties(f"{phrase.before} {sentence.text}") if bilateral else ()

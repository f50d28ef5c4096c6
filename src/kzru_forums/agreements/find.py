"""An event's paragraphs -> agreements: the parts of the grammar in their order."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import compress, count

from kzru_forums.agreements import details, parties
from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements.discourse import Context, Memory, Paragraph, first_question, section_of, span_of
from kzru_forums.agreements.gates import gate, is_possible
from kzru_forums.agreements.lexicon import HEADS, is_year
from kzru_forums.agreements.mention import Mention
from kzru_forums.agreements.phrase import bounds
from kzru_forums.agreements.sentences import Sentence, hits_in, paragraphs_with_hits, sentences_with_hits
from kzru_forums.agreements.status import status_of
from kzru_forums.model import Agreement, AgreementStatus, Event, Party, Span

_BEFORE = 600
_NEAR = 100
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")


def find_agreements(
    event: Event, texts: Sequence[str], paragraph_at: Callable[[int], Paragraph], source: str
) -> tuple[Agreement, ...]:
    """The mentions of documents in the paragraphs of an event, in order.

    `texts` are its title, lead, narration, stage directions and speech in normal form, in the order of the page;
    `paragraph_at` describes one of them by its index, and is asked only for those that may hold a mention. `source` is
    the text that the offsets of a paragraph point into; the spans of the agreements point there too.
    """
    hits = paragraphs_with_hits(texts)
    if not hits:
        return ()
    found: list[Agreement] = []
    memory, context, question = Memory(), Context.of(event), first_question(event)
    for number, places in hits.items():
        paragraph = paragraph_at(number)
        statement = paragraph.statement
        asked = question is not None and statement is not None and statement >= question
        context.section = section_of(paragraph.printed, event.kind, asked=asked)
        context.role = None if statement is None else event.statements[statement].speaker.role
        memory.paragraph = number
        found += read_paragraph(paragraph, context, memory, source, places)
    return tuple(found)


def read_paragraph(
    paragraph: Paragraph, context: Context, memory: Memory, source: str, hits: Sequence[int] | None = None
) -> list[Agreement]:
    """The mentions in one paragraph in normal form, in order; `memory` carries those of the paragraphs before it.

    A mention inside the phrase of another does not count.
    """
    text, found = paragraph.text, list[Agreement]()
    offsets: range | list[int] | None = None
    for start, end, programmes in sentences_with_hits(text, hits_in(text) if hits is None else hits):
        listed = bool(memory.known) and (context.reports or "programme" in memory.nouns)
        if programmes and not listed and not lex.is_sided(text[start:end]):
            continue
        sentence, before = Sentence(text[start:end], start), text[max(0, start - _BEFORE) : start]
        taken, behind = tuple[tuple[int, int], ...](), 0
        for place in compress(count(), map(HEADS.__contains__, sentence.lower)):
            head = HEADS[sentence.lower[place]]
            if place < behind or not is_possible(head.noun, sentence, memory):
                continue
            first, last = bounds(sentence, place, behind)
            if _is_alias(sentence, behind, first, last):
                continue
            mention = Mention(sentence, head, (place, first, last), before, context, memory)
            mention.taken = taken
            rule = gate(mention)
            if rule is not None:
                offsets = offsets or paragraph.locate(source)
                places = start + sentence.begin(first), start + sentence.end(last - 1)
                span = span_of(offsets, paragraph.start, *places)
                found.append(_agreement(mention, rule, paragraph.statement, span))
                memory.add(found[-1], head, places[1], sentence.lower[first:last])
                taken, behind = (*taken[-5:], (first, last)), last
    return found


def _is_alias(sentence: Sentence, behind: int, first: int, last: int) -> bool:
    """Whether a phrase is alone in a bracket after a mention: `the Treaty on … (INF Treaty)`."""
    opened = behind > 0 and sentence.kinds[behind] == "opening" and first == behind + 1
    return opened and sentence.kinds[last] == "closing"


def _agreement(m: Mention, rule: str, statement: int | None, span: Span) -> Agreement:
    status_rule, status = status_of(m)
    count, counts_at_least = details.count_in(m.sentence, m.first, m.place)
    begin, end = m.sentence.begin(m.first), m.sentence.end(m.last - 1)
    value, worth_at_least = details.money_in(m.sentence.text[begin : end + 120]) or (None, False)
    return Agreement(
        title=m.title,
        kind=m.kind,
        status=status,
        date=_date(m, status),
        parties=m.worded or _parties(m),
        count=count,
        value=value,
        at_least=counts_at_least or worth_at_least,
        sentence=m.sentence.text,
        statement=statement,
        rule=f"{rule}/{status_rule}",
        span=span,
    )


def _date(m: Mention, status: AgreementStatus) -> str | None:
    """The day of the event for what is signed there; for what was concluded before, as its words or its clause say."""
    day = m.context.date
    if status is AgreementStatus.SIGNED:
        return day.isoformat() if day else None
    if status is AgreementStatus.PLANNED:
        return None
    named = _date_in_phrase(m, day)
    same = m.antecedent or (m.previous if m.joined else None)
    clause = _date_of_clause(m, day)
    if named and not (clause and len(clause) > len(named) and clause.startswith(named)):
        return named
    if clause or not same or same.agreement.status is not status:
        return clause
    return same.agreement.date


def _date_in_phrase(m: Mention, day: date | None) -> str | None:
    """The date that the phrase itself names: `of May 5, 1998`, `the 1998 treaty`, `last year’s plan`."""
    named = details.named_date(m.title)
    named = named or next(filter(is_year, m.sentence.words[m.first : m.place]), None)
    if named or day is None or "last" not in m.modifiers:
        return named
    return details.relative_date(m.sentence.slice(m.first, m.place), day)


def _date_of_clause(m: Mention, day: date | None) -> str | None:
    """The date of the signing that the words around the phrase name, or the year whose anniversary they mark."""
    if m.clue is None or m.clue.act == "prepare":
        return details.anniversary_year(m.right[:60], day) if day else None
    if m.clue.act == "use":
        return details.anniversary_year(f"{m.left} … {m.right[:60]}", day) if day else None
    begin, end = m.sentence.begin(m.first), m.sentence.end(m.last - 1)
    near = f"{m.sentence.text[max(0, begin - _NEAR) : begin]}…{m.sentence.text[end : end + _NEAR]}"
    if day is None:
        return details.named_date(near)
    return details.anniversary_year(near, day) or details.named_date(near) or details.relative_date(near, day)


def _parties(m: Mention) -> tuple[Party, ...]:
    """Those of the document pointed to, the sides or subjects of its verb, the event, or the paragraph."""
    sentence, first, context = m.sentence, m.first, m.context
    same = (m.antecedent if not m.complemented else None) or m.listed
    if same and same.agreement.parties:
        return same.agreement.parties
    if subjects := parties.subject_names(sentence, first, context):
        return tuple(map(parties.party, subjects))
    if not m.bare and sentence.kinds[m.place - 1] == "name":
        return ()
    around = sentence.text[max(0, sentence.begin(first) - 60) : sentence.end(m.last - 1)]
    if sides := parties.sides_in(around) or parties.event_parties(context):
        return sides
    bilateral = not m.named or "our" in m.modifiers
    if bilateral and (topic := parties.topic_parties(sentence.text, m.before)):
        return topic
    if context.spoken and not m.international and _WE.search(around) and (own := parties.own_organisation(context)):
        return tuple(map(parties.party, own))
    return parties.topic_parties(f"{m.before} {sentence.text}") if bilateral else ()

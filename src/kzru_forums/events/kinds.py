"""The kind of an event, determined by a table of words that is applied to the title and then to the lead.

The head word decides. Titles are noun phrases (`Opening of …`, `Security Council meeting on …`) or sentences (`…
answered journalists’ questions`); both are split into chunks at prepositions and punctuation. In the first chunk that
contains a word of the table, the verb decides, or without a verb the last noun, regardless of the words before it
(`Forum opening`, `20th anniversary Interregional Forum`). A dash splits unless it joins two countries.
"""

import re
from collections.abc import Iterable, Sequence

from kzru_forums.facts.countries import country_of_adjective, is_country
from kzru_forums.model import EventKind
from kzru_forums.patterns import regex

_NOUNS = {
    EventKind.MEETING: """
        meeting, meetings, get-together, summit, sitting, round table, roundtable, discussion, audience, lesson, report,
        breakfast, lunch, dinner, council session, board session, commission session, committee session,
        presidium session, session of the council, session of the commission
    """,
    EventKind.TALKS: "talks, talk, negotiations, consultations",
    EventKind.FORUM: """
        forum, congress, conference, convention, symposium, seminar, general assembly, session,
        plenary meeting, plenary sitting, plenary, panel discussion
    """,
    EventKind.PRESS_STATEMENTS: """
        press statement, press statements, media statement, media statements, statements,
        statement for the press, statements for the press, statement to the press, statements to the press,
        statement for the media, statements for the media, statement to the media, statements to the media,
        statement for journalists, statements for journalists,
        remarks for the press, remarks to the press, remarks to journalists
    """,
    EventKind.PRESS_CONFERENCE: """
        news conference, news conferences, press conference, press conferences, briefing, direct line, hotline,
        answer, answers, reply, replies, comments, question and answer session, question-and-answer session
    """,
    EventKind.INTERVIEW: "interview, interviews",
    EventKind.SPEECH: "speech, speeches, address, addresses, remarks, statement, lecture, toast, appeal",
    EventKind.CEREMONY: """
        ceremony, ceremonies, opening, closing, inauguration, launch, start-up, unveiling,
        laying, presentation, award, awards, signing, handover, naming, commissioning, groundbreaking, swearing-in,
        oath, wreath-laying, flower-laying, keel-laying, stone-laying, flag-raising,
        reception, state dinner, official dinner, gala dinner, gala, evening, concert, festival, celebration,
        celebrations, parade, review, procession, rally, commemoration, anniversary, graduation, premiere,
        funeral, farewell, memorial service, church service, easter service, christmas service, liturgy,
        letters of credence, credentials, honorary doctorate, treaty, treaties, agreement, agreements, documents
    """,
    EventKind.VISIT: "visit, visits, visiting, trip, trips, tour, inspection, excursion, attending, arrival, flight",
    EventKind.CONVERSATION: """
        conversation, conversations, telephone talks, phone talks, phone call, phone calls, telephone call,
        linkup, link-up, video link, videoconference, video-conference, video conference, video call, teleconference,
        conference call, conference calls
    """,
    EventKind.ARTICLE: "article, articles, essay, op-ed",
    EventKind.GREETING: "greetings, greeting, congratulations, message, messages, wishes, telegram",
    EventKind.OTHER: "law, laws, decree, resolution, instructions, declaration, list, news, condolences, biography",
}
"""Head nouns. Those without a kind end the search too: a law on visits is not a visit."""

_VERBS = {
    EventKind.MEETING: "met, meets, received, receives, discussed, briefed",
    EventKind.CONVERSATION: """
        talked, spoke with, spoke to, spoke by, spoke on the telephone, spoke over the telephone, discussed by telephone
    """,
    EventKind.PRESS_STATEMENTS: "statement following, statement after",
    EventKind.VISIT: "visited, toured, inspected, arrived, viewed",
    EventKind.PRESS_CONFERENCE: "answered, answering, replied, responded, took questions",
    EventKind.SPEECH: "spoke, speaks, addressed",
    EventKind.CEREMONY: """
        opened, opens, open in, open at, launched, launches, launching, unveiled, unveils, inaugurated, inaugurates,
        commissioned, presented, presents, presenting, awarded, awarding, decorated, bestowed, laid, lays, sworn,
        received honorary, received an honorary, received letters, received the order
    """,
    EventKind.GREETING: "congratulated, congratulates, wished, greeted, greets",
    EventKind.OTHER: "voted, appointed, dismissed, executive order, executive orders, joint statement, winner, winners",
}
"""Main verbs and other decisive words. Verbs whose object decides (`attended`, `took part in`) are not included."""

_CUTS = """
    about, after, ahead, amending, approving, as, at, before, between, by, dedicated, devoted, during, following, for,
    from, honouring, in, marking, of, on, prior, ratifying, regarding, through, to, upon, via, while, with,
    via videoconference, via video conference, via video linkup, via video link-up, via video link, via teleconference,
    by videoconference, by video conference, by video linkup, by video link-up, by video link, by teleconference
"""
"""Words that end a chunk, besides punctuation. The means of taking part are not the head word."""

_BODY = regex(r"\b(?:council|board|commission|committee|presidium)\b", re.IGNORECASE)
"""A title that consists only of the name of a body reports its meeting."""

_SESSION_OF_BODY = regex(
    r"(?!.*\bplenary\b)(?:[\w-]+ ){0,4}?(?:session|sitting) of (?:[\w’'-]+ ){1,8}?"
    r"(?:council|board|commission|committee|presidium)\b",
    re.IGNORECASE,
)
"""A session of a body is its meeting; a plenary session is that of a forum."""

_DASHES = frozenset("–—-")
_SPACED_DASH = regex(r"\b(\w+) ([–—-]) (?=(\w+))")

_CIRCUMSTANCES = regex(
    r"(?:after|ahead|as|at|before|during|following|in|on|prior|upon|while)\b[^,]{0,300},", re.IGNORECASE
)
"""Beginnings of a lead that give the circumstances before the event."""


def _words(row: str) -> list[str]:
    return [" ".join(word.split()) for word in row.split(",")]


_NOUN_KINDS = {word: kind for kind, row in _NOUNS.items() for word in _words(row)}
_VERB_KINDS = {word: kind for kind, row in _VERBS.items() for word in _words(row)}


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, longest first, grouped by first letter, which is three times as fast."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in rests.items())


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches words of the tables and the ends of chunks."""
    return regex(rf"[:;,()]|\s[–—-]\s|\b(?:{_any_of([*words, *_words(_CUTS)])})\b")


_WORD = words_pattern((*_NOUN_KINDS, *_VERB_KINDS))


def _first_kind(text: str) -> EventKind | None:
    """The kind given by the first chunk that contains a word of the table; None if there is none."""
    noun: EventKind | None = None
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        if word in _VERB_KINDS:
            return _VERB_KINDS[word]
        if word in _NOUN_KINDS:
            noun = _NOUN_KINDS[word]
        elif noun:
            break
    return noun


def _joined(dash: re.Match[str]) -> str:
    """A dash between two countries without the spaces around it; any other dash unchanged."""
    sides = (dash[1], dash[3])
    return f"{dash[1]}{dash[2]}" if all(is_country(side) or country_of_adjective(side) for side in sides) else dash[0]


def _kind_of_title(title: str) -> EventKind | None:
    """The kind given by a title; a bracket at its end is considered first (`… (interview to a news agency)`)."""
    bracket = title.rpartition("(")[2] if title.endswith(")") else ""
    if not bracket and _SESSION_OF_BODY.match(title):
        return EventKind.MEETING
    if not _DASHES.isdisjoint(title.split(" ")):
        title = _SPACED_DASH.sub(_joined, title)
    kind = (_first_kind(bracket) if bracket else None) or _first_kind(title)
    return EventKind.MEETING if not kind and _BODY.search(title) else kind


def event_kind(title: str, lead: Sequence[str] = ()) -> EventKind:
    """The kind of event that a page reports, by its title, or by its lead if the title does not indicate a kind.

    What happened at the event is ignored: a meeting at which documents were signed is a meeting.

    Examples:
        >>> event_kind("Press statements following a meeting of the Security Council")
        <EventKind.PRESS_STATEMENTS: 'press_statements'>
    """
    kinds = (_first_kind(_CIRCUMSTANCES.sub("", paragraph, count=1)) for paragraph in lead)
    return _kind_of_title(title) or next(filter(None, kinds), EventKind.OTHER)

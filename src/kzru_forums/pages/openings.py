"""Marks around labels from lists, mails, dialogues and word processors, and labels without a colon.

`2. Ivan Loomov: Two.`, `> Ivan Loomov: Two.`, `– Ivan Loomov: Two.`, `“Ivan Loomov”: Two.` name a speaker as well as
`Ivan Loomov: Two.` does. A mark is removed only if a label follows it. A dash, a tab, a bar and the like count as the
colon of a label only if the text has no label with a colon and several names occur in this position.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from kzru_forums.pages.draft import Edit
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.page import opens_statement, structure
from kzru_forums.patterns import regex
from kzru_forums.speakers.brackets import details_of
from kzru_forums.speakers.labels import LONGEST_LABEL, Label, Shape, is_appointment, looks_like, parse
from kzru_forums.speakers.words import NOT_NAMES
from kzru_forums.text import is_day

FULLWIDTH = "\uff1a"
"""The colon of Chinese and Japanese typesetting."""
MARKED = rf"(?:[–—\"“«'\[(]|[0-9]{{1,3}}[.)][ \t])[^:{FULLWIDTH}]{{1,240}}[:{FULLWIDTH}]"
"""Beginning of a line that may have a label after a mark."""
_LEAD = regex(r"[ \t\u00a0]*(?:(?:[–—-]|[0-9]{1,3}[.)])[ \t\u00a0]+)?")
_QUOTE = regex(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_BEHIND = regex(r":|[ \t\u00a0]*[–—-](?=[ \t\u00a0]+[^\W\d_]|[ \t\u00a0]+[\"“«‘(\[])")
"""A second colon or a dash after the colon of a label; before a number, a dash is a minus."""
_PAIRS = {'"': '"', "“": "”", "«": "»", "[": "]", "(": ")", "'''": "'''", "''": "''"}
_OPEN = regex(r"'{2,3}|[\"“«\[(]")
_MOST_COLONLESS = 100
"""Maximum number of characters in a label without a colon."""
_FEWEST = 2
"""Minimum number of labels without a colon in a text."""
_SEPARATED = regex(
    r"(?P<head>(?:[^\W\d_a-z]\. ?){0,3}[^\W\d_a-z][^:\t\n|;.\u2236–—]{2,99}+)"
    r"(?P<mark>\t[ \t]*|(?<=[ \u00a0])[–—][ \u00a0]+|[|;.\u2236][ \u00a0]+)(?=[^\sa-z–—])"
    r"|(?P<open>[\[<])(?P<inside>[^\W\d_a-z][^:\n\[\]<>]{2,99})(?P<close>[\]>][ \u00a0]+)(?=[^\sa-z–—])"
)
_USUAL = frozenset({"", "\t", "–", "—"})
"""Marks between a label and its text in transcripts; other marks separate a name from anything."""
_UNCERTAIN = frozenset(".;")
"""Marks after which even speech may be part of a sentence or list; names before them are reported and not read."""
_SPEECH = regex(
    r"\b(?:I(?=[’'][a-z]| [a-z])|(?:[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us)\b)|\?[”\"’)]*(?:\s|\Z)"
    r"|\A[“\"]?(?:Good (?:morning|day|afternoon|evening)|Thanks?|Dear|Colleagues|Friends|Ladies|Yes|No|Hello|Welcome)"
    r"(?=[ ,.!])"
)
"""Words and signs with which people speak to others."""
_CREDIT = regex(r"(?:Photo|Picture|Image|Video|Source|Caption|Credit)s?\b")
_LINE = regex(r"[^\n]+")
_MOST_LINES = 4
"""Maximum number of lines per label with a dash or a tab; with more lines, these are not labels."""
_LONGEST_PHRASE = 60
_MOST_WORDS = 6
_SMALL = frozenset("a an and at by de for from in of on the to van von".split())
"""Words that stay lower-case in a phrase in capitals."""
_SENTENCE = regex(r"[.!?…][\"”’)\]]*\Z")
_LONG = 60
"""Minimum number of characters of a line that is a paragraph regardless of its end."""


def quotes(text: str) -> list[Edit]:
    """Edits that remove the marks of a quoted mail: on all lines, if a label follows one or most lines have one."""
    found = list(_QUOTE.finditer(text))
    filled = sum(bool(line.strip()) for line in text.split("\n"))
    if 2 * len(found) <= filled and not any(_opens(text, mark.end()) for mark in found):
        return []
    return [Edit(*mark.span()) for mark in found]


def _opens(text: str, at: int) -> bool:
    return opens_statement(text[at : at + LONGEST_LABEL].partition("\n")[0].strip(" *_"))


def marks(text: str) -> list[Edit]:
    """Edits that remove the marks before and around labels, and replace full-width colons."""
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        head = line[: LONGEST_LABEL + 20]
        if ":" in head or FULLWIDTH in head:
            edits += [Edit(at + start, at + end, words) for start, end, words in _marks_at(head)]
        at += len(line) + 1
    return edits


def _marks_at(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield the marks of one line: start, end and replacement; nothing if there is no label."""
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    opening = _OPEN.match(line, begin)
    first = opening.end() if opening else begin
    colon = min(at for at in (line.find(":", first), line.find(FULLWIDTH, first), len(line)) if at >= 0)
    behind = _BEHIND.match(line, colon + 1)
    if colon == len(line) or (not begin and not opening and line[colon] == ":" and not behind):
        return
    closes = _PAIRS[opening[0]] if opening else ""
    end = len(line[:colon].rstrip())
    closed = line[first:end].endswith(closes)
    last = end - len(closes) if closed else end
    if not closed and not line.startswith(closes, colon + 1):
        return
    words = line[first:last].strip()
    if looks_like(words) < Shape.NAME or (opening and details_of(words)):
        return  # `(Addressing Ivan Loomov):` is a stage direction
    if first:
        yield 0, first, ""
    if closed and closes:
        yield last, end, ""
    if line[colon] == FULLWIDTH:
        yield colon, colon + 1, ": "
    if behind:
        yield *behind.span(), ""
    elif not closed:
        yield colon + 1, colon + 1 + len(closes), ""


class Colonless(NamedTuple):
    """A label without a colon."""

    words: str
    start: int
    """Start of the words, or of a bracket before them."""
    end: int
    """End of the words."""
    behind: int
    """End of the mark and the spaces after it."""
    mark: str
    """What separates the label from its text: a dash, a tab, a bracket …; empty for a line of its own."""


def colonless(text: str) -> list[Colonless]:
    """The names before a dash, a tab and the like, or on lines of their own, in a text without labels with a colon.

    Returns:
        The possible labels, all of one kind: several with a name, or one with a role and a name before a mark.
    """
    if ":" in text and any(opens_statement(line) for line, _ in _lines(text)):
        return []
    separated = [label for line, at in _lines(text) if (label := _separated(line, at))]
    alone = list(_alone(text))
    kinds = Counter(label.mark for label in (*separated, *alone) if _is_name(label.words))
    mark = max(kinds, key=lambda mark: (kinds[mark], mark), default="")
    # Labels such as `Question` count only beside names of the same kind.
    found = [label for label in (*separated, *alone) if label.mark == mark]
    return found if kinds[mark] and _may_be_labels(text, found, kinds[mark]) else []


def _may_be_labels(text: str, found: list[Colonless], names: int) -> bool:
    """Whether several names before a mark are labels, or one with its role before speech.

    A name precedes a point, a bar or a bracket in sentences, captions and tables too; speech must follow it.
    """
    mark = found[0].mark
    if mark in _USUAL and names >= _FEWEST:
        return True
    is_full = looks_like(found[0].words) is Shape.FULL
    return mark != "" and (is_full or len(_people(found)) >= _FEWEST) and _spoken(text, found) > 0


def with_colons(text: str) -> list[Edit]:
    """Edits that add a colon to each label without one, if one of them repeats and they are certainly labels."""
    found = colonless(text)
    if not found or max(Counter(label.words for label in found).values()) < _FEWEST:
        return []
    if found[0].mark in _UNCERTAIN or len(_people(found)) < _FEWEST:
        return []
    if found[0].mark and _MOST_LINES * len(found) < sum(1 for _ in _lines(text[found[0].start :])):
        return []
    if found[0].mark not in _USUAL and _MOST_LINES * _spoken(text, found) < len(found):
        return []
    return [edit for label in found for edit in _as_label(label)]


def _people(found: list[Colonless]) -> set[str]:
    """The different speakers that labels name: with and without a role, a name is one speaker."""
    return {parse(label.words).name or label.words for label in found}


def _spoken(text: str, found: list[Colonless]) -> int:
    """The number of labels followed by words of someone who speaks to others, and not by a credit."""
    lines = (_LINE.match(text, label.behind) for label in found)
    return sum(bool(line and _SPEECH.search(line[0]) and not _CREDIT.match(line[0])) for line in lines)


def _as_label(label: Colonless) -> Iterator[Edit]:
    start = label.end - len(label.words)
    if label.start < start:
        yield Edit(label.start, start)
    yield Edit(label.end, label.behind, ": " if label.mark else ":")


def may_be_label(paragraph: str) -> bool:
    """Whether a paragraph begins with a short phrase in capitals and a colon, like any label."""
    end = paragraph.find(": ", 0, _LONGEST_PHRASE + 2)
    if end <= 0:
        return False
    head = paragraph[:end]
    words = head.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and head[-1].isalpha()
        and words[0][0].isupper()
        and (len(words) > 1 or words[0].lower() not in NOT_NAMES)
        and all(word[0].isupper() or word in _SMALL for word in words)
        and not is_appointment(head, paragraph[len(head) + 2 :])
    )


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the non-blank lines up to the foot of the page, with their offsets."""
    for found in _LINE.finditer(text):
        line = found[0]
        words = line.strip(" \u00a0\r")
        if words == ENGLISH.status or words in ENGLISH.tags:
            return
        if words:
            yield words, found.start() + line.index(words)


def _separated(line: str, at: int) -> Colonless | None:
    """A label before a mark, or in brackets."""
    found = _SEPARATED.match(line)
    if not found:
        return None
    words, mark = (found["head"] or found["inside"]).rstrip(), found["mark"] or found["close"]
    rest = line[found.end() :]
    is_table = mark[0] == "|" and "|" in rest
    is_header = " " not in words and rest.isalpha()  # Of a table: `Speaker | Text`.
    if is_table or is_header or words[-1] in _NOT_LAST or looks_like(words) < Shape.NAME or is_day(words):
        return None
    start = at + found.start()
    end = start + len(found["open"] or "") + len(words)
    return Colonless(words, start, end, at + found.end(), mark.strip(" \u00a0")[:1])


def _alone(text: str) -> Iterator[Colonless]:
    """Yield labels on lines of their own above a paragraph, below the date."""
    dated = next((index for index, (line, _) in enumerate(_lines(text)) if is_day(line)), -1)
    for (line, at), (following, _) in pairwise(islice(_lines(text), dated + 1, None)):
        is_paragraph = following[0] != ":" and (len(following) > _LONG or _SENTENCE.search(following))
        if is_paragraph and len(line) <= _MOST_COLONLESS and structure(line) is None and _is_alone(line):
            yield Colonless(line, at, at + len(line), at + len(line), "")


def _is_alone(line: str) -> bool:
    return line[-1] not in _NOT_LAST and looks_like(line) >= Shape.NAME


_NOT_LAST = ".!?…,;"


def _is_name(words: str) -> bool:
    """Whether words are a label with a name of more than one word."""
    label: Label = parse(words)
    return label.name is not None and " " in label.name

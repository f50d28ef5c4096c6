"""A page without line breaks, which are restored before everything that the site prints on a line of its own.

A line break is inserted only if there is evidence: a date, the label of a statement after the end of a sentence, a
separator, or the heading of a box or of the end of the page. All other text stays with the previous speaker.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kzru_forums.facts.countries import is_country
from kzru_forums.facts.given_names import is_given_name
from kzru_forums.pages.body import is_heading_like
from kzru_forums.pages.draft import Edit
from kzru_forums.pages.furniture import BOXES, ENGLISH, FOOT_HEADINGS
from kzru_forums.pages.inserts import is_quiet
from kzru_forums.pages.page import opens_statement
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.speakers.tokens import is_place
from kzru_forums.speakers.words import is_office, is_role_word
from kzru_forums.text import RANGE

_SHORTEST = 120
"""Shorter texts are not considered to lack line breaks."""
MOST_LINES = 3
LONG_LINES = 700
"""Minimum average length of lines that may contain several paragraphs each."""
_HEAD = 3000
"""Maximum distance of the date from the beginning of a page."""
_FIRST = regex(r"\s*Events\s+")
_TIME = regex(r"[ \u00a0,–-]{1,4}(?P<time>[0-9]{1,2}:[0-9]{2})(?![0-9:])")
_WORDS = regex(r"[^\s]+")
_SENTENCE_END = regex(r"(?<!\b[A-Z])(?<!\b(?:St|Dr|Sr|Jr|Lt|Mr|Ms))[.!?…][)”\"’\]]?\s+(?=[^\W\d_])")
_OTHER_END = regex(r"[:*>”\"’)\]]\s+(?=[^\W\d_])")
_SEPARATOR = regex(r"\s(?P<mark>\*(?:[ \u00a0]?\*){2,8})(?=\s)")
_OMISSION = regex(r"\s(?P<mark>[<‹](?:…|\.\.\.)[>›])(?=\s|\Z)")
_FOOT = regex(
    r"\s(?P<heading>" + "|".join(sorted(map(re.escape, FOOT_HEADINGS), key=len, reverse=True)) + r")(?=[\s:]|\Z)"
)
_BOX = regex(rf"\s(?P<heading>{'|'.join(map(re.escape, sorted(BOXES)))})\s+(?=[^\W\d_a-z])")
_LONGEST_LINK = 300
_VERBS = """accepted addressed announced answered appointed approved arrived attended awarded began bestowed briefed
    chaired commented conducted congratulated continued decorated delivered discussed examined expressed gave greeted
    had has held inspected inaugurated informed is joined laid launched learned made met officially opened ordered paid
    participated presented received replied reported reviewed sent signed spoke submitted summed talked thanked took
    toured updated viewed visited was went were will wished instructed proposed released""".split()
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_SUBJECT = regex(
    rf"(?<=\s)(?:{_NAME} {_NAME} "
    rf"|The (?:President|Prime Minister|Minister|head|leaders?|participants) (?:of \w+ )?|The {_NAME} )"
    rf"(?:and [^.,:;]{{1,60}}? )?(?:{'|'.join(_VERBS)})\b"
)
_OPENER = regex(
    r"(?<=[^:;,] )(?:The|An?|On|At|In|During|After|Before|Following|Ahead|Prior|While|Speaking|Opening|As|Today|Full"
    r"|Earlier) (?=[\w(“])"
)
_BEFORE_OFFICE = frozenset(
    "Acting Chief Executive Federal First Foreign Former General Presidential Prime State Vice".split()
)
_CAPITAL = regex(r"(?<=\s)(?=[^\W\d_a-z])")
_IN_PLACES = frozenset("Airport Cosmodrome Grand Hall Island Palace Square".split())
"""Words in names of places that are words of roles and organisations too."""
_LONGEST_KNOWN = 6
_REVERSED = regex(r"(?<=\s)”[^”“\n]{20,1500}“(?=\s|\Z)")
"""A pull quote in reversed quotation marks."""
_SENTENCE = regex(r"(?<=[.!?…”)]\s)[^\s.!?][^.!?]{15,500}[.!?](?=\s|\Z)")
_CAPTION = regex(r"(?:At|With|During|Before|After|Following|Meeting|Participants|Speaking|Visiting|Photo)\b")
_LONGEST_CAPTION = 220
_COUNTED = regex(
    r"\s(?P<counter>[0-9]{1,3} of [0-9]{1,3})\s+"
    r"(?P<caption>[A-Z“«](?:[^.!?]|(?<=\b[A-Z])\.|(?<=\bSt)\.){2,218}[.!?])(?=\s|\Z)"
)
"""The counter of a gallery and a sentence below it."""
_SHORTEST_QUOTE = 48
_SHORTEST_CAPTION = 20
_LONGEST_STATUS = 600
_NEXT_SENTENCE = regex(r"[.!?]\s")
_FEWEST_INSIDE = 2
"""Minimum number of labels inside lines; one may be quoted in speech."""
_LINE = regex(r"[^\n]+")
_BREAK = regex(r"\n")
_NOT_BEFORE = frozenset("of the and in on at for to with by from a an – - &".split())


def is_one_line(text: str) -> bool:
    """Whether a text has hardly any line breaks although it has a date or several labels."""
    if len(text) < _SHORTEST:
        return False
    lines = [found for found in _LINE.finditer(text) if not found[0].isspace()]
    if any(_has_foot(line[0]) for line in lines):
        return True
    longest = max((len(line[0]) for line in lines), default=0)
    if len(lines) <= MOST_LINES:
        return longest >= 0.6 * len(text) and _is_page(text)
    opening = [line[0].partition(":")[0].strip() for line in lines if opens_statement(line[0].strip())]
    inside = [label for _, label in _inside(text, lines)]
    if longest >= 0.6 * len(text):
        return _FEWEST_INSIDE <= len(inside) > len(opening) or any(_is_certain(label, opening) for label in inside)
    return len(text) > LONG_LINES * len(lines) and len(inside) > _FEWEST_INSIDE + len(opening)


def _is_certain(label: str, opening: Sequence[str]) -> bool:
    """Whether a label inside a line is not quoted in speech: it has a role, or its name opens a line elsewhere."""
    return " " in label and (looks_like(label) is Shape.FULL or label in opening)


def _is_page(text: str) -> bool:
    return next(_labels(text, 0), None) is not None or text.startswith("Events ") or ENGLISH.status in text


def _has_foot(line: str) -> bool:
    """Whether a line has at least two different headings of the status of a page behind other words."""
    found = [one for one in _FOOT.finditer(line.strip()) if _is_status(one)]
    return any(_is_foot(one, after) for one, after in pairwise(found))


def _inside(text: str, lines: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the labels that do not begin a line, each with its line."""
    index = 0
    for begin in _labels(text, 0):
        while lines[index].end() <= begin:
            index += 1
        if text[lines[index].start() : begin].strip():
            yield lines[index], " ".join(text[begin : text.find(":", begin)].split())


def cuts(text: str) -> list[Edit]:
    """Edits that insert the line breaks; in a text of several lines, only in those with labels or a foot inside."""
    places = set[int]()
    body = _cut_head(text, places)
    foot = _cut_foot(text, body, places)
    for found in (*_SEPARATOR.finditer(text, body, foot), *_OMISSION.finditer(text, body, foot)):
        places.update((found.start("mark"), found.end("mark")))
    _cut_boxes(text, body, foot, places)
    _cut_inserts(text, body, foot, places)
    begins = list(_labels(text, body, foot, places))
    places.update(begins)
    places.update(_repeated_labels(text, begins, foot))
    edits = {edit for place in places if (edit := _cut(text, place)) and "\n" not in text[edit.start : edit.end]}
    return sorted([*_joints(text, begins), *_in_long_lines(text, edits)])


def _joints(text: str, begins: Sequence[int]) -> Iterator[Edit]:
    """Edits that join labels broken across lines; a line that the words begin is a line of its own, like a title."""
    for begin in begins:
        if begin == 0 or "\n" in text[begin - 1 : begin]:
            continue
        for found in _BREAK.finditer(text, begin, text.find(":", begin)):
            yield Edit(*found.span(), " ")


def _in_long_lines(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in lines that have labels or a foot inside; all edits in a text of few lines."""
    lines = [found for found in _LINE.finditer(text) if not found[0].isspace()]
    if len(lines) <= MOST_LINES:
        yield from edits
        return
    inside = {line.start() for line, _ in _inside(text, lines)}
    spans = [line.span() for line in lines if line.start() in inside or _has_foot(line[0])]
    starts = [start for start, _ in spans]
    for edit in edits:
        index = bisect_right(starts, edit.start) - 1
        if index >= 0 and edit.end <= spans[index][1]:
            yield edit


def _cut(text: str, place: int) -> Edit | None:
    """The edit that replaces the white space at a position by a line break."""
    start = end = place
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Edit(start, end, "\n") if start > 0 and end < len(text) else None


def _cut_head(text: str, places: set[int]) -> int:
    """Split first line, title, lead, date, time and place; return the beginning of the body."""
    begin = 0
    if first := _FIRST.match(text):
        begin = first.end()
        places.add(begin)
    day = RANGE.search(text, 0, _HEAD)
    if not day or next(_labels(text, 0, day.start()), None) is not None:
        return begin
    places.update((day.start(), day.end()))
    lead = lead_begins(text[begin : day.start()].rstrip())
    if lead:
        places.add(begin + lead)
    at = day.end()
    if time := _TIME.match(text, at):
        places.update((time.start("time"), time.end("time")))
        at = time.end()
    end = _place_ends(text, at)
    if end:
        places.add(end)
    return end or at


def lead_begins(head: str) -> int:
    """Offset at which the lead begins after a title; 0 if everything is the title."""
    head = head.replace("\u00a0", " ")
    found = [match.start() for match in _SUBJECT.finditer(head) if _may_open(head, match.start())]
    starts = [_with_role(head, start) for start in found[:1]]
    if head and head[-1] in '.!?…”"':
        starts += [match.start() for match in _OPENER.finditer(head) if _may_open(head, match.start())]
    again = head.find(" ".join(head.split()[:3]), 1) if _SUBJECT.match(f" {head}", 1) else 0
    return again if again > 0 and _may_open(head, again) else min(starts, default=0)


def _may_open(head: str, start: int) -> bool:
    before = head[:start].split()
    return bool(before) and before[-1].lower() not in _NOT_BEFORE


def _with_role(head: str, start: int) -> int:
    """Offset of the role that precedes a name at the beginning of a sentence."""
    begins = [found.start() for found in _CAPITAL.finditer(head, max(0, start - LONGEST_LABEL), start)]
    name = " ".join(head[start:].split()[:2])
    return next((begin for begin in reversed(begins) if _is_role(head[:begin], head[begin:start], name)), start)


def _is_role(title: str, role: str, name: str) -> bool:
    """Whether words between a title and a name are the role of that name."""
    words = role.split()
    return (
        (is_office(words[0]) or words[0] in _BEFORE_OFFICE)
        and _ends_role(words[-1])
        and _may_end_title(title)
        and looks_like(f"{role}{name}") is Shape.FULL
    )


def _may_end_title(title: str) -> bool:
    """Whether a role may begin after a title: its last word is not part of a role, unless it is a plural."""
    words = title.split()
    return _may_open(title, len(title)) and (
        not is_role_word(words[-1]) or (words[-1].islower() and words[-1].endswith("s"))
    )


def _ends_role(word: str) -> bool:
    return is_role_word(word) or is_country(word)


def _place_ends(text: str, at: int) -> int:
    """End of a known place after date and time; 0 if there is none."""
    words = list(_WORDS.finditer(text, at, at + 90))[:6]
    best = 0
    for word in words:
        if is_office(word[0]) and word[0] not in _IN_PLACES:
            break
        phrase = text[at : word.end()]
        *before, last = (part.strip() for part in phrase.split(","))
        if _is_place(last) and all(_is_place(part) or (before and part[:1].isupper()) for part in before):
            best = word.end()
    if best and _is_label_at(text, at, best):
        return 0
    return best or _unknown_place(text, at)


def _is_label_at(text: str, at: int, end: int) -> bool:
    """Whether a known place is only the beginning of a label: a given name, or a word before a role on a new line."""
    colon = text.find(":", end, end + LONGEST_LABEL)
    words, behind = text[at:colon].split(), text[end:colon].split()
    if colon < 0 or not behind or looks_like(" ".join(words)) < Shape.NAME:
        return False
    if is_given_name(words[0]):
        return not is_given_name(behind[0]) and not is_office(behind[0])
    return "\n" in text[at : at + 2] and "\n" not in text[end:colon] and is_role_word(behind[0])


def _is_place(part: str) -> bool:
    return part in ("Kremlin", "The Kremlin") or (bool(part) and part[0].isupper() and is_place(part))


def _unknown_place(text: str, at: int) -> int:
    """End of an unknown place: up to three capitalised words before the first label."""
    colon = text.find(":", at, at + LONGEST_LABEL)
    words = list(_WORDS.finditer(text, at, max(at, colon)))[:4]
    opens = (index for index, word in enumerate(words) if _opens_label(word[0]))
    place = words[: next(opens, len(words))]
    return place[-1].end() if 0 < len(place) < 4 and all(word[0][0].isupper() for word in place) else 0


def _opens_label(word: str) -> bool:
    return is_given_name(word) or (is_role_word(word) and word not in _IN_PLACES)


def _cut_foot(text: str, body: int, places: set[int]) -> int:
    """Split the lines at the end of the page; return where they begin."""
    found = list(_FOOT.finditer(text, body))
    status = [index for index, one in enumerate(found) if _is_status(one)]
    first = next((one for one, after in pairwise([*status, -1]) if _is_foot(found[one], found[after])), None)
    if first is None:
        return len(text)
    while first and found[first - 1]["heading"] in ENGLISH.tags and _is_before(found[first - 1], found[first]):
        first -= 1
    for one in found[first:]:
        places.add(one.start("heading"))
        if one["heading"] in (*ENGLISH.tags, ENGLISH.status):
            places.add(one.end("heading"))
    return found[first].start()


def _is_status(heading: re.Match[str]) -> bool:
    """Whether a heading of the end of a page belongs to its status, and not to its tags."""
    return heading["heading"] not in (*ENGLISH.tags, ENGLISH.last)


def _is_foot(one: re.Match[str], after: re.Match[str]) -> bool:
    """Whether a heading of the status is followed by another one, or by the end of the text, and not by sentences."""
    end = after.start() if after.start() > one.start() else len(one.string)
    is_other = after["heading"] != one["heading"] or end == len(one.string)
    return is_other and end - one.end() < _LONGEST_STATUS and not _NEXT_SENTENCE.search(one.string, one.end(), end)


def _is_before(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a heading of tags is followed only by tags."""
    tags = one.string[one.end() : other.start()]
    return len(tags) < _LONGEST_STATUS and not _NEXT_SENTENCE.search(tags)


def _cut_boxes(text: str, body: int, foot: int, places: set[int]) -> None:
    """Split the entries of link boxes: a title and a date each."""
    done = body
    for box in _BOX.finditer(text, body, foot):
        if box.start() < done:
            continue
        begin = done = box.end()
        entry = RANGE.search(text, begin, min(foot, begin + _LONGEST_LINK))
        if entry is None or re.search(r"[.!?]\s", text[begin : entry.start()]):
            continue
        places.update((box.start("heading"), box.end("heading")))
        while entry is not None and _is_title(text, begin, entry.start()):
            places.update((begin, entry.start(), entry.end()))
            begin = done = entry.end()
            entry = RANGE.search(text, begin, min(foot, begin + _LONGEST_LINK))


def _is_title(text: str, begin: int, end: int) -> bool:
    """Whether the words before a date are the title of another entry, and neither speech nor another box."""
    return not _BOX.match(text, begin) and not re.search(r"[.!?:]\s", text[begin:end])


def _labels(text: str, body: int, foot: int | None = None, cut: set[int] | None = None) -> Iterator[int]:
    """Offsets of labels of statements: from the end of a sentence or a line break up to a colon."""
    end = len(text) if foot is None else foot
    cuts_made = sorted({*(cut or ()), *_openings(text, body, end)})
    index, done = 0, body
    colon = text.find(":", body, end)
    while colon >= 0:
        while index < len(cuts_made) and cuts_made[index] <= colon:
            done = max(done, cuts_made[index])
            index += 1
        start = max(done, colon - LONGEST_LABEL)
        begin = None if _is_clock(text, colon) else _label_begin(text, start, colon, is_whole=start == done)
        if begin is not None:
            yield begin
            done = colon + 1
        colon = text.find(":", colon + 1, end)


def _openings(text: str, body: int, end: int) -> Iterator[int]:
    """Yield the beginnings of lines that open a statement with a label of several words."""
    for line in _LINE.finditer(text, body, end):
        head = line[0][: LONGEST_LABEL + 1].partition(":")[0].strip()
        if " " in head and opens_statement(line[0].lstrip()):
            yield line.start()


def _is_clock(text: str, colon: int) -> bool:
    """Whether a colon is part of a time or a score."""
    return text[colon - 1 : colon].isdigit() and text[colon + 1 : colon + 2].isdigit()


def _repeated_labels(text: str, begins: Sequence[int], foot: int) -> Iterator[int]:
    """Offsets where labels of the page occur again after words that do not end a sentence."""
    heads = Counter(text[begin : text.find(":", begin)].strip() for begin in begins)
    known = {head for head, times in heads.items() if times > 1 and " " in head}
    if not known:
        return
    taken = {text.find(":", begin) for begin in begins}
    for colon in (found.start() for found in re.finditer(":", text[:foot])):
        if colon in taken:
            continue
        words = list(_WORDS.finditer(text, max(0, colon - 80), colon))[-_LONGEST_KNOWN:]
        for word in words:
            if text[word.start() : colon].strip() in known:
                yield word.start()
                break


def _cut_inserts(text: str, body: int, foot: int, places: set[int]) -> None:
    """Separate possible captions and pull quotes; the readers decide what they are."""
    for found in _REVERSED.finditer(text, body, foot):
        places.update(found.span())
    for found in _COUNTED.finditer(text, body, foot):
        if is_quiet(found["caption"]) and (found.start() == body or text[found.start() - 1] in ".!?…”)"):
            places.update((found.start("counter"), *found.span("caption")))
    sentences = list(_SENTENCE.finditer(text, body, foot))
    times = Counter(found[0].strip() for found in sentences if _is_long(found[0]))
    for found in sentences:
        words = found[0].strip()
        if times[words] > 1 or (_CAPTION.match(words) and len(words) <= _LONGEST_CAPTION and is_quiet(words)):
            places.update((found.start(), found.end()))


def _is_long(sentence: str) -> bool:
    return len(sentence) >= _SHORTEST_QUOTE or (len(sentence) >= _SHORTEST_CAPTION and is_quiet(sentence))


def _label_begin(text: str, start: int, colon: int, *, is_whole: bool) -> int | None:
    """Beginning of the label that ends at a colon: after the end of a sentence, a bracket or a heading."""
    window = text[start:colon]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    sentence = ends[-1] if ends else (len(window) - len(window.lstrip()) if is_whole else None)
    if sentence is not None and (behind := _behind_heading(window[sentence:].rstrip())):
        return start + sentence + behind
    begins = [] if sentence is None else [sentence]
    begins += [found.end() for found in _OTHER_END.finditer(window, sentence or 0)]
    for begin in begins:
        head = " ".join(window[begin:].split())
        if head and (head[0].isupper() or is_office(head.split()[0])) and looks_like(head) >= Shape.NAME:
            return start + begin
    return None


def _behind_heading(head: str) -> int:
    """Beginning of the label in words that begin with a heading: the last office or given name not linked to it."""
    if not is_heading_like(head):
        return 0
    named = 0
    for found in reversed(list(re.finditer(r"(?<=\s)(?=[A-Z])", head))):
        before, label = head[: found.start()].split(), " ".join(head[found.start() :].split())
        first = label.split(" ", 1)[0]
        if before[-1].lower() in _NOT_BEFORE or before[-1] in _BEFORE_OFFICE:
            continue
        shape = looks_like(label)
        if is_office(first) and shape is Shape.FULL:
            return found.start()
        if not named and is_given_name(first) and shape is Shape.NAME:
            named = found.start()
    return named

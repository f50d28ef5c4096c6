"""Missing line breaks and spaces where a tag was, and time codes at labels."""

import re
from collections.abc import Iterator
from itertools import pairwise

from kzru_forums.facts.countries import country_at_start
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.draft import Edit
from kzru_forums.pages.furniture import ENGLISH, FOOT_HEADINGS
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.speakers.words import is_role_word
from kzru_forums.text import ANY_DAY, MONTHS, is_day

_SEAM = regex(r"(?<=[a-zß-öø-ÿ])(?=[A-Z])|(?<=\w)(?=\()|(?<=[A-Z.][A-Z])(?=[A-Z][a-z]{2})")
_CODE = (
    r"(?:\[(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}(?:[.,][0-9]{1,3})?\]|\((?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}\)"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?=[ \t]+[^\W\d_]))"
)
_BEFORE = regex(rf"{_CODE}[ \t]*[-–]?[ \t]*")
_AFTER = regex(rf"\s*{_CODE}(?=\s*:)")
_BEHIND = regex(rf"(?<=:)\s*{_CODE}")


_SENTENCES = regex(r"(?<=[.!?…][)”’ ])[ \n]*(?=[A-Z“][a-z ’])|(?<=[.!?…])[ \n]+(?=[A-Z“][a-z ’])")
_NO_END = (
    r"(?<!\b(?:St|Mt|Ft|Dr|Mr|Ms|Lt|vs)\.)(?<!\b(?:Mrs|Gen|Col|Maj|Sgt|Sen|Rep|Gov|Rev|Hon)\.)"
    r"(?<!\b(?:Prof|Capt)\.)"
)
"""Excludes abbreviations that are followed by a name."""
_PARAGRAPH = regex(
    rf"{_NO_END}(?<=[a-z0-9)”’%][.!?…])(?=[A-Z“][a-z ’]|\*[ \u00a0]?\*|[<‹](?:…|\.\.\.)[>›])"
    r"|(?<=[.!?…][)”’])(?=[A-Z“][a-z ’])"
    r"|(?<=\*)(?=[A-Z])|(?<=[….][>›])(?=[A-Z])"
    rf"|(?<=\S)(?={'|'.join(map(re.escape, FOOT_HEADINGS[3:]))})"
    rf"|(?<=[.!?…>›)”])(?=(?:{'|'.join((*ENGLISH.tags, *ENGLISH.boxes))})[A-Z])"
    rf"|{'|'.join(f'(?<={heading})(?=[A-Z])' for heading in ENGLISH.boxes)}"
)
"""Ends of paragraphs without white space before the next one."""
_ENDS = (".", "!", "?", "…", "”", ")")
_FEWEST_PARAGRAPHS = 4
_HEAD = 2000
_PLACE = 80
_AROUND_DAY = regex(
    rf"(?:(?<=[^\W\d_])|(?<=[.!?…”)]))(?=(?:{'|'.join(map(str.title, MONTHS))}) [0-9])"
    r"|(?<= [12][0-9]{3})(?=[0-9]{1,2}:[0-9]{2}|[A-Z])|(?<=:[0-9]{2})(?=[A-Z])"
)
_WORDS = regex(r"(?<=[a-zß-öø-ÿ])(?=[A-Z][a-z ])")


def unglued_paragraphs(text: str) -> list[Edit]:
    """Edits that insert the missing line breaks of a text whose paragraphs follow one another without white space."""
    found = [match.start() for match in _PARAGRAPH.finditer(text)]
    # In such a text, lines end at a column if anywhere, and not with a sentence.
    paragraphs = sum(line.rstrip().endswith(_ENDS) for line in text.split("\n"))
    if len(found) < max(_FEWEST_PARAGRAPHS, paragraphs):
        return []
    if 20 * len(found) < sum(1 for _ in _SENTENCES.finditer(text)):
        return []
    places = {*found, *(match.start() for match in _AROUND_DAY.finditer(text))}
    day = ANY_DAY.search(text, 0, _HEAD)
    if day and ":" not in text[: day.start()]:  # Title and lead above the day, the place below it.
        places.update(match.start() for match in _WORDS.finditer(text, 0, day.end() + _PLACE))
    status = text.rfind(ENGLISH.status)
    tags = max((place for place in found if place < status), default=status)
    places.update(match.start() for match in _WORDS.finditer(text, tags, max(status, tags)))
    return [Edit(place, place, "\n") for place in sorted(places)]


_BAR = regex(r"[ \u00a0]?\|[ \u00a0]?")
_BARS = regex(r"\|[^|\n]*\|[^|\n]*\|")
_FEWEST_BARS = 8


def barred_nodes(text: str) -> list[Edit]:
    """Edits that replace the bars of a text with a bar at every tag by line breaks."""
    bars = text.count("|")
    if bars < _FEWEST_BARS or 2 * bars <= text.count("\n") or text.startswith("|") or "\n|" in text:
        return []
    if not _BARS.search(text) or not _is_parted_by_bars(text):
        return []
    return [Edit(*match.span(), "\n") for match in _BAR.finditer(text)]


def _is_parted_by_bars(text: str) -> bool:
    """Whether bars surround a label or the date of the page, unlike those of a table or formula."""
    for line in text.split("\n"):
        nodes = [node.strip() for node in line.split("|")]
        for above, node in pairwise(nodes):
            head, colon, _ = node[:LONGEST_LABEL].partition(":")
            if colon and looks_like((head or above).strip()) >= Shape.NAME:
                return True
    return "\n" not in text.strip() and any(is_day(node.strip()) for node in text.split("|"))


def unglued_words(text: str) -> list[Edit]:
    """Edits that insert missing spaces around and inside labels."""
    edits: list[Edit] = []
    tight = labels = at = 0
    for line in text.split("\n"):
        head, colon, rest = line[:LONGEST_LABEL].partition(":")
        if colon and rest:
            seams = list(_seams(head))
            if looks_like(_parted(head, seams).strip()) >= Shape.NAME:
                labels += 1
                tight += not rest[0].isspace()
                edits += [Edit(at + seam, at + seam, " ") for seam in seams]
                if rest[0].isalpha() or rest[0] in '“"(':
                    edits.append(Edit(at + len(head) + 1, at + len(head) + 1, " "))
        at += len(line) + 1
    return edits if tight and 2 * tight > labels else []


def parted(head: str) -> str:
    """A label with missing spaces restored."""
    return _parted(head, list(_seams(head)))


def _parted(head: str, seams: list[int]) -> str:
    parts, done = [], 0
    for seam in seams:
        parts.append(head[done:seam])
        done = seam
    return " ".join((*parts, head[done:]))


def _seams(head: str) -> Iterator[int]:
    """Offsets at which a space is missing in a label: after a word of an office or country, before a name."""
    for found in _SEAM.finditer(head):
        at = found.start()
        left = re.split(r"[\s(]", head[:at])[-1]
        right = re.split(r"[\s,)]", head[at:], maxsplit=1)[0]
        if right[0] == "(" or left[-2:].isupper() or _is_known(left) or (is_role_word(right) and len(left) > 2):
            yield at


def _is_known(word: str) -> bool:
    return is_role_word(word) or country_at_start(word) == len(word) > 0


def time_codes(text: str) -> list[Edit]:
    """Edits that remove time codes before and after labels, and on lines of their own between them."""
    edits: list[Edit] = []
    labels = at = 0
    for line in text.split("\n"):
        head = line[:LONGEST_LABEL]
        if span := _code_at_label(head):
            labels += 1
        else:
            code = _BEFORE.match(head, len(head) - len(head.lstrip()))
            span = code.span() if code and code[0][0] in "[(" else None
        if span:
            edits.append(Edit(at + span[0], at + span[1], "", BlockKind.INTERFACE))
        at += len(line) + 1
    return edits if labels else []


def _code_at_label(head: str) -> tuple[int, int] | None:
    """Position of the time code before a label, at its end or after its colon; None if there is none."""
    code = _BEFORE.match(head, len(head) - len(head.lstrip()))
    if code and _is_label(head[code.end() :].partition(": ")):
        return code.span()
    after = _AFTER.search(head)
    if after and _is_label((head[: after.start()], ":", "")):
        return after.span()
    behind = _BEHIND.search(head)
    if behind and behind[0][-1] in ")]" and _is_label(head.partition(":")):
        return behind.span()
    return None


def _is_label(parts: tuple[str, str, str]) -> bool:
    return bool(parts[1]) and looks_like(parts[0].strip()) > Shape.NONE

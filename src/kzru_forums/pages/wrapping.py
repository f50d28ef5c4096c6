"""Line breaks inside paragraphs: text wrapped at a column, or a break at every inline tag."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from kzru_forums.facts.given_names import is_given_name
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.body import is_heading_like
from kzru_forums.pages.draft import Draft, Edit
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.glue import parted
from kzru_forums.pages.one_line import lead_begins
from kzru_forums.pages.page import opens_statement, structure
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.speakers.names import PARTICLES
from kzru_forums.speakers.words import is_office, is_role_word
from kzru_forums.text import CLOSE, is_day, is_range, is_time

WIDEST = 160
"""Maximum column for wrapped text; longer lines are paragraphs."""
_NARROWEST = 24
_SMALL = frozenset("a an and as at by for from in of on or the to via with".split()) | PARTICLES
"""Words that are lower-case in titles."""
_LONGEST_ROLE = 150
_LINKING = frozenset({"of", "for", "to"})
_FOOT_LINES = frozenset({f"{ENGLISH.section}s:", f"{ENGLISH.section}:", ENGLISH.published, ENGLISH.link})
"""Lines of the foot that continue after a tag."""
_SHORTEST_PARAGRAPH = 80
_HEAD_LINES = 80
_LONGEST_HEAD = 12
FEWEST_BREAKS = 2
_SHORTEST_HEADING = 60
"""Shorter Markdown headings are not wrapped."""
_MARKED = regex(
    r"#{1,6} |[*+•-] |\||={3,}\Z|-{3,}\Z|:{3,}|<(?!/?(?:a|span|b|i|em|strong|img|su[bp]|u)\b)|\[[^\]]*\]:|`{3}"
    r"|!\[[^\]]*\]\([^)]*\)\Z"
)
"""A Markdown line that is not part of a paragraph, or is one by itself."""
_STARTED = regex(rf"{_MARKED.pattern}|>|[0-9]{{1,3}}[.)] ")
_SMALL_NEXT = regex(r"\n[ \t]*(?=[a-z])")
_SMALL_WORD = regex(r"[ \u00a0][a-z]+,?[ \t]*\Z")
_SLACK = 16
"""Tolerance for full lines: some converters do not break at a no-break space."""
_ENDS_SENTENCE = regex(r"[.!?…:;][\"”’“)\]]*\Z")
_OPEN = regex(
    r"(?:[(\[“–—]|(?<=\w)-|\b(?:of|the|a|an|and|or|in|on|at|for|to|with|by|from|as|that|which|who|is|are|was|were|has|have|"
    r"his|her|its|their|our|my|your|Mr|Ms|Mrs|Dr))\Z"
)
_LOWER = regex(r"[\s\"“‘(\[]*[a-zß-öø-ÿ]")
_ORDINAL = regex(r"(?:st|nd|rd|th)\b")


class Line(NamedTuple):
    """A physical line of the text."""

    text: str
    start: int
    end: int
    width: int
    """Its length in the source, including markup, without trailing blanks."""
    first: int
    """The length of the text that could have been on the previous line: up to the first breaking space."""
    is_hard: bool = False
    """Whether it ends with a Markdown line break."""


def physical_lines(draft: Draft, most: int = -1) -> list[Line]:
    """The lines of the text (all of them, or the first ones), including empty ones, with their width in the source."""
    lines: list[Line] = []
    at = 0
    source = draft.source
    for raw in draft.text.replace("\u00a0", " ").split("\n", most)[: None if most < 0 else most]:
        end = at + len(raw)
        text = raw.strip()
        begin = at + len(raw) - len(raw.lstrip()) if text else at
        stop = begin + len(text)
        if draft.is_changed:
            whole = _source_line(source, draft.source_start(begin), draft.source_end(stop)) if text else ""
        else:
            whole = raw.rstrip()
        is_hard = raw.endswith(("  ", "\\"))
        lines.append(Line(text, begin, stop, len(whole), len(whole.lstrip().partition(" ")[0]), is_hard))
        at = end + 1
    return lines


def _source_line(source: str, start: int, end: int) -> str:
    """The line of the source around a part of it, without the blanks at its end; very long lines are cut off."""
    least, most = max(0, start - 2 * WIDEST), start + 4 * WIDEST
    before, after = source.rfind("\n", least, start), source.find("\n", end, most)
    return source[least if before < 0 else before + 1 : most if after < 0 else after].rstrip()


def _column(widths: Iterable[int]) -> int:
    """The maximum column at which most lines of several words end; 0 if there is none."""
    widths = sorted(widths)
    if len(widths) < 3:
        return 0
    column = widths[-1 - len(widths) // 60]
    return column if _NARROWEST <= column <= WIDEST else 0


def _is_full(line: Line, following: Line, column: int) -> bool:
    """Whether the next word would not have fitted on the line."""
    return line.width + 1 + following.first > column


def _is_open(text: str) -> bool:
    """Whether a line does not end like a sentence."""
    return not _ENDS_SENTENCE.search(text[-4:])


def has_broken_title(lines: Sequence[str]) -> bool:
    """Whether one of the first lines ends with a word that cannot end a title."""
    is_copy = bool(lines) and lines[0] == ENGLISH.first
    return any(_is_broken(*pair, is_copy=is_copy) for pair in pairwise(lines[:4]))


def _is_broken(line: str, following: str, *, is_copy: bool) -> bool:
    """Whether a line of the head ends with a word that cannot end a title, or between a given name and the next word.

    Only an office before the given name shows that a family name is missing, and only in a text that is not copied.
    """
    if _OPEN.search(line[-8:]) is not None:
        return True
    if is_copy or " " in following or not following.isalpha():
        return False
    *others, given = line.split()
    return is_given_name(given) and any(map(is_office, others))


_STAMP = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? +[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?"
_RUNNING = regex(
    rf"^[ \t]*(?:(?P<stamp>{_STAMP})(?:[ \t]+(?P<title>\S[^\n]*))?"
    r"|(?P<counter>(?P<address>(?!Page )\S{1,300}[ \t]+)?(?P<word>Page )?(?P<page>[0-9]{1,3})(?(word)(?:/| of )|/)"
    r"(?P<pages>[0-9]{1,3}))|(?P<number>[0-9]{1,3}))[ \t]*$",
    re.MULTILINE,
)
_ADDRESS = regex(r"\w+:/|[\w-]+(?:\.[\w-]+)+(?:/|\s*\Z)")
_MOST_BETWEEN = 400
_SHORTEST_TITLE = 20
_SHORTEST_SHEET = 120
_FEWEST_NUMBERS = 3


def running_heads(draft: Draft) -> list[Edit]:
    """Edits that leave out what a browser or a PDF file prints at the edges of its pages.

    A number, a counter and a time may be anything else, so each needs evidence: an address, the title that is printed
    once more, the end of a page, or a sentence that continues after it.
    """
    text = draft.text
    found = list(_RUNNING.finditer(text))
    if not any(match["counter"] or match["number"] for match in found):
        return []
    titles = _titles(text, found)
    heads = {counter.start(): stamp for stamp, counter in pairwise(found) if _is_running(text, stamp, counter, titles)}
    counters = [match for match in found if match["counter"]]
    numbers = [match for match in found if match["number"]]
    if not _are_counters(text, counters, heads):
        counters = []
    if not _are_page_numbers(draft, numbers):
        numbers = []
    stamps = [match for match in found if match["stamp"] and titles[_beginning(match["title"])] > 1] if counters else []
    ranges = {match.start(): match.end() for match in (*counters, *numbers, *stamps)}
    if counters:
        ranges |= {stamp.start(): stamp.end() for stamp in heads.values()}
        ranges |= {stamp.end(): at for at, stamp in heads.items()}
    return _without_blanks(text, sorted(ranges.items()))


def _titles(text: str, found: Iterable[re.Match[str]]) -> Counter[str]:
    """How often each beginning of a line occurs, also after a time; the empty one counts as none."""
    titles = Counter(_beginning(line) for line in text.split("\n"))
    titles.update(_beginning(match["title"]) for match in found if match["title"])
    titles[""] = 0
    return titles


def _beginning(title: str | None) -> str:
    return (title or "").strip()[:_SHORTEST_TITLE]


def _is_running(text: str, stamp: re.Match[str], counter: re.Match[str], titles: Counter[str]) -> bool:
    """Whether only the title and an address, printed once more, are between the time and the number of a page."""
    if not stamp["stamp"] or stamp["title"] or not counter["counter"]:
        return False
    if counter.start() - stamp.end() > _MOST_BETWEEN:
        return False
    between = text[stamp.end() : counter.start()].strip()
    title, _, address = between.partition("\n")
    return titles[_beginning(title)] > 1 and (not address or _ADDRESS.match(address) is not None)


def _are_counters(text: str, counters: Sequence[re.Match[str]], heads: Collection[int]) -> bool:
    """Whether counters are those of pages, and not fractions, scores or the numbers of items."""
    if not _counts([match["page"] for match in counters], {match["pages"] for match in counters}):
        return False
    if all(match["address"] is None or _ADDRESS.match(match["address"]) for match in counters) and all(
        match["word"] or match["address"] or match.start() in heads for match in counters
    ):
        return True
    return _are_at_edges(text, counters)


def _are_page_numbers(draft: Draft, numbers: Sequence[re.Match[str]]) -> bool:
    """Whether numbers alone on their lines are those of pages, and not of the items of a list."""
    if not _counts([match["number"] for match in numbers]):
        return False
    ends = [draft.source_start(match.end()) for match in numbers]
    if all("\f" in draft.source[end : end + 3] for end in ends):
        return True
    return len(numbers) >= _FEWEST_NUMBERS and _are_at_edges(draft.text, numbers)


def _are_at_edges(text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether marks part a text into sheets: one is its first or last line, and a sentence continues after another."""
    gaps = [(one.end(), other.start()) for one, other in pairwise(marks)]
    is_first = not text[: marks[0].start()].strip()
    if not is_first and text[marks[-1].end() :].strip():
        return False
    return all(end - start > _SHORTEST_SHEET for start, end in gaps) and any(_parts(text, mark) for mark in marks)


def _parts(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is inside a sentence."""
    before = text[max(0, mark.start() - _NARROWEST) : mark.start()].rstrip()
    after = text[mark.end() : mark.end() + _NARROWEST].lstrip()
    return bool(before) and _is_open(before) and _LOWER.match(after) is not None


def _without_blanks(text: str, ranges: Iterable[tuple[int, int]]) -> list[Edit]:
    """Edits that leave out lines and the blank lines around them, which may be inside a paragraph."""
    edits: list[Edit] = []
    done = 0
    for begin, stop in ranges:
        start, end = max(begin, done), stop
        while start > done and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        is_break = start > 0 and not _is_open(text[max(0, start - 4) : start])
        joint = "" if edits and start == done else "\n\n" if is_break else "\n"
        edits.append(Edit(start, end, joint, BlockKind.INTERFACE))
        done = end
    return edits


def _counts(numbers: Sequence[str], totals: Collection[str] = ()) -> bool:
    """Whether numbers count the pages of a document."""
    is_rising = [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    return bool(numbers) and is_rising and (not totals or {str(len(numbers))} == totals)


def unwrapped(draft: Draft) -> list[Edit]:
    """Edits that join the lines of a text wrapped at a column."""
    raws = draft.text.replace("\u00a0", " ").split("\n")
    if not draft.is_changed and not _column(len(raw.rstrip()) for raw in raws if " " in raw.strip()):
        return []
    lines = physical_lines(draft)
    column = _column(line.width for line in lines if " " in line.text)
    if not column:
        return []
    pairs = [(one, other) for one, other in pairwise(lines) if one.text and other.text]
    long = [pair for pair in pairs if 2 * pair[0].width > column and _is_open(pair[0].text)]
    middle = [pair for pair in long if not _is_apart(*pair)]
    full = sum(_is_full(*pair, column) for pair in middle)
    lower = [pair for pair in long if _LOWER.match(pair[1].text)]
    if (
        full < 2
        or full < 0.3 * len(middle)
        or sum(_is_full(*pair, column - _SLACK) for pair in lower) < 0.8 * len(lower)
    ):
        return []
    has_blanks = _is_parted(lines)
    lead = _lead(lines, column)
    edits: list[Edit] = []
    first = ""
    for (one, other), after in zip(pairs, [*(other.text for _, other in pairs[1:]), ""], strict=True):
        first = first if edits and edits[-1].end == one.start else one.text
        rest = other.text if after[:1] not in (":", "(") else f"{other.text} {after}"
        opens = not has_blanks and opens_statement(rest) and not _goes_on_in_label(one.text, rest, first)
        in_title = other.start < lead and _is_open(one.text)
        if (
            other.start != lead
            and not _is_apart(one, other)
            and (in_title or _belongs(one, other, column, opens=opens))
        ):
            edits.append(_joint(one, other))
    return _without_hyphens(draft.text, edits)


_HYPHENATED = regex(r"(?P<left>[^\W\d_]{2,})-\Z")
_WORD = regex(r"[^\W\d_][\w-]+")
_FEWEST_HYPHENS = 3


def _without_hyphens(text: str, joints: list[Edit]) -> list[Edit]:
    """The joints of a text whose words are divided at the ends of lines, without the hyphens that the text disproves.

    A word is rejoined if it is elsewhere in the text without a hyphen, and nowhere with one; others may have a hyphen.
    """
    divided = {
        joint: match["left"]
        for joint in joints
        if (match := _HYPHENATED.search(text, max(0, joint.start - 40), joint.start))
    }
    divided = {joint: left for joint, left in divided.items() if text[joint.end].islower() and left[-1].islower()}
    if len(divided) < _FEWEST_HYPHENS:
        return joints
    words = set(_WORD.findall(text.lower()))
    dropped = {joint for joint, left in divided.items() if _is_whole(left.lower(), _word_at(text, joint.end), words)}
    return [joint._replace(start=joint.start - 1) if joint in dropped else joint for joint in joints]


def _is_whole(left: str, right: str, words: Collection[str]) -> bool:
    return f"{left}{right}" in words and f"{left}-{right}" not in words


def _word_at(text: str, at: int) -> str:
    match = _WORD.match(text, at)
    return match[0] if match else text[at]


def _lead(lines: Iterable[Line], column: int) -> int:
    """Start of the line with which the lead begins, or the date if there is none; -1 if it is unknown.

    The words of the lead show where it begins, or a short line above it, with which the title ends.
    """
    head = list(islice((line for line in lines if line.text), _LONGEST_HEAD))
    dated = next((index for index, line in enumerate(head) if is_day(line.text)), 0)
    begins = lead_begins(" ".join(line.text for line in head[:dated]))
    at = 0
    for line in head[:dated]:
        if at and at == begins:
            return line.start
        at += len(line.text) + 1
    ends = (two for one, two in pairwise(head[1 : dated + 1]) if 2 * one.width < column and _is_open(one.text))
    return next((line.start for line in ends), -1)


def _goes_on_in_label(text: str, rest: str, first: str) -> bool:
    """Whether a line that looks like the beginning of a statement is the rest of a label or sentence."""
    if not _is_open(text) or is_heading_like(text) or is_heading_like(first):
        return False
    if text[-1] == "," or _OPEN.search(text):
        return True
    return _extends_label(text, rest) if text == first else not _is_complete(rest.partition(":")[0])


def _belongs(line: Line, following: Line, column: int, *, opens: bool) -> bool:
    """Whether the next line, which may open a statement, continues the paragraph of a line."""
    if _is_full(line, following, column):
        return not opens
    if _LOWER.match(following.text) or CLOSE.match(following.text):
        return _is_open(line.text) and line.width > column // 3
    return _OPEN.search(line.text) is not None or (
        _is_open(line.text) and _is_full(line, following, column - _SLACK) and not opens_statement(following.text)
    )


def _is_apart(line: Line, following: Line) -> bool:
    """Whether one of two lines must stay separate: a date, a time, a heading of the foot, a separator."""
    if line.text.startswith(ENGLISH.section):
        return _is_alone(following.text)
    return _is_alone(line.text) or _is_alone(following.text)


def _is_alone(text: str) -> bool:
    return _is_structure(text) or is_range(text) or is_time(text)


def _is_structure(text: str) -> bool:
    return text == ENGLISH.first or structure(text) is not None


def _joint(line: Line, following: Line) -> Edit:
    """The edit that joins two lines: with a space, or without one after a hyphen and before closing punctuation."""
    return Edit(line.end, following.start, "" if _is_divided(line, following) or CLOSE.match(following.text) else " ")


def _is_divided(line: Line, following: Line) -> bool:
    """Whether a line ends with a hyphen inside a word."""
    return line.text[-1] == "-" and line.text[-2:-1].isalpha() and following.text[0].isalpha()


def wrapped_title(draft: Draft) -> list[Edit]:
    """Edit for a line break above the date line that splits a title inside a phrase."""
    lines = [line for line in physical_lines(draft, 12) if line.text]
    is_copy = bool(lines) and lines[0].text == ENGLISH.first
    for index, (one, other) in enumerate(pairwise(lines[:4])):
        if is_day(other.text) or (_is_structure(one.text) and one.text != ENGLISH.first):
            return []
        is_dated = any(is_day(line.text) for line in lines[index + 2 :])
        if is_dated and _is_broken(one.text, other.text, is_copy=is_copy):
            return [_joint(one, other)]
    return []


def label_below_date(draft: Draft) -> list[Edit]:
    """The line break in the first label, directly below the date, where an office alone might be the place."""
    lines = [line for line in physical_lines(draft, _HEAD_LINES) if line.text]
    dated = _head_ends(lines)
    at = next((index for index, line in enumerate(lines) if is_day(line.text)), -1)
    if at < 0 or dated + 1 >= len(lines):
        return []
    at += 1 + is_time(lines[at + 1].text)
    one, other = lines[at], lines[at + 1]
    is_broken = _is_role(one.text) and opens_statement(other.text) and _extends_label(one.text, other.text)
    return [_joint(one, other)] if is_broken else []


def soft_breaks(draft: Draft) -> list[Edit]:
    """Edits that join lines inside the paragraphs of a Markdown text with blank lines between paragraphs."""
    lines = physical_lines(draft)
    if not _is_parted(lines):
        return []
    edits: list[Edit] = []
    above = ""
    for one, other in pairwise(lines):
        if one.text and other.text and _is_soft(one, other, above):
            edits.append(_joint(one, other))
        above = one.text or above
    return edits


def _is_soft(line: Line, following: Line, above: str) -> bool:
    """Whether a Markdown line break is a space: not next to a heading, a list, a table, a quote or a date.

    Below a date or a time, `above`, a place may be on a line of its own above a label.
    """
    if line.text.startswith("#"):
        return line.width > _SHORTEST_HEADING and not _is_alone(following.text) and not _STARTED.match(following.text)
    if _MARKED.match(line.text) or _STARTED.match(following.text) or line.is_hard or _is_apart(line, following):
        return False
    text, rest = line.text.rstrip("*_"), following.text.lstrip("*_")
    if not opens_statement(rest):
        return True
    is_place = above != "" and _is_alone(above)
    return _is_open(text) and (not is_place or _goes_on_in_label(text, rest, text))


def joined_nodes(draft: Draft) -> list[Edit]:
    """Edits that join lines broken at inline tags, in a text with a break at every tag."""
    lines = physical_lines(draft)
    filled = [line for line in lines if line.text]
    alone = sum(_ends_label(one.text, other.text) for one, other in pairwise([Line("", 0, 0, 0, 0), *filled]))
    broken = sum(line.text[0] == ":" for line in filled)
    whole = sum(line.text[-1] != ":" and line.text[0] != ":" and opens_statement(line.text) for line in filled)
    # A copied page also has breaks after linked names, but no hidden cards.
    has_cards = any(removed.kind is BlockKind.HOVER_CARD for removed in draft.removed)
    is_broken = alone + broken > whole if alone or has_cards else not whole and broken > FEWEST_BREAKS
    return _joints(filled) if is_broken and _are_nodes(filled, alone) else []


def _ends_label(above: str, text: str) -> bool:
    """Whether a line is a label and its colon, or the family name of one whose given name is on the line above."""
    if text[-1] != ":":
        return False
    head = text[:-1].rstrip()
    shape = looks_like(head)
    return shape >= Shape.NAME or (shape is Shape.WORD and " " not in head and _speaks(f"{above} {text}", Shape.NAME))


def _breaks_before_small(text: str) -> Iterator[int]:
    return (found.start() for found in _SMALL_NEXT.finditer(text))


def rejoined(draft: Draft) -> list[Edit]:
    """Edits that join lines inside sentences, in a text with several such breaks at no particular column."""
    text = draft.text
    breaks = sum(
        at - text.rfind("\n", max(0, at - _NARROWEST), at) > _NARROWEST
        and _SMALL_WORD.search(text, max(0, at - 24), at) is not None
        for at in _breaks_before_small(text)
    )
    if breaks < FEWEST_BREAKS:
        return []
    lines = physical_lines(draft)
    if not _is_parted(lines):
        return _without_hyphens(text, _joints([line for line in lines if line.text]))
    head = _head_ends([line for line in lines if line.text])
    above = [line for line in lines if line.text][:head]
    joints = [
        _node_joint(one, other)
        for one, other in pairwise(lines)
        if one.text and other.text and one not in above and not _is_apart(one, other) and _may_go_on(one, other)
    ]
    return _without_hyphens(text, joints)


def _may_go_on(line: Line, following: Line) -> bool:
    """Whether the next line is not a separate statement."""
    return not opens_statement(following.text) or _extends_label(line.text, following.text)


def _is_parted(lines: Sequence[Line]) -> bool:
    """Whether blank lines separate the paragraphs of a text."""
    return sum(not line.text for line in lines[:-1]) * 8 > len(lines)


def _joints(lines: Sequence[Line]) -> list[Edit]:
    """Edits for the breaks between lines of one paragraph; lines are processed from last to first."""
    joints: list[Edit] = []
    rest = ""
    head = _head_ends(lines)
    for index in range(len(lines) - 2, -1, -1):
        line, following = lines[index], lines[index + 1]
        rest = f"{following.text} {rest}"[:LONGEST_LABEL] if rest else following.text
        if line.text in _FOOT_LINES:
            joints.append(_node_joint(line, following))
            continue
        if _is_apart(line, following) or not _goes_on(line.text, following.text, rest, is_head=index < head):
            rest = ""
            continue
        joints.append(_node_joint(line, following))
    return joints[::-1]


def _head_ends(lines: Sequence[Line]) -> int:
    """The number of lines in the head of a page: up to its date, a time and a place."""
    end = next((index + 1 for index, line in enumerate(lines[:_HEAD_LINES]) if is_day(line.text)), 0)
    if not end:
        return 0
    end += end < len(lines) and is_time(lines[end].text)
    is_place = end < len(lines) and not any(map(is_office, lines[end].text.split()))
    return end + is_place


def _are_nodes(lines: Sequence[Line], alone: int) -> bool:
    """Whether lines are broken inside sentences, or several labels are on lines of their own."""
    inside = sum(
        CLOSE.match(other.text) is not None or bool(_LOWER.match(other.text) and _is_open(one.text))
        for one, other in pairwise(lines)
    )
    return inside > 0 or alone > 1


def _goes_on(text: str, following: str, rest: str, *, is_head: bool) -> bool:
    """Whether a line continues in the next one; `rest` is the beginning of that line with its own continuation.

    In the head of a page, a title and the following lines end without a full stop.
    """
    if CLOSE.match(following) or _ORDINAL.match(following):
        return True
    if not _is_open(text):
        return False
    if following[0] == "(":
        return _speaks(f"{text} {rest}") or not following[1:2].isupper()
    if text == "," or _LOWER.match(following) or _OPEN.search(text):
        return True
    if is_head or text[-1] == ",":
        return False
    return _ORDINAL.fullmatch(text) is not None or _goes_on_in_name(text, following, rest)


def _goes_on_in_name(text: str, following: str, rest: str) -> bool:
    """Whether a line without a full stop continues in the next one, which begins with a capital letter."""
    if CLOSE.match(text) or _LOWER.match(text):
        return not _speaks(rest) or (text.split(maxsplit=1)[0] in _SMALL and _extends_label(text, rest))
    if _speaks(rest):
        return _extends_label(text, rest)
    return _is_role(text) or (len(text) > _SHORTEST_PARAGRAPH and not opens_statement(following))


def _speaks(text: str, least: Shape = Shape.WORD) -> bool:
    head, colon, _ = text[:LONGEST_LABEL].partition(":")
    return bool(colon) and looks_like(head.rstrip()) >= least


def _is_role(text: str) -> bool:
    """Whether a line consists only of an office and its body, so that a name must follow."""
    words = text.split()
    return is_office(words[0]) and len(text) <= _LONGEST_ROLE and not is_heading_like(text) and _is_title_like(words)


def _is_title_like(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or word in _SMALL for word in words)


def _extends_label(text: str, rest: str) -> bool:
    """Whether a line is the role or part of the name in the label that ends on the next line."""
    head, text = parted(rest.partition(":")[0].rstrip()), parted(text)
    if text == head[: len(text)] and " " in text:
        return True
    role = text
    while (first := role.partition(" "))[0] in _SMALL:
        role = first[2]
    if len(text) + len(head) > LONGEST_LABEL or looks_like(f"{role} {head}") < Shape.NAME:
        return False
    shape, words = looks_like(head), text.split()
    if shape is Shape.WORD and len(words) == 1:
        return True
    if is_heading_like(text) or len(text) > _LONGEST_ROLE or not any(map(is_role_word, words)):
        return False
    if shape < Shape.FULL:
        return any(map(is_office, words)) or not text[0].isupper()
    return not _is_complete(head) and (
        is_office(words[0]) or all(word[0].isupper() or word in _SMALL for word in words)
    )


def _is_complete(head: str) -> bool:
    """Whether a label is an office alone, or begins with one and what it is of, so that nothing of it is missing."""
    first, *others = head.split()
    return is_office(first) and (not others or others[0] in _LINKING)


def _node_joint(line: Line, following: Line) -> Edit:
    is_tight = CLOSE.match(following.text) or (_ORDINAL.match(following.text) and line.text[-1].isdigit())
    return Edit(
        line.end, following.start, "" if is_tight or line.text[-1] in "([" or _is_divided(line, following) else " "
    )

"""Markdown and similar markup left by converters, and front matter.

No Markdown library is used, because none of them provides character offsets inside lines. Nothing is rendered: each
rule returns the parts of the text to remove.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.characters import ENTITY, character
from kzru_forums.pages.draft import Edit
from kzru_forums.pages.furniture import BOXES
from kzru_forums.pages.page import opens_statement
from kzru_forums.patterns import regex
from kzru_forums.text import is_day, is_range

_SIGNS = {
    "]": regex(r"\]\((?:https?:|/|#|mailto:|\.\./|[\w./-]+[.#/])"),
    "*": regex(r"\*\*\S[^*]{0,240}\*\*"),
    "_": regex(r"__(?<!\w__)\w[^_\n]{0,240}__"),
    "\\": regex(r"\\[\[\]*_<>.#`-]"),
    "^": regex(r"\^(?:\(\w{1,12}\)|(?<=[0-9]\^)\(?(?:st|nd|rd|th)\b)"),
    "<": regex(r"</?(?:sup|div|span|br|p|b|i|strong|em|a)(?:\s[^<>\n]{0,300})?/?>"),
    "&": regex(r"&nbsp;"),
}
"""Markup that does not occur in plain text, by its first character; few texts have any of these characters."""
_MARKED_LINE = regex(
    r"(?:\A\ufeff?\s{0,9}|\n[ \t]{0,3})(?:#{1,6} +\S|={3,}[ \t]*(?:\n|\Z)|__\n|\|[^\n]*\|[ \t]*\n|\[\d{1,3}\]\w)"
    r"|\A\ufeff?\s{0,9}\S[^\n]*\n={3,}[ \t]*(?:\n|\Z)"
)
_TOKEN = regex(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<broken>\\$)"
    r"|(?P<image>!\[)"
    r"|(?P<note>\[\d{1,3}\](?=\w))"
    r"|(?P<open>\[)"
    r"|(?P<close>\](?:\((?P<target><[^<>\n]{0,2000}>|(?:[^()\s]|\([^()\s]{0,500}\)){0,3000})"
    r"(?:\s+(?:\"(?:[^\"\\\n]|\\.){0,2000}\"|'[^'\n]{0,2000}'))?\s?\)|\[[^\[\]\n]{0,80}\]|(?=\{[.#\w]))?(?P<attributes>\{[^{}]{1,2000}\})?)"
    r"|(?P<tag></?(?:sup|sub|div|span|br|p|b|i|u|strong|em|a|img|h[1-6]|hr|font|small|center|section|article)\b"
    r"[^<>]{0,2000}>|<!--[^<>]{0,500}-->)"
    rf"|(?P<entity>{ENTITY})"
    r"|(?P<emphasis>\*+|_+|~~)"
    r"|(?P<code>^`{3,}\w*[ \t]*$)"
    r"|(?P<super>\^(?:\((?P<inner>[^()\n]{1,12})\)|(?=(?:st|nd|rd|th)\b)|(?=\d{1,2}\b)))"
    r"|(?P<sub>_\((?P<below>[^()\n]{1,12})\))",
    re.MULTILINE,
)
_ENDS_LINE = regex(r"<br|</(?:p|div|h[1-6])\b")
_BLOCK = regex(r"</?(?:p|div|h[1-6]|hr|center|section|article)\b")
_LINE = regex(
    r"^(?P<heading>[ ]{0,3}#{1,6}(?:[ \t]+|$))"
    r"|^(?P<rule>[ ]{0,3}(?:={3,}|-{3,})[ \t]*$)"
    r"|^(?P<row>[ ]{0,3}\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*$)"
    r"|^(?P<definition>[ ]{0,3}\[(?!\^[^\[\]\n]+\]:[ \t]+[^\s\[\]][^\[\]\n]*$)[^\[\]\n]{1,80}\]:[ \t]+\S[^\n]*$)"
    r"|^(?P<fence>:{3,}[ \t]*(?:\{[^{}\n]{0,300}\}|[a-z][\w-]*)?[ \t:]*$)"
    r"|^[ ]{0,3}\[\^(?P<footnote>[^\[\]\n]{1,80})\]:(?=[ \t]+[^\s\[\]][^\[\]\n]*$)"
    r"|^(?P<quote>[ ]{0,3}(?:>[ \t]?)+)"
    r"|^(?P<cell>[ ]{0,3}\|[ \t]*(?:\|[ \t]*)*)"
    r"|(?P<cells>\|[ \t]*$)"
    r"|(?P<closed>(?<=\S)[ \t]+(?:#{1,6}|\{[#.][^{}\n]{1,300}\})[ \t]*$)",
    re.MULTILINE,
)
_BULLET = regex(r"(?:^|(?<=\n))[ \t]*(?P<mark>(?:[*•+◦▪]|-(?=[ \t]{3}))[ \t\u00a0]+)(?![*•+◦▪-][ \t]|\Z)(?=\S)")
_DASHED = regex(r"^[ \t]*-[ \t]+(?=\S)", re.MULTILINE)
_NUMBERED = regex(r"^[ \t]*[\[(]?(?P<number>[0-9]{1,5})[\]).:]?[ \t]+(?=\S)", re.MULTILINE)
_FEWEST_NUMBERS = 5
_AROUND_LABEL = " \t\u00a0*_>"
_FRONT = regex(
    r"\A\ufeff?---[ \t]*\n(?:[\w-]+:[^\n]*\n|[ \t]+\S[^\n]*\n|-[ \t][^\n]*\n|[ \t]*\n){1,200}?"
    r"(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_HEADER = regex(
    r"\A\ufeff?\s{0,99}(?P<mail>(?:-{2,} ?(?:Forwarded message|Original Message) ?-{2,}|Begin forwarded message:"
    r"|On [^\n:]{5,60}:[^\n]{2,120}\bwrote:)\s*?\n\s*)?"
    r"(?P<fields>(?:(?:Title|URL Source|URL|Date|Published Time|Warning|Markdown Content|From|Sent|To|Cc|Bcc|Reply-To"
    r"|Subject):(?:[ \t][^\n]*)?\n\s*){0,12})"
)
"""The lines above a text in a mail, or from a service that turns pages into Markdown."""
_FIRST_LINE = 300
_FEWEST_FIELDS = 2
_FIELD = regex(r"^(?P<key>[\w-]+(?: Source)?):[ \t]*(?P<quote>[\"']?)(?P<value>[^\n]*?)(?P=quote)[ \t]*$", re.MULTILINE)
_FIELDS = {
    "title": BlockKind.TITLE,
    "date": BlockKind.DATE,
    **dict.fromkeys(("url", "url source", "source", "link", "permalink", "canonical"), BlockKind.LINK),
}
"""Fields of front matter with facts about the page."""
_LEAST_UNDERLINE = 0.6
"""Minimum length of an underline relative to the line above it; shorter dashes are a separator."""
_SEPARATOR = "*_ \t-\\"
SEPARATORS = ("\\* \\*", "* *", "***")
_LONE_LINK = regex(r"\[(?P<text>[^\[\]\n]{1,300})\]\([^()\s]{1,1000}\)")


class Fact(NamedTuple):
    """A fact in the front matter."""

    kind: BlockKind
    text: str
    start: int
    end: int


def front_matter(text: str) -> tuple[int, list[Fact]]:
    """The end of the front matter of a text (0 if there is none), and its facts."""
    found = _FRONT.match(text) if text.startswith(("---", "\ufeff---")) else None
    end, is_mail = (found.end(), False) if found else _header(text)
    if not end:
        return 0, []
    facts: dict[BlockKind, Fact] = {}
    for field in () if is_mail else _FIELD.finditer(text, 0, end):
        kind, value = _FIELDS.get(field["key"].lower()), field["value"].strip()
        if kind is BlockKind.DATE:
            value = value[:10] if value[4:5] == "-" else value
        if kind is BlockKind.LINK and "://" not in value:
            continue
        if kind is not None and value:
            start = field.start("value")
            facts.setdefault(kind, Fact(kind, value, start, start + len(value)))
    return end, sorted(facts.values(), key=lambda fact: fact.start)


def _header(text: str) -> tuple[int, bool]:
    """The end of the fields above a text, 0 if there are none, and whether they are those of a mail."""
    found = _HEADER.match(text) if any(map(text[:_FIRST_LINE].lstrip().partition("\n")[0].__contains__, ":-")) else None
    fields = found["fields"].split("\n") if found else []
    if not found or (not found["mail"] and sum(":" in field for field in fields) < _FEWEST_FIELDS):
        return 0, False
    return found.end(), bool(found["mail"]) or any(field.startswith(("From:", "Subject:")) for field in fields)


def has_markup(text: str, *, has_marked_lines: bool = True) -> bool:
    """Whether a text has markup: at least one sign that does not occur in plain text.

    `has_marked_lines` states whether a line begins with the mark of a heading, an underline, a table or a note.
    """
    if has_marked_lines and _MARKED_LINE.search(text):
        return True
    signs = [sign for sign in _SIGNS if sign in text]
    return any(_SIGNS[sign].search(text) is not None for sign in signs)


def markup(text: str) -> list[Edit]:
    """Edits that remove the markup of a text."""
    separators = _separators(text)
    edits = [*_lone_links(text), *_line_markup(text), *_inline_markup(text, separators)]
    return list(_without_overlap(sorted(edits, key=lambda edit: (edit.start, -edit.end))))


def bullets(text: str) -> list[Edit]:
    """Edits that remove list marks: on the page these were menus, lists of tags or lines of paragraphs."""
    dashed = list(_DASHED.finditer(text))
    marks = dashed if 2 * len(dashed) > _filled(text) and _are_before_labels(text, dashed) else []
    found = {*(match.span("mark") for match in _BULLET.finditer(text)), *(match.span() for match in marks)}
    return list(_without_overlap([Edit(*span) for span in sorted(found)]))


def numbers(text: str) -> list[Edit]:
    """Edits that remove the numbers of lines or paragraphs, if most of them have one."""
    found = list(_counted(text))
    if len(found) <= _FEWEST_NUMBERS or 2 * len(found) < _filled(text) or not _are_before_labels(text, found):
        return []
    return [Edit(*match.span()) for match in found]


def _counted(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that count lines or paragraphs from 0 or 1; other lines may begin with a number too."""
    last = at = 0
    is_first = True
    for found in _NUMBERED.finditer(text):
        number, lines = int(found["number"]), text.count("\n", at, found.start())
        if number in (0, 1) if is_first else number in (last + 1, last + lines):
            yield found
            last, at, is_first = number, found.start(), False


def _are_before_labels(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether every label follows a mark: then the marks are those of a whole text and not of a list in speech."""
    begins = {mark.start(): mark.end() for mark in marks}
    has_label, at = False, 0
    for line in text.split("\n"):
        words = text[begins.get(at, at) : at + len(line)]
        if opens_statement(words.strip(_AROUND_LABEL)):
            if at not in begins:
                return False
            has_label = True
        has_label = has_label or (at in begins and is_day(words.strip()))
        at += len(line) + 1
    return has_label


def _filled(text: str) -> int:
    return sum(not line.isspace() and line != "" for line in text.split("\n"))


def _without_overlap(edits: list[Edit]) -> Iterator[Edit]:
    done = 0
    for edit in edits:
        if edit.start >= done:
            yield edit
            done = edit.end


def _separators(text: str) -> dict[int, int]:
    """Start and end of lines that consist only of stars, dashes and spaces, which are printed text and not markup."""
    found, at = dict[int, int](), 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.count("*") >= 3 and not line.strip(_SEPARATOR):
            found[at] = end
        at = end + 1
    return found


def _lone_links(text: str) -> Iterator[Edit]:
    """Edits for paragraphs that consist of one link: entries of a link box whose heading is lost, never speech."""
    at, is_body, in_box, is_entry = 0, False, False, False
    for line in text.split("\n"):
        words = line.strip(" #*_")
        if not is_body:
            is_body = words.startswith(SEPARATORS) or opens_statement(words.replace("**", "").replace("\u00a0", " "))
        elif words and words[0] != "<":
            link = _LONE_LINK.fullmatch(line.strip())
            is_undated = link is not None and is_entry
            in_box = words in BOXES or (in_box and (link is not None or is_range(words)))
            is_entry = in_box and link is not None
            if link and (is_undated or not in_box) and link["text"].count(" ") > 1:
                yield Edit(at, at + len(line), "", BlockKind.INTERFACE)
        at += len(line) + 1


def _line_markup(text: str) -> Iterator[Edit]:
    """Edits that remove markup of whole lines: headings, underlines, quotes, tables and link definitions."""
    for found in _LINE.finditer(text):
        kind = found.lastgroup
        start, end = found.span()
        if kind == "rule":
            above = text.rfind("\n", 0, max(0, start - 1)) + 1
            width = len(text[above : max(0, start - 1)].strip())
            if width and ("=" in found[0] or len(found[0].strip()) >= _LEAST_UNDERLINE * width):
                yield Edit(start, end)
        elif kind == "footnote":  # a note in brackets, as nobody says it
            last = text.find("\n", end)
            last = len(text) if last < 0 else last
            yield Edit(start, end, f"[{found['footnote']}:")
            yield Edit(last, last, "]")
        elif kind == "definition":
            yield Edit(start, end, "", BlockKind.INTERFACE)
        elif kind == "closed":
            above = text.rfind("\n", 0, start) + 1
            if text[above : above + 8].lstrip().startswith("#"):
                yield Edit(start, end)
        else:
            yield Edit(start, end)


class _Opening(NamedTuple):
    start: int
    end: int
    is_image: bool


def _inline_markup(text: str, separators: dict[int, int]) -> Iterator[Edit]:
    """Edits that remove inline markup: links, images, emphasis, escapes, tags, entities and superscripts."""
    openings: list[_Opening] = []
    printed = iter([*separators.items(), (len(text) + 1, len(text) + 1)])
    begin, until = next(printed)
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        while until < start:
            begin, until = next(printed)
        kind = found.lastgroup
        if kind == "escape":
            yield Edit(start, start + 1)
        elif kind in ("open", "image"):
            openings.append(_Opening(start, end, kind == "image"))
        elif kind == "close":
            if openings:
                yield from _link(openings.pop(), found)
        elif kind == "emphasis":
            if start < begin and _is_emphasis(text, start, end):
                yield Edit(start, end)
        else:
            yield Edit(start, end, _instead(kind, found))


def _instead(kind: str | None, found: re.Match[str]) -> str:
    """The replacement for markup: the text it represents, or nothing."""
    if kind == "entity":
        return character(found[0]).replace("\u00a0", " ")
    if kind == "tag":
        return "\n" if _ENDS_LINE.match(found[0]) or _is_between_words(found) else ""
    return found["inner"] or found["below"] or ""


def _is_between_words(tag: re.Match[str]) -> bool:
    """Whether a tag begins or ends a block and nothing else separates the words before and after it."""
    before, after = tag.string[max(0, tag.start() - 1) : tag.start()], tag.string[tag.end() : tag.end() + 1]
    return _BLOCK.match(tag[0]) is not None and before.strip() != "" and after.strip() != ""


def _link(opening: _Opening, close: re.Match[str]) -> Iterator[Edit]:
    """Edits that remove the markup of a link, or a whole image; brackets without an address are text."""
    is_link = len(close[0]) > 1 and (
        bool(close["attributes"]) or close["target"] is None or _is_address(close["target"])
    )
    if opening.is_image:
        yield Edit(opening.start, close.end(), "", BlockKind.INTERFACE)
    elif is_link:
        yield Edit(opening.start, opening.end)
        yield Edit(close.start(), close.end())


def _is_address(target: str) -> bool:
    return not target or any(sign in target for sign in "/.#:<")


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """Whether stars or underscores are markup: they touch a word, and an underscore is not inside one."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if text[start] == "_" and before.isalnum() and after.isalnum():
        return False
    return not (before.isspace() and after.isspace() and end - start == 1)

"""The first step of reading: detect and undo changes that scrapers, converters and copying made to a text.

Pages rarely come as they were served. They may contain Markdown, lines broken at a column or at every tag, no line
breaks at all, hidden cards, or words without spaces. `restored` undoes these changes and tracks the offset of each
character. All later steps work on the restored text and do not depend on its original form.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from string import ascii_lowercase, digits
from typing import NamedTuple

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.model import Layout
from kzru_forums.pages import characters, glue, hover, markdown, one_line, openings, wrapping
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.pages.draft import Draft, Edit
from kzru_forums.pages.furniture import is_interface
from kzru_forums.pages.layout import layout_of_copy
from kzru_forums.pages.lines import Lines, lines_of
from kzru_forums.pages.markdown import Fact
from kzru_forums.pages.page import opens_statement
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.text import FORMAT, SPACES, normal

_SPACES = regex(f"[{''.join(map(chr, SPACES))}]")
BREAKS = "\u2028\u2029\u0085\v\f"
"""Line breaks that text files do not use; each is replaced by one character, so offsets are preserved."""


class Trait(StrEnum):
    """A change that was made to the text before it was read."""

    CHARACTERS = "characters"
    MARKDOWN = "markdown"
    WRAPPED = "wrapped"
    NODE_LINES = "node-lines"
    ONE_LINE = "one-line"
    HOVER_CARDS = "hover-cards"
    GLUED = "glued"
    TIMECODES = "timecodes"


class _Form:
    """A text that passes through the rules, with the signs of possible changes.

    Nearly all texts are unchanged copies, and reading them must not become slower. The signs are therefore found by
    looking at the first and last characters of lines and at the colons, once for all rules.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.copied = layout_of_copy(draft.text)
        """The layout, if the text begins and ends like the site's pages."""
        self._lasting = {"any"} if self.copied else {"any", "other"}
        if not self.copied:
            self._lasting |= {sign for sign, pattern in _RARE if pattern.search(draft.text)}
            if _SPACES.search(draft.text):
                draft.text = draft.text.translate(SPACES)
        self.look()
        if markdown.has_markup(draft.text, has_marked_lines="mark" in self.signs):
            self._lasting.add("markup")
        # Such characters are everywhere in a text; most texts are copies, and their beginning is enough.
        sample = draft.text[: 2 * _SAMPLE] if self.copied else draft.text
        self._lasting |= {sign for sign, is_there in _CODES if is_there(sample)}
        self.signs |= self._lasting

    @property
    def text(self) -> str:
        return self.draft.text

    def look(self) -> None:
        """Find the lines and signs of the text."""
        self.lines = lines_of(self.text)
        self.signs = _signs(self.text, self.lines.texts) | self._lasting

    def may_have_cards(self) -> bool:
        if self.copied is None:
            return hover.may_have_cards(self.text)
        # The text version has no links, and copies from a browser hardly ever contain cards.
        is_page = self.copied is Layout.PAGE
        return is_page and (not self.signs.isdisjoint(_AT_LABELS) or hover.may_be_copied(self.text))

    def may_have_nodes(self) -> bool:
        """Whether labels are on lines of their own, or names are broken across lines."""
        texts = self.lines.texts
        if any(line[-1] == ":" and not is_interface(line) for line in texts):
            return True
        return sum(line[0] == ":" for line in texts) > (0 if self.draft.removed else wrapping.FEWEST_BREAKS)

    def may_lack_colons(self) -> bool:
        return not any(map(opens_statement, self.lines.texts))

    def has_broken_title(self) -> bool:
        return wrapping.has_broken_title(self.lines.texts)

    def is_one_line(self) -> bool:
        return one_line.is_one_line(self.text)

    def has_posts(self) -> bool:
        return self.copied is None or bool(self.draft.removed)


_START = regex(
    r"(?P<small>[a-z])|(?P<quote>>)|(?P<mark>[#=|]|-{3}|__|\[\d{1,3}\]\w)|(?P<bullet>[*•+◦▪-] +\w)|(?P<colon>:)"
    r"|(?P<code>[\[(][0-9]{1,2}:[0-9:]{2,5}[\])]|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? [^\W\d_])"
    rf"|(?P<around>{openings.MARKED})"
)
"""Beginnings of lines that suggest a change."""
_FIRST = frozenset(f"'{ascii_lowercase}{digits}#=|-_*•+◦▪:[(>–—\"“«")
_COLON = regex(
    r":(?:(?P<tight>(?=[^\W\d_])(?<=[^\W_]:))|(?P<spaced>(?<= :))|(?P<timed>(?<=[0-9][)\]]:)|(?<=[0-9][)\]] :)))"
)
"""Characters around colons that suggest a change."""


_CODES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("entity", lambda text: "&" in text),
    ("escape", lambda text: "\\" in text),
    ("misread", lambda text: any(char in text for char in characters.SUSPECT)),
    ("apart", lambda text: " , " in text[:_SAMPLE]),
)
"""Signs of characters that arrived as something else."""
_SAMPLE = 1000
_RARE = (("invisible", regex(f"[{FORMAT}]")), ("behind", regex(r":(?::|[ \u00a0]?[–—-][ \u00a0])")))
"""Signs that no copy has."""
_AT_LABELS = frozenset({"tight", "spaced", "end"})
"""Signs that what looks like a copied page went through a converter."""


def _signs(text: str, lines: Sequence[str]) -> set[str | None]:
    """The signs of possible changes in a text."""
    signs = {found.lastgroup for found in _COLON.finditer(text)}
    signs |= {found.lastgroup for line in lines if line[0] in _FIRST and (found := _START.match(line))}
    if ":" in [line[-1] for line in lines]:
        signs.add("end")
    if 50 * len([line for line in lines if len(line) > wrapping.WIDEST]) <= len(lines):
        signs.add("narrow")
    if len(lines) <= one_line.MOST_LINES or len(text) > one_line.LONG_LINES * len(lines):
        signs.add("few")
    if openings.FULLWIDTH in text:
        signs.add("fullwidth")
    return signs


class _Rule(NamedTuple):
    """A rule that undoes one kind of change."""

    trait: Trait
    signs: frozenset[str]
    """A text without any of these signs is not changed."""
    edits: Callable[[Draft], list[Edit]]
    applies: Callable[[_Form], bool] | None = None
    """A further check whether the change is possible."""


def _any_of(signs: str) -> frozenset[str]:
    return frozenset(signs.split())


_RULES = (
    _Rule(Trait.CHARACTERS, _any_of("misread"), lambda draft: characters.misread(draft.text)),
    _Rule(Trait.CHARACTERS, _any_of("misread"), lambda draft: characters.misread(draft.text)),  # Sometimes twice.
    _Rule(Trait.CHARACTERS, _any_of("escape"), lambda draft: characters.escapes(draft.text)),
    _Rule(Trait.CHARACTERS, _any_of("invisible"), lambda draft: characters.invisible(draft.text)),
    _Rule(Trait.WRAPPED, _any_of("other"), wrapping.running_heads),
    _Rule(Trait.MARKDOWN, _any_of("other"), lambda draft: markdown.numbers(draft.text)),
    _Rule(Trait.MARKDOWN, _any_of("quote"), lambda draft: openings.quotes(draft.text)),
    _Rule(Trait.WRAPPED, _any_of("markup"), wrapping.soft_breaks),
    _Rule(Trait.MARKDOWN, _any_of("markup"), lambda draft: markdown.markup(draft.text)),
    _Rule(Trait.CHARACTERS, _any_of("entity"), lambda draft: characters.entities(draft.text)),
    _Rule(Trait.CHARACTERS, _any_of("apart"), lambda draft: characters.spaced(draft.text)),
    _Rule(Trait.MARKDOWN, _any_of("bullet"), lambda draft: markdown.bullets(draft.text)),
    _Rule(Trait.MARKDOWN, _any_of("around behind bullet quote fullwidth"), lambda draft: openings.marks(draft.text)),
    _Rule(Trait.NODE_LINES, _any_of("other"), lambda draft: glue.barred_nodes(draft.text)),
    _Rule(Trait.GLUED, _any_of("other"), lambda draft: glue.unglued_paragraphs(draft.text)),
    _Rule(Trait.WRAPPED, _any_of("narrow"), wrapping.unwrapped),
    _Rule(Trait.TIMECODES, _any_of("code timed"), lambda draft: glue.time_codes(draft.text)),
    _Rule(Trait.HOVER_CARDS, _any_of("any"), lambda draft: hover.hover_cards(draft.text), _Form.may_have_cards),
    _Rule(Trait.NODE_LINES, _any_of("end colon"), wrapping.joined_nodes, _Form.may_have_nodes),
    _Rule(Trait.WRAPPED, _any_of("small"), wrapping.rejoined),
    _Rule(Trait.GLUED, _any_of("tight"), lambda draft: glue.unglued_words(draft.text)),
    _Rule(Trait.MARKDOWN, _any_of("any"), lambda draft: openings.with_colons(draft.text), _Form.may_lack_colons),
    _Rule(Trait.ONE_LINE, _any_of("few other"), lambda draft: one_line.cuts(draft.text), _Form.is_one_line),
    _Rule(Trait.WRAPPED, _any_of("any"), wrapping.wrapped_title, _Form.has_broken_title),
    _Rule(Trait.WRAPPED, _any_of("other"), wrapping.label_below_date),
    _Rule(Trait.HOVER_CARDS, _any_of("any"), lambda draft: hover.posts_in_labels(draft.text), _Form.has_posts),
)
"""The rules in the order in which they are applied; each works on the result of the previous ones."""
_UNDONE = {
    Trait.CHARACTERS: "characters that arrived as codes, in a wrong encoding or apart from their word were restored",
    Trait.MARKDOWN: "markup was removed",
    Trait.WRAPPED: "lines broken at a column or by the edge of a page were joined",
    Trait.NODE_LINES: "lines broken at inline tags were joined",
    Trait.ONE_LINE: "text without line breaks was cut at dates, labels and headings; check where speakers change",
    Trait.HOVER_CARDS: "hidden cards of linked names were left out",
    Trait.GLUED: "words run together were separated",
    Trait.TIMECODES: "time codes were left out",
}


class Restored(NamedTuple):
    """A text with its changes undone."""

    draft: Draft
    lines: Lines
    traits: tuple[str, ...]
    facts: tuple[Fact, ...]
    """The facts in the front matter."""
    front: int
    """Length of the front matter."""


def restored(text: str, report: Report) -> Restored:
    """Undo the changes to a text, with one warning per trait."""
    draft = Draft(text)
    draft.text = _plain_breaks(text)
    front, facts = markdown.front_matter(draft.text)
    places: dict[Trait, list[int]] = {}
    if front:
        draft.edit([Edit(0, front)])
        places[Trait.MARKDOWN] = [0]
    form = _Form(draft)
    for trait, signs, find, applies in _RULES:
        if form.signs.isdisjoint(signs) or (applies and not applies(form)):
            continue
        if edits := find(draft):
            places.setdefault(trait, []).extend(draft.source_start(edit.start) for edit in edits)
            draft.edit(edits)
            form.look()
    if not places:
        return Restored(draft, form.lines, (), (), 0)
    traits = tuple(str(trait) for trait in Trait if trait in places)
    for trait, starts in places.items():
        number = f"{len(starts)} places" if len(starts) > 1 else "1 place"
        first = min(starts)
        report.add(ProblemCode.REPAIRED, f"{_UNDONE[trait]} in {number} [{trait}]", first, first)
    return Restored(draft, form.lines, traits, tuple(facts), front)


def _plain_breaks(text: str) -> str:
    for char in BREAKS:
        text = text.replace(char, "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def front_pieces(form: Restored) -> list[Piece]:
    """The front matter as pieces of the source: its facts, and the rest as interface."""
    pieces: list[Piece] = []
    at = 0
    for fact in form.facts:
        key = normal(form.draft.source[at : fact.start].replace("\n", " "))
        pieces.append(Piece(BlockKind.INTERFACE, key, at, fact.start))
        pieces.append(Piece(fact.kind, fact.text, fact.start, fact.end))
        at = fact.end
    if text := normal(form.draft.source[at : form.front].replace("\n", " ")):
        pieces.append(Piece(BlockKind.INTERFACE, text, at, form.front))
    return pieces


def without_guessed_title(form: Restored, pages: list[list[Piece]]) -> list[list[Piece]]:
    """The pages of a source; a first line read as a title is no longer one if the front matter gives another."""
    title = next((fact.text for fact in form.facts if fact.kind is BlockKind.TITLE), None)
    if title is None or not pages:
        return pages
    is_dated = any(piece.kind is BlockKind.DATE for piece in pages[0])
    return [[_without_title(piece, title, is_dated=is_dated) for piece in pages[0]], *pages[1:]]


def _without_title(piece: Piece, title: str, *, is_dated: bool) -> Piece:
    """The piece; above a date, only a sentence is not a title."""
    if piece.kind is not BlockKind.TITLE or piece.text == title or (is_dated and piece.text[-1] not in ".!?…"):
        return piece
    return piece._replace(kind=BlockKind.LEAD if is_dated else BlockKind.NARRATION)


def lines_like_labels(text: str) -> list[int]:
    """Offsets of lines that look like labels of statements, regardless of any marks before them."""
    places: list[int] = []
    at = 0
    for line in text.split("\n"):
        head = _MARKS.sub("", line[:LONGEST_LABEL]).partition(":")
        if head[1] and looks_like(head[0].strip(" *_")) >= Shape.NAME:
            places.append(at)
        at += len(line) + 1
    return places


def spoken_lines(text: str) -> list[int]:
    """Offsets of lines that begin as people begin to speak."""
    return [found.start() for found in _SPOKEN.finditer(text)]


_SPOKEN = regex(
    r"^[ \t:]*(?:Thank you(?: very much)?[,.]|Good (?:morning|day|afternoon|evening)[,.!]"
    r"|(?:Yes|No|Of course|Absolutely)[,.]"
    r"|M(?:r|s|adam) [A-Z][\w-]+,(?=[^\n]{0,200}?\b(?:I|we|me|us|my|our|let|[Yy]ou|[Yy]our|[Pp]lease)\b))",
    re.MULTILINE,
)
"""Beginnings of speech; a name that is addressed only if the words behind it are not about that person."""


def bold_labels(text: str) -> list[int]:
    """Offsets of lines in Markdown that begin with bold words and a colon, as labels do."""
    return [found.start() for found in _BOLD_LABEL.finditer(text)]


_BOLD_LABEL = regex(r"^[ >]{0,4}(?:\*\*|__)[^*\n]{2,240}(?::(?:\*\*|__)|(?:\*\*|__):)", re.MULTILINE)
_MARKS = regex(r"\A[^\w]*(?:[0-9:.,]+[^\w]*)?")
"""Marks, numbers and times that may precede a label on its line."""

r"""Characters that arrived as something else: as codes, in the wrong encoding, or apart from their word.

`&rsquo;` and `\u2019` in a data set, `â€™` where UTF-8 was read as Windows-1252, and `Yes , sir .` from a tokeniser
all stand for characters of the page. Each rule returns edits that restore them.
"""

import re
from collections.abc import Container, Iterator
from functools import cache
from html import unescape

from kzru_forums.pages.draft import Edit
from kzru_forums.patterns import regex
from kzru_forums.text import INVISIBLE, is_typographic

ENTITY = r"&(?:amp;)*(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});"
_ENTITY = regex(ENTITY)


def character(entity: str) -> str:
    """The character of an entity, also of one that was escaped again; the entity itself if there is none.

    Examples:
        >>> character("&amp;rsquo;"), character("&loom;")
        ('’', '&loom;')
    """
    name = entity[1:].replace("amp;", "") or "amp;"
    return unescape(f"&{name}")


def entities(text: str) -> list[Edit]:
    """Edits that replace entities by their characters."""
    found = ((match.span(), character(match[0])) for match in _ENTITY.finditer(text))
    return [Edit(*span, words) for span, words in found if not words.startswith("&") or words == "&"]


_INVISIBLE = regex(f"[{INVISIBLE}]+")


def invisible(text: str) -> list[Edit]:
    """Edits that remove characters without a width, which may be inside a word or a label."""
    return [Edit(*match.span()) for match in _INVISIBLE.finditer(text)]


_CONTROLS = {
    chr(byte): bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in range(0x80, 0xA0)
}
"""Signs of Windows-1252 by the control characters that they become if it is read as Latin-1."""


class _Misread:
    """UTF-8 that was read in an 8-bit encoding."""

    def __init__(self, codecs: str, lost: str) -> None:
        self.bytes: dict[str, int] = {}
        for codec in codecs.split():
            for byte in range(0x80, 0x100):
                self.bytes.setdefault(bytes([byte]).decode(codec, "replace").replace("\ufffd", chr(byte)), byte)
        self.lost = lost
        """The sign whose last byte has no character in this encoding and may therefore be missing."""
        follows = self._any(range(0x80, 0xC0))
        short = f"|{self._any([0xE2])}{self._any([0x80])}(?:[?\ufffd]|(?=[\\s,.;:!)]|\\Z))" if lost else ""
        two, three = self._any(range(0xC2, 0xE0)), self._any(range(0xE0, 0xF0))
        self.pattern = regex(f"{two}{follows}|{three}{follows}{{2}}{short}")

    def _any(self, values: Container[int]) -> str:
        return f"[{''.join(re.escape(char) for char, byte in self.bytes.items() if byte in values)}]"

    def sign(self, chars: str) -> str:
        """The sign that these characters were; empty if it is none that a page prints."""
        content = bytes(self.bytes[char] for char in chars if char in self.bytes)
        if content == b"\xe2\x80":
            return self.lost
        sign = content.decode(errors="replace")
        sign = _CONTROLS.get(sign, sign)
        return sign if is_typographic(sign) else ""

    def edits(self, text: str) -> list[Edit]:
        found = ((match.span(), self.sign(match[0])) for match in self.pattern.finditer(text))
        return [Edit(*span, sign) for span, sign in found if sign]


_MISREAD = (("cp1252 latin-1", "”"), ("cp1251", "‘"), ("mac_roman", ""))


@cache
def _misread() -> tuple[_Misread, ...]:
    return tuple(_Misread(*row) for row in _MISREAD)


SUSPECT = "€\x80ÂЂÄ"
"""Text that was read in a wrong encoding contains at least one of these."""


def misread(text: str) -> list[Edit]:
    """Edits that restore characters of UTF-8 that was read as Windows-1252, Windows-1251 or Mac Roman."""
    return max((table.edits(text) for table in _misread()), key=len)


_ESCAPE = regex(r"\\(?:(?P<sign>[nrtfv\"'\\/])|u(?P<four>[0-9a-fA-F]{4})|x(?P<two>[0-9a-fA-F]{2}))")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "f": "\n", "v": "\n"}
_LITERAL = regex(r"\s*(?:'(?P<one>(?:[^'\\]|\\.)*)'|\"(?P<two>(?:[^\"\\]|\\.)*)\")\s*(?:,|\]\s*\Z|\Z)", re.DOTALL)
_LINE_END = regex(r"\\n(?![a-zß-öø-ÿ])")
r"""An escaped line break, and no folder: `\new` and `\table` are names in `C:\new\table`."""


def escapes(text: str) -> list[Edit]:
    r"""Edits that undo the escapes of a string as programs write it, `"One.\nTwo."`, or of a list of such strings."""
    edits = list(_delimiters(text))
    if not edits and len(_LINE_END.findall(text)) <= max(2, text.count("\n")):
        return []
    edits += [Edit(*match.span(), sign) for match in _ESCAPE.finditer(text) if (sign := _escaped(match)) is not None]
    return sorted(edits)


def _escaped(match: re.Match[str]) -> str | None:
    sign = match["sign"]
    if sign:
        return _SIGNS.get(sign, sign)
    char = chr(int(match["four"] or match["two"], 16))
    return None if "\ud800" <= char <= "\udfff" else char


def _delimiters(text: str) -> Iterator[Edit]:
    """Edits for the quotation marks and commas around strings; none unless the whole text consists of them."""
    at = len(text) - len(text.lstrip())
    is_list = text.startswith("[", at)
    at += is_list
    strings: list[tuple[int, int]] = []
    while match := _LITERAL.match(text, at):
        strings.append(match.span(match.lastgroup or 0))
        at = match.end()
        if not is_list:
            break
    if not strings or at < len(text.rstrip()) or (not is_list and "\\" not in text):
        return
    done = 0
    for start, end in strings:
        yield Edit(done, start, "\n" if done else "")
        done = end
    yield Edit(done, len(text))


_SPACED = regex(
    r"(?P<before>(?<=\S)[ \u00a0]+(?=(?:[,;:?!.…)\]”]+|''|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b)(?:[\s”’')]|\Z)))"
    r"|(?P<after>(?<=[(\[“])[ \u00a0]+(?=\w))|(?P<open>``[ \u00a0]?)|(?P<close>[ \u00a0]?'')"
    r"|(?P<round>-LRB-[ \u00a0]?)|(?P<end>[ \u00a0]?-RRB-)"
)
_INSTEAD = {"open": "“", "close": "”", "round": "(", "end": ")"}
_FEWEST = 3


def is_spaced(text: str) -> bool:
    """Whether a text has a space before nearly every comma, as tokenisers leave it."""
    spaced = text.count(" , ")
    return spaced >= _FEWEST and 10 * spaced >= 9 * text.count(", ")


def spaced(text: str) -> list[Edit]:
    """Edits that rejoin punctuation to its words."""
    if not is_spaced(text):
        return []
    return [Edit(*match.span(), _INSTEAD.get(match.lastgroup or "", "")) for match in _SPACED.finditer(text)]

"""Elements, and what XML demands of text, names and layout.

The tree is the standard library's. An element whose `text` is not None is mixed content: no blank is put into it.
"""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK = "  "


def clean(text: str) -> str:
    r"""The text as XML can hold it: U+FFFD for control characters, lone surrogates and noncharacters.

    A carriage return becomes a line feed, as every reader of XML would make of it.

    >>> clean("one\r\ntwo\x0b")
    'one\ntwo�'
    """
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A new last child. Attributes that are None are left out; `xml_id` is written `xml:id`, `from_` `from`."""
    child = make(tag, text, **attributes)
    parent.append(child)
    return child


def add_known(parent: Element, tag: str, text: str | int | None, /, **attributes: str | None) -> None:
    """`add`, where there is a text."""
    if text is not None:
        add(parent, tag, str(text), **attributes)


def make(tag: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A new element; `text` and attributes as in `add`."""
    element = Element(
        tag,
        {name.rstrip("_").replace("_", ":"): clean(value) for name, value in attributes.items() if value is not None},
    )
    element.text = None if text is None else clean(text)
    return element


def say(parent: Element, text: str) -> None:
    """Append text to mixed content."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(text)
    else:
        parent.text = (parent.text or "") + clean(text)


def markup(element: Element, depth: int = 0) -> str:
    """The element as text, each child of an element without text of its own on a line."""
    _lay_out(element, depth)
    return f"{_BLANK * depth}{ElementTree.tostring(element, encoding='unicode')}\n"


def _lay_out(element: Element, depth: int) -> None:
    if len(element) and element.text is None:
        element.text = "\n" + _BLANK * (depth + 1)
        for child in element:
            _lay_out(child, depth + 1)
            child.tail = element.text
        child.tail = "\n" + _BLANK * depth

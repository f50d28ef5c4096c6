"""What share of the real pages reads the same from other containers, encodings and pieces of HTML.

    python tests/measure_containers.py [CORPUS] [--every N] [--show N]

CORPUS is a folder with `html/` and `page/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. Each page
is rewritten in each form and read again. It counts if its statements (label, speaker, kind, paragraphs) are those of
the original. Characters that Windows-1252 does not have are left out of the original before it is rewritten in it.
"""

import argparse
import email.encoders
import email.message
import gzip
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html
from selectolax.lexbor import LexborHTMLParser

import kzru_forums
from compare_layouts import corpus

Statements = list[tuple[str, str, str | None, tuple[str, ...]]]


def statements(source: str | bytes) -> tuple[Statements, list[str]]:
    """What is said on a page, and the codes of the problems."""
    reading = kzru_forums.parse(source, agreements=False)
    said = [
        (statement.label, str(statement.kind), statement.speaker.name, statement.paragraphs)
        for event in reading.events
        for statement in event.statements
    ]
    return said, [str(problem.code) for problem in reading.problems]


def mhtml(page: str, *, quoted: bool) -> bytes:
    """A page as Chrome and Edge save it."""
    part = email.message.Message()
    part["Content-Type"] = "text/html"
    part["Content-Location"] = "http://en.kremlin.ru/events/president/news/1"
    part.set_payload(page.encode(), None)
    encode = email.encoders.encode_quopri if quoted else email.encoders.encode_base64
    encode(part)
    style = email.message.Message()
    style["Content-Type"] = "text/css"
    style.set_payload("a { color: red }")
    whole = email.message.Message()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "http://en.kremlin.ru/events/president/news/1"
    whole["Subject"] = "A page"
    whole["MIME-Version"] = "1.0"
    whole["Content-Type"] = 'multipart/related; type="text/html"; boundary="----MultipartBoundary--x----"'
    whole.set_payload([part, style])
    return whole.as_bytes()


def element(page: str, selector: str) -> str:
    """The markup of the first element that fits a selector."""
    found = LexborHTMLParser(page).css_first(selector)
    return found.html or "" if found else ""


def body_of(page: str) -> str:
    """The body element alone."""
    return element(page, ".read__internal_content")


def paragraphs_of(page: str) -> str:
    """Bare paragraphs, without any mark of the site."""
    paragraphs = LexborHTMLParser(page).css(".read__internal_content > p, .read__internal_content > div > p")
    return "\n".join(node.html or "" for node in paragraphs)


def article_of(page: str) -> str:
    """The article alone."""
    return element(page, "article")


def xhtml_of(page: str) -> bytes:
    """A page written anew as XML."""
    tree = lxml_html.fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    return etree.tostring(tree, xml_declaration=True, encoding="utf-8")


def pretty_of(page: str) -> str:
    """A page with a line for every tag, as BeautifulSoup's `prettify` writes it."""
    import bs4  # noqa: PLC0415 - a reference that need not be there

    return str(bs4.BeautifulSoup(page, "lxml").prettify())


def windows(page: str) -> str:
    """A page without characters that Windows-1252 does not have."""
    return page.encode("cp1252", "ignore").decode("cp1252")


FORMS: dict[str, tuple[Callable[[str], str], Callable[[str], str | bytes]]] = {
    "html, MHTML, quoted-printable": (str, lambda page: mhtml(page, quoted=True)),
    "html, MHTML, base64": (str, lambda page: mhtml(page, quoted=False)),
    "html, gzip": (str, lambda page: gzip.compress(page.encode())),
    "html, Windows-1252": (windows, lambda page: page.encode("cp1252")),
    "html, Windows-1252, declared": (
        windows,
        lambda page: re.sub('charset="utf-8"', 'charset="windows-1252"', page).encode("cp1252"),
    ),
    "html, UTF-16": (str, lambda page: page.encode("utf-16")),
    "html, UTF-16 without mark": (str, lambda page: page.encode("utf-16-le")),
    "html, body element": (str, body_of),
    "html, article element": (str, article_of),
    "html, bare paragraphs": (str, paragraphs_of),
    "html, XHTML": (str, xhtml_of),
    "html, prettified": (str, pretty_of),
    "page, gzip": (str, lambda page: gzip.compress(page.encode())),
    "page, Windows-1252": (windows, lambda page: page.encode("cp1252")),
    "page, UTF-16": (str, lambda page: page.encode("utf-16")),
    "page, UTF-16 without mark": (str, lambda page: page.encode("utf-16-be")),
}
"""Name, what is done to the original first, and the form."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", type=Path, default=corpus())
    options.add_argument("--every", type=int, default=1, help="only every Nth page")
    options.add_argument("--forms", default="", help="only forms whose name contains this")
    options.add_argument("--show", type=int, default=0, help="print up to N differences per form")
    chosen = options.parse_args()
    print(f"{'form':32} pages  same   share  problems")
    for name, (before, form) in FORMS.items():
        if chosen.forms not in name:
            continue
        paths = sorted((chosen.corpus / name.partition(",")[0]).iterdir())[:: chosen.every]
        same, codes, shown = 0, Counter[str](), 0
        for path in paths:
            page = before(path.read_text(encoding="utf-8"))
            wanted, _ = statements(page)
            found, problems = statements(form(page))
            codes.update(problems)
            same += found == wanted
            if found != wanted and shown < chosen.show:
                shown += 1
                missed = [pair for pair in zip(found, wanted, strict=False) if pair[0] != pair[1]][:1]
                print("   ", path.name, len(found), len(wanted), str(missed)[:600])
        print(f"{name:32} {len(paths):5}  {same:4}  {same / len(paths):.3f}  {dict(codes)}", flush=True)


if __name__ == "__main__":
    main()

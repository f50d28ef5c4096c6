"""Hooks of mkdocs: parts of the site that are generated when it is built.

The site serves the JSON Schema from the package. The table of problems is generated from the docstrings of the codes,
and the tables of columns from the descriptions of the columns. Pictures are drawn from the sample pages, each twice,
for light and for dark pages, with a transparent background. Examples with prompts are marked, so that prompts and
output look different from code. Signatures show the defaults of fields and parameters, and the types behind aliases.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO

import attrs
import griffe
import matplotlib as mpl
from attrs import evolve
from matplotlib.figure import Figure
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import kzru_forums
from kzru_forums import Event
from kzru_forums.facts.tables import sample_pages
from kzru_forums.formats import columns, html, plots
from kzru_forums.formats.schema import VERSION, schema_text

_INKS = {"light": "#1f2328", "dark": "#e3e6ec"}
_DEFAULTS = {"field": None, "_text": None, "_many": "()", "_trace": "None", "_country": "None"}
"""Functions that declare fields, each with the default of the field if the call does not name one."""
_CODES = "<!-- table of codes -->"
_COLUMNS = "<!-- tables of columns -->"
_KINDS = {
    str: "string",
    int: "integer",
    bool: "boolean",
    date: "date",
    time: "time",
    datetime: "timestamp",
    Decimal: "decimal",
}
_EXAMPLE = re.compile(r"^```python$(?=\n>>> )", re.MULTILINE)
_CELL = re.compile(r"<td\b.*?</td>", re.DOTALL)
_CODE = re.compile(r"(?<=<code>)[^<]+(?=</code>)")
_JOINT = re.compile(r"(?<=[\w/\]])((?:[_/]|\.(?!\w+$))+)(?=[\w(\[])")
"""Where a long name may be broken: not before the extension of a file."""


def _drawings() -> dict[str, Callable[[], Figure]]:
    pages = {name: kzru_forums.loads(text)[0] for name, text in sample_pages().items()}
    sample, press = pages["2-plenary-session.txt"], pages["3-press-conference.md"]
    forum, years = kzru_forums.Corpus(pages.values()), kzru_forums.Corpus(_years(pages.values()))
    return {
        "forum-years": lambda: plots.forum_years(kzru_forums.editions()),
        "words-by-speaker": lambda: plots.words_by_speaker(sample),
        "turns": lambda: plots.turns(sample),
        "turns-press": lambda: plots.turns(press),
        "answers": lambda: plots.who_answers_whom(forum),
        "agreements": lambda: plots.agreements_by_forum(forum),
        "words-by-year": lambda: plots.words_by_year(years),
        "agreements-by-forum": lambda: plots.agreements_by_forum(years),
    }


def _years(events: Iterable[Event]) -> Iterator[Event]:
    """The events as if they had taken place at six forums, with a few of them left out of each."""
    events = list(events)
    for forum in kzru_forums.editions()[8:14]:
        day = forum.plenary_on or forum.starts_on
        for place, event in enumerate(events):
            if (place * 5 + forum.year * 3) % 7 > 1:
                # Without a source it is a separate event and not a second reading of the same page.
                yield evolve(event, id=f"{event.id}-{forum.year}", date=day, edition=forum.number, source=None)


def _sample_page() -> str:
    target = StringIO()
    html.write(kzru_forums.loads(sample_pages()["2-plenary-session.txt"]), target)
    return target.getvalue()


def _svg(draw: Callable[[], Figure], ink: str) -> bytes:
    target = BytesIO()
    with mpl.rc_context():
        mpl.rc("text", color=ink)
        mpl.rc("axes", labelcolor=ink, edgecolor=ink)
        mpl.rc("xtick", color=ink)
        mpl.rc("ytick", color=ink)
        mpl.rc("svg", hashsalt="kzru-forums")  # with this and without a date, the same bytes from every build
        draw().savefig(target, format="svg", transparent=True, metadata={"Date": None})
    return target.getvalue()


def on_files(files: Files, /, *, config: MkDocsConfig) -> Files:
    """Add the schema, the pictures and the sample as HTML to the files of the site."""
    files.append(File.generated(config, f"schema-{VERSION}.json", content=schema_text()))
    files.append(File.generated(config, "figures/sample.html", content=_sample_page()))
    for name, draw in _drawings().items():
        for ground, ink in _INKS.items():
            files.append(File.generated(config, f"figures/{name}-{ground}.svg", content=_svg(draw, ink)))
    return files


def _codes() -> str:
    """Every code of problems with its severity and what it means, as a table."""
    module = griffe.load("kzru_forums.errors")
    rows = ["| code | severity | what is wrong |", "| --- | --- | --- |"]
    for code in kzru_forums.ProblemCode:
        # The last sentence of the docstring is the severity; after a semicolon it says when there is another one.
        meaning, _, last = module["ProblemCode"][code.name].docstring.value.rpartition(". ")
        severity = last.replace(code.severity.capitalize(), code.severity, 1).removesuffix(".")
        rows.append(f"| `{code}` | {severity} | {meaning}. |")
    return "\n".join(rows)


def _kind(column: columns.Column) -> str:
    """The type of a column in words."""
    if attrs.has(column.kind):
        name = "record"
    else:
        name = "category" if issubclass(column.kind, StrEnum) else _KINDS[column.kind]
    return f"list of {name}s" if column.many else name


def _columns() -> str:
    """Every column of every table."""
    lines = []
    for name, table in columns.TABLES.items():
        lines += [f"### {name}", "", "| column | type | what it holds |", "| --- | --- | --- |"]
        lines += [f"| `{column.name}` | {_kind(column)} | {column.about} |" for column in table.columns]
        lines.append("")
    return "\n".join(lines)


def on_page_markdown(markdown: str, /, **_: object) -> str:
    """Insert the tables of codes and columns, and name the language of examples with prompts for the highlighter."""
    if _CODES in markdown:
        markdown = markdown.replace(_CODES, _codes())
    if _COLUMNS in markdown:
        markdown = markdown.replace(_COLUMNS, _columns())
    return _EXAMPLE.sub("```pycon", markdown)


def on_page_content(html: str, /, **_: object) -> str:
    """Allow long names in tables to be broken, so that the tables fit a phone."""
    return _CELL.sub(lambda cell: _CODE.sub(lambda code: _JOINT.sub(r"\1<wbr>", code[0]), cell[0]), html)


_ALIASES = {
    "PathOrFile": "str | PathLike[str] | IO[str] | IO[bytes]",
    "RowSource": "str | PathLike[str] | IO[bytes] | Iterable[Mapping[str, object]] | DataFrame | ArrowStream",
    "Workers": 'int | Literal["auto"]',
    "Who": "Person | Speaker | str",
    "Hits": "tuple[Hit, ...]",
    "st.SearchStrategy": "SearchStrategy",
}
"""Aliases that are not public, each with the type that signatures show instead."""
_ALIAS = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ALIASES))})\b")


def _without_aliases(annotation: str | griffe.Expr | None) -> str | griffe.Expr | None:
    """The annotation with the types behind its aliases; unchanged, with its links, if it has none."""
    text = str(annotation)
    return _ALIAS.sub(lambda alias: _ALIASES[alias[0]], text) if _ALIAS.search(text) else annotation


class Fields(griffe.Extension):
    """Shows what a caller needs: defaults instead of calls, types instead of private aliases, no private values."""

    def on_function(self, *, func: griffe.Function, **_: object) -> None:
        """Replace aliases in types, and show a Hypothesis composite as its callers see it."""
        if any(str(decorator.value).endswith("composite") for decorator in func.decorators):
            del func.parameters["draw"]
            func.returns = f"SearchStrategy[{func.returns}]"
        for signature in (func, *(func.overloads or ())):
            for parameter in signature.parameters:
                parameter.annotation = _without_aliases(parameter.annotation)
            signature.returns = _without_aliases(signature.returns)

    def on_attribute(self, *, attr: griffe.Attribute, **_: object) -> None:
        """Replace the value of a field; leave out values made of private names or of arguments."""
        call = ast.parse(str(attr.value), mode="eval").body
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _DEFAULTS:
            named = {keyword.arg: keyword.value for keyword in call.keywords}
            attr.value = ast.unparse(named["default"]) if "default" in named else _DEFAULTS[call.func.id]
        elif any(isinstance(node, ast.Name) and node.id.startswith(("_", "tuple")) for node in ast.walk(call)):
            attr.value = None

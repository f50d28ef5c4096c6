r"""Records as HTML for people: a self-contained page per event, and an index of many events.

Needs the extra `html`. A page contains no scripts and loads nothing. It shows who speaks and when, every statement with
its own link (`#` and the statement's id), the agreements and the sentences that mention them, notes in a faint colour,
and the source with its licence. An index lists events by forum and date, people, and documents.

All text from records is escaped; an address becomes a link only if it is a web address. The pages are for people and
cannot be read back.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from attrs import define, evolve, field, frozen

from kzru_forums import licence
from kzru_forums.corpus.documents import Document, documents
from kzru_forums.display import counted, days_of, names_of, side_by_side
from kzru_forums.errors import needing
from kzru_forums.facts.editions import editions
from kzru_forums.files import PathOrFile
from kzru_forums.formats import FORMATS
from kzru_forums.formats.html_views import Ids, View, view
from kzru_forums.formats.shared import flattened, kept_for_later, kept_in
from kzru_forums.model import Event, EventKind, Forum
from kzru_forums.text import UniqueNames, printed_days
from kzru_forums.writing import FileNames, text_to, whole_folder

with needing("jinja2", "html", __name__):
    from jinja2 import Environment, FunctionLoader, StrictUndefined

__all__ = ["write"]

_INDEX = "index.html"
"""Name of the index in a folder."""
_TITLE = "Transcripts of events"
_UNSHOWN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"
)
"""Characters that are not allowed in HTML."""


def write(records: Iterable[Event | Forum], target: PathOrFile) -> None:
    r"""Write events as HTML.

    Args:
        records: events, or forums with their events.
        target: a file (`.html`, `.htm`, or an open file) for a single document, which begins with an index if there are
            several events; any other path is a folder with `index.html` and a page per event named after its id.

    Raises:
        FileExistsError: the folder contains other files.
        OSError: the target cannot be written.
        TypeError: an argument has the wrong type.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> page = "Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon. (Applause.)\n"
        >>> write(kzru_forums.parse(page).events, file)
        >>> '<p>Good afternoon. <span class="note">(Applause.)</span></p>' in file.getvalue()
        True
    """
    parts = flattened(records)
    if isinstance(target, str | os.PathLike) and FORMATS["html"].is_folder(target):
        _write_folder(parts, target)
    else:
        _write_document(parts, target)


def _write_folder(records: Iterator[Event | Forum], folder: str | os.PathLike[str]) -> None:
    index = Index()
    with whole_folder(folder, ("*.html",), _INDEX) as place:
        names = FileNames(Path(_INDEX).stem)
        for href, event_view in index.views(records, lambda event: f"{names.new(event)}.html"):
            Path(place, href).write_bytes(_page("event_page.jinja", view=event_view, above=_INDEX))
        Path(place, _INDEX).write_bytes(_page("index_page.jinja", index=index, events=()))


def _write_document(records: Iterator[Event | Forum], target: PathOrFile) -> None:
    """The index comes first but is complete only at the end, so the events are kept in a temporary file."""
    index = Index()
    with text_to(target) as put, kept_for_later() as body:
        alone: View | None = None
        for _, event_view in index.views(records, "#{}".format):
            alone = event_view if len(index.entries) == 1 else None
            body.write(_render("event_part.jinja", view=event_view).translate(_UNSHOWN))
        if alone is not None:
            put(_page("event_page.jinja", view=alone, above="").decode())
            return
        for part in _templates().get_template("index_page.jinja").generate(index=index, events=kept_in(body)):
            put(part.translate(_UNSHOWN))


def _render(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


def _page(template: str, **values: object) -> bytes:
    return _render(template, **values).translate(_UNSHOWN).encode()


@cache
def _templates() -> Environment:
    folder = files(__package__) / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"licence": licence, "index_title": _TITLE}
    return environment


@frozen
class Entry:
    """An event in the index."""

    href: str
    label: str
    title: str
    date: str
    facts: str
    edition: int | None


@define
class PersonRow:
    """A person in the index: everybody with the same id, which is derived from the name."""

    id: str
    name: str
    roles: Counter[str] = field(factory=Counter)
    count: int = 0
    events: list[Entry] = field(factory=list)

    @property
    def role(self) -> str:
        """The role that most events print."""
        return max(self.roles, key=lambda role: self.roles[role], default="")

    @property
    def words(self) -> str:
        """The number of words they say."""
        return f"{self.count:,}"


@frozen
class DocumentRow:
    """A document in the index."""

    title: str
    status: str
    facts: str
    mentions: tuple[Entry, ...]


@frozen
class Group:
    """Events of one edition of the forum, or of one year."""

    title: str
    about: str
    entries: list[Entry]


@define
class Index:
    """The index data of the records that have gone through `views`; texts are not kept."""

    entries: dict[str, Entry] = field(factory=dict)
    """Events by the ids of the records."""
    _forums: dict[int | None, Forum] = field(factory=lambda: {forum.number: forum for forum in editions()})
    _people: dict[str, PersonRow] = field(factory=dict)
    _events: list[Event] = field(factory=list)
    _words: int = 0

    def views(self, records: Iterable[Event | Forum], link: Callable[[str], str]) -> Iterator[tuple[str, View]]:
        """Yield the link to each event, which `link` makes from an id, and its view."""
        names = UniqueNames("events", "people", "documents", "index")
        for record in records:
            if isinstance(record, Forum):
                self._forums[record.number] = evolve(record, events=())
            else:
                ids = Ids.of(record, names)
                href = link(ids.event)
                self._add(record, href)
                yield href, view(record, ids)

    def _add(self, event: Event, href: str) -> None:
        words = event.words_by_speaker()
        total = sum(words.values())
        speakers = counted(len(words), "speaker")
        kind = "" if event.kind is EventKind.OTHER else event.kind.replace("_", " ")
        facts = side_by_side(kind, event.place, f"{counted(total, 'word')} by {speakers}" if total else "")
        date = str(event.date or "")
        title = event.title or event.id
        entry = Entry(href, f"{date} {title}".lstrip(), title, date, facts, event.edition)
        self.entries[event.id] = entry
        self._words += total
        self._events.append(evolve(event, statements=(), lead=(), narration=(), related=(), photos=(), pull_quotes=()))
        spoken = Counter[str]()
        for statement in event.statements:
            spoken[statement.speaker.id] += statement.words
        for speaker in {speaker.id: speaker for speaker in event.speakers if speaker.name}.values():
            row = self._people.setdefault(speaker.id, PersonRow(speaker.id, speaker.name or ""))
            row.count += spoken[speaker.id]
            row.events.append(entry)
            row.roles.update([speaker.role] if speaker.role else ())

    @property
    def summary(self) -> str:
        """The first and last day, and the totals."""
        counts = counted(len(self.entries), "event"), counted(self._words, "word")
        return side_by_side(*counts, days_of(self._events))

    @property
    def groups(self) -> Iterator[Group]:
        """Yield the editions of the forum that have events, then the other events by year; each sorted by date."""
        found: dict[int | None, dict[str, list[Entry]]] = {}
        for entry in sorted(self.entries.values(), key=_order):
            year = "" if entry.edition is not None else entry.date[:4] or "No date"
            found.setdefault(entry.edition, {}).setdefault(year, []).append(entry)
        others = found.pop(None, {})
        for number, years in sorted(found.items(), key=lambda item: item[0] or 0):
            title, about = _forum(number, self._forums.get(number))
            yield Group(title, about, years[""])
        for year, entries in others.items():
            yield Group(year, "", entries)

    @property
    def people(self) -> list[PersonRow]:
        """People with a name, most words first, each with their events by date."""
        for row in self._people.values():
            row.events.sort(key=_order)
        return sorted(self._people.values(), key=lambda row: (-row.count, row.name))

    @property
    def documents(self) -> list[DocumentRow]:
        """The documents that the events mention, by date."""
        return [self._row(document) for document in documents(self._events)[0]]

    def _row(self, document: Document) -> DocumentRow:
        facts = side_by_side(document.kind, names_of(document.parties), document.date)
        mentions = dict.fromkeys(self.entries[mention.event] for mention in document.mentions)
        return DocumentRow(document.title, document.status, facts, tuple(mentions))


def _order(entry: Entry) -> tuple[str, str]:
    return entry.date or "~", entry.title


def _forum(number: int | None, forum: Forum | None) -> tuple[str, str]:
    """Heading and facts of an edition."""
    if forum is None:
        return f"Forum, edition {number}", ""
    where = ", ".join(part for part in (forum.city, str(forum.year)) if part)
    facts = side_by_side(forum.theme, printed_days(forum.starts_on, forum.ends_on))
    return f"{forum.series}, edition {number}: {where}", facts

"""Events and forums -> TEI after Parla-CLARIN: one document an event, or a corpus of them.

A statement is a `u` with a `seg` a paragraph, its label a `note` of type `speaker` before it. Ids are the ids of the
records. The text of a `seg` is the text of the paragraph, character by character; notes inside it are elements in it.

What TEI cannot hold, or is not told:

- characters that XML does not have (control characters, lone surrogates, U+FFFE, U+FFFF): U+FFFD stands for them, and
  a line feed for a carriage return;
- where narration, headings, photographs, pull quotes and link boxes stand among the statements, which the records do
  not know;
- spans, sources and the names of rules, which tell where a value came from.

An id that is no name in XML, which no reader makes, has underscores for what is not allowed.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from xml.etree.ElementTree import Element

from attrs import define, evolve, field

from kzru_forums import licence
from kzru_forums.files import PathOrFile, text_to, whole_folder
from kzru_forums.formats.shared import flattened
from kzru_forums.formats.tei_ids import DocumentIds, EventIds
from kzru_forums.formats.tei_parts import (
    add_days,
    add_encoding,
    add_extent,
    add_languages,
    add_person,
    add_publication,
    event_element,
    language_tag,
)
from kzru_forums.formats.xml import add, add_known, make, markup
from kzru_forums.model import Event, Forum, Speaker
from kzru_forums.text import UniqueNames

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_INCLUDE = "http://www.w3.org/2001/XInclude"
_CORPUS = "corpus"
_TITLE = "Transcripts of event pages"
_IN_MEMORY = 1 << 24
_CHUNK = 1 << 20

_Write = Callable[[str], object]
_Forums = Sequence[tuple[str, Forum]]
"""Forums with their ids in the document."""


def to_tei(event: Event) -> str:
    r"""One event as a TEI document of its own.

    Raises:
        TypeError: `event` is no `Event`.

    Examples:
        >>> import kzru_forums
        >>> from kzru_forums.formats.tei import to_tei
        >>> event = kzru_forums.parse("Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n").events[0]
        >>> print(to_tei(event).partition("<body>")[2].partition("</body>")[0])
        <BLANKLINE>
              <div type="debateSection">
                <note type="speaker">Vladimir Putin</note>
                <u xml:id="ev-2013-05-09-a-visit.s0000" who="#vladimir-putin" ana="#statement.speech">
                  <seg>Good afternoon.</seg>
                </u>
              </div>
        <BLANKLINE>
    """
    if not isinstance(event, Event):
        raise TypeError(f"to_tei takes an Event, not {type(event).__name__}; write takes several")
    return _DECLARATION + _document(event, DocumentIds().of(event), in_corpus=False)


def write(records: Event | Iterable[Event | Forum], target: PathOrFile) -> None:
    r"""Write one event as a TEI document, or events and forums as one `teiCorpus`.

    Events are written as they come; what is kept in memory are the people, the forums and the ids. A corpus needs at
    least one event to be valid TEI.

    Args:
        records: an event, or any iterable of events and forums, read once. A forum gives its facts to the header of
            the corpus and its events to the corpus.
        target: a path, written whole or not at all, compressed where it ends in `.gz`; or a file open for writing, text
            (in UTF-8) or binary, which stays open.

    Raises:
        OSError: the file cannot be written.
        TypeError: an argument is something else.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> write(kzru_forums.parse("Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n").events, file)
        >>> file.getvalue().splitlines()[1]
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="corpus" xml:lang="en">'
    """
    with text_to(target) as write:
        if isinstance(records, Event):
            write(to_tei(records))
        else:
            _write_corpus(records, write)


def write_folder(records: Iterable[Event | Forum], folder: str | os.PathLike[str]) -> None:
    r"""Write events and forums as a folder: a file an event, named by its id, and `corpus.xml`, which includes them.

    People with a name and taxonomies stand in `corpus.xml` alone, as Parla-CLARIN and ParlaMint have it. The folder is
    written whole or not at all; an earlier one of the same kind is replaced.

    Raises:
        FileExistsError: the folder is the current one, or holds something else.
        OSError: a file cannot be written.
        TypeError: an argument is something else.

    Examples:
        >>> import kzru_forums
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> page = "Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
        >>> with TemporaryDirectory() as folder:
        ...     write_folder(kzru_forums.parse(page).events, folder)
        ...     print(sorted(path.name for path in Path(folder).iterdir()))
        ['corpus.xml', 'ev-2013-05-09-a-visit.xml']
    """
    corpus = _Corpus()
    with whole_folder(folder, ("ev*.xml", f"{_CORPUS}.xml"), f"{_CORPUS}.xml") as place:
        names = []
        for event, ids in corpus.events(records):
            names.append(f"{ids.event}.xml")
            text = _DECLARATION + _document(event, ids, in_corpus=True)
            Path(place, names[-1]).write_bytes(text.encode())
        with Path(place, f"{_CORPUS}.xml").open("w", encoding="utf-8", newline="\n") as file:
            corpus.write(file.write, (f'  <xi:include xmlns:xi="{_INCLUDE}" href="{name}"/>\n' for name in names))


def _document(event: Event, ids: EventIds, *, in_corpus: bool) -> str:
    element = event_element(event, ids, in_corpus=in_corpus)
    element.attrib = {"xmlns": _NAMESPACE, **element.attrib}
    return markup(element)


def _write_corpus(records: Iterable[Event | Forum], write: _Write) -> None:
    """The header comes first but is known last, so the events wait in a temporary file."""
    corpus = _Corpus()
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n") as body:
        for event, ids in corpus.events(records):
            body.write(markup(event_element(event, ids, in_corpus=True), 1))
        body.seek(0)
        corpus.write(write, iter(lambda: body.read(_CHUNK), ""))


@define
class _Corpus:
    """What the header of a corpus tells of the records that have gone through `events`."""

    ids: DocumentIds = field(factory=lambda: DocumentIds(_CORPUS))
    people: dict[str, Speaker] = field(factory=dict)
    roles: dict[str, dict[str, None]] = field(factory=dict)
    forums: list[Forum] = field(factory=list)
    languages: set[str] = field(factory=set)
    first: date | None = None
    last: date | None = None
    texts: int = 0
    speeches: int = 0
    words: int = 0

    def events(self, records: Iterable[Event | Forum]) -> Iterator[tuple[Event, EventIds]]:
        """The events among the records and in the forums, each with its ids."""
        for record in flattened(records):
            if isinstance(record, Forum):
                self.forums.append(evolve(record, events=()))
            else:
                ids = self.ids.of(record)
                self._count(record, ids)
                yield record, ids

    def _count(self, event: Event, ids: EventIds) -> None:
        self.texts += 1
        self.speeches += len(event.statements)
        self.words += sum(said.words for said in event.statements)
        self.languages.add(event.language)
        if event.date:
            self.first = min(self.first or event.date, event.date)
            self.last = max(self.last or event.date, event.date)
        for speaker in event.speakers:
            if speaker.id not in ids.local:
                self._meet(speaker)

    def _meet(self, speaker: Speaker) -> None:
        """What is known of a person is what any event tells; a place holds for one event."""
        known = self.people.setdefault(speaker.id, evolve(speaker, place=None))
        new = {
            name: getattr(speaker, name)
            for name in ("country", "wikidata", "site_person_id")
            if getattr(known, name) is None and getattr(speaker, name) is not None
        }
        if new:
            self.people[speaker.id] = evolve(known, **new)
        if speaker.role is not None:
            self.roles.setdefault(speaker.id, {})[speaker.role] = None

    def write(self, write: _Write, body: Iterable[str]) -> None:
        """The whole corpus, given the markup of its events."""
        language = language_tag(*self.languages) if len(self.languages) == 1 else "mul"
        write(f'{_DECLARATION}<teiCorpus xmlns="{_NAMESPACE}" xml:id="{_CORPUS}" xml:lang="{language}">\n')
        write(markup(self._header(), 1))
        for part in body:
            write(part)
        write("</teiCorpus>\n")

    def _header(self) -> Element:
        header = make("teiHeader")
        names = UniqueNames()
        forums = [(names.new(f"forum.{forum.year}"), forum) for forum in self.forums]
        self._add_file(header, forums)
        add_encoding(add(header, "encodingDesc"), forums=bool(forums))
        self._add_profile(header, forums)
        return header

    def _add_file(self, header: Element, forums: _Forums) -> None:
        file = add(header, "fileDesc")
        add(add(file, "titleStmt"), "title", _TITLE, type="main")
        add_extent(file, texts=self.texts, speeches=self.speeches, words=self.words)
        add_publication(file)
        sources = add(file, "sourceDesc")
        site = add(sources, "bibl")
        add(site, "title", licence.SOURCE)
        add(site, "idno", licence.SOURCE_URL, type="URI")
        add_days(site, self.first, self.last)
        for name, forum in forums:
            _add_sources(sources, name, forum)

    def _add_profile(self, header: Element, forums: _Forums) -> None:
        profile = add(header, "profileDesc")
        add_languages(profile, self.languages)
        if forums:
            settings = add(profile, "settingDesc")
            for name, forum in forums:
                _add_setting(settings, name, forum)
        if self.people:
            people = add(add(profile, "particDesc"), "listPerson")
            for speaker in self.people.values():
                add_person(people, self.ids.people[speaker.id], speaker, self.roles.get(speaker.id, ()))


def _add_sources(sources: Element, name: str, forum: Forum) -> None:
    if forum.sources or forum.uncertain:
        bibl = add(sources, "bibl", corresp=f"#{name}")
        for source in forum.sources:
            add(bibl, "title", source)
        for doubtful in forum.uncertain:
            add(bibl, "note", doubtful, type="uncertain")


def _add_setting(settings: Element, name: str, forum: Forum) -> None:
    kinds = [f"#forum.{forum.status}"] + ([f"#format.{forum.format}"] if forum.format else [])
    number = None if forum.number is None else str(forum.number)
    setting = add(settings, "setting", xml_id=name, n=number, ana=" ".join(kinds))
    add(setting, "name", forum.series, type="series")
    add_known(setting, "name", forum.city, type="city")
    add_known(setting, "name", forum.city_today, type="city_today")
    add_known(setting, "name", forum.region, type="region", key=forum.region)
    add_known(setting, "name", forum.country, type="country", key=forum.country)
    add(setting, "date", str(forum.year), type="year", when=f"{forum.year:04d}")
    add_days(setting, forum.starts_on, forum.ends_on, type="days")
    add_days(setting, forum.plenary_on, None, type="plenary")
    add_known(setting, "activity", forum.theme)

"""Events and forums as TEI that follows Parla-CLARIN: one document per event, or a corpus.

A statement is a `u` with a `seg` per paragraph; its label is a `note` of type `speaker` before it. Ids are the ids of
the records. The text of a `seg` is exactly the text of the paragraph; notes inside it are elements. Elements and their
order follow Parla-CLARIN; values of `type` and `reason` are those of ParlaMint if it has one.

Not contained in TEI:

- characters that are invalid in XML (control characters, lone surrogates, U+FFFE, U+FFFF), which become U+FFFD, and
  carriage returns, which become line feeds;
- the positions of narration, headings, photographs, pull quotes and link boxes among the statements, which the records
  do not contain;
- spans, sources and the names of rules, which state where a value came from.
"""

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from attrs import define, evolve, field, frozen

from kzru_forums import licence
from kzru_forums.display import statement_parts
from kzru_forums.files import PathOrFile
from kzru_forums.formats import FORMATS
from kzru_forums.formats.shared import flattened, kept_for_later, kept_in
from kzru_forums.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Event,
    EventKind,
    Forum,
    ForumFormat,
    ForumStatus,
    Note,
    NoteKind,
    Photo,
    Related,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
)
from kzru_forums.text import UniqueNames, printed_day, statement_id
from kzru_forums.writing import FileNames, text_to, whole_folder

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_INCLUDE = "http://www.w3.org/2001/XInclude"
_WIKIDATA = "https://www.wikidata.org/wiki/"
_SITE = licence.SOURCE[0].upper() + licence.SOURCE[1:]
_CORPUS = "corpus"
_TITLE = "Transcripts of event pages"
_LANGUAGES = {"en": "English", "ru": "Russian"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_NOTES = {
    NoteKind.APPLAUSE: ("kinesic", "applause"),
    NoteKind.LAUGHTER: ("vocal", "laughter"),
    NoteKind.SILENCE: ("incident", "pause"),
    NoteKind.ACTION: ("incident", "action"),
    NoteKind.INSERTION: ("note", "insertion"),
    NoteKind.OMISSION: ("gap", "editorial"),
    NoteKind.SUMMARY: ("note", "summary"),
    NoteKind.OTHER: ("note", "comment"),
}
"""The element for each kind of note, with its type or reason."""
_EDITORIAL = {
    "correction": "Nothing has been corrected: misprints are kept as printed.",
    "normalization": "Runs of spaces are one space; soft hyphens and zero-width spaces are left out. "
    "Characters that XML cannot hold are replaced by U+FFFD.",
    "quotation": "Quotation marks are left in the text.",
    "segmentation": "An utterance is everything under one label, a segment is one of its paragraphs.",
    "interpretation": "Speakers, kinds, notes and agreements were recognised by rule.",
}
_OF_EVENTS: dict[str, tuple[str, type[StrEnum]]] = {
    "event": ("Kinds of events", EventKind),
    "statement": ("Kinds of statements", StatementKind),
    "agreement": ("Kinds of agreements", AgreementKind),
    "status": ("Status of agreements at the event that mentions them", AgreementStatus),
}
"""The description and vocabulary of each taxonomy. The id of a category is `taxonomy.value`."""
_OF_FORUMS: dict[str, tuple[str, type[StrEnum]]] = {
    "forum": ("Whether an edition of the forum took place", ForumStatus),
    "format": ("How the heads of state took part in an edition of the forum", ForumFormat),
}

_Write = Callable[[str], object]
_Forums = Sequence[tuple[str, Forum]]
"""Forums with their ids in the document."""


def to_tei(event: Event) -> str:
    r"""Convert one event to a TEI document.

    Raises:
        TypeError: `event` is not an `Event`.

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
        raise TypeError(f"to_tei expects an Event, not {type(event).__name__}; for several, use write")
    return _document(_event(event, _DocumentIds().of(event)))


def write(records: Iterable[Event | Forum], target: PathOrFile) -> None:
    r"""Write events and forums as TEI: one file, or a folder with a file per event.

    A path is a folder unless it ends in `.xml` or `.tei`, with or without `.gz`. The folder contains a file per event,
    named after its id, and `corpus.xml`, which includes them. Only `corpus.xml` defines named people and the
    taxonomies, as in Parla-CLARIN and ParlaMint.

    A file with a single event is a TEI document; any other file is a `teiCorpus`. Events are written one by one;
    people, forums and ids stay in memory. A corpus needs at least one event to be valid TEI.

    Args:
        records: events, or forums with their events; read once. The facts of forums are written to the header.
        target: a path, written completely or not at all, compressed if it ends in `.gz`; or a file open for writing,
            text (in UTF-8) or binary, which stays open. An earlier folder of the same kind is replaced.

    Raises:
        FileExistsError: the folder is the current one, or contains other files.
        OSError: a file cannot be written.
        TypeError: an argument has the wrong type.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> events = kzru_forums.loads("Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n")
        >>> write([*events, *events], file)
        >>> file.getvalue().splitlines()[1]
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="corpus" xml:lang="en">'
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write(events, folder)
        ...     print(sorted(path.name for path in Path(folder).iterdir()))
        ['corpus.xml', 'ev-2013-05-09-a-visit.xml']
    """
    parts = flattened(records)
    if isinstance(target, str | os.PathLike) and FORMATS["tei"].is_folder(target):
        _write_folder(parts, target)
    else:
        with text_to(target) as put:
            _write_file(parts, put)


_EVENT_FILE = "ev"
"""The beginning of every name of a file with an event, as of nearly every id."""


def _write_folder(records: Iterable[Event | Forum], folder: str | os.PathLike[str]) -> None:
    corpus = _Corpus()
    with whole_folder(folder, (f"{_EVENT_FILE}*.xml", f"{_CORPUS}.xml"), f"{_CORPUS}.xml") as place:
        names, files = [], FileNames()
        for event, ids in corpus.events(records):
            beginning = "" if ids.event.startswith(_EVENT_FILE) else f"{_EVENT_FILE}-"
            names.append(f"{files.new(beginning + ids.event)}.xml")
            Path(place, names[-1]).write_bytes(_document(_event(event, ids, in_corpus=True)).encode())
        with Path(place, f"{_CORPUS}.xml").open("w", encoding="utf-8", newline="\n") as file:
            corpus.write(file.write, (f'  <xi:include xmlns:xi="{_INCLUDE}" href="{name}"/>\n' for name in names))


def _write_file(records: Iterator[Event | Forum], put: _Write) -> None:
    """Write one event as a document, and anything else as a corpus."""
    first: deque[Event | Forum] = deque()
    events = 0
    for record in records:
        first.append(record)
        events += isinstance(record, Event)
        if events > 1:
            break
    if events == 1:
        (event,) = (record for record in first if isinstance(record, Event))
        forums = _named(record for record in first if isinstance(record, Forum))
        put(_document(_event(event, _DocumentIds().of(event), forums=forums)))
    else:
        _write_corpus(_emptied(first, records), put)


def _emptied(first: deque[Event | Forum], rest: Iterator[Event | Forum]) -> Iterator[Event | Forum]:
    """Yield records that were already read, releasing them one by one, and then the rest."""
    while first:
        yield first.popleft()
    yield from rest


def _write_corpus(records: Iterable[Event | Forum], put: _Write) -> None:
    """The header comes first but is complete only at the end, so the events are kept in a temporary file."""
    corpus = _Corpus()
    with kept_for_later() as body:
        for event, ids in corpus.events(records):
            body.write(_markup(_event(event, ids, in_corpus=True), 1))
        corpus.write(put, kept_in(body))


@define
class _Corpus:
    """The data for the header of a corpus, collected from the records that have gone through `events`."""

    ids: "_DocumentIds" = field(factory=lambda: _DocumentIds(_CORPUS))
    people: dict[str, Speaker] = field(factory=dict)
    roles: dict[str, dict[str, None]] = field(factory=dict)
    forums: list[Forum] = field(factory=list)
    languages: set[str] = field(factory=set)
    first: date | None = None
    last: date | None = None
    texts: int = 0
    speeches: int = 0
    words: int = 0

    def events(self, records: Iterable[Event | Forum]) -> Iterator[tuple[Event, "_EventIds"]]:
        """Yield the events with their ids."""
        for record in records:
            if isinstance(record, Forum):
                self.forums.append(evolve(record, events=()))
            else:
                ids = self.ids.of(record)
                self._count(record, ids)
                yield record, ids

    def _count(self, event: Event, ids: "_EventIds") -> None:
        self.texts += 1
        self.speeches += len(event.statements)
        self.words += sum(statement.words for statement in event.statements)
        self.languages.add(event.language)
        if event.date:
            self.first = min(self.first or event.date, event.date)
            self.last = max(self.last or event.date, event.date)
        for speaker in event.speakers:
            if speaker.id not in ids.local:
                self._meet(speaker)

    def _meet(self, speaker: Speaker) -> None:
        """Collect the facts about a person from all events; a place applies to one event only."""
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

    def write(self, put: _Write, body: Iterable[str]) -> None:
        """Write the complete corpus, given the markup of its events."""
        language = _language_tag(*self.languages) if len(self.languages) == 1 else "mul"
        put(f'{_DECLARATION}<teiCorpus xmlns="{_NAMESPACE}" xml:id="{_CORPUS}" xml:lang="{language}">\n')
        put(_markup(self._header(), 1))
        for part in body:
            put(part)
        put("</teiCorpus>\n")

    def _header(self) -> Element:
        forums = _named(self.forums)
        site = _el(
            "bibl",
            _el("title", licence.SOURCE),
            _el("idno", licence.SOURCE_URL, type="URI"),
            _days(self.first, self.last),
        )
        people = (_person(self.ids.people[one.id], one, self.roles.get(one.id, ())) for one in self.people.values())
        return _el(
            "teiHeader",
            _file_desc(
                [_el("title", _TITLE, type="main")],
                {"texts": self.texts, "speeches": self.speeches, "words": self.words},
                [site, *_forum_sources(forums)],
            ),
            _el("encodingDesc", *_declarations(forums=bool(forums))),
            _el(
                "profileDesc",
                _languages(self.languages),
                _some("settingDesc", *(_forum_setting(name, forum) for name, forum in forums)),
                _some("particDesc", _some("listPerson", *people)),
            ),
        )


def _named(forums: Iterable[Forum]) -> _Forums:
    names = UniqueNames()
    return [(names.new(f"forum.{forum.year}"), forum) for forum in forums]


def _event(event: Event, ids: "_EventIds", *, in_corpus: bool = False, forums: _Forums = ()) -> Element:
    """The `TEI` element of an event.

    With `in_corpus`, the header of the corpus defines the named persons, the taxonomies and the forums.
    """
    header = _el(
        "teiHeader",
        _file_desc(
            [
                _el("title", event.title, type="main"),
                _el("meeting", n=_number(event.edition), ana=f"#event.{event.kind}"),
            ],
            {"speeches": len(event.statements), "words": sum(statement.words for statement in event.statements)},
            [_page(event), *_forum_sources(forums)],
        ),
        _some(
            "encodingDesc",
            *(() if in_corpus else _declarations(forums=bool(forums))),
            _el("samplingDecl", _el("p", "The page is abridged: it contains the editors' omission mark."))
            if event.abridged
            else None,
        ),
        _profile(event, ids, forums, in_corpus=in_corpus),
    )
    text = _el("text", _front(event), _body(event, ids), _back(event, ids))
    language = _language_tag(event.language)
    return _el("TEI", header, text, xml_id=ids.event, xml_lang=language, ana=f"#event.{event.kind}")


def _file_desc(titles: Iterable[Element], counts: Mapping[str, int], sources: Iterable[Element]) -> Element:
    measures = (_el("measure", f"{count} {unit}", unit=unit, quantity=str(count)) for unit, count in counts.items())
    availability = _el(
        "availability",
        _el("licence", licence.NAME, target=licence.URL),
        _el("p", licence.ATTRIBUTION),
        _el("p", licence.CHANGES),
        status="free",
    )
    return _el(
        "fileDesc",
        _el("titleStmt", *titles),
        _el("extent", *measures),
        _el("publicationStmt", _el("authority", _SITE), availability),
        _el("sourceDesc", *sources),
    )


def _page(event: Event) -> Element:
    """The page that an event was read from."""
    moment = event.published
    return _el(
        "bibl",
        _el("title", event.title),
        _el("publisher", _SITE),
        *_each("biblScope", event.sections, unit="section"),
        *_numbers_of(event),
        _el("date", f"{printed_day(moment)}, {moment:%H:%M}", when=moment.isoformat()) if moment else None,
    )


def _numbers_of(page: Event | Related) -> Iterator[Element | None]:
    yield _known("idno", page.url, type="URI")
    yield _known("idno", _number(page.page_number), type="page_number")


def _declarations(*, forums: bool) -> Iterator[Element]:
    """Yield the editorial declarations and the taxonomies."""
    yield _el("projectDesc", _el("p", "Written by kzru_forums following the recommendations of Parla-CLARIN."))
    yield _el("editorialDecl", *(_el(tag, _el("p", text)) for tag, text in _EDITORIAL.items()))
    yield _el("classDecl", *map(_taxonomy, _OF_EVENTS | _OF_FORUMS if forums else _OF_EVENTS))


def _taxonomy(name: str) -> Element:
    about, vocabulary = (_OF_EVENTS | _OF_FORUMS)[name]
    categories = (
        _el("category", _el("catDesc", value.replace("_", " ")), xml_id=f"{name}.{value}") for value in vocabulary
    )
    return _el("taxonomy", _el("desc", about), *categories)


def _profile(event: Event, ids: "_EventIds", forums: _Forums, *, in_corpus: bool) -> Element:
    tags = {name: getattr(event, name) for name in ("geography", "geography_codes", "topics", "persons")}
    keywords = (_some("keywords", *_each("term", values), n=name) for name, values in tags.items())
    setting = _some(
        "setting",
        _known("name", event.place, type="place"),
        _el("date", printed_day(event.date), when=event.date.isoformat()) if event.date else None,
        _el("time", f"{event.time:%H:%M}", when=event.time.isoformat()) if event.time else None,
    )
    people = (
        _person(
            ids.people[speaker.id],
            speaker,
            () if speaker.role is None else (speaker.role,),
            above=in_corpus and speaker.id not in ids.local,
        )
        for speaker in {speaker.id: speaker for speaker in event.speakers}.values()
    )
    return _el(
        "profileDesc",
        _languages([event.language]),
        _some("textClass", *keywords),
        _some("settingDesc", setting, *(_forum_setting(name, forum) for name, forum in forums)),
        _some("particDesc", _some("listPerson", *people)),
    )


def _languages(tags: Iterable[str]) -> Element:
    names = sorted(set(map(_language_tag, tags)))
    return _el("langUsage", *(_el("language", _LANGUAGES.get(tag, tag), ident=tag) for tag in names))


def _language_tag(tag: str) -> str:
    """A BCP 47 tag; `und` for anything that does not have the form of one."""
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def _person(name: str, speaker: Speaker, roles: Iterable[str], *, above: bool = False) -> Element:
    """A person of a `listPerson`; `above`: the header of the corpus defines them, only facts of the day are added."""
    country = speaker.country
    wikidata = speaker.wikidata
    return _el(
        "personGrp" if speaker.kind is SpeakerKind.GROUP else "person",
        _known("persName", speaker.name),
        *_each("occupation", roles),
        None if country is None else _el("affiliation", _el("country", key=country)),
        None if wikidata is None else _el("idno", f"{_WIKIDATA}{wikidata}", type="wikidata"),
        _known("idno", _number(speaker.site_person_id), type="site_person_id"),
        _known("note", speaker.place, type="location"),
        role="unnamed" if speaker.kind is SpeakerKind.UNNAMED else None,
        **{"sameAs": f"#{name}"} if above else {"xml_id": name},
    )


def _forum_sources(forums: _Forums) -> Iterator[Element]:
    for name, forum in forums:
        if forum.sources or forum.uncertain:
            doubts = _each("note", forum.uncertain, type="uncertain")
            yield _el("bibl", *_each("title", forum.sources), *doubts, corresp=f"#{name}")


def _forum_setting(name: str, forum: Forum) -> Element:
    kinds = [f"#forum.{forum.status}"] + ([f"#format.{forum.format}"] if forum.format else [])
    return _el(
        "setting",
        _el("name", forum.series, type="series"),
        _known("name", forum.city, type="city"),
        _known("name", forum.city_today, type="city_today"),
        _known("name", forum.region, type="region", key=forum.region),
        _known("name", forum.country, type="country", key=forum.country),
        _el("date", str(forum.year), type="year", when=f"{forum.year:04d}"),
        _days(forum.starts_on, forum.ends_on, type="days"),
        _days(forum.plenary_on, None, type="plenary"),
        _known("activity", forum.theme),
        xml_id=name,
        n=_number(forum.number),
        ana=" ".join(kinds),
    )


def _front(event: Event) -> Element | None:
    # pyparlaclarin reads the date from the text of the element, not from the attribute.
    day = event.date.isoformat() if event.date else None
    preface = _some(
        "div",
        _el("head", event.title) if event.title else None,
        _known("docDate", day, when=day),
        *_each("p", event.lead),
        type="preface",
    )
    return _some("front", preface)


def _body(event: Event, ids: "_EventIds") -> Element:
    spoken = bool(event.headings or event.statements)
    narration = _each("note", event.narration, type="narrative")
    statements = zip(ids.statements, event.statements, strict=True)
    debate = (part for name, one in statements for part in _statement(one, name, ids.people[one.speaker.id]))
    return _el(
        "body",
        _el("div", *narration, type="commentSection") if event.narration or not spoken else None,
        _some("div", *_each("head", event.headings), *debate, type="debateSection"),
    )


def _statement(statement: Statement, name: str, who: str) -> Iterator[Element | None]:
    """Yield the notes for a label, and the utterance."""
    yield _el("note", statement.label, type="speaker")
    yield _known("note", statement.delivery, type="delivery")
    yield _known("note", statement.addressee, type="addressee")
    parts = (
        _note(part)
        if isinstance(part, Note)
        else _el("seg", *(_note(piece) if isinstance(piece, Note) else piece for piece in part))
        for part in statement_parts(statement)
    )
    yield _el("u", *parts, xml_id=name, who=f"#{who}", ana=f"#statement.{statement.kind}")


def _note(note: Note) -> Element:
    tag, sort = _NOTES[note.kind]
    if tag == "note":
        return _el(tag, note.text, type=sort)
    return _el(tag, _el("desc", note.text), **{"reason" if tag == "gap" else "type": sort})


def _back(event: Event, ids: "_EventIds") -> Element | None:
    positions: dict[int | None, str] = {
        one.position: name for name, one in zip(ids.statements, event.statements, strict=True)
    }
    agreements = (
        _agreement(agreement, ids.agreement(index), positions.get(agreement.statement))
        for index, agreement in enumerate(event.agreements)
    )
    boxes = groupby(event.related, key=lambda entry: entry.heading)
    return _some(
        "back",
        _some("div", _some("list", *agreements), type="agreements"),
        _some("div", *map(_photo, event.photos), type="photos"),
        _some("div", *_each("quote", event.pull_quotes), type="pull_quotes"),
        _some("div", *(_link_box(heading, entries) for heading, entries in boxes), type="related"),
    )


def _agreement(agreement: Agreement, name: str, spoken: str | None) -> Element:
    limit = "atLeast" if agreement.at_least else "value"
    count, value = _number(agreement.count), agreement.value
    amount = None if value is None else str(value.amount)
    return _el(
        "item",
        _el("title", agreement.title),
        _known("date", agreement.date, when=agreement.date),
        *(_el("name", party.name, type="party", key=party.country) for party in agreement.parties),
        _known("num", count, type="count", **{limit: count}),
        _el(
            "measure",
            "",
            _known("num", amount, **{limit: amount}),
            f" {value.currency}",
            type="value",
            unit=value.currency,
        )
        if value
        else None,
        _el("quote", agreement.sentence),
        xml_id=name,
        ana=f"#agreement.{agreement.kind} #status.{agreement.status}",
        corresp=None if spoken is None else f"#{spoken}",
    )


def _photo(photo: Photo) -> Element:
    count = _number(photo.count)
    return _el(
        "figure",
        _some("p", _known("num", count, type="count", value=count)),
        _el("figDesc", photo.caption),
        type="shown" if photo.shown else "hidden",
        n=_number(photo.number),
    )


def _link_box(heading: str, entries: Iterable[Related]) -> Element:
    pages = (
        _el("bibl", _el("title", entry.title), *_numbers_of(entry), _days(entry.date, entry.ends_on))
        for entry in entries
    )
    return _el("listBibl", _el("head", heading), *pages)


def _days(first: date | None, last: date | None, **attributes: str | None) -> Element | None:
    """A `date` for one day or a range of days; None if there is neither."""
    if first and last:
        return _el("date", from_=first.isoformat(), to=last.isoformat(), **attributes)
    if first:
        return _el("date", when=first.isoformat(), **attributes)
    return _el("date", to=last.isoformat(), **attributes) if last else None


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


_LONGEST = 200
"""Maximum number of characters in an id, which is also a file name."""
_OWN = re.compile(rf"[^.]*\.[sa][0-9-]|(?:{'|'.join(_OF_EVENTS | _OF_FORUMS)})\.")
"""Ids reserved for other things than people: parts of an event, categories and forums."""


@frozen(kw_only=True)
class _EventIds:
    """The ids of an event and its parts, unique within a document.

    The id of an event contains no dot. The ids of its parts consist of the event's id, a dot, and `s` or `a` with a
    number. The ids of categories and forums begin with the name of their taxonomy and a dot. The ids of people have
    none of these forms.
    """

    event: str
    statements: tuple[str, ...]
    """The ids of the statements, in order."""
    people: Mapping[str, str]
    """The ids of the speakers, by their ids in the records."""
    local: frozenset[str]
    """Ids, in the records, of unnamed speakers, who are specific to this event."""

    def agreement(self, index: int) -> str:
        """The id of an agreement."""
        return f"{self.event}.a{index:04d}"


class _DocumentIds:
    """The ids of a document, assigned event by event."""

    def __init__(self, *taken: str) -> None:
        self._names = UniqueNames(*taken)
        self.people: dict[str, str] = {}
        """Ids of named people, by their ids in the records."""

    def of(self, event: Event) -> _EventIds:
        """Assign the ids of another event."""
        name, own = self._names.new(_undotted(event.id)), f"{event.id}."
        names = UniqueNames()
        statements = tuple(names.new(statement_id(name, one.position)) for one in event.statements)
        speakers = dict.fromkeys(one.speaker.id for one in event.statements)
        local = frozenset(speaker for speaker in speakers if speaker.startswith(own))
        people = {
            speaker: names.new(_below(name, speaker.removeprefix(own))) if speaker in local else self._person(speaker)
            for speaker in speakers
        }
        return _EventIds(event=name, statements=statements, people=people, local=local)

    def _person(self, speaker: str) -> str:
        if speaker not in self.people:
            name = speaker[:_LONGEST]
            self.people[speaker] = self._names.new(_undotted(name) if _OWN.match(name) else name)
        return self.people[speaker]


def _below(event: str, rest: str) -> str:
    """The id of a part of an event; `rest` is `s0003.speaker` if a reader produced it."""
    name = f"{event}.{rest}"[:_LONGEST]
    return name if _OWN.match(name) and not name.startswith(f"{event}.a") else f"{event}.s-{_undotted(rest)}"


def _undotted(text: str) -> str:
    return text[:_LONGEST].replace(".", "_")


_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK = "  "


def _clean(text: str) -> str:
    """The text without characters that are invalid in XML, with line breaks normalised as by any XML parser."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _el(tag: str, /, *content: Element | str | None, **attributes: str | None) -> Element:
    """An element. Content and attributes that are None are left out; `xml_id` is written `xml:id`, and `from_` `from`.

    An element whose `text` is not None is mixed content, to which no whitespace is added.
    """
    known = {name.rstrip("_").replace("_", ":"): value for name, value in attributes.items() if value is not None}
    element = Element(tag, {name: _clean(value) for name, value in known.items()})
    for part in content:
        if isinstance(part, Element):
            element.append(part)
        elif part is not None and len(element):
            element[-1].tail = (element[-1].tail or "") + _clean(part)
        elif part is not None:
            element.text = (element.text or "") + _clean(part)
    return element


def _known(tag: str, text: str | None, /, **attributes: str | None) -> Element | None:
    """An element if there is text."""
    return None if text is None else _el(tag, text, **attributes)


def _each(tag: str, texts: Iterable[str], /, **attributes: str | None) -> Iterator[Element]:
    """Yield one element per text."""
    return (_el(tag, text, **attributes) for text in texts)


def _some(tag: str, /, *content: Element | None, **attributes: str | None) -> Element | None:
    """An element if it has any content."""
    return _el(tag, *content, **attributes) if any(part is not None for part in content) else None


def _document(element: Element) -> str:
    element.attrib = {"xmlns": _NAMESPACE, **element.attrib}
    return _DECLARATION + _markup(element)


def _markup(element: Element, depth: int = 0) -> str:
    """The element as text, with each child of an element without text on its own line."""
    _lay_out(element, depth)
    return f"{_BLANK * depth}{ElementTree.tostring(element, encoding='unicode')}\n"


def _lay_out(element: Element, depth: int) -> None:
    if len(element) and element.text is None:
        element.text = "\n" + _BLANK * (depth + 1)
        for child in element:
            _lay_out(child, depth + 1)
            child.tail = element.text
        child.tail = "\n" + _BLANK * depth

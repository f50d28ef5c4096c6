"""Parts of TEI documents: what an event is made of, and what the headers of events and of a corpus share.

The encoding follows Parla-CLARIN, in the choice of elements and in where they stand; values of `type` and `reason` are
those of ParlaMint where it has one for the same thing.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from kzru_forums import licence
from kzru_forums.display import Paragraph, placed
from kzru_forums.formats.tei_ids import OF_EVENTS, OF_FORUMS, EventIds
from kzru_forums.formats.xml import add, add_known, make, say
from kzru_forums.model import (
    Agreement,
    Event,
    Note,
    NoteKind,
    Photo,
    Related,
    Speaker,
    SpeakerKind,
    Statement,
)
from kzru_forums.text import printed_day

_WIKIDATA = "https://www.wikidata.org/wiki/"
_SITE = licence.SOURCE[0].upper() + licence.SOURCE[1:]
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
_EDITORIAL = {
    "correction": "Nothing has been corrected: misprints stand as they are printed.",
    "normalization": "Runs of blanks are one blank; soft hyphens and zero-width spaces are left out. "
    "Characters that XML cannot hold are replaced by U+FFFD.",
    "quotation": "Quotation marks are left in the text.",
    "segmentation": "An utterance is what stands under one label, a segment is a paragraph of it.",
    "interpretation": "Speakers, kinds, notes and agreements have been told by rule.",
}


def event_element(event: Event, ids: EventIds, *, in_corpus: bool) -> Element:
    """The `TEI` element of an event.

    With `in_corpus` the header of a corpus defines the persons with a name and the taxonomies.
    """
    tei = make("TEI", xml_id=ids.event, xml_lang=language_tag(event.language), ana=f"#event.{event.kind}")
    _add_header(tei, event, ids, in_corpus=in_corpus)
    text = add(tei, "text")
    _add_front(text, event)
    _add_body(text, event, ids)
    back = make("back")
    _add_agreements(back, event, ids)
    _add_photos(back, event.photos)
    _add_pull_quotes(back, event.pull_quotes)
    _add_related(back, event.related)
    if len(back):
        text.append(back)
    return tei


def language_tag(tag: str) -> str:
    """A BCP 47 tag; `und` for what has not the form of one."""
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def _add_header(tei: Element, event: Event, ids: EventIds, *, in_corpus: bool) -> None:
    header = add(tei, "teiHeader")
    file = add(header, "fileDesc")
    titles = add(file, "titleStmt")
    add(titles, "title", event.title, type="main")
    edition = None if event.edition is None else str(event.edition)
    add(titles, "meeting", None, n=edition, ana=f"#event.{event.kind}")
    add_extent(file, speeches=len(event.statements), words=sum(said.words for said in event.statements))
    add_publication(file)
    _add_source(file, event)
    if event.abridged or not in_corpus:
        encoding = add(header, "encodingDesc")
        if not in_corpus:
            add_encoding(encoding, forums=False)
        if event.abridged:
            add(
                add(encoding, "samplingDecl"), "p", "The page is abridged: it carries the omission mark of its editors."
            )
    _add_profile(header, event, ids, in_corpus=in_corpus)


def add_extent(file: Element, **counts: int) -> None:
    """The `extent`: how many there are of what."""
    extent = add(file, "extent")
    for unit, count in counts.items():
        add(extent, "measure", f"{count} {unit}", unit=unit, quantity=str(count))


def add_publication(file: Element) -> None:
    """The `publicationStmt`: licence and attribution of the pages."""
    published = add(file, "publicationStmt")
    add(published, "authority", _SITE)
    availability = add(published, "availability", status="free")
    add(availability, "licence", licence.NAME, target=licence.URL)
    add(availability, "p", licence.ATTRIBUTION)
    add(availability, "p", licence.CHANGES)


def _add_source(file: Element, event: Event) -> None:
    bibl = add(add(file, "sourceDesc"), "bibl")
    add(bibl, "title", event.title)
    add(bibl, "publisher", _SITE)
    for section in event.sections:
        add(bibl, "biblScope", section, unit="section")
    add_known(bibl, "idno", event.url, type="URI")
    add_known(bibl, "idno", event.page_number, type="page_number")
    if event.published:
        printed = f"{printed_day(event.published)}, {event.published:%H:%M}"
        add(bibl, "date", printed, when=event.published.isoformat())


def add_encoding(encoding: Element, *, forums: bool) -> None:
    """What an `encodingDesc` tells: how the text was treated, and the taxonomies."""
    add(add(encoding, "projectDesc"), "p", "Written by kzru_forums after the recommendations of Parla-CLARIN.")
    editorial = add(encoding, "editorialDecl")
    for tag, text in _EDITORIAL.items():
        add(add(editorial, tag), "p", text)
    classes = add(encoding, "classDecl")
    for name, (told, vocabulary) in (OF_EVENTS | OF_FORUMS if forums else OF_EVENTS).items():
        taxonomy = add(classes, "taxonomy")
        add(taxonomy, "desc", told)
        for value in vocabulary:
            add(add(taxonomy, "category", xml_id=f"{name}.{value}"), "catDesc", value.replace("_", " "))


def _add_profile(header: Element, event: Event, ids: EventIds, *, in_corpus: bool) -> None:
    profile = add(header, "profileDesc")
    add_languages(profile, [event.language])
    _add_tags(profile, event)
    if event.place is not None or event.date or event.time:
        setting = add(add(profile, "settingDesc"), "setting")
        add_known(setting, "name", event.place, type="place")
        if event.date:
            add(setting, "date", printed_day(event.date), when=event.date.isoformat())
        if event.time:
            add(setting, "time", f"{event.time:%H:%M}", when=event.time.isoformat())
    if event.statements:
        people = add(add(profile, "particDesc"), "listPerson")
        for speaker in {speaker.id: speaker for speaker in event.speakers}.values():
            roles = () if speaker.role is None else (speaker.role,)
            above = in_corpus and speaker.id not in ids.local
            add_person(people, ids.people[speaker.id], speaker, roles, above=above)


def add_languages(profile: Element, tags: Iterable[str]) -> None:
    """The `langUsage` of some language tags."""
    usage = add(profile, "langUsage")
    for tag in sorted(set(map(language_tag, tags))):
        add(usage, "language", _LANGUAGES.get(tag, tag), ident=tag)


_LANGUAGES = {"en": "English", "ru": "Russian"}


def _add_tags(profile: Element, event: Event) -> None:
    tags = {name: getattr(event, name) for name in ("geography", "geography_codes", "topics", "persons")}
    if any(tags.values()):
        classes = add(profile, "textClass")
        for name, values in tags.items():
            if values:
                keywords = add(classes, "keywords", n=name)
                for value in values:
                    add(keywords, "term", value)


def add_person(people: Element, name: str, speaker: Speaker, roles: Iterable[str], *, above: bool = False) -> None:
    """A person of a `listPerson`; `above`: defined in the header of the corpus, and told here what holds on the day."""
    tag = "personGrp" if speaker.kind is SpeakerKind.GROUP else "person"
    unnamed = "unnamed" if speaker.kind is SpeakerKind.UNNAMED else None
    which = {"sameAs": f"#{name}"} if above else {"xml_id": name}
    person = add(people, tag, role=unnamed, **which)
    add_known(person, "persName", speaker.name)
    for role in roles:
        add(person, "occupation", role)
    if speaker.country is not None:
        add(add(person, "affiliation"), "country", key=speaker.country)
    if speaker.wikidata is not None:
        add(person, "idno", f"{_WIKIDATA}{speaker.wikidata}", type="wikidata")
    add_known(person, "idno", speaker.site_person_id, type="site_person_id")
    add_known(person, "note", speaker.place, type="location")


def _add_front(text: Element, event: Event) -> None:
    preface = make("div", type="preface")
    if event.title:
        add(preface, "head", event.title)
    if event.date:
        # pyparlaclarin reads the date from the text of the element, not from the attribute.
        add(preface, "docDate", event.date.isoformat(), when=event.date.isoformat())
    for paragraph in event.lead:
        add(preface, "p", paragraph)
    if len(preface):
        add(text, "front").append(preface)


def _add_body(text: Element, event: Event, ids: EventIds) -> None:
    body = add(text, "body")
    if event.narration or not (event.headings or event.statements):
        narrated = add(body, "div", type="commentSection")
        for paragraph in event.narration:
            add(narrated, "note", paragraph, type="narrative")
    if event.headings or event.statements:
        debate = add(body, "div", type="debateSection")
        for heading in event.headings:
            add(debate, "head", heading)
        for name, said in zip(ids.statements, event.statements, strict=True):
            _add_statement(debate, said, name, ids.people[said.speaker.id])


def _add_statement(debate: Element, said: Statement, name: str, who: str) -> None:
    add(debate, "note", said.label, type="speaker")
    add_known(debate, "note", said.delivery, type="delivery")
    add_known(debate, "note", said.addressee, type="addressee")
    utterance = add(debate, "u", xml_id=name, who=f"#{who}", ana=f"#statement.{said.kind}")
    for part in placed(said):
        if isinstance(part, Note):
            _add_note(utterance, part)
        else:
            _add_segment(utterance, part)


def _add_segment(utterance: Element, paragraph: Paragraph) -> None:
    segment = add(utterance, "seg")
    for piece in paragraph:
        if isinstance(piece, Note):
            _add_note(segment, piece)
        else:
            say(segment, piece)


def _add_note(parent: Element, note: Note) -> None:
    tag, sort = _NOTES[note.kind]
    if tag == "note":
        add(parent, tag, note.text, type=sort)
    elif tag == "gap":
        add(add(parent, tag, reason=sort), "desc", note.text)
    else:
        add(add(parent, tag, type=sort), "desc", note.text)


def _add_agreements(back: Element, event: Event, ids: EventIds) -> None:
    if not event.agreements:
        return
    spoken = {said.position: name for name, said in zip(ids.statements, event.statements, strict=True)}
    listed = add(add(back, "div", type="agreements"), "list")
    for index, agreement in enumerate(event.agreements):
        said = None if agreement.statement is None else spoken.get(agreement.statement)
        item = add(
            listed,
            "item",
            xml_id=ids.agreement(index),
            ana=f"#agreement.{agreement.kind} #status.{agreement.status}",
            corresp=None if said is None else f"#{said}",
        )
        _add_agreement(item, agreement)


def _add_agreement(item: Element, agreement: Agreement) -> None:
    add(item, "title", agreement.title)
    add_known(item, "date", agreement.date, when=agreement.date)
    for party in agreement.parties:
        add(item, "name", party.name, type="party", key=party.country)
    limit = "atLeast" if agreement.at_least else "value"
    if agreement.count is not None:
        add(item, "num", str(agreement.count), type="count", **{limit: str(agreement.count)})
    if agreement.value:
        amount, currency = str(agreement.value.amount), agreement.value.currency
        measure = add(item, "measure", "", type="value", unit=currency)
        add(measure, "num", amount, **{limit: amount})
        say(measure, f" {currency}")
    add(item, "quote", agreement.sentence)


def _add_photos(back: Element, photos: Sequence[Photo]) -> None:
    if photos:
        shown = add(back, "div", type="photos")
        for photo in photos:
            figure = add(shown, "figure", type="shown" if photo.shown else "hidden", n=_number(photo.number))
            if photo.count is not None:
                add_known(add(figure, "p"), "num", photo.count, type="count", value=str(photo.count))
            add(figure, "figDesc", photo.caption)


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


def _add_pull_quotes(back: Element, quotes: Sequence[str]) -> None:
    if quotes:
        division = add(back, "div", type="pull_quotes")
        for quote in quotes:
            add(division, "quote", quote)


def _add_related(back: Element, related: Sequence[Related]) -> None:
    if not related:
        return
    division = add(back, "div", type="related")
    for heading, entries in groupby(related, key=lambda entry: entry.heading):
        box = add(division, "listBibl")
        add(box, "head", heading)
        for entry in entries:
            bibl = add(box, "bibl")
            add(bibl, "title", entry.title)
            add_known(bibl, "idno", entry.url, type="URI")
            add_known(bibl, "idno", entry.page_number, type="page_number")
            add_days(bibl, entry.date, entry.ends_on)


def add_days(
    parent: Element, first: datetime.date | None, last: datetime.date | None, **attributes: str | None
) -> None:
    """A `date`: of one day, or of a range of days; nothing where there is neither."""
    if first and last:
        add(parent, "date", None, from_=first.isoformat(), to=last.isoformat(), **attributes)
    elif first:
        add(parent, "date", None, when=first.isoformat(), **attributes)
    elif last:
        add(parent, "date", None, to=last.isoformat(), **attributes)

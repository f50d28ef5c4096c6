"""People as users know them: names, aliases, numbers and offices from a CSV or JSON file of their own.

Both formats are brought to the same plain values, which are then checked in one place; every fault is told at once.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import IO

from attrs import evolve, field, frozen

from kzru_forums.errors import DataError
from kzru_forums.speakers import speaker_id

PeopleSource = str | PathLike[str] | IO[str] | IO[bytes]
"""What `read_people` takes: a path, or an open file of text or bytes."""

_ID = re.compile(r"[a-z][a-z0-9.-]*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELDS = ("id", "name", "aliases", "site_person_ids", "wikidata", "offices")
_OFFICE_FIELDS = ("title", "starts_on", "ends_on")
_COLUMNS = ("id", "name", "aliases", "site_person_ids", "wikidata", "office", "starts_on", "ends_on")


@frozen(kw_only=True)
class Office:
    """An office somebody holds, by a table and not by what a page prints."""

    title: str
    """The office in words (`Governor of Omsk Region`)."""
    starts_on: date | None = None
    """First day; None where the table does not tell."""
    ends_on: date | None = None
    """Last day; None where the table does not tell or the office is still held."""

    def holds_on(self, day: date) -> bool:
        """Whether `day` is in the term, first and last day included."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@frozen(kw_only=True)
class KnownPerson:
    """A person as a user describes them."""

    id: str
    """Id of the person in a corpus."""
    name: str
    """The name to show."""
    aliases: tuple[str, ...] = field(default=(), converter=tuple)
    """Other names and spellings that pages print for this person."""
    site_person_ids: tuple[int, ...] = field(default=(), converter=tuple)
    """The site's numbers of the person."""
    wikidata: str | None = None
    """Wikidata item."""
    offices: tuple[Office, ...] = field(default=(), converter=tuple)
    """Offices with their terms."""


def read_people(source: PeopleSource) -> tuple[KnownPerson, ...]:
    r"""People of a CSV or JSON file, in order; which of the two it is the content tells.

    CSV has a header with some of the columns `id`, `name`, `aliases`, `site_person_ids`, `wikidata`, `office`,
    `starts_on`, `ends_on`; several aliases or numbers are separated by `|`, and rows with one id, or without ids with
    one name, are one person with several offices. JSON is a list of objects with the fields of `KnownPerson`, those of
    `Office` inside `offices`. Days are ISO 8601. Without an id it is made of the name, as the ids of speakers are.

    Args:
        source: a path, or an open file of text or of UTF-8.

    Raises:
        DataError: with every fault: an unknown field or column, a missing name, a value of the wrong shape, a term that
            ends before it starts, an id or a number that two people have.
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file.

    Examples:
        >>> from io import StringIO
        >>> read_people(StringIO("name,aliases\nOleg Safonov,O. Safonov|Oleh Safonov\n"))[0].aliases
        ('O. Safonov', 'Oleh Safonov')
    """
    text = _text(source)
    faults: list[tuple[str, str]] = []
    is_json = text.lstrip()[:1] in ("[", "{")
    people = list((_from_json if is_json else _from_csv)(text, faults))
    _check_unique(people, faults)
    if faults:
        raise DataError(faults)
    return tuple(person for _, person in people)


def _text(source: PeopleSource) -> str:
    if isinstance(source, str | PathLike):
        content: str | bytes = Path(source).read_bytes()
    elif hasattr(source, "read"):
        content = source.read()
    else:
        raise TypeError(f"expected a path or an open file, not {type(source).__name__}")
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DataError([("", f"expected UTF-8, found another byte at {error.start}")]) from None
    return content.removeprefix("\ufeff")


_Faults = list[tuple[str, str]]
_People = Iterator[tuple[str, KnownPerson]]


def _from_json(text: str, faults: _Faults) -> _People:
    try:
        entries = json.loads(text)
    except ValueError as error:
        faults.append(("", f"not valid JSON: {error}"))
        return
    if not isinstance(entries, list):
        faults.append(("", f"expected a list of people, not {_kind(entries)}"))
        return
    seen: dict[str, str] = {}
    for index, entry in enumerate(entries):
        person = _person(f"[{index}]", entry, faults)
        if person is None:
            continue
        if person.id in seen:
            faults.append((f"[{index}].id", f"{person.id!r} is the id of {seen[person.id]} too"))
        seen.setdefault(person.id, f"[{index}]")
        yield f"[{index}]", person


def _from_csv(text: str, faults: _Faults) -> _People:
    rows = csv.reader(text.splitlines(keepends=True))
    header = [cell.strip() for cell in next(rows, [])]
    if "name" not in header or not set(header) <= set(_COLUMNS) or len(set(header)) < len(header):
        faults.append(("line 1", f"expected a header with name and other columns out of {', '.join(_COLUMNS)}"))
        return
    people: dict[str, tuple[str, KnownPerson]] = {}
    for cells in rows:
        if not any(map(str.strip, cells)):
            continue
        where = f"line {rows.line_num}"
        if len(cells) != len(header):
            faults.append((where, f"expected {len(header)} cells, found {len(cells)}"))
            continue
        person = _person(where, _entry(dict(zip(header, map(str.strip, cells), strict=True))), faults)
        if person and person.id in people:
            first, known = people[person.id]
            people[person.id] = first, _together(where, known, person, faults)
        elif person:
            people[person.id] = where, person
    yield from people.values()


def _entry(row: Mapping[str, str]) -> dict[str, object]:
    """A row as the object that JSON would have for it; an empty cell is a field left out."""
    told = {column: cell for column, cell in row.items() if cell}
    entry: dict[str, object] = {column: told[column] for column in ("id", "name", "wikidata") if column in told}
    if "aliases" in told:
        entry["aliases"] = _several(told["aliases"])
    if "site_person_ids" in told:
        entry["site_person_ids"] = [
            int(cell) if cell.isascii() and cell.isdigit() else cell for cell in _several(told["site_person_ids"])
        ]
    office: dict[str, object] = {column: told[column] for column in ("starts_on", "ends_on") if column in told}
    if "office" in told:
        office["title"] = told["office"]
    return entry | ({"offices": [office]} if office else {})


def _several(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _together(where: str, one: KnownPerson, other: KnownPerson, faults: _Faults) -> KnownPerson:
    """Two rows about one person as one."""
    if one.name != other.name:
        faults.append((f"{where}, name", f"{one.id!r} is {one.name!r} above and {other.name!r} here"))
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        faults.append((f"{where}, wikidata", f"{one.id!r} is {one.wikidata} above and {other.wikidata} here"))
    return evolve(
        one,
        aliases=dict.fromkeys((*one.aliases, *other.aliases)),
        site_person_ids=dict.fromkeys((*one.site_person_ids, *other.site_person_ids)),
        wikidata=one.wikidata or other.wikidata,
        offices=(*one.offices, *other.offices),
    )


def _person(where: str, entry: object, faults: _Faults) -> KnownPerson | None:
    """The person an object describes; None where it is so wrong that nothing can be compared."""
    if not isinstance(entry, dict):
        faults.append((where, f"expected an object, not {_kind(entry)}"))
        return None
    _check_fields(where, entry, _FIELDS, faults)
    name = _string(where, entry, "name", faults)
    if name is None:
        if "name" not in entry:
            faults.append((_at(where, "name"), "a person needs a name"))
        return None
    given = _string(where, entry, "id", faults)
    if given is not None and not _ID.fullmatch(given):
        faults.append((_at(where, "id"), f"expected letters a to z, digits, dots and hyphens, not {given!r}"))
    wikidata = _string(where, entry, "wikidata", faults)
    if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
        faults.append((_at(where, "wikidata"), f"expected an item such as Q42, not {wikidata!r}"))
    return KnownPerson(
        id=given or speaker_id(name),
        name=name,
        aliases=_items(where, entry, "aliases", str, faults),
        site_person_ids=_items(where, entry, "site_person_ids", int, faults),
        wikidata=wikidata,
        offices=tuple(_offices(where, entry.get("offices", []), faults)),
    )


def _offices(where: str, entries: object, faults: _Faults) -> Iterator[Office]:
    if not isinstance(entries, list):
        faults.append((_at(where, "offices"), f"expected a list, not {_kind(entries)}"))
        return
    for index, entry in enumerate(entries):
        place = f"{where}.offices[{index}]" if where.startswith("[") else where
        if not isinstance(entry, dict):
            faults.append((place, f"expected an object, not {_kind(entry)}"))
            continue
        _check_fields(place, entry, _OFFICE_FIELDS, faults)
        title = _string(place, entry, "title", faults)
        starts_on, ends_on = (_day(place, entry, name, faults) for name in ("starts_on", "ends_on"))
        if title is None and "title" not in entry:
            faults.append((place, "a term needs an office"))
        if starts_on and ends_on and ends_on < starts_on:
            faults.append((_at(place, "ends_on"), f"{ends_on} is before {starts_on}"))
        yield Office(title=title or "", starts_on=starts_on, ends_on=ends_on)


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where.startswith("[") else f"{where}, {name}"


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _check_fields(where: str, entry: Mapping[str, object], fields: tuple[str, ...], faults: _Faults) -> None:
    faults.extend((_at(where, name), f"unknown; known are {', '.join(fields)}") for name in entry if name not in fields)


def _string(where: str, entry: Mapping[str, object], name: str, faults: _Faults) -> str | None:
    """A field that holds a string, if it is there; null is as good as absent but for the name."""
    value = entry.get(name)
    if value is None and name not in ("name", "title"):
        return None
    if isinstance(value, str) and value.strip():
        return value.strip()
    if name in entry:
        faults.append(
            (_at(where, name), f"expected a text, not {value!r}" if value == "" else _wanted("a text", value))
        )
    return None


def _wanted(what: str, value: object) -> str:
    return f"expected {what}, not {_kind(value)}"


def _items(where: str, entry: Mapping[str, object], name: str, of: type, faults: _Faults) -> tuple:
    values = entry.get(name, [])
    if not isinstance(values, list):
        faults.append((_at(where, name), _wanted("a list", values)))
        return ()
    what = "text" if of is str else "a whole number"
    for value in values:
        if type(value) is not of or value == "" or (of is int and value < 1):
            faults.append((_at(where, name), f"expected {what}, found {value!r}"))
    return tuple(values)


def _day(where: str, entry: Mapping[str, object], name: str, faults: _Faults) -> date | None:
    value = entry.get(name)
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    faults.append((_at(where, name), f"expected a day such as 2019-03-20, found {value!r}"))
    return None


def _check_unique(people: list[tuple[str, KnownPerson]], faults: _Faults) -> None:
    """No number and no Wikidata item may belong to two people."""
    owners: dict[object, str] = {}
    for where, person in people:
        for mark in (*person.site_person_ids, *filter(None, [person.wikidata])):
            if owners.setdefault(mark, person.id) != person.id:
                faults.append((where, f"{mark} belongs to {owners[mark]!r} too"))

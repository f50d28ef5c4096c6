"""People listed by the user: names, aliases, numbers and offices from a CSV or JSON file.

Both formats are converted to the same plain values, which are then checked in one place. All errors are reported
together.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from os import PathLike

from attrs import evolve, frozen

from kzru_forums.errors import DataError
from kzru_forums.files import PathOrFile, possible
from kzru_forums.speakers.resolve import speaker_id

_ID = re.compile(r"[a-z][a-z0-9.-]*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIELDS = ("id", "name", "aliases", "site_person_ids", "wikidata", "offices")
_OFFICE_FIELDS = ("title", "starts_on", "ends_on")
_OFFICE_COLUMNS = {"office": "title", "starts_on": "starts_on", "ends_on": "ends_on"}
"""Columns of a term, with the fields they fill."""
_COLUMNS = ("id", "name", "aliases", "site_person_ids", "wikidata", *_OFFICE_COLUMNS)


@frozen(kw_only=True)
class Office:
    """An office that somebody holds according to a table, not according to a page."""

    title: str
    """The office in words (`Governor of Omsk Region`)."""
    starts_on: date | None = None
    """First day; None if not stated."""
    ends_on: date | None = None
    """Last day; None if not stated or if the term has not ended."""

    def holds_on(self, day: date) -> bool:
        """Whether `day` is within the term, including its first and last day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@frozen(kw_only=True)
class KnownPerson:
    """A person as described by the user."""

    id: str
    """Id of the person in a corpus."""
    name: str
    """The name to display."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings of this person on pages."""
    site_person_ids: tuple[int, ...] = ()
    """The site's numbers of the person."""
    wikidata: str | None = None
    """Wikidata item."""
    offices: tuple[Office, ...] = ()
    """Offices with their terms."""


def read_people(source: PathOrFile) -> tuple[KnownPerson, ...]:
    r"""Read people from a CSV or JSON file, in order; the format is detected from the content.

    A CSV file has a header with some of the columns `id`, `name`, `aliases`, `site_person_ids`, `wikidata`, `office`,
    `starts_on`, `ends_on`; several aliases or numbers are separated by `|`, and rows with the same id, or the same name
    if there are no ids, describe one person with several offices. A JSON file contains a list of objects with the
    fields of `KnownPerson`, with objects with the fields of `Office` in `offices`. Days are in ISO 8601. A missing id
    is derived from the name, like the ids of speakers.

    Args:
        source: a path, or an open file, in text mode or with UTF-8 bytes.

    Raises:
        DataError: lists all errors: an unknown field or column, a missing name, an invalid value, a term that ends
            before it starts, an id or a number that two people share.
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file.

    Examples:
        >>> from io import StringIO
        >>> read_people(StringIO("name,aliases\nOleg Safonov,O. Safonov|Oleh Safonov\n"))[0].aliases
        ('O. Safonov', 'Oleh Safonov')
    """
    text = _text(source)
    faults: _Faults = []
    people = list((_of_json if text.lstrip()[:1] in ("[", "{") else _of_csv)(text, faults))
    _check_marks(people, faults)
    if faults:
        raise DataError(faults)
    return tuple(person for _, person in people)


_Faults = list[tuple[str, str]]
_Located = tuple[str, KnownPerson]
"""The location of a person in the file, and the person."""


def _text(source: PathOrFile) -> str:
    if isinstance(source, str | PathLike):
        content: str | bytes = possible(source).read_bytes()
    elif hasattr(source, "read"):
        content = source.read()
    else:
        raise TypeError(f"expected a path or an open file, not {type(source).__name__}")
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DataError([("", f"expected UTF-8, found an invalid byte at offset {error.start}")]) from None
    return content.removeprefix("\ufeff")


def _of_json(text: str, faults: _Faults) -> Iterator[_Located]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        faults.append(("", f"not valid JSON: {error}"))
        return
    if not isinstance(entries, list):
        faults.append(("", f"expected a list of people, not {_shape(entries)}"))
        return
    places: dict[str, str] = {}
    for index, values in enumerate(entries):
        entry = _Entry(f"[{index}]", values, faults)
        if person := entry.person():
            first = places.setdefault(person.id, entry.where)
            if first != entry.where:
                entry.fault("id", f"{person.id!r} is the id of {first} too")
            yield entry.where, person


def _of_csv(text: str, faults: _Faults) -> Iterator[_Located]:
    rows = csv.reader(StringIO(text, newline=""))
    header = [cell.strip() for cell in next(rows, [])]
    if "name" not in header or not set(header) <= set(_COLUMNS) or len(set(header)) < len(header):
        faults.append(("line 1", f"expected a header with name and others of {', '.join(_COLUMNS)}, each once"))
        return
    people: dict[str, _Located] = {}
    try:
        for cells in rows:
            where = f"line {rows.line_num}"
            if len(cells) not in (0, len(header)):
                faults.append((where, f"expected {len(header)} cells, found {len(cells)}"))
            elif any(map(str.strip, cells)):
                filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
                _take_row(_Entry(where, _object(filled), faults, ", "), people)
    except csv.Error as error:
        faults.append((f"line {rows.line_num}", str(error)))
    yield from people.values()


def _object(row: Mapping[str, str]) -> dict[str, object]:
    """Convert the non-empty cells of a row to the object that JSON would contain."""
    values: dict[str, object] = {name: row[name] for name in ("id", "name", "wikidata") if name in row}
    if "aliases" in row:
        values["aliases"] = _several(row["aliases"])
    if "site_person_ids" in row:
        numbers = _several(row["site_person_ids"])
        values["site_person_ids"] = [int(cell) if _NUMBER.fullmatch(cell) else cell for cell in numbers]
    office = {name: row[column] for column, name in _OFFICE_COLUMNS.items() if column in row}
    return values | ({"offices": [office]} if office else {})


def _several(cell: str) -> list[str]:
    return [part for part in map(str.strip, cell.split("|")) if part]


def _take_row(entry: "_Entry", people: dict[str, _Located]) -> None:
    """Merge a row into the person described by earlier rows."""
    person = entry.person()
    if person is None:
        return
    where, known = people.get(person.id, (entry.where, person))
    if known.name != person.name:
        entry.fault("name", f"{person.id!r} is {known.name!r} in {where}")
    if known.wikidata and person.wikidata and known.wikidata != person.wikidata:
        entry.fault("wikidata", f"{person.id!r} is {known.wikidata} in {where}")
    people[person.id] = (
        where,
        evolve(
            known,
            aliases=tuple(dict.fromkeys((*known.aliases, *person.aliases))),
            site_person_ids=tuple(dict.fromkeys((*known.site_person_ids, *person.site_person_ids))),
            wikidata=known.wikidata or person.wikidata,
            offices=tuple(dict.fromkeys((*known.offices, *person.offices))),
        ),
    )


def _shape(value: object) -> str:
    shapes = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return shapes.get(type(value), "a number")


class _Entry:
    """An object of the file, checked field by field; invalid fields are reported and left out."""

    def __init__(self, where: str, values: object, faults: _Faults, joint: str = ".") -> None:
        self.where = where
        self._joint = joint
        self._faults = faults
        self._values = values if isinstance(values, dict) else {}
        self._is_object = isinstance(values, dict)
        if not self._is_object:
            faults.append((where, f"expected an object, not {_shape(values)}"))

    def fault(self, name: str, message: str) -> None:
        """Report an error in a field."""
        self._faults.append((f"{self.where}{self._joint}{name}", message))

    def person(self) -> KnownPerson | None:
        """The person described; None if the name is missing."""
        self._check_names(_FIELDS)
        name = self._text("name", required=True)
        person_id = self._text("id", _ID, "lower-case letters, digits, dots and hyphens")
        wikidata = self._text("wikidata", _WIKIDATA, "an item such as Q42")
        aliases = [alias for alias in self._list("aliases") if self._is("aliases", alias, _is_text, "a text")]
        numbers = [
            number
            for number in self._list("site_person_ids")
            if self._is("site_person_ids", number, _is_number, "a number") and isinstance(number, int)
        ]
        offices = [office for values in self._placed_offices() if (office := values.office())]
        if name is None:
            return None
        return KnownPerson(
            id=person_id or speaker_id(name),
            name=name,
            aliases=tuple(map(str, aliases)),
            site_person_ids=tuple(numbers),
            wikidata=wikidata,
            offices=tuple(offices),
        )

    def _placed_offices(self) -> Iterator["_Entry"]:
        for index, values in enumerate(self._list("offices")):
            where = f"{self.where}.offices[{index}]" if self._joint == "." else self.where
            yield _Entry(where, values, self._faults, self._joint)

    def office(self) -> Office | None:
        """The office described; None if the title is missing."""
        self._check_names(_OFFICE_FIELDS)
        title = self._text("title", required=True)
        starts_on, ends_on = self._day("starts_on"), self._day("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.fault("ends_on", f"{ends_on} is before {starts_on}")
        return Office(title=title, starts_on=starts_on, ends_on=ends_on) if title else None

    def _check_names(self, known: Iterable[str]) -> None:
        for name in self._values:
            if name not in known:
                self.fault(name, f"unknown; known are {', '.join(known)}")

    def _text(
        self, name: str, shape: re.Pattern[str] | None = None, words: str = "a text", *, required: bool = False
    ) -> str | None:
        """A string field of a certain form, which `words` describe; None if it is absent, null or invalid."""
        value = self._values.get(name)
        if value is None and not (required and self._is_object):
            return None
        if self._is(name, value, _is_text, words) and shape is not None:
            self._is(name, value, lambda text: shape.fullmatch(str(text)) is not None, words)
        return str(value).strip() if _is_text(value) else None

    def _list(self, name: str) -> list[object]:
        value = self._values.get(name)
        if value is not None and not isinstance(value, list):
            self.fault(name, f"expected a list, not {_shape(value)}")
        return value if isinstance(value, list) else []

    def _day(self, name: str) -> date | None:
        value = self._values.get(name)
        if value is None or not self._is(name, value, _is_day, "a day such as 2019-03-20"):
            return None
        return date.fromisoformat(str(value))

    def _is(self, name: str, value: object, test: Callable[[object], bool], words: str) -> bool:
        """Whether a value passes a test; if not, an error is reported."""
        if not test(value):
            self.fault(name, f"expected {words}, not {value!r:.60}" if value is not None else f"expected {words}")
        return test(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_number(value: object) -> bool:
    return type(value) is int and value > 0


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _check_marks(people: Iterable[_Located], faults: _Faults) -> None:
    """Report numbers and Wikidata items that belong to two people."""
    owners: dict[object, KnownPerson] = {}
    for where, person in people:
        for mark in (*person.site_person_ids, *filter(None, [person.wikidata])):
            if owners.setdefault(mark, person).id != person.id:
                faults.append((where, f"{mark} belongs to {owners[mark].id!r} too"))

"""Events and forums as a corpus folder of ConvoKit 5.

An event is a conversation, a statement is an utterance, and a named speaker is one speaker in all events. An answer
replies to its question, every other statement to the previous one. ConvoKit does not have to be installed.

Other fields in ConvoKit:

- fields of an event: metadata of the conversation, as in JSON; `speakers` contains the speakers as in the event;
- fields of a statement: metadata of the utterance, with the speaker's `role` and `place` on that day, and with
  `exchange`, the number of its exchange in the event, and `asks`, whether it asks or answers there;
- fields of a speaker: metadata of the speaker, over all events: `roles` and `places` are lists, all other fields have
  the first known value;
- forums without their events, licence and attribution: metadata of the corpus.

What ConvoKit cannot hold:

- an event in which nobody speaks: a conversation has at least one utterance;
- the time of a statement: pages print at most one time per event. The timestamp is the printed date and time, treated
  as UTC, in seconds since 1970, plus the position of the statement; without a date it is the position alone;
- a statement that replies to nothing: unless `asks` is False, `reply-to` is the previous statement and reflects only
  the order.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

import attrs

from kzru_forums import licence
from kzru_forums.formats.json import to_plain
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum, Speaker, Statement
from kzru_forums.text import statement_id
from kzru_forums.writing import whole_folder

_UTTERANCES, _CONVERSATIONS, _SPEAKERS = "utterances.jsonl", "conversations.json", "speakers.json"
_CORPUS, _INDEX, _README = "corpus.json", "index.json", "README.txt"
_VERSION = 1
_EPOCH = datetime(1970, 1, 1)
_TYPES = (bool, int, str, list, dict)
_KNOWN = ("name", "kind", "country", "wikidata", "site_person_id")

_Object = dict[str, Any]
"""A JSON object."""


def write(records: Iterable[Event | Forum], folder: str | os.PathLike[str]) -> None:
    r"""Write a corpus folder for `convokit.Corpus(folder)`, completely or not at all.

    Utterances are written event by event; everything else stays in memory until the end, as it does in ConvoKit. An
    earlier corpus in the folder is replaced. `README.txt` in the folder contains the licence.

    Args:
        records: events, or forums with their events; read once.
        folder: the folder to create.

    Raises:
        FileExistsError: the folder is the current one, or contains anything other than such a corpus.
        TypeError: an argument has the wrong type.

    Examples:
        >>> import kzru_forums
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> page = "Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\nQuestion: Is it?\n"
        >>> with TemporaryDirectory() as folder:
        ...     write(kzru_forums.parse(page).events, folder)
        ...     print(sorted(path.name for path in Path(folder).iterdir()))
        ['README.txt', 'conversations.json', 'corpus.json', 'index.json', 'speakers.json', 'utterances.jsonl']
    """
    parts = flattened(records)
    with whole_folder(folder, [_UTTERANCES, _CONVERSATIONS, _SPEAKERS, _CORPUS, _INDEX, _README], _README) as new:
        corpus = _Corpus()
        with (new / _UTTERANCES).open("w", encoding="ascii", newline="\n") as lines:
            lines.writelines(json.dumps(utterance) + "\n" for record in parts for utterance in corpus.add(record))
        for name, content in corpus.files().items():
            (new / name).write_text(json.dumps(content), encoding="ascii", newline="\n")
        (new / _README).write_text(f"A ConvoKit corpus made of event pages by kzru_forums.\n\n{licence.TEXT}", "utf-8")


class _Corpus:
    """Everything except the utterances, collected while the records are read."""

    def __init__(self) -> None:
        self._conversations: dict[str, _Object] = {}
        self._speakers: dict[str, _Object] = {}
        self._forums: list[_Object] = []
        self._types: dict[str, dict[str, list[str]]] = {}

    def add(self, record: Event | Forum) -> Iterator[_Object]:
        """Add a record and yield its utterances."""
        if isinstance(record, Forum):
            forum = to_plain(attrs.evolve(record, events=()))
            del forum["events"]
            self._forums.append(forum)
        elif record.statements:
            yield from self._add_event(record)

    def _add_event(self, event: Event) -> Iterator[_Object]:
        meta: _Object = to_plain(event)
        del meta["id"]
        spoken = meta.pop("statements")
        meta["speakers"] = [to_plain(speaker) for speaker in event.speakers]
        self._conversations[event.id] = meta
        for speaker in event.speakers:
            self._add_speaker(speaker)
        start, parts, before = _start(event), _parts(event), None
        for statement, fields in zip(event.statements, spoken, strict=True):
            part = parts.get(statement.position, _Part())
            utterance = _utterance(event, statement, {**fields, "exchange": part.exchange, "asks": part.asks})
            self._note_types("utterances", utterance["meta"])
            to = before if part.to is None else statement_id(event.id, part.to)
            yield {**utterance, "reply-to": to, "timestamp": start + statement.position, "vectors": []}
            before = utterance["id"]

    def _add_speaker(self, speaker: Speaker) -> None:
        meta = self._speakers.setdefault(speaker.id, {**dict.fromkeys(_KNOWN), "roles": {}, "places": {}})
        for key in _KNOWN:
            meta[key] = getattr(speaker, key) if meta[key] is None else meta[key]
        for key, value in (("roles", speaker.role), ("places", speaker.place)):
            if value is not None:
                meta[key][value] = True

    def _note_types(self, kind: str, meta: _Object) -> None:
        """Add the types of metadata to the index, under their ConvoKit names."""
        types = self._types.setdefault(kind, {})
        for key, value in meta.items():
            found = types.setdefault(key, [])
            name = next((str(known) for known in _TYPES if isinstance(value, known)), None)
            if name and name not in found:
                found.append(name)

    def files(self) -> dict[str, object]:
        """The files written at the end, by name."""
        corpus = {"name": "Event pages, read by kzru_forums", **licence.METADATA, "forums": self._forums}
        speakers = {
            identity: {**meta, "roles": [*meta["roles"]], "places": [*meta["places"]]}
            for identity, meta in self._speakers.items()
        }
        for kind, metas in (("speakers", speakers.values()), ("conversations", self._conversations.values())):
            for meta in metas:
                self._note_types(kind, meta)
        self._note_types("overall", corpus)
        index = {
            f"{kind}-index": self._types.get(kind, {})
            for kind in ("utterances", "speakers", "conversations", "overall")
        }
        return {
            _SPEAKERS: _objects(speakers),
            _CONVERSATIONS: _objects(self._conversations),
            _CORPUS: corpus,
            _INDEX: {**index, "version": _VERSION, "vectors": []},
        }


@attrs.frozen
class _Part:
    """The role of a statement in the exchanges of its event."""

    exchange: int | None = None
    """Number of its exchange."""
    asks: bool | None = None
    """True if it asks, False if it answers."""
    to: int | None = None
    """Position of the turn that it answers."""


def _parts(event: Event) -> dict[int, _Part]:
    """The roles of the statements that ask or answer, by position."""
    parts: dict[int, _Part] = {}
    for number, exchange in enumerate(event.exchanges):
        for ask in exchange.asks:
            parts[ask.position] = _Part(exchange=number, asks=True)
        for ask, answer in exchange.links:
            parts[answer.position] = _Part(exchange=number, asks=False, to=ask.position)
    return parts


def _objects(metas: dict[str, _Object]) -> dict[str, _Object]:
    return {identity: {"meta": meta, "vectors": []} for identity, meta in metas.items()}


def _utterance(event: Event, statement: Statement, fields: _Object) -> _Object:
    """A statement as an utterance; `fields` are its fields in JSON."""
    meta = {key: value for key, value in fields.items() if key not in ("speaker", "paragraphs")}
    return {
        "id": statement_id(event.id, statement.position),
        "conversation_id": event.id,
        "text": statement.text,
        "speaker": statement.speaker.id,
        "meta": {**meta, "role": statement.speaker.role, "place": statement.speaker.place, "words": statement.words},
    }


def _start(event: Event) -> int:
    """The printed date and time, treated as UTC, in seconds since 1970; 0 if there is no date."""
    if event.date is None:
        return 0
    return (datetime.combine(event.date, event.time or time.min) - _EPOCH) // timedelta(seconds=1)

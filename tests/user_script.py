"""A script as a user writes it: type checkers accept it without a cast, and it runs on the sample page."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import kzru_forums as kf


def questions(events: list[kf.Event]) -> Iterator[tuple[date | None, str]]:
    """Day and text of every question."""
    for event in events:
        for statement in event.statements:
            if statement.kind is kf.StatementKind.QUESTION:
                yield event.date, statement.text


def main(folder: Path) -> dict[str, object]:
    """What a first look at a folder of pages gives."""
    path = folder / "sample.txt"
    path.write_text((files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8"), encoding="utf-8")
    events = kf.load(path)
    reading = kf.read(path)
    reading.raise_for_errors()
    assert reading.events == tuple(events)
    problems: list[kf.Problem] = []
    assert list(kf.iter_events(folder, on_problem=problems.append)) == events
    corpus = kf.Corpus.from_paths(folder)
    words = Counter[str]()
    for event in corpus:
        words.update(event.words_by_speaker())
    (putin,) = (person for person in corpus.people if person.name == "Vladimir Putin")
    signed = [agreement.title for event in events for agreement in event.agreements if agreement.status == "signed"]
    text = kf.to_json(events, indent=2)
    assert kf.events_from_json(text) == events
    forum = kf.edition(events[0].edition or 9)
    kf.formats.tei.write(events, folder / "events.xml")
    hit: kf.corpus.Hit = corpus.search("forum")[0]
    return {
        "questions": list(questions(events)),
        "words": words.most_common(1),
        "roles": [role.title for role in putin.roles],
        "statements": [statement.position for statement in events[0].statements_by("Vladimir Putin")],
        "since": len(corpus.statements(speaker="Vladimir Putin", since="2012")),
        "documents": [document.title for document in corpus.documents],
        "signed": signed,
        "city": forum.city,
        "hit": hit.event.id,
        "problems": [(problem.code.value, problem.line) for problem in problems],
    }

"""Editions, kinds and facts against the real pages and their labels."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kzru_forums.events.kinds import event_kind
from kzru_forums.facts.editions import edition_of, years
from kzru_forums.facts.heads import heads


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, dict[str, object]]:
    """Labels of the corpus pages by number."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (shared / "corpus/gold").glob("*.json")}


def words(page: dict[str, object], *fields: str) -> Iterator[str]:
    """Strings and lists of strings of a labelled page, in order."""
    for field in fields:
        value = page[field]
        yield from [value] if isinstance(value, str) else value if isinstance(value, list) else []


def edition_on_page(page: dict[str, object], narration: str) -> int | None:
    day = date.fromisoformat(str(page["date"]))
    return edition_of(str(page["title"]), [*words(page, "lead")], [*words(page, narration)], day)


def test_every_seed_page_belongs_to_the_edition_its_label_says(shared: Path) -> None:
    pages = json.loads((shared / "seeds/gold.json").read_text(encoding="utf-8"))
    assert len(pages) == 12
    assert [edition_on_page(page, "narration") for page in pages] == [page["forum"] for page in pages]


def test_the_corpus_has_two_pages_of_the_forum(gold: dict[str, dict[str, object]]) -> None:
    found = {number: edition_on_page(page, "intro") for number, page in gold.items()}
    assert {number: edition for number, edition in found.items() if edition} == {"56029": 14, "56031": 14}


def test_at_least_95_in_100_corpus_pages_have_the_kind_their_label_says(
    shared: Path, gold: dict[str, dict[str, object]]
) -> None:
    kinds = json.loads((shared / "corpus/kinds.json").read_text(encoding="utf-8"))
    right = [event_kind(str(gold[page]["title"]), [*words(gold[page], "lead")]) == kind for page, kind in kinds.items()]
    assert sum(right) / len(right) >= 0.95


def test_the_editions_say_what_the_facts_say(shared: Path) -> None:
    facts = read(shared / "facts/editions.csv")
    assert [(str(forum.number or ""), str(forum.year), forum.status) for forum in years()] == [
        (fact["edition"], fact["year"], fact["status"]) for fact in facts
    ]
    fields = ("city", "city_today", "country", "theme", "starts_on", "ends_on", "plenary_on", "format")
    for forum, fact in zip(years(), facts, strict=True):
        assert {field: str(getattr(forum, field) or "") for field in fields} == {field: fact[field] for field in fields}
        assert (forum.region or "") == fact["region_iso_3166_2"]
        assert " ; ".join(forum.sources) == fact["sources"]
        probable = {column.split("_")[0] for column in fact if fact[column] == "probable"}
        assert {field.split("_")[0] for field in forum.uncertain} == probable


def test_the_heads_of_state_are_those_of_the_facts(shared: Path) -> None:
    facts = {
        (fact["country"], fact["name"], fact["start_date"], fact["end_date"], fact["wikidata_qid"])
        for fact in read(shared / "facts/heads_of_state.csv")
    }
    assert {
        (head.country, head.name, str(head.starts_on), str(head.ends_on or ""), head.wikidata or "") for head in heads()
    } == facts

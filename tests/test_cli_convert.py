"""`kzru-forums convert`, run in this process."""

import gzip
import json
import os
import threading
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

import kzru_forums
from kzru_forums.formats import FORMATS, page_text
from shell import PARTIAL, SAMPLE, TABLE, UNDATED, Shell

TEI = "{http://www.tei-c.org/ns/1.0}"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_json_document_holds_all_events(shell: Shell) -> None:
    first, second = shell.page("a.txt", SAMPLE), shell.page("b.txt", PARTIAL)
    status, printed, _ = shell.run("convert", first, second)
    assert status == 0
    assert kzru_forums.from_json(printed) == kzru_forums.load(first) + kzru_forums.load(second)
    assert printed.count("\n") == 1


def test_indent_sets_the_blanks_a_level(shell: Shell) -> None:
    _, printed, _ = shell.run("convert", shell.page("a.txt", SAMPLE), "--indent", "3")
    assert printed.startswith('{\n   "schema_version"')


def test_a_page_from_standard_input_is_converted(shell: Shell) -> None:
    shell.feed(SAMPLE)
    status, printed, _ = shell.run("convert", "-")
    assert status == 0
    assert kzru_forums.from_json(printed) == kzru_forums.loads(SAMPLE)


@pytest.mark.parametrize("name", ["all.jsonl", "ALL.NDJSON", "all.jsonl.gz"])
def test_the_ending_of_the_output_asks_for_json_lines(shell: Shell, name: str) -> None:
    source, target = shell.page("two.txt", SAMPLE + PARTIAL), shell.folder / name
    assert shell.run("convert", source, "-o", target) == (0, "", "")
    assert list(kzru_forums.read_jsonl(target)) == kzru_forums.load(source)


def test_the_ending_txt_asks_for_page_text(shell: Shell) -> None:
    source, target = shell.page("two.txt", SAMPLE + SAMPLE), shell.folder / "again.TXT.gz"
    assert shell.run("convert", source, "-o", target) == (0, "", "")
    assert gzip.decompress(target.read_bytes()).decode() == kzru_forums.dumps(kzru_forums.load(source))


def test_a_name_without_ending_is_json(shell: Shell) -> None:
    source, target = shell.page("two.txt", SAMPLE + PARTIAL), shell.folder / "all"
    shell.run("convert", source, "-o", target)
    assert kzru_forums.from_json(target.read_bytes()) == kzru_forums.load(source)


def test_an_ending_of_no_format_is_refused(shell: Shell) -> None:
    target = shell.folder / "all.csv"
    complaint = f"kzru-forums: {target}: no format has the extension .csv; choose one with --to {','.join(FORMATS)}\n"
    assert shell.run("convert", shell.page("a.txt", SAMPLE), "-o", target) == (2, "", complaint)


def test_a_format_that_is_named_beats_the_ending(shell: Shell) -> None:
    source, target = shell.page("two.txt", SAMPLE + PARTIAL), shell.folder / "all.json"
    shell.run("convert", source, "-o", target, "--to", "jsonl")
    assert target.read_text(encoding="utf-8").count("\n") == 2


def test_indent_is_for_json(shell: Shell) -> None:
    complaint = "kzru-forums: --indent applies to json, not to jsonl\n"
    assert shell.run("convert", "a.txt", "--to", "jsonl", "--indent", "2") == (2, "", complaint)


def test_an_indent_is_not_negative(shell: Shell) -> None:
    assert "expected an integer of at least 0, not '-1'" in shell.stopped(
        "convert", "a.txt", "--indent", "-1", status=2
    )


@pytest.mark.parametrize("name", ["new/", "new/.", "new.json/"])
def test_the_name_of_a_folder_is_no_name_of_a_file(shell: Shell, name: str) -> None:
    output = f"{shell.folder}/{name}"
    reason = "is a folder, but json is written as one file; csv, parquet, convokit, tei and html are folders"
    complaint = f"kzru-forums: {output} {reason}\n"
    source = shell.page("a.txt", SAMPLE)
    assert shell.run("convert", source, "-o", output) == (2, "", complaint)
    assert names(shell.folder) == ["a.txt"]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_are_a_folder(shell: Shell, ending: str) -> None:
    tables = shell.folder / "tables"
    assert shell.run("convert", shell.page("a.txt", SAMPLE), "--to", ending, "-o", tables) == (0, "", "")
    assert f"statements.{ending}" in names(tables)


def test_tables_hold_the_forums_that_events_belong_to(shell: Shell) -> None:
    other = SAMPLE.replace("9th", "10th").replace("September 19, 2012", "November 11, 2013")
    shell.page("pages/a.txt", SAMPLE)
    pages = shell.page("pages/b.txt", other + PARTIAL).parent
    assert shell.run("convert", pages, "--quiet", "--to", "csv", "-o", shell.folder / "tables") == (0, "", "")
    rows = (shell.folder / "tables" / "forums.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == ["9", "10"]


def test_a_convokit_corpus_is_a_folder(shell: Shell) -> None:
    corpus = shell.folder / "corpus"
    assert shell.run("convert", shell.page("a.txt", SAMPLE), "--to", "convokit", "-o", corpus) == (0, "", "")
    assert len((corpus / "utterances.jsonl").read_text(encoding="ascii").splitlines()) == 5


def test_an_export_in_a_folder_is_replaced(shell: Shell) -> None:
    corpus = shell.folder / "corpus"
    for text, lines in ((SAMPLE, 5), (PARTIAL, 1)):
        shell.run("convert", shell.page("a.txt", text), "--to", "convokit", "-o", corpus)
        assert len((corpus / "utterances.jsonl").read_text(encoding="ascii").splitlines()) == lines


@pytest.mark.parametrize("name", ["csv", "parquet", "convokit"])
def test_a_folder_is_not_for_standard_output(shell: Shell, name: str) -> None:
    complaint = "kzru-forums: the output is a folder of files; use -o FOLDER\n"
    assert shell.run("convert", shell.page("a.txt", SAMPLE), "--to", name) == (2, "", complaint)


@pytest.mark.parametrize("name", ["csv", "parquet", "convokit", "tei"])
def test_a_folder_with_other_files_is_left_as_it_is(shell: Shell, name: str) -> None:
    notes = shell.page("folder/notes.rst", "mine")
    status, _, complaint = shell.run("convert", shell.page("a.txt", SAMPLE), "--to", name, "-o", notes.parent)
    assert status == 2
    assert "notes.rst" in complaint
    assert complaint.count("\n") == 1
    assert names(notes.parent) == ["notes.rst"]


@pytest.mark.parametrize("name", ["one.xml", "one.tei"])
def test_one_event_in_tei_is_a_document(shell: Shell, name: str) -> None:
    shell.run("convert", shell.page("a.txt", SAMPLE), "-o", shell.folder / name)
    assert ElementTree.parse(shell.folder / name).getroot().tag == f"{TEI}TEI"  # noqa: S314 - its own output


def test_several_events_in_tei_are_a_corpus(shell: Shell) -> None:
    target = shell.folder / "all.xml"
    shell.run("convert", shell.page("two.txt", SAMPLE + PARTIAL), "-o", target)
    corpus = ElementTree.parse(target).getroot()  # noqa: S314 - its own output
    assert corpus.tag == f"{TEI}teiCorpus"
    assert len(corpus.findall(f"{TEI}TEI")) == 2
    assert len(corpus.findall(f"{TEI}teiHeader//{TEI}setting")) == 1


def test_tei_elsewhere_is_a_folder_with_a_file_an_event(shell: Shell) -> None:
    shell.run("convert", shell.page("two.txt", SAMPLE + PARTIAL), "--to", "tei", "-o", shell.folder / "corpus")
    assert len(names(shell.folder / "corpus")) == 3


def test_tei_goes_to_standard_output(shell: Shell) -> None:
    _, printed, _ = shell.run("convert", shell.page("a.txt", SAMPLE), "--to", "tei")
    assert ElementTree.fromstring(printed).tag == f"{TEI}TEI"  # noqa: S314 - its own output


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_tables_without_their_extra_are_one_line(shell: Shell, name: str) -> None:
    shell.without("pyarrow", "kzru_forums.formats.tables")
    shell.monkeypatch.delattr(kzru_forums.formats, "tables", raising=False)
    status, printed, complaint = shell.run("convert", "missing.txt", "--to", name, "-o", shell.folder / "tables")
    assert (status, printed) == (2, "")
    assert complaint == 'kzru-forums: kzru_forums.formats.tables needs pyarrow: pip install "kzru-forums[tables]"\n'


@pytest.mark.parametrize("name", ["all.json", "all.jsonl", "all.txt", "all.xml"])
def test_strict_leaves_the_output_as_it_was_if_a_page_has_an_error(shell: Shell, name: str) -> None:
    good, bad, target = shell.page("good.txt", SAMPLE), shell.page("bad.txt", UNDATED), shell.page(name, "as it was")
    before = names(shell.folder)
    status, printed, complaint = shell.run("convert", good, bad, "-o", target, "--strict")
    assert (status, printed) == (1, "")
    assert complaint.startswith(f"{bad}:")
    assert "[missing-date]\n" in complaint
    assert complaint.endswith("\nnothing is written\n")
    assert target.read_text(encoding="utf-8") == "as it was"
    assert names(shell.folder) == before


@pytest.mark.parametrize("name", ["csv", "convokit", "tei"])
def test_strict_leaves_no_folder_if_a_page_has_an_error(shell: Shell, name: str) -> None:
    bad = shell.page("bad.txt", UNDATED)
    status, printed, complaint = shell.run("convert", bad, "--to", name, "-o", shell.folder / "out", "--strict")
    assert (status, printed) == (1, "")
    assert complaint.count("\n") == 1
    assert names(shell.folder) == ["bad.txt"]


def test_what_can_be_read_is_written(shell: Shell) -> None:
    good, bad = shell.page("good.txt", SAMPLE), shell.page("bad.txt", UNDATED)
    junk = shell.page("junk.txt", "looms and wool")
    target = shell.folder / "all.json"
    status, printed, complaint = shell.run("convert", good, bad, junk, "missing.txt", "-o", target)
    assert (status, printed) == (2, "")
    assert "[missing-date]" in complaint
    assert complaint.endswith(f"\nnot read: {junk}, missing.txt\n")
    assert "4 files, 2 events" in complaint
    written = kzru_forums.from_json(target.read_text(encoding="utf-8"))
    assert written == [*kzru_forums.load(good), *kzru_forums.read(bad).events]


@pytest.mark.parametrize("source", ["missing.txt", "junk.txt", "junk.csv"])
def test_nothing_is_written_if_nothing_can_be_read(shell: Shell, source: str) -> None:
    shell.page("junk.txt", "looms and wool")
    shell.page("junk.csv", "a,b\nlooms,wool\n")
    target = shell.page("all.json", "as it was")
    status, printed, complaint = shell.run("convert", shell.folder / source, "-o", target)
    assert (status in (1, 2), printed) == (True, "")
    assert complaint.count("\n") == 1
    assert target.read_text(encoding="utf-8") == "as it was"


def test_a_long_list_of_what_was_not_read_is_cut(shell: Shell) -> None:
    shell.page("good.txt", SAMPLE)
    for number in range(12):
        shell.page(f"junk{number:02}.txt", "looms and wool")
    _, _, complaint = shell.run("convert", shell.folder, "-o", shell.folder / "all.json")
    assert complaint.endswith("junk09.txt and 2 more\n")


def test_files_can_be_left_out(shell: Shell) -> None:
    shell.page("good.txt", SAMPLE)
    shell.page("photos.txt", "looms and wool")
    for command in ("convert", "check"):
        assert shell.run(command, shell.folder, "--exclude", "*photos*")[::2] == (0, "")


def test_a_table_of_pages_is_converted(shell: Shell) -> None:
    table, target = shell.page("speeches.csv", TABLE), shell.folder / "events.json"
    assert shell.run("convert", table, "-o", target) == (0, "", "1 file, 1 row, 1 event, 2 statements, no problems\n")
    (event,) = kzru_forums.iter_rows(table)
    assert kzru_forums.from_json(target.read_text(encoding="utf-8")) == [event]


def test_columns_of_a_table_can_be_named(shell: Shell) -> None:
    table = shell.page("speeches.csv", TABLE.replace("content", "words"))
    assert shell.run("convert", table)[0] == 2
    status, printed, _ = shell.run("convert", table, "--column", "text=words", "--column", "date=", "--quiet")
    assert (status, '"date":null' in printed.replace(" ", "")) == (1, True)


@pytest.mark.parametrize("wrong", ["words", "words=text", "=text"])
def test_a_column_that_is_none_is_wrong_usage(shell: Shell, wrong: str) -> None:
    complaint = shell.stopped("convert", "a.csv", "--column", wrong, status=2)
    assert "expected one of text, title, date, time, place, url, language, = and the name of a column" in complaint


def test_a_table_that_is_missing_is_one_line(shell: Shell) -> None:
    complaint = "none.csv: error: cannot be read: No such file or directory [unreadable-file]\n"
    assert shell.run("convert", "none.csv") == (2, "", complaint)


def test_warnings_do_not_stop_a_conversion(shell: Shell) -> None:
    status, _, complaint = shell.run("convert", shell.page("partial.txt", PARTIAL))
    assert (status, complaint) == (0, "")


def test_what_page_text_cannot_carry_is_named(shell: Shell) -> None:
    two = shell.page("two.txt", SAMPLE + UNDATED)
    status, printed, complaint = shell.run("convert", two, "--to", "text")
    assert status == 1
    assert printed == kzru_forums.dumps(kzru_forums.loads(SAMPLE))
    assert complaint.endswith(f"kzru-forums: {two}: ev-a-visit-without-a-day: page text cannot represent date\n")


def test_what_page_text_cannot_carry_is_not_written(shell: Shell) -> None:
    shell.monkeypatch.setattr(page_text, "_faults", lambda *_: ["narration", "photos"])
    shell.feed(SAMPLE)
    status, printed, complaint = shell.run("convert", "-", "-o", shell.folder / "all.txt")
    assert (status, printed) == (1, "")
    assert complaint.endswith(f": {kzru_forums.loads(SAMPLE)[0].id}: page text cannot represent narration, photos\n")
    assert names(shell.folder) == []


def test_an_output_in_no_folder_is_one_line_on_standard_error(shell: Shell) -> None:
    folder = shell.folder / "nowhere"
    complaint = f"kzru-forums: {folder}: no such folder\n"
    assert shell.run("convert", "a.txt", "-o", folder / "all.json") == (2, "", complaint)


def test_a_file_does_not_take_the_place_of_a_folder(shell: Shell) -> None:
    status, printed, complaint = shell.run("convert", "a.txt", "-o", shell.folder)
    assert (status, printed) == (2, "")
    assert complaint.startswith(f"kzru-forums: {shell.folder} is a folder, but json is written as one file")
    assert complaint.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_an_output_that_is_a_pipe_is_written_into(shell: Shell) -> None:
    pipe = shell.folder / "pipe.v2"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    status, _, _ = shell.run("convert", shell.page("a.txt", SAMPLE), "-o", pipe)
    reader.join()
    assert status == 0
    assert kzru_forums.from_json(received[0]) == kzru_forums.loads(SAMPLE)
    assert pipe.is_fifo()


def test_a_picture_is_not_printed_on_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout")
    page = shell.page("page.txt", SAMPLE)
    message = "kzru-forums: png cannot be shown on a terminal; use -o FILE\n"
    assert shell.run("convert", page, "--to", "png") == (2, "", message)
    assert shell.run("convert", page, "--to", "png", "-o", shell.folder / "page.png") == (0, "", "")


def test_there_is_no_bar_among_lines_on_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout", "stderr")
    page = shell.page("a.txt", SAMPLE)
    status, printed, complaint = shell.run("convert", page, page, "--to", "jsonl")
    assert status == 0
    assert [json.loads(line)["type"] for line in printed.splitlines()] == ["event", "event"]
    assert complaint == "2 files, 2 events, 10 statements, no problems\n"


def test_there_is_a_bar_beside_a_file(shell: Shell) -> None:
    shell.terminal("stdout", "stderr")
    page = shell.page("a.txt", SAMPLE)
    status, printed, complaint = shell.run("convert", page, page, "-o", shell.folder / "all.json")
    assert (status, printed) == (0, "")
    assert "2/2" in complaint


@pytest.mark.parametrize("source", ["a.txt", ".", "*", "*.txt", "**/*.txt"])
def test_a_page_is_not_written_over(shell: Shell, source: str) -> None:
    page = shell.page("a.txt", SAMPLE)
    complaint = f"kzru-forums: {page} is one of the files to read; write somewhere else\n"
    assert shell.run("convert", f"{shell.folder}/{source}", "-o", page) == (2, "", complaint)
    assert page.read_text(encoding="utf-8") == SAMPLE


def test_a_zip_file_of_pages_is_not_written_over(shell: Shell) -> None:
    packed = shell.folder / "pages.zip"
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", SAMPLE)
    status, _, complaint = shell.run("convert", shell.folder / "*.zip", "--to", "json", "-o", packed)
    assert (status, complaint) == (2, f"kzru-forums: {packed} is one of the files to read; write somewhere else\n")


@pytest.mark.parametrize(
    ("source", "output", "to", "written"),
    [
        (".", "all.txt", "text", "all.txt"),
        (".", "all.HTM", "json", "all.HTM"),
        ("*.txt", "all.txt", "text", "all.txt"),
        ("*", "all.json", "json", "all.json"),
        (".", "tables", "csv", "tables/README.txt"),
        ("*", "corpus", "convokit", "corpus/README.txt"),
    ],
)
def test_nothing_is_written_that_would_be_read_next_time(
    shell: Shell, source: str, output: str, to: str, written: str
) -> None:
    shell.page("a.txt", SAMPLE)
    place = shell.folder / written
    complaint = f"kzru-forums: {place} would be read as a page next time; write somewhere else\n"
    run = shell.run("convert", f"{shell.folder}/{source}", "--to", to, "-o", shell.folder / output)
    assert run == (2, "", complaint)
    assert names(shell.folder) == ["a.txt"]


@pytest.mark.parametrize(("output", "to"), [("all.json", "json"), ("all.jsonl.gz", "jsonl"), ("corpus", "tei")])
def test_what_is_no_page_may_go_into_the_folder_of_the_pages(shell: Shell, output: str, to: str) -> None:
    shell.page("a.txt", SAMPLE)
    for _ in range(2):
        assert shell.run("convert", shell.folder, "--to", to, "-o", shell.folder / output) == (0, "", "")


@pytest.mark.parametrize(
    ("to", "hint"), [("csv", ""), ("convokit", ""), ("tei", "; use a name that ends in .xml for one file")]
)
def test_a_folder_does_not_take_the_place_of_a_file(shell: Shell, to: str, hint: str) -> None:
    page, taken = shell.page("a.txt", SAMPLE), shell.page("out.html", "mine")
    complaint = f"kzru-forums: {taken} is a file, but {to} is written as a folder{hint}\n"
    assert shell.run("convert", page, "--to", to, "-o", taken) == (2, "", complaint)

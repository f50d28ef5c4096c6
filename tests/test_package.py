"""What is shipped: metadata, the sample page, the commands of the README."""

import importlib
import re
import tomllib
from importlib.metadata import metadata, requires
from importlib.resources import files
from pathlib import Path
from runpy import run_path

import pytest

import kzru_forums
from kzru_forums import ProblemCode

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SAMPLE = (files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8")


def test_the_core_needs_three_packages() -> None:
    needed = [line for line in requires("kzru-forums") or () if "extra ==" not in line]
    assert sorted(re.split(r"[^\w-]", line)[0] for line in needed) == ["attrs", "cattrs", "python-dateutil"]


def test_the_version_is_the_one_of_the_project_file() -> None:
    assert metadata("kzru-forums")["Version"] == PROJECT["version"]


def test_the_page_on_citation_names_the_version() -> None:
    page = (ROOT / "docs" / "citation.md").read_text(encoding="utf-8")
    assert set(re.findall(r"version (?:= \{)?(\d[\w.]*\w)", page)) == {PROJECT["version"]}


def test_the_changelog_and_the_page_on_citation_date_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.search(rf"^## {re.escape(PROJECT['version'])} – (\d{{4}}-\d\d-\d\d)$", changelog, re.MULTILINE)
    assert dated
    page = (ROOT / "docs" / "citation.md").read_text(encoding="utf-8")
    assert f"date-released: {dated[1]}\n" in page
    assert re.findall(r"(?:year    = \{|contributors \()(\d+)", page) == [dated[1][:4]] * 2


def test_the_extra_all_is_every_extra_for_users() -> None:
    extras = set(PROJECT["optional-dependencies"]) - {"all", "docs", "test"}
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert set(re.findall(r"\w+", everything.partition("[")[2])) == extras


def test_the_front_page_lists_every_extra() -> None:
    page = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == set(PROJECT["optional-dependencies"])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_to_commits(workflow: Path) -> None:
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_that_a_job_does_not_ask_for(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    assert "\npermissions: {}\n" in text
    assert "secrets." not in text
    assert not re.search(r"contents: write|write-all", text)


def test_only_publishing_jobs_may_identify_themselves() -> None:
    asking = {path.name for path in WORKFLOWS if "id-token: write" in path.read_text(encoding="utf-8")}
    assert asking == {"docs.yml", "publish.yml"}


def test_the_classifiers_name_the_versions_that_are_tested() -> None:
    matrix = re.search(r"python: \[(.*)\]", (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8"))
    assert matrix
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert named == re.findall(r"[\d.]+", matrix[1])


def test_what_the_map_of_the_design_names_is_there() -> None:
    """Paths of files and folders, in the package or in the tests."""
    rows = re.findall(r"^\| .*", (ROOT / "docs" / "design.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"`([\w./]+(?:\.\w+|/))`", "\n".join(rows)))
    assert len(named) > 50
    homes = (ROOT / "src" / "kzru_forums", ROOT / "tests", ROOT)
    assert sorted(name for name in named if not any((home / name).exists() for home in homes)) == []


def test_the_reference_has_a_table_of_every_code_with_its_severity() -> None:
    pytest.importorskip("mkdocs", reason="the table is made when the site is built")
    hooks = run_path(str(ROOT / "docs" / "hooks.py"))
    page = hooks["on_page_markdown"]((ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| `([\w-]+)` \| (error|warning)\b[^|]* \| [^|]+\. \|$", page, re.MULTILINE)
    assert rows == [(str(code), str(code.severity)) for code in ProblemCode]


def test_signatures_in_the_reference_name_nothing_private() -> None:
    griffe = pytest.importorskip("griffe", reason="the signatures are made when the site is built")
    hooks = run_path(str(ROOT / "docs" / "hooks.py"))
    package = griffe.load(
        "kzru_forums", search_paths=[ROOT / "src"], extensions=griffe.load_extensions(hooks["Fields"])
    )
    signatures = [
        str(package[name].signature()) for name in ("reading.load", "rows.iter_rows", "formats.json.read_jsonl")
    ]
    signatures += [str(package["corpus.corpus.Corpus"][name].signature()) for name in ("search", "person")]
    signatures.append(str(package["testing.page_events"].signature()))
    hidden = re.compile("|".join((*hooks["_ALIASES"], "DEFAULT_", "draw")))
    assert [signature for signature in signatures if hidden.search(signature)] == []
    assert "IO[bytes]" in signatures[0]
    assert "SearchStrategy" in signatures[-1]


def test_type_checkers_find_the_marker_of_a_typed_package() -> None:
    assert (files("kzru_forums") / "py.typed").is_file()


@pytest.mark.parametrize("heading", ["Try it", "Run the tests"])
def test_the_readme_gives_one_command_under(heading: str) -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    block = re.search(r"^```sh\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert block
    assert block[1].strip().count("\n") == 0
    assert block[1].startswith("python3 -m venv ")


def test_the_sample_has_every_part_of_a_page() -> None:
    for part in (
        "Events",
        "1 of 2",
        "* * *",
        "See also",
        "<…>",
        "Geography",
        "Topics",
        "Persons",
        "Publication status",
    ):
        assert f"\n{part}\n" in f"\n{SAMPLE}"
    assert SAMPLE.endswith("\nText version\n")


def test_nothing_that_is_shipped_repeats_a_real_page(shared: Path) -> None:
    """No line of 70 characters, nor a run of that length, of the sample or the documentation stands on a real page."""
    written = [
        ROOT / "README.md",
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "src").rglob("*.txt"),
        *(ROOT / "src" / "kzru_forums" / "data" / "sample").iterdir(),
        *(ROOT / "src").rglob("*.py"),
    ]
    runs = {line[at : at + 70] for path in written for line in squeezed(path) for at in range(len(line) - 69)}
    pages = [*(shared / "seeds").glob("*.txt"), *(shared / "corpus" / "page").glob("*.txt")]
    assert pages
    for page in pages:
        for line in squeezed(page):
            assert not {line[at : at + 70] for at in range(len(line) - 69)} & runs, page


def squeezed(path: Path) -> list[str]:
    return [" ".join(line.split()) for line in path.read_text(encoding="utf-8", errors="replace").split("\n")]


@pytest.mark.parametrize("part", ["corpus", "formats", "testing"])
def test_parts_of_the_package_are_reached_without_an_import(part: str) -> None:
    module = vars(kzru_forums)["__getattr__"](part)
    assert module is importlib.import_module(f"kzru_forums.{part}")

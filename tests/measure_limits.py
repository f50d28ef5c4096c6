"""Peak memory and time for input that is refused because it is beyond a limit, each in a process of its own.

    python tests/measure_limits.py        (on Linux, whose /proc it asks for the memory)

Prints a line per input: what it is, the peak memory in MB, seconds, and the problem. Exits with 1 if a peak is 300 MB
or more, or if something else than one problem comes of an input.
"""

import gzip
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

HIGHEST = 300
READ = """
import json, sys, time
from pathlib import Path
import kzru_forums
path = sys.argv[1]
begin = time.process_time()
if Path(path).name.startswith("records"):
    problems = []
    sum(1 for _ in kzru_forums.read_jsonl(path, on_problem=problems.append))
elif path.endswith((".csv", ".jsonl", ".json", ".csv.gz")):
    problems = []
    sum(1 for _ in kzru_forums.iter_rows(path, on_problem=problems.append))
else:
    problems = [problem for reading in kzru_forums.iter_readings(path) for problem in reading.problems]
lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak = int(lines["VmHWM"].split()[0]) / 1024
print(json.dumps([peak, time.process_time() - begin, [str(problem)[:160] for problem in problems]]))
"""


def sparse(path: Path, size: int, beginning: bytes = b"") -> None:
    """A file of zero bytes behind its beginning that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(beginning)
        file.truncate(size)


def zipped(path: Path, method: int) -> None:
    """A zip file with a member of a gigabyte of blanks."""
    with zipfile.ZipFile(path, "w", method) as archive, archive.open("page.txt", "w", force_zip64=True) as member:
        for _ in range(1_000):
            member.write(b" " * 1_000_000)


def lying(path: Path) -> None:
    """A zip file whose member says that it is small."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("page.txt", b" " * 400_000_000)
    content = bytearray(file.getvalue())
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (60_000_000).to_bytes(4, "little")
    path.write_bytes(content)


def gzipped(path: Path, beginning: bytes = b"") -> None:
    """A gzip file of a gigabyte of blanks."""
    with gzip.open(path, "wb", 1) as file:
        file.write(beginning)
        for _ in range(1_000):
            file.write(b" " * 1_000_000)


def repeated(line: str, size: int = 50_000_000, begins: str = "") -> Callable[[Path], object]:
    """What writes a file of the same words again and again."""
    return lambda path: path.write_text(begins + line * (size // len(line)), encoding="utf-8")


PAGE = "Events\nLooms hum\nMay 9, 2013\n"


def in_envelope(record: str, times: int = 20_000_000) -> Callable[[Path], object]:
    """What writes a line of JSON Lines with the same record again and again."""
    envelope = '{"schema_version":"1.1","type":"events","data":['
    return lambda path: path.write_text(f"{envelope}{record * times}0]}}\n", encoding="utf-8")


def many_members(path: Path) -> None:
    """A zip file of many members."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(250_000):
            archive.writestr(f"{number}.txt", b"")


INPUTS: dict[str, Callable[[Path], object]] = {
    "1.5 GB of nothing.txt": lambda path: sparse(path, 1_500_000_000),
    "64 MB of nothing.txt": lambda path: sparse(path, 64_000_000),
    "65 MB of text.txt": lambda path: path.write_bytes(b"looms and wool\n" * 4_333_333),
    "64 MB of one line.html": lambda path: path.write_bytes(b"<p>" + b"looms " * 10_600_000),
    "64 MB that is not UTF-8.html": lambda path: path.write_bytes(b"<p>looms \x93wool\x94 \xff\xfe\xff\n" * 2_900_000),
    "1 GB in.txt.gz": gzipped,
    "1 GB deflated.zip": lambda path: zipped(path, zipfile.ZIP_DEFLATED),
    "1 GB in bzip2.zip": lambda path: zipped(path, zipfile.ZIP_BZIP2),
    "1 GB in LZMA.zip": lambda path: zipped(path, zipfile.ZIP_LZMA),
    "a member that lies.zip": lying,
    "many members.zip": many_members,
    "1.5 GB without a line break.csv": lambda path: sparse(path, 1_500_000_000, b"text\n" + b"a" * 300_000),
    "an open quotation mark.csv": lambda path: path.write_bytes(b'text\n"' + b"looms\n" * 30_000_000),
    "a long line.jsonl": lambda path: path.write_bytes(b'{"text": "' + b"looms " * 60_000_000),
    "a long row.json": lambda path: path.write_bytes(b'[{"text": "' + b"looms " * 60_000_000),
    "1 GB in a cell.csv.gz": lambda path: gzipped(path, b"text\n"),
    "records, 400 MB on a line.jsonl": lambda path: path.write_bytes(b'{"schema_version":"' + b"looms " * 66_666_667),
    "records, 1 GB on a line.jsonl.gz": lambda path: gzipped(path, b'{"schema_version":"'),
    "records, 60 MB of zeros.jsonl": lambda path: path.write_bytes(b"[" + b"0," * 30_000_000),
    "records, 60 MB of {} in an envelope.jsonl": in_envelope("{},"),
    "records, 60 MB of {} in one event.jsonl": in_envelope('{"lead":[' + "{}," * 20_000_000 + "0]},", times=1),
    "50 MB of lines.txt": repeated("looms and wool hum in the mill\n"),
    "50 MB of short lines.txt": repeated("wo\nol\n"),
    "50 MB on one line.txt": repeated("looms and wool hum in the mill "),
    "50 MB of one word.txt": repeated("loom"),
    "50 MB of lines with colons.txt": repeated("Looms of Omsk: wool and yarn\n"),
    "50 MB of names with colons.txt": repeated("Ivan Loomov: Wool.\n"),
    "50 MB of tags in a text.txt": repeated("Wool.<div><p>Looms</p></div>\n"),
    "50 MB of lines below a date.txt": repeated("looms and wool hum in the mill\n", begins=PAGE),
    "50 MB of short lines below a date.txt": repeated("wo\nol\n", begins=PAGE),
    "50 MB on one line below a date.txt": repeated("looms and wool hum in the mill ", begins=PAGE),
    "50 MB of dates below a date.txt": repeated("Looms hum in the mill, and on May 9, 2013, too.\n", begins=PAGE),
    "50 MB of first lines below a date.txt": repeated("Events\n", begins=PAGE),
    "50 MB of last lines.txt": repeated("Text version\n"),
    "50 MB of short pages.txt": repeated(PAGE),
    "50 MB of tags.html": repeated("<div><p>Looms</p>\n"),
}
"""Names of files with their endings, and what makes each."""


def measured(make: Callable[[Path], object], path: Path) -> tuple[float, float, list[str]]:
    """Peak memory in MB, seconds of processor time, and the problems of an input, read in a process of its own."""
    make(path)
    run = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    peak, seconds, problems = json.loads(run.stdout)
    return peak, seconds, problems


def main() -> None:
    failed = False
    print(f"{'input':34} peak MB  seconds  problems")
    for name, make in INPUTS.items():
        with tempfile.TemporaryDirectory() as folder:
            peak, seconds, problems = measured(make, Path(folder, name))
        wrong = peak >= HIGHEST or len(problems) != 1
        failed = failed or wrong
        shown = problems[0].replace(folder, "…") if problems else "none"
        print(f"{name:34} {peak:7.0f}  {seconds:7.1f}  {len(problems)}: {shown}{'   <-- too much' if wrong else ''}")
    sys.exit(failed)


if __name__ == "__main__":
    main()

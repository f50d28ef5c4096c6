"""Memory of reading and writing as multiples of the size of what is read, each in a process of its own.

    python tests/measure_memory.py        (on Linux, whose /proc it asks for the memory)

Prints a line per case: the most memory that the process ever took beyond what it took before the case, and the same
divided by the size of the text. A JSON document that is read is part of it; so is a text. The pages are made up.
"""

import subprocess
import sys

COMMON = """
import gc, random, sys, tempfile
from pathlib import Path
import kzru_forums
random.seed(1)
WORDS = "looms spindles wool yarn mill weaver region trade border thread fabric and the of to in we with for".split()

def memory(key):
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[key].split()[0]) * 1024

def words(number):
    return " ".join(random.choices(WORDS, k=number)).capitalize() + "."

def page(number, turns=20):
    said = "".join(
        f"Vladimir Putin: {words(60)}\\n{words(50)}\\n{words(40)}\\nNursultan Nazarbayev: {words(70)}\\n"
        for _ in range(turns)
    )
    head = f"Events\\nLooms {number}\\nMay {number % 28 + 1}, 2013\\nPavlodar\\n"
    return f"{head}{said}Publication status\\nText version\\n"

kzru_forums.from_json(kzru_forums.to_json(list(kzru_forums.parse(page(1)).events)))
gc.collect()
before = memory("VmRSS")
"""
"""What every case begins with: made-up pages, and everything imported."""
CASES = {
    "20 MB of text, many pages": "text = ''.join(map(page, range(770))); kzru_forums.parse(text)",
    "20 MB of text, one page": "text = page(1, 15_400); kzru_forums.parse(text)",
    "JSON of 100 MB, read": (
        "pages = [kzru_forums.parse(page(number)).events[0] for number in range(20)] * 128\n"
        "text = kzru_forums.to_json(pages).encode(); del pages; gc.collect()\n"
        "Path('/proc/self/clear_refs').write_text('5'); before = memory('VmRSS') - len(text)\n"
        "kzru_forums.from_json(text)"
    ),
    "JSON of 100 MB, written": (
        "from kzru_forums.formats import json\n"
        "events = (kzru_forums.parse(page(number % 20)).events[0] for number in range(2_560))\n"
        "target = Path(tempfile.mkdtemp(), 'all.json'); json.write(events, target)\n"
        "text = range(target.stat().st_size); target.unlink(); target.parent.rmdir()"
    ),
}
"""What is measured, by what it is."""
END = """
taken = memory("VmHWM") - before
print(f"{taken / 1e6:7.0f} MB, {taken / len(text):.1f} times {len(text) / 1e6:.0f} MB")
"""
FLAT = """
html = '<html><body><article><h1 class="entry-title">Looms</h1><div class="read__internal_content">{}</div></article>'
for number in range(7_001):
    kzru_forums.parse(html.format("".join(f"<p><b>Vladimir Putin:</b> {words(60)}</p>" for _ in range(20))))
    if number in (1_000, 7_000):
        print(f"{(memory('VmRSS') - before) / 1e6:7.1f} MB after {number} pages")
"""


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", COMMON + code], check=True, capture_output=True, text=True).stdout


def times(case: str) -> float:
    """The memory that a case takes, as a multiple of its text."""
    return float(run(f"{CASES[case]}{END}").partition(", ")[2].partition(" ")[0])


def main() -> None:
    for name, code in CASES.items():
        print(f"{name:26} {run(f'{code}{END}').rstrip()}")
    for line in run(FLAT).splitlines():
        print(f"{'pages in HTML':26} {line}")


if __name__ == "__main__":
    main()

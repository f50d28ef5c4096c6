"""What holds for every input, whatever the bytes are: reading it raises nothing and loses nothing."""

import io

from kzru_forums import BlockKind, Problem, Severity, iter_rows, parse, read_jsonl

READERS = "parse read_jsonl iter_rows".split()


def check(content: bytes) -> None:
    """Read an input, and check what holds for every input.

    Raises:
        AssertionError: something does not hold.
    """
    reader = READERS[content[0] % len(READERS)] if content else READERS[0]
    rest = content[1:]
    problems: list[Problem] = []
    if reader == "parse":
        check_reading(rest)
    elif reader == "read_jsonl":
        list(read_jsonl(io.BytesIO(rest), on_problem=problems.append))
    else:
        list(iter_rows(io.BytesIO(rest), on_problem=problems.append))


def check_reading(content: bytes) -> None:
    """Check that blocks tile the text, that problems lie in it, and that nothing unknown is kept quiet.

    Raises:
        AssertionError: something does not hold.
    """
    reading = parse(content)
    ends = [0, *(block.span.end for block in reading.blocks)]
    assert [block.span.start for block in reading.blocks] == ends[:-1], "blocks do not tile the text"
    assert ends[-1] == len(reading.text), "blocks do not cover the text"
    assert all(problem.span.end <= len(reading.text) for problem in reading.problems if problem.span)
    unknown = any(block.kind is BlockKind.UNKNOWN for block in reading.blocks)
    assert reading.problems or not unknown, "an unknown block without a problem"
    if not reading.events and reading.text.strip():
        assert any(problem.severity is Severity.ERROR for problem in reading.problems), "no event and no error"

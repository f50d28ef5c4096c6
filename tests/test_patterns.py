"""A regular expression that is compiled when it is first used does what one that is compiled at once does."""

import re
from unittest.mock import patch

import pytest

from kzru_forums.patterns import regex


def test_it_is_compiled_once_and_when_it_is_used() -> None:
    with patch.object(re, "compile", wraps=re.compile) as compiled:
        loom = regex("loom(s?)", re.IGNORECASE)
        assert (loom.pattern, loom.flags) == ("loom(s?)", re.IGNORECASE)
        assert not compiled.called
        assert loom.sub("mill", "Looms and looms") == "mill and mill"
        assert loom.fullmatch("LOOM")
        assert [found[1] for found in loom.finditer("loom, looms")] == ["", "s"]
        assert compiled.call_count == 1


def test_bytes_have_patterns_too() -> None:
    assert regex(rb"\r?\n").split(b"a\r\nb") == [b"a", b"b"]


def test_it_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'scanner'"):
        regex("loom").scanner  # type: ignore[attr-defined]  # noqa: B018 - asked for

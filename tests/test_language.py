"""Whether a text may be English."""

import pytest

from kzru_forums.events.language import is_english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ткацкий станок снова работает, и мы очень этому рады, уважаемые коллеги.", False),
        ("Das ist der neue Webstuhl, und wir sind nicht mit ihm zufrieden.", False),
        ("Le nouveau métier est dans la salle, et nous ne sommes pas contents du bruit.", False),
        ("We have a new loom, and it is in the hall with the Kazakh word тоқыма on it.", True),
        ("Looms!", True),
        ("Loom loom loom loom loom loom loom loom loom loom.", True),
    ],
)
def test_a_text_of_another_language_is_not_english(text: str, expected: bool) -> None:
    assert is_english([text]) is expected

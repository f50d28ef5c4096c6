"""Licence and attribution of the pages, which every export carries.

They are about what is taken from the pages: the words, and the facts about them. The code has a licence of its own.

Examples:
    >>> print(METADATA["license"], METADATA["license_url"])
    CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/
"""

from collections.abc import Mapping
from types import MappingProxyType

NAME = "Creative Commons Attribution 4.0 International"
"""Name of the licence."""
SPDX = "CC-BY-4.0"
"""Identifier of the licence in the SPDX list."""
URL = "https://creativecommons.org/licenses/by/4.0/"
"""Address of the licence."""
SOURCE = "the website of the President of Russia"
"""Whom to name as the source."""
SOURCE_URL = "http://en.kremlin.ru/"
"""Address of the source."""
ATTRIBUTION = f"Source: {SOURCE} ({SOURCE_URL}), licensed under {NAME} (CC BY 4.0)"
"""The sentence to print beside text or data taken from the pages."""
CHANGES = (
    "The pages were taken apart into records by kzru_forums: no word was changed; speakers, kinds, agreements and "
    "counts were added"
)
"""What was done to the pages, which the licence asks to be told."""

METADATA: Mapping[str, str] = MappingProxyType(
    {
        "license": SPDX,
        "license_name": NAME,
        "license_url": URL,
        "source": SOURCE,
        "source_url": SOURCE_URL,
        "attribution": ATTRIBUTION,
        "changes": CHANGES,
    }
)
"""The same as keys and values, for formats that carry metadata."""

TEXT = f"{ATTRIBUTION}.\n{CHANGES}.\nThe licence: {URL}\n"
"""The same as text, for a file beside the data."""

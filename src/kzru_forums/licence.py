"""Licence and attribution of the pages, which the exports contain.

They apply to the content taken from the pages: the text, and the facts about it. The code has its own licence.

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
"""Name of the source for the attribution."""
SOURCE_URL = "http://en.kremlin.ru/"
"""Address of the source."""
ATTRIBUTION = f"Source: {SOURCE} ({SOURCE_URL}), licensed under {NAME} (CC BY 4.0)"
"""The sentence to print next to text or data taken from the pages."""
CHANGES = (
    "The pages were converted to records by kzru_forums: no word was changed; speakers, kinds, agreements and "
    "counts were added"
)
"""The changes made to the pages, which the licence requires to be indicated."""

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
"""The same as key-value pairs, for formats with metadata."""

TEXT = f"{ATTRIBUTION}.\n{CHANGES}.\nThe licence: {URL}\n"
"""The same as text, for a file next to the data."""

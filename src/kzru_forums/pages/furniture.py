"""The fixed texts that the site prints around an event, and those added by republished copies.

There is one table per language, currently only English. The layouts, the HTML reader and the writer of page text use
it.
"""

import re
from typing import NamedTuple

from kzru_forums.patterns import regex


class Furniture(NamedTuple):
    """The fixed texts of the site in one language."""

    first: str
    """The first line of a page."""
    last: str
    """The last line of a page."""
    boxes: tuple[str, ...]
    """Headings of link boxes."""
    tags: tuple[str, ...]
    """Headings of lists of tags."""
    persons: str
    """The heading of the list of persons."""
    status: str
    """The heading of the publication status."""
    section: str
    """Beginning of the line that names one section; for several sections, `s` follows."""
    published: str
    """Beginning of the line with the publication date."""
    link: str
    """Beginning of the line with the direct link."""
    term_card: str
    """The heading of the hover card of a term."""
    site: str
    """A pattern for the name of the site, which appears above the section of a text version."""
    sender: str
    """Beginning of the line above a page that was sent by mail."""
    settings: tuple[str, ...]
    """Headings of the settings of a text version."""
    options: tuple[str, ...]
    """Options of these settings."""
    menu: tuple[str, ...]
    """Lines of menus above and below a page."""
    sharing: tuple[str, ...]
    """Buttons and lines below a page, here and on other sites."""


ENGLISH = Furniture(
    first="Events",
    last="Text version",
    boxes=("See also", "Additional"),
    tags=("Geography", "Topics", "Persons"),
    persons="Persons",
    status="Publication status",
    section="Published in section",
    published="Publication date:",
    link="Direct link:",
    term_card="Background information",
    site=r"Official (?:website|web site|site) of the President of Russia",
    sender="Official Website of the President of Russia",
    settings=(
        *("View settings", "Settings", "Font size", "Site colours", "Site colors", "Images", "Select font", "Font"),
        *("Character spacing (Kerning)", "Character spacing", "Kerning", "Colour scheme", "Color scheme"),
        *("Line spacing", "Line height", "Letter spacing", "Embedded elements", "Videos"),
    ),
    options=(
        *(
            "Arial",
            "Times New Roman",
            "Verdana",
            "Sans serif",
            "Serif",
            "Standard",
            "Medium",
            "Large",
            "Small",
            "Normal",
        ),
        *("Black on white", "White on black", "Dark blue on light blue", "Dark blue on blue", "Blue on light blue"),
        *("Brown on beige", "Green on dark brown", "Black and white", "Grayscale", "Greyscale", "Big", "Average"),
        *("Single", "One and a half", "Double", "Enabled", "Disabled", "Enable", "Disable", "On", "Off", "Yes", "No"),
        *("Show", "Hide", "Reset", "Close", "Default", "Default settings", "Full version", "A", "1.5", "1", "2"),
    ),
    menu=(
        *("Structure", "Videos and Photos", "Documents", "Contacts", "Search", "Special version", "Text version"),
        *("Search this website", "President of Russia", "Mobile version", "President's", "President’s", "website"),
        *("sections", "resources", "For the Media", "Subscribe", "Directory", "Version for People with Disabilities"),
        *(
            "Twitter",
            "YouTube",
            "Official Twitter",
            "Official YouTube Channel",
            "Telegram",
            "Telegram Channel",
            "Rutube",
        ),
        *("Current resource", "President of RussiaCurrent resource", "President of Russia Current resource"),
        *("The Constitution of Russia", "State Insignia", "Send a Letter", "Vladimir Putin’s Personal Website"),
        *("President's website sections", "President’s website sections", "President's website resources"),
        *("President’s website resources", "Special animal welfare projects", "Legal and technical information"),
        *("Special", "animal welfare", "projects", "Legal", "and technical", "information", "About website"),
        *("Amur tiger", "Beluga whale", "Polar bear", "Snow leopard", "Far Eastern leopard", "Putin. 20 years"),
        *("Using website content", "Personal data of website users", "Contact website team", "Global website search"),
        *("All content on this site is licensed under", "Creative Commons Attribution 4.0 International"),
        *("Presidential", "Executive Office", "Presidential Executive Office", "Portal Menu", "Press Esc to close"),
        *("Official Internet Resources", "of the President of Russia", "Русский", "Английский", "Русский Английский"),
        *("Официальные сетевые ресурсы", "Президента России", "Site map", "Home", "News", "Transcripts", "Menu"),
        *("Trips", "Commissions and Councils", "Speeches and Transcripts", "Letters and telegrams", "Next", "Previous"),
    ),
    sharing=(
        *("Text", "Photo", "Photos", "Video", "Audio", "Share", "Direct link", "VK", "Facebook", "Twitter", "X"),
        *(
            "LiveJournal",
            "Odnoklassniki",
            "Telegram",
            "WhatsApp",
            "LinkedIn",
            "Pinterest",
            "Reddit",
            "Google+",
            "Viber",
        ),
        *("Send by email", "Print", "Email", "E-mail", "Message preview", "Addressee email", "Send", "Copy link"),
        *("Share this", "Share this:", "Share on Facebook", "Share on Twitter", "Tweet", "Like", "Like this:", "Save"),
        *(
            "Loading...",
            "Like Loading...",
            "Print this page",
            "Back to top",
            "Read more",
            "Leave a comment",
            "Comments",
        ),
        *(
            "Tags",
            "Related",
            "Related articles",
            "Read also",
            "More",
            "Download",
            "Listen",
            "Watch",
            "Subscribe",
            "Link",
        ),
    ),
)
"""The texts of the English website."""

TERM_CARD = ENGLISH.term_card
BOXES = frozenset(ENGLISH.boxes)
FOOT_HEADINGS = (
    *ENGLISH.tags,
    ENGLISH.status,
    *(f"{ENGLISH.section}s", ENGLISH.section, ENGLISH.published.rstrip(":"), ENGLISH.link.rstrip(":"), ENGLISH.last),
)
"""Beginnings of the lines at the end of a page."""

_SITE = regex(ENGLISH.site)
_SENDER = regex(rf"{ENGLISH.sender}:?", re.IGNORECASE)
_LONGEST = 60
_OLD_SETTINGS = frozenset(
    {
        *("View settings", "Settings", "Font size:", "Site colours:", "Images", "Images:"),
        *("Structure", "Videos and Photos", "Documents", "Contacts", "Search", "Special version", "Text version"),
    }
)
_SETTING = regex(
    "(?:"
    + "|".join(sorted(map(re.escape, ENGLISH.settings + ENGLISH.options), key=len, reverse=True))
    + r")(?=[\s:.,;/|]|\Z)[\s:.,;/|]*"
)
_HEADING = regex("|".join(sorted(map(re.escape, ENGLISH.settings), key=len, reverse=True)))
LONGEST_INTERFACE = 120
_SETTING_LETTERS = frozenset(words[0] for words in ENGLISH.settings)
_MENU = frozenset(ENGLISH.menu) | frozenset(ENGLISH.sharing) | {ENGLISH.first, ENGLISH.last}
_ADDRESS = regex(r"(?:https?://|www\.)?(?:[\w-]+\.)*kremlin\.ru(?:/\S*)?")
_OFFICE = regex(
    r"(?:Presidential )?Executive Office ?(?:© ?)?[0-9]{4}|© ?[0-9]{4}.{0,60}|Last updated at.{0,40}|\^?[0-9]{1,3}"
)
_COPY = regex(
    r"(?:Source|Original source|Originally published|First published|Published (?:at|by|on|in)|Posted (?:by|on|in)|"
    r"Retrieved|Translated (?:by|for)|Tags?|Labels?|Categor(?:y|ies)|Filed under|Keywords|Related(?: articles| posts)?|"
    r"Read (?:more|also|the)|Photo(?: credit)?s?|Image(?: credit)?|Copyright|Credits?|Via|Link|URL|Follow us|"
    r"Share(?: this)?(?: on| via)?|Author|Written by|Reported by|Download|Listen|Watch)\b"
    r" ?(?:[:|/–-]|(?= (?:by|on|at|from)\b)).{0,200}"
    r"|By [A-Z][\w.’-]+(?: [A-Z][\w.’-]+){0,3}(?:,? [|/–-].{0,80})?|https?://\S+|www\.\S+"
    r"|[0-9,.]+ (?:views|shares|comments)|(?:[0-9]+ )?min(?:utes?)? read|Kremlin\.ru|en\.kremlin\.ru\S*"
)


def is_interface(line: str) -> bool:
    """Whether a line belongs to the interface of a text version and has no content."""
    if len(line) <= _LONGEST and (line in _OLD_SETTINGS or is_site_name(line)):
        return True
    return len(line) <= LONGEST_INTERFACE and line[0] in _SETTING_LETTERS and is_settings(line)


def is_settings(line: str) -> bool:
    """Whether a line consists of headings and options of the settings, with at least one heading."""
    heading = _HEADING.match(line)
    return heading is not None and len(line) > heading.end() and is_option(line)


def is_option(line: str) -> bool:
    """Whether a line consists only of headings and options of the settings of a text version."""
    at = 0
    while at < len(line):
        found = _SETTING.match(line, at)
        if not found:
            return False
        at = found.end()
    return bool(line)


def is_site_name(line: str) -> bool:
    """Whether a line is the name of the site, which appears above the section of a text version."""
    return line.startswith("Official") and _SITE.fullmatch(line) is not None


def is_sender(line: str) -> bool:
    """Whether a line is the name of the site above a page sent by mail, which looks like a label."""
    return line.startswith("Official") and _SENDER.fullmatch(line) is not None


def is_menu(line: str) -> bool:
    """Whether a line is part of a menu above or below a page."""
    if line in _MENU or is_sender(line):
        return True
    return _ADDRESS.fullmatch(line) is not None or _OFFICE.fullmatch(line) is not None


def is_of_copy(line: str) -> bool:
    """Whether a line is one that other sites print above or below a republished page."""
    return line in ENGLISH.sharing or _COPY.fullmatch(line) is not None or _ADDRESS.fullmatch(line) is not None

"""What invented pages are made of: people, sentences, odd labels and odd lines."""

from kzru_forums.model import EventKind, NoteKind, StatementKind

_BEGINNINGS = (
    *("The border regions", "Our “bridge” to Omsk", "Neighbours’ trade", "A joint laboratory", "The 2,500 students"),
    *("Long-term plans", "The IX harvest festival", "Every railway", "Water and energy", "Kazakhstan’s market"),
)
_ENDINGS = (
    *("opened last year", "grew by 12.5 percent", "needed steady work – and patience", "surprised all of us"),
    *("met in Pavlodar", "crossed the river twice a week", "deserved a new machine works", "came to stay, I hope"),
)
PHRASES = tuple(f"{beginning} {ending}" for beginning in _BEGINNINGS for ending in _ENDINGS)
TITLES = (
    ("Forum of riverside towns", EventKind.FORUM),
    ("Talks on transit", EventKind.TALKS),
    ("Meeting with governors of border regions", EventKind.MEETING),
    ("Press statements following the talks", EventKind.PRESS_STATEMENTS),
    ("Visit to a tractor works", EventKind.VISIT),
)
PLACES = ("Pavlodar", "Uralsk, Kazakhstan", "The Kremlin, Moscow", "Ust-Kamenogorsk")
PEOPLE = (
    ("President of Kazakhstan", "Daulet Zharkynov", "KZ"),
    ("President of Russia", "Matvei Listratov", "RU"),
    ("Minister of Energy", "Oksana Veretennikova", None),
    ("Governor of Omsk Region", "Yegor Pustovalov", None),
    ("Akim of Pavlodar Region", "Saule Ermekova", None),
)
UNNAMED = (
    ("Question", StatementKind.QUESTION),
    ("Reply", StatementKind.REPLY),
    ("Remark", StatementKind.REMARK),
    ("Response", StatementKind.REPLY),
)
DELIVERIES = ("retranslated", "in German", "translated from Russian")
_DIRECTIONS = (
    ("(Applause.)", NoteKind.APPLAUSE),
    ("(Laughter.)", NoteKind.LAUGHTER),
    ("(Minute of silence.)", NoteKind.SILENCE),
)
INSERTIONS = (*_DIRECTIONS, ("[Deputy Prime Minister]", NoteKind.INSERTION))
ALONE = (*_DIRECTIONS, ("<…>", NoteKind.OMISSION))
BOXES = ("See also", "Additional")
TAGS = {
    "Geography": ("Kazakhstan", "Omsk Region", "Pavlodar"),
    "Topics": ("Regions", "Foreign policy", "Energy"),
    "Persons": ("Zharkynov Daulet", "Veretennikova Oksana"),
}
SECTIONS = ("News", "Transcripts", "Trips")
ODD_LABELS = (
    *("Zhanar, Uralsk", "Bekzat Ilyasov, reporter at a local paper", "President OF RUSSIA MATVEI LISTRATOV"),
    *("DauletZharkynov", "President of Kazakhtan Daulet Zharkynov", "President of Russia Matvei", "Audience", "Photo"),
    *("Question from Omsk Region", "Response from the hall", "Director of the Institute (Omsk) Lev Tarasov"),
)
ODD_LINES = (
    *("Friends,", "Colleagues,", "Let me say this: the bridge is open.", "Minister of Energy: Oksana Veretennikova."),
    *("(Applause.)", "(The video plays.)", "[Deputy Prime Minister] spoke next.", "<…>", "<...>", "‹…›"),
    *("* * *", "***", "*  *  *", "* * *\u00a0", "Beginning of meeting with governors", "At the session. Photo: TASS"),
)

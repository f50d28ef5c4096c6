"""Page text: every quirk of docs/format.md as a page in invented words."""

from datetime import date, datetime, time

import pytest

from kzru_forums import BlockKind, NoteKind, Photo, ProblemCode, Related, SpeakerKind, StatementKind, loads, parse
from kzru_forums.pages import inserts
from pages import FOOT, HEAD, NAZARBAYEV, PUTIN, TITLE, event, page, partial, speech

NO_PLACE = HEAD.removesuffix("Pavlodar\n")
"""A head without a place."""


def codes(text: str) -> list[ProblemCode]:
    return [problem.code for problem in parse(text).problems]


# Head and foot


def test_the_head_gives_title_date_time_and_place() -> None:
    found = event()
    assert (found.title, found.date, found.time, found.place) == (TITLE, date(2012, 9, 19), time(18, 0), "Pavlodar")


def test_paragraphs_between_title_and_date_are_the_lead() -> None:
    found = event(head=HEAD.replace("September", "Weavers spoke of looms.\nThey also sang.\nSeptember"))
    assert found.lead == ("Weavers spoke of looms.", "They also sang.")


def test_a_page_without_a_time_still_has_its_place() -> None:
    assert event(head=HEAD.replace("18:00\n", "")).place == "Pavlodar"


def test_a_partial_copy_may_end_with_its_tags() -> None:
    text = f"{HEAD}{PUTIN}: Good evening.\nTopics\nLooms\nWool"
    (found,) = parse(text).events
    assert (found.topics, found.statements[0].paragraphs) == (("Looms", "Wool"), ("Good evening.",))
    assert codes(text) == [ProblemCode.MISSING_FOOTER]


def test_the_foot_gives_tags_sections_and_publication_date() -> None:
    tags = "Geography\nKazakhstan\nOmsk Region\nTopics\nRegions\nPersons\nLoomov Ivan\n"
    status = "Publication status\nPublished in sections: News, Transcripts\n"
    moment = "Publication date: September 19, 2012, 19:40\n"
    found = event(foot=f"{tags}{status}{moment}Direct link: en.kremlin.ru/d/16511\nText version\n")
    assert (found.geography, found.topics) == (("Kazakhstan", "Omsk Region"), ("Regions",))
    assert (found.persons, found.sections) == (("Loomov Ivan",), ("News", "Transcripts"))
    assert (found.published, found.page_number) == (datetime(2012, 9, 19, 19, 40), 16511)


def test_icons_of_the_site_font_are_no_part_of_a_section() -> None:
    assert event(foot=FOOT.replace("News", "\ue003 News")).sections == ("News",)


def test_the_id_is_made_of_date_and_title() -> None:
    assert event().id == "ev-2012-09-19-meeting-with-weavers-of-pavlodar"


def test_a_caption_below_a_counter_has_its_numbers() -> None:
    found = event("2 of 3", "Looms of the old mill", f"{PUTIN}: Good evening.")
    assert found.photos == (Photo(caption="Looms of the old mill", number=2, count=3),)


def test_a_counter_without_a_caption_is_a_photograph_all_the_same() -> None:
    found = event("2 of 3", f"{PUTIN}: Good evening.")
    assert found.photos == (Photo(number=2, count=3),)


@pytest.mark.parametrize("line", ["0 of 3", "4 of 3", "12345 of 12345", "2 of many"])
def test_what_counts_nothing_is_no_counter(line: str) -> None:
    assert event(line, "Nothing else was said.").narration == (line, "Nothing else was said.")


def test_two_counters_in_a_row_are_two_photographs() -> None:
    assert event("1 of 3", "2 of 3", "A loom").photos == (
        Photo(number=1, count=3),
        Photo(caption="A loom", number=2, count=3),
    )


def test_paragraphs_nobody_speaks_are_narration() -> None:
    found = event("The mill opened in spring.", "It has forty looms.", "* * *", f"{PUTIN}: Good evening.")
    assert found.narration == ("The mill opened in spring.", "It has forty looms.")


def test_a_label_opens_a_statement_and_the_lines_below_are_its_paragraphs() -> None:
    said = speech(f"{PUTIN}: Good evening.", "The looms are running.")
    assert (said.label, said.paragraphs) == (PUTIN, ("Good evening.", "The looms are running."))


def test_a_label_alone_on_its_line_takes_the_lines_below() -> None:
    assert speech(f"{PUTIN}:", "Good evening.").paragraphs == ("Good evening.",)


def test_a_heading_stands_between_separator_and_label() -> None:
    found = event("* * *", "Beginning of meeting with weavers", f"{PUTIN}: Good evening.")
    assert (found.headings, found.narration) == (("Beginning of meeting with weavers",), ())


def test_a_heading_needs_no_separator() -> None:
    assert event("Speech at the mill", f"{PUTIN}: Good evening.").headings == ("Speech at the mill",)


def test_a_heading_may_end_in_a_full_stop() -> None:
    found = event("The mill opened in spring.", "Beginning of meeting with weavers.", f"{PUTIN}: Good evening.")
    assert found.headings == ("Beginning of meeting with weavers.",)


def test_a_heading_of_tags_in_the_middle_of_a_speech_loses_no_statement() -> None:
    reading = parse(page(f"{PUTIN}: One word stood on the board.", "Topics", "Question: And the looms?"))
    assert [said.label for said in reading.events[0].statements] == [PUTIN, "Question"]
    assert reading.events[0].statements[0].paragraphs == ("One word stood on the board.", "Topics")


def test_a_day_is_no_place() -> None:
    assert event("May 9, 2013", f"{PUTIN}: Good evening.", head=NO_PLACE).place is None


def test_text_behind_the_foot_is_unknown() -> None:
    text = page(foot=FOOT.replace("Text version\n", "All rights are with the weavers.\nText version\n"))
    assert codes(text) == [ProblemCode.UNKNOWN_BLOCK]


# Quirk 1


@pytest.mark.parametrize("between", ["", "\n", "\n\n", " ", "\u200b"])
def test_the_line_that_ends_a_page_may_begin_the_next(between: str) -> None:
    text = page(f"{PUTIN}: One.").removesuffix("\n") + between + page(f"{PUTIN}: Two.")
    assert [found.statements[0].text for found in loads(text)] == ["One.", "Two."]


@pytest.mark.parametrize("glued", ["Text versionEvents", "Text version \u200bEv\u00adents", "Text ver\u00adsionEvents"])
def test_a_glued_line_is_cut_between_its_words(glued: str) -> None:
    text = page("One.").removesuffix("Text version\n") + glued + page("Two.").removeprefix("Events")
    found = [block for block in parse(text).blocks if block.kind in (BlockKind.END, BlockKind.START)]
    last, first = (text[block.span.start : block.span.end] for block in found[1:3])
    assert (last + first).strip() == glued
    assert first[0] == "E"


def test_a_glued_line_is_cut_into_two_blocks() -> None:
    text = page().removesuffix("\n") + page()
    kinds = [block.kind for block in parse(text).blocks if block.text in ("Text version", "Events")]
    assert kinds == [BlockKind.START, BlockKind.END, BlockKind.START, BlockKind.END]


def test_every_page_of_a_source_has_its_own_span() -> None:
    first, second = loads(page() + page())
    assert first.span
    assert second.span
    assert (first.span.start, first.span.end, second.span.start) == (0, len(page()) - 1, len(page()))


def test_a_page_without_its_last_line_ends_before_the_next_first_line() -> None:
    assert len(parse(page(foot="") + page()).events) == 2


def test_a_line_events_in_the_middle_of_a_speech_begins_no_page() -> None:
    assert speech(f"{PUTIN}: Two words stood on the board.", "Events", "That was all of it.").paragraphs[1] == "Events"


# Quirk 2


def test_a_label_broken_by_a_hover_card_is_one_label() -> None:
    said = speech(NAZARBAYEV, ": Mr President, welcome.")
    assert (said.label, said.paragraphs) == (NAZARBAYEV, ("Mr President, welcome.",))


def test_a_bracket_behind_a_broken_label_belongs_to_it() -> None:
    said = speech(NAZARBAYEV, "(retranslated): Welcome.")
    assert (said.label, said.delivery) == (f"{NAZARBAYEV} (retranslated)", "retranslated")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("The mill joined the Weavers’ Union", "two years ago.", "The mill joined the Weavers’ Union two years ago."),
        ("I thank Mr Loomov", ", as well as his sons.", "I thank Mr Loomov, as well as his sons."),
        ("I thank [Ivan] Loomov", "’s sons.", "I thank [Ivan] Loomov’s sons."),
        ("I asked Mr Loomov", "(he came late).", "I asked Mr Loomov (he came late)."),
        ("I asked Mr Loomov", "– the weaver – about wool.", "I asked Mr Loomov – the weaver – about wool."),
        ("He called it “a mill”", "and left.", "He called it “a mill” and left."),
        ("Forty looms (all of them", ") are new.", "Forty looms (all of them) are new."),
    ],
)
def test_a_paragraph_broken_by_a_hover_card_is_one_paragraph(first: str, second: str, whole: str) -> None:
    assert speech(f"{PUTIN}: Good evening.", first, second).paragraphs == ("Good evening.", whole)


def test_a_paragraph_broken_several_times_is_one_paragraph() -> None:
    assert (
        speech(f"{PUTIN}: I thank Loomov", ", Bridgin", "and Weaver", ".").text == "I thank Loomov, Bridgin and Weaver."
    )


def test_a_lead_broken_by_a_hover_card_is_one_paragraph() -> None:
    found = event(head=HEAD.replace("September", "A talk with Ivan Loomov\n, a weaver.\nSeptember"))
    assert found.lead == ("A talk with Ivan Loomov, a weaver.",)


def test_a_caption_broken_by_a_hover_card_is_one_caption() -> None:
    assert (
        event("1 of 2", "Mill owner Ivan Loomov", "and his looms.").photos[0].caption
        == "Mill owner Ivan Loomov and his looms."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We met Mr Loomov.", "The mill is his."),
        ("We met Mr Loomov.", "and so on, he would say."),
        ("We met (in the mill.)", "and so on, he would say."),
        ("We met Mr Loomov", "The mill is his."),
        ("We met Mr Loomov;", "also his sons."),
        ("We met Mr Loomov", "40 looms are his."),
    ],
)
def test_a_paragraph_that_ends_or_begins_a_sentence_is_not_joined(first: str, second: str) -> None:
    assert speech(f"{PUTIN}: Good evening.", first, second).paragraphs == ("Good evening.", first, second)


def test_a_stage_direction_does_not_go_on_with_the_line_before() -> None:
    assert speech(f"{PUTIN}: Long live the mill", "(Applause.)").paragraphs == ("Long live the mill",)


@pytest.mark.parametrize("second", ["... and in the morning we rested.", "'Tis the season for looms."])
def test_a_paragraph_that_opens_with_dots_or_an_apostrophe_is_not_joined(second: str) -> None:
    assert speech(f"{PUTIN}: We worked all night.", second).paragraphs == ("We worked all night.", second)


# Quirk 3


@pytest.mark.parametrize("heading", ["See also", "Additional"])
def test_speech_goes_on_behind_a_link_box(heading: str) -> None:
    found = event(f"{PUTIN}: Good evening.", heading, "The mill opens", "May 9, 2012", "The looms are running.")
    assert found.statements[0].paragraphs == ("Good evening.", "The looms are running.")
    assert found.related == (Related(heading=heading, title="The mill opens", date=date(2012, 5, 9)),)


def test_a_link_box_holds_several_entries() -> None:
    entries = ["The mill opens", "May 9, 2012", "The mill closes", "May 10, 2012"]
    assert [entry.title for entry in event(f"{PUTIN}: Good evening.", "See also", *entries).related] == entries[::2]


def test_the_date_of_a_link_may_be_missing() -> None:
    found = event(f"{PUTIN}: Good evening.", "See also", "The mill opens", "The looms are running.")
    assert found.related == (Related(heading="See also", title="The mill opens"),)
    assert found.statements[0].paragraphs == ("Good evening.", "The looms are running.")


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("June 10 − 11, 2010", date(2010, 6, 10), date(2010, 6, 11)),
        ("May 31 – June 1, 2010", date(2010, 5, 31), date(2010, 6, 1)),
        ("December 31, 2010 − January 1, 2011", date(2010, 12, 31), date(2011, 1, 1)),
    ],
)
def test_the_date_of_a_link_may_be_a_range(line: str, first: date, last: date) -> None:
    (entry,) = event(f"{PUTIN}: Good evening.", "See also", "A loom fair", line).related
    assert (entry.date, entry.ends_on) == (first, last)


def test_a_partial_copy_may_end_inside_a_link_box() -> None:
    reading = partial(page(f"{PUTIN}: Good evening.", "See also", "The mill opens", "May 9, 2012", foot=""))
    assert [entry.title for entry in reading.events[0].related] == ["The mill opens"]


def test_a_label_below_a_link_box_opens_a_statement() -> None:
    found = event(f"{PUTIN}: Good evening.", "See also", f"{NAZARBAYEV}: Welcome.")
    assert [said.text for said in found.statements] == ["Good evening.", "Welcome."]


def test_speech_goes_on_behind_a_gallery() -> None:
    found = event(f"{PUTIN}: Good evening.", "5 of 8", "At the mill.", "The looms are running.")
    assert found.statements[0].paragraphs == ("Good evening.", "The looms are running.")
    assert found.photos == (Photo(caption="At the mill.", number=5, count=8),)


@pytest.mark.parametrize(
    "caption",
    [
        f"{TITLE}.",
        "With President of Kazakhstan Nursultan Nazarbayev.",
        "At the meeting with weavers.",
        "A loom of the mill. Photo: TASS",
        "Photo by the weavers",
        "Photos by Ivan Loomov",
        "With young dyers and carders.",
    ],
)
def test_a_caption_without_a_counter_is_no_narration(caption: str) -> None:
    found = event(caption, f"{PUTIN}: Good evening.", f"{NAZARBAYEV}: Welcome.")
    assert ([photo.caption for photo in found.photos], found.narration) == ([caption], ())


def test_a_sentence_that_opens_like_a_caption_is_narration() -> None:
    sentence = "Visiting weavers demanded looms."
    assert event(sentence, f"{PUTIN}: Good evening.").narration == (sentence,)


def test_a_credit_looks_like_a_label_and_is_none() -> None:
    found = event(f"{PUTIN}: Good evening.", "Photo: TASS", "The looms are running.")
    assert found.statements[0].paragraphs == ("Good evening.", "The looms are running.")
    assert [photo.caption for photo in found.photos] == ["Photo: TASS"]


# Quirk 4

LONG = "A carpet is a letter that a whole village writes with its hands over one long and patient winter."


def test_a_pull_quote_in_reversed_quotation_marks_is_no_speech() -> None:
    found = event(f"{PUTIN}: Good evening.", f"”{LONG}“", f"Let me add this. {LONG} That is all.")
    assert found.pull_quotes == (f"”{LONG}“",)
    assert found.statements[0].paragraphs == ("Good evening.", f"Let me add this. {LONG} That is all.")


def test_a_bare_pull_quote_repeats_a_sentence_and_is_no_speech() -> None:
    found = event(f"{PUTIN}: Good evening.", LONG, f"Let me add this. {LONG} That is all.")
    assert found.pull_quotes == (LONG,)


WOOL = "Wool that is washed in the river keeps its colour longer than any wool from a shop."
BRIEF = "Wool keeps its colour longer than bought silk does."


@pytest.mark.parametrize(
    ("quote", "spoken"),
    [
        (BRIEF, [f"Let me add this. {BRIEF} {LONG}"]),
        (f"{LONG[:-20]}…", [f"Let me add this. {LONG} That is all."]),
        (f"{LONG} {WOOL}", [f"{LONG} So it is.", f"Indeed. {WOOL} I say this to you as a weaver."]),
    ],
)
def test_a_pull_quote_may_be_short_or_cut_off_or_drawn_from_several_paragraphs(quote: str, spoken: list[str]) -> None:
    between = "The looms of Pavlodar weave more of it every year, and the border is open to all of us."
    found = event(f"{PUTIN}: Good evening.", between, quote, *spoken)
    assert found.pull_quotes == (quote,)
    assert found.statements[0].paragraphs == ("Good evening.", between, *spoken)


def test_a_pull_quote_repeats_narration_too() -> None:
    found = event(LONG, f"Weavers were there. {LONG} That is all.")
    assert (found.pull_quotes, len(found.narration)) == ((LONG,), 1)


def test_one_reversed_quotation_mark_makes_no_pull_quote() -> None:
    assert speech(f"{PUTIN}: Good evening.", f"”{LONG}").paragraphs == ("Good evening.", f"”{LONG}")


def test_of_many_equal_paragraphs_one_is_speech() -> None:
    found = event(f"{PUTIN}: Good evening.", *[LONG] * 8)
    assert (found.pull_quotes, found.statements[0].paragraphs) == ((LONG,) * 7, ("Good evening.", LONG))


def test_words_in_ordinary_quotation_marks_are_speech() -> None:
    assert speech(f"{PUTIN}: Good evening.", f"“{LONG}”").paragraphs == ("Good evening.", f"“{LONG}”")


# Quirk 5


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        (PUTIN, "Vladimir Putin", "President of Russia"),
        ("Vladimir Putin", "Vladimir Putin", None),
        (
            "Minister of Looms, Carpets and Natural Fibres Relief Ivan Loomov",
            "Ivan Loomov",
            "Minister of Looms, Carpets and Natural Fibres Relief",
        ),
        ("Ivan Loomov, reporter at a weekly", "Ivan Loomov", "reporter at a weekly"),
        ("President OF RUSSIA VLADIMIR PUTIN", "Vladimir Putin", "President of Russia"),
        ("VladimirPutin", "Vladimir Putin", None),
        ("President of Russia Valdimir Putin", "Vladimir Putin", "President of Russia"),
        ("President of Kazakhtan Nursultan Nazarbayev", "Nursultan Nazarbayev", "President of Kazakhtan"),
        ("Director-General of the Mill Jörg Weißmüller", "Jörg Weißmüller", "Director-General of the Mill"),
    ],
)
def test_a_label_tells_name_and_role(label: str, name: str, role: str | None) -> None:
    said = speech(f"{label}: Good evening.")
    assert (said.label, said.speaker.name, said.speaker.role) == (label, name, role)


def test_the_head_of_state_of_the_day_stands_in_for_a_missing_family_name() -> None:
    said = event(
        "President of Russia Dmitry Anatolyevich: Good evening.", head=HEAD.replace("2012", "2010")
    ).statements[0]
    assert said.speaker.name == "Dmitry Medvedev"


def test_a_first_name_with_a_city_is_a_label() -> None:
    found = event(f"{PUTIN}: The next caller, please.", "Galina, Omsk: When will the mill open?")
    assert [said.label for said in found.statements] == [PUTIN, "Galina, Omsk"]


def test_a_caller_is_not_the_host_of_the_same_first_name() -> None:
    asked = ["Ivan, Omsk: When will the mill open?", "Ivan Loomov: Soon.", "Ivan, Omsk: Thank you, and goodbye."]
    said = event("Mill owner Ivan Loomov: The next caller, please.", *asked).statements
    assert said[0].speaker != said[1].speaker


# Quirk 6


@pytest.mark.parametrize(
    ("label", "kind", "speaker"),
    [
        ("Question", StatementKind.QUESTION, SpeakerKind.UNNAMED),
        ("Remark", StatementKind.REMARK, SpeakerKind.UNNAMED),
        ("Remarks", StatementKind.REMARK, SpeakerKind.GROUP),
        ("Reply", StatementKind.REPLY, SpeakerKind.UNNAMED),
        ("Replies", StatementKind.REPLY, SpeakerKind.GROUP),
        ("Response", StatementKind.REPLY, SpeakerKind.UNNAMED),
        ("Comment", StatementKind.REMARK, SpeakerKind.UNNAMED),
        ("Audience", StatementKind.SPEECH, SpeakerKind.GROUP),
        ("Question from Perm Territory", StatementKind.QUESTION, SpeakerKind.UNNAMED),
        ("Response from the hall", StatementKind.REPLY, SpeakerKind.UNNAMED),
    ],
)
def test_a_speaker_may_have_no_name(label: str, kind: StatementKind, speaker: SpeakerKind) -> None:
    said = speech(f"{label}: And the looms?")
    assert (said.kind, said.speaker.kind, said.speaker.name) == (kind, speaker, None)


def test_two_questions_are_not_the_same_person() -> None:
    first, second = event("Question: And the looms?", "Question: And the wool?").speakers
    assert first.id != second.id


def test_a_question_may_come_from_a_place() -> None:
    assert speech("Question from Perm Territory: And the looms?").speaker.place == "Perm Territory"


# Quirk 7


@pytest.mark.parametrize("bracket", ["retranslated", "in German", "translated from Russian", "speaking German"])
def test_a_bracket_behind_the_name_tells_delivery(bracket: str) -> None:
    said = speech(f"{NAZARBAYEV} ({bracket}): Welcome.")
    assert (said.delivery, said.speaker.name) == (bracket, "Nursultan Nazarbayev")


@pytest.mark.parametrize("bracket", ["to acting director Loomov", "answering a question about wool"])
def test_a_bracket_behind_the_name_tells_the_addressee(bracket: str) -> None:
    said = speech(f"{NAZARBAYEV} ({bracket}): Welcome.")
    assert (said.addressee, said.speaker.name) == (bracket, "Nursultan Nazarbayev")


def test_a_bracket_inside_the_label_belongs_to_the_role() -> None:
    said = speech("President of the Weavers’ Federation (WFX) Ivan Loomov: Welcome.")
    assert (said.speaker.name, said.speaker.role) == ("Ivan Loomov", "President of the Weavers’ Federation (WFX)")


# Quirk 8


@pytest.mark.parametrize(
    ("bracket", "kind"),
    [
        ("(Applause.)", NoteKind.APPLAUSE),
        ("(Laughter.)", NoteKind.LAUGHTER),
        ("(Laughter, applause.)", NoteKind.APPLAUSE),
        ("(Minute of silence.)", NoteKind.SILENCE),
        ("(The video plays.)", NoteKind.ACTION),
        ("[Deputy Head Weaver]", NoteKind.INSERTION),
        ("(Then the weavers showed their guests round all forty looms of the mill.)", NoteKind.SUMMARY),
    ],
)
def test_a_note_inside_a_paragraph_stays_in_its_text(bracket: str, kind: NoteKind) -> None:
    said = speech(f"{PUTIN}: Good evening.", f"We thank you. {bracket} Let us go on.")
    (note,) = said.notes
    assert (note.kind, note.text, note.paragraph, note.offset) == (kind, bracket, 1, 14)
    assert said.paragraphs[1] == f"We thank you. {bracket} Let us go on."


@pytest.mark.parametrize(
    "line", ["(Applause.)", "(The video plays.)", "[Addressing the weavers]", "(A loom (old) falls.)", "<laughs>"]
)
def test_a_note_alone_on_a_line_is_a_note_only(line: str) -> None:
    said = speech(f"{PUTIN}: Good evening.", line, "Let us go on.")
    (note,) = said.notes
    assert (note.text, note.paragraph, note.offset) == (line, 1, None)
    assert said.paragraphs == ("Good evening.", "Let us go on.")


def test_a_statement_may_be_a_note_alone() -> None:
    said = speech(f"{PUTIN}: (Applause.)")
    assert (said.paragraphs, [note.text for note in said.notes]) == ((), ["(Applause.)"])


def test_a_direction_without_brackets_is_a_note() -> None:
    said = speech(f"{PUTIN}: Good evening.", "The National Anthem of Ruritania is played.")
    assert [note.text for note in said.notes] == ["The National Anthem of Ruritania is played."]


def test_a_bracket_of_the_speakers_own_is_no_note() -> None:
    assert speech(f"{PUTIN}: Forty looms (ten are new) are running.").notes == ()


def test_the_omission_mark_is_a_note_and_abridges_the_event() -> None:
    found = event(f"{PUTIN}: Good evening.", "<…>", "Let us go on.")
    (note,) = found.statements[0].notes
    assert (found.abridged, note.kind, note.paragraph) == (True, NoteKind.OMISSION, 1)


def test_the_omission_mark_may_follow_a_label() -> None:
    found = event(f"{PUTIN}: <…>", "Let us go on.")
    assert (found.abridged, found.statements[0].notes[0].kind) == (True, NoteKind.OMISSION)


def test_an_omission_nobody_speaks_is_no_note() -> None:
    found = event("The mill opened in spring.", "<…>", f"{PUTIN}: Good evening.")
    assert (found.abridged, found.statements[0].notes) == (True, ())


# Quirk 9


@pytest.mark.parametrize(
    "sentence",
    [
        "Let me say this: the looms are old.",
        "Secondly, what I said about wool: it is dear.",
        "Attention: the loom is loud.",
        "The result: forty new looms.",
        "There is one more point, about wool: it is dear.",
        "Weavers need three things: light, wool and time.",
        "My answer is simple: no.",
    ],
)
def test_a_sentence_with_a_colon_is_speech(sentence: str) -> None:
    assert speech(f"{PUTIN}: Good evening.", sentence).paragraphs == ("Good evening.", sentence)


def test_a_bare_office_before_a_small_letter_is_speech() -> None:
    sentence = "Director: the word sounds foreign."
    assert speech(f"{PUTIN}: Good evening.", sentence).paragraphs == ("Good evening.", sentence)


def test_a_bare_office_before_a_sentence_is_a_label() -> None:
    found = event(f"{PUTIN}: Good evening.", "Director: Welcome to the mill.")
    assert [said.label for said in found.statements] == [PUTIN, "Director"]


def test_a_list_of_appointments_is_speech() -> None:
    listed = ("Minister of Looms: Ivan Loomov.", "Minister of Wool: Pyotr Bridgin.")
    assert speech(f"{PUTIN}: This is the cabinet.", *listed).paragraphs[1:] == listed


# Quirk 10


def test_an_address_on_its_own_line_is_a_paragraph() -> None:
    assert speech(f"{PUTIN}: Friends,", "Colleagues,", "Good evening.").paragraphs == (
        "Friends,",
        "Colleagues,",
        "Good evening.",
    )


# Quirk 11


def test_invisible_characters_are_folded_in_every_field() -> None:
    head = HEAD.replace(TITLE, "Meeting\u00a0with wea\u00advers\u200b of  Pavlodar")
    found = event("President\u00a0of Russia Vladimir\u00a0 Putin:\u00a0Good\u00a0evening.", head=head)
    assert (found.title, found.statements[0].label, found.statements[0].text) == (TITLE, PUTIN, "Good evening.")


@pytest.mark.parametrize("mark", ["“mill”", '"mill"', "Weavers’ mill", "Weavers' mill", "10th mill", "IX mill"])
def test_quotes_and_ordinals_stay_as_printed(mark: str) -> None:
    assert speech(f"{PUTIN}: Our {mark} is old.").text == f"Our {mark} is old."


# Quirk 12


@pytest.mark.parametrize(
    "line",
    [
        "The mill opened in spring.",
        "Ivan Loomov, weaver, told the story of a mill that stood in the same town for longer than a century",
        "(Applause.)",
        "The story of a mill: part one",
    ],
)
def test_without_a_place_the_next_line_is_none(line: str) -> None:
    assert event(line, f"{PUTIN}: Good evening.", head=NO_PLACE).place is None


def test_a_line_that_a_hover_card_broke_is_no_place() -> None:
    found = event("Vladimir Putin", ", guest of the mill, spoke first.", head=NO_PLACE)
    assert (found.place, found.narration) == (None, ("Vladimir Putin, guest of the mill, spoke first.",))


def test_the_title_repeated_below_the_date_is_no_place() -> None:
    assert event(TITLE, f"{PUTIN}: Good evening.", head=NO_PLACE).place is None


def test_a_heading_below_the_date_is_no_place() -> None:
    assert event("Speech at the mill", f"{PUTIN}: Good evening.", head=NO_PLACE).place is None


# Quirk 13


def test_a_page_may_carry_no_statement_at_all() -> None:
    found = event("The mill is a hundred years old.", "It has seen much.")
    assert (found.statements, len(found.narration)) == ((), 2)


def test_a_page_may_end_with_its_head() -> None:
    assert event().narration == ()


# Quirk 14


def test_a_line_may_stand_twice() -> None:
    assert (
        speech(f"{PUTIN}: Good evening.", "Thank you all.", "Thank you all.").paragraphs[1:] == ("Thank you all.",) * 2
    )


def test_a_caption_may_repeat_the_title() -> None:
    found = event("1 of 2", TITLE, "The mill opened in spring.", f"{PUTIN}: Good evening.")
    assert ([photo.caption for photo in found.photos], found.title) == ([TITLE], TITLE)


def test_a_caption_may_repeat_the_first_paragraph() -> None:
    found = event("1 of 2", "The mill opened in spring.", "The mill opened in spring.", f"{PUTIN}: Good evening.")
    assert found.narration == ("The mill opened in spring.",)


# Quirk 15


def test_a_separator_closes_the_statement_before_it() -> None:
    found = event(f"{PUTIN}: Good evening.", "* * *", "The guests left late.", f"{NAZARBAYEV}: Goodbye.")
    assert (found.narration, found.statements[0].paragraphs) == (("The guests left late.",), ("Good evening.",))


def test_a_heading_closes_the_statement_before_it() -> None:
    found = event(f"{PUTIN}: Good evening.", "Beginning of meeting with weavers", f"{NAZARBAYEV}: Welcome.")
    assert (found.headings, found.statements[0].paragraphs) == (
        ("Beginning of meeting with weavers",),
        ("Good evening.",),
    )


# Quirk 16


def test_a_copy_without_its_first_line_is_read_with_a_warning() -> None:
    text = page(f"{PUTIN}: Good evening.").removeprefix("Events\n")
    assert loads(text)[0].title == TITLE
    assert codes(text) == [ProblemCode.MISSING_START]


def test_a_copy_without_its_foot_is_read_with_a_warning() -> None:
    text = page(f"{PUTIN}: Good evening.", foot="")
    assert loads(text)[0].statements[0].text == "Good evening."
    assert codes(text) == [ProblemCode.MISSING_FOOTER]


def test_a_copy_without_its_last_line_is_read_with_a_warning() -> None:
    text = page(f"{PUTIN}: Good evening.").removesuffix("Text version\n")
    assert loads(text)[0].sections == ("News",)
    assert codes(text) == [ProblemCode.MISSING_END]


def test_a_copy_from_the_middle_gives_its_statements() -> None:
    reading = partial(f"{PUTIN}: Good evening.\nThe looms are running.\nQuestion: And the wool?\n")
    assert [said.text for said in reading.events[0].statements] == [
        "Good evening.\n\nThe looms are running.",
        "And the wool?",
    ]
    assert (reading.events[0].title, reading.events[0].date) == ("", None)


def test_paragraphs_before_the_first_label_of_a_copy_from_the_middle_are_narration() -> None:
    reading = partial(f"the looms are running.\n{NAZARBAYEV}: Welcome.\n")
    assert reading.events[0].narration == ("the looms are running.",)


def test_a_copy_that_begins_with_the_date_has_no_title() -> None:
    reading = partial(f"September 19, 2012\n18:00\nPavlodar\n{PUTIN}: Good evening.\n")
    assert (reading.events[0].title, reading.events[0].date) == ("", date(2012, 9, 19))
    assert partial("September 19, 2012\n18:00\nPavlodar\nThe looms hum.\n").events[0].place == "Pavlodar"


def test_a_copy_without_its_date_keeps_its_title() -> None:
    reading = partial(f"Events\n{TITLE}\n{PUTIN}: Good evening.\n")
    assert (reading.events[0].title, reading.events[0].date) == (TITLE, None)


def test_a_copy_of_the_foot_alone_gives_its_tags() -> None:
    assert partial(FOOT).events[0].geography == ("Kazakhstan",)


@pytest.mark.parametrize("missing", ["Events\n", "Text version\n"])
def test_several_partial_copies_in_one_source_are_told_apart(missing: str) -> None:
    text = page(f"{PUTIN}: Good evening.").replace(missing, "")
    assert [found.statements[0].text for found in loads(text * 3)] == ["Good evening."] * 3


def test_copies_without_first_and_last_line_are_told_apart() -> None:
    text = page(f"{PUTIN}: Good evening.").replace("Events\n", "").replace("Text version\n", "")
    assert len(loads(text * 2)) == 2


def test_text_before_the_first_page_is_unknown() -> None:
    text = "My notes on the mill\nSecond line of them\n" + page()
    reading = parse(text)
    assert len(reading.events) == 1
    assert [problem.code for problem in reading.problems] == [ProblemCode.UNKNOWN_BLOCK]


@pytest.mark.parametrize(
    ("before", "is_menu"),
    [
        (["Search"], True),
        (["Events", "Search"], True),
        (["Search", "Looms"], True),  # half of them
        (["Search", "Share", "looms of the mill".ljust(200, "s")], True),
        (["Search", "Share", "looms of the mill".ljust(201, "s")], False),
        (["Search", "Looms", "Wool"], False),
        (["Looms"], False),
    ],
)
def test_lines_before_a_page_are_a_menu_if_half_of_them_are_known(before: list[str], is_menu: bool) -> None:
    text = "".join(f"{line}\n" for line in before) + page(f"{PUTIN}: Good evening.")
    reading = parse(text)
    kind = BlockKind.INTERFACE if is_menu else BlockKind.UNKNOWN
    assert [(block.kind, block.text) for block in reading.blocks[: len(before)]] == [(kind, line) for line in before]
    assert codes(text) == [] if is_menu else [ProblemCode.UNKNOWN_BLOCK]
    assert reading.events[0].statements[0].text == "Good evening."


@pytest.mark.parametrize("lines", [["Events", "Search"], ["View settings", "Settings"], ["Looms"]])
def test_menus_alone_are_no_page(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    (problem,) = parse(text).problems
    assert problem.code is ProblemCode.NOT_A_TRANSCRIPT
    assert problem.message.endswith(
        f"a line 'Events', a date like 'September 19, 2012', or a label with a colon; found {lines[0]!r}"
    )
    assert problem.span is not None
    assert (problem.span.start, problem.span.end) == (0, len(text) - 1)


# Quirk 17


@pytest.mark.parametrize("line", ["* * *", "***", "*  *  *", "* * * *", "*\u00a0*\u00a0*", "___", "-----"])
def test_a_separator_has_many_spacings(line: str) -> None:
    assert event(f"{PUTIN}: Good evening.", line, "The guests left late.").narration == ("The guests left late.",)


@pytest.mark.parametrize("line", ["<…>", "<...>", "‹…›", "< … >", "‹...›", "<. . .>", "[…]", "(...)", "〈…〉"])
def test_the_omission_mark_has_many_spacings(line: str) -> None:
    assert event(f"{PUTIN}: Good evening.", line, "Let us go on.").abridged


@pytest.mark.parametrize("line", ["See also", "See\u00a0also", " See  also ", "\u200bSee also"])
def test_interface_lines_have_many_spacings(line: str) -> None:
    assert len(event(f"{PUTIN}: Good evening.", line, "The mill opens", "May 9, 2012").related) == 1


def test_an_office_that_goes_on_in_a_small_letter_is_a_sentence() -> None:
    said = event(f"{PUTIN}: Good evening.", "Defence Minister: what a word for a weaver.").statements
    assert len(said) == 1


def test_a_first_name_that_repeats_is_a_label() -> None:
    said = event("Galina: Good evening.", f"{PUTIN}: Good evening.", "Galina: And goodbye.").statements
    assert [one.label for one in said] == ["Galina", PUTIN, "Galina"]


@pytest.mark.parametrize(
    "line",
    [
        "A video is played.",
        "The national anthem plays.",
        "The National Anthem of the Russian Federation is performed.",
        "A film about looms is shown.",
        "Minute of silence.",
        "Laughter, applause.",
        "Music plays.",
        "A hymn is sung.",
        "The documents are signed.",
    ],
)
def test_a_stage_direction_needs_no_brackets(line: str) -> None:
    said = speech(f"{PUTIN}: Good evening.", line, "Let us go on.")
    assert (said.paragraphs, [note.text for note in said.notes]) == (("Good evening.", "Let us go on."), [line])


@pytest.mark.parametrize(
    "line", ["The video was shown in every cinema.", "I think the music plays well.", "Our report is done."]
)
def test_a_sentence_about_a_film_is_no_stage_direction(line: str) -> None:
    assert speech(f"{PUTIN}: Good evening.", line).paragraphs == ("Good evening.", line)


@pytest.mark.parametrize(
    "caption",
    [
        "From left: Ivan Loomov, Anna Spindlova and Pyotr Woolov.",
        "Minister of Culture Ivan Loomov (left) with weavers.",
        "Second from the right is Minister of Culture Ivan Loomov.",
        "Minister of Culture Ivan Loomov at a meeting on wool.",
        "Minister of Construction and Housing and Utilities Ivan Loomov at the ceremony.",
        "Minister of Culture Ivan Loomov. Ahead of the plenary session.",
        "Minister of Culture Ivan Loomov, right.",
        "Dyers and carders, centre, of Omsk.",
        "Ivan Loomov at a meeting on wool.",
        "Minister of Culture during talks.",
        "Ivan Loomov. Ahead of the plenary session.",
        TITLE,
        f"{TITLE}. They wove all day.",
        "Pavlodar’s weavers and Vladimir Putin.",
        "At the meeting with governors and ministers.",
        "At the meeting with Anna Loomova.",
        "With Vladimir Putin, Anna Loomova and young dyers.",
    ],
)
def test_a_caption_shows_people_at_an_occasion(caption: str) -> None:
    found = event(f"{PUTIN}: Good evening.", "The looms are running, friends.", caption, "We have come to see them.")
    assert [photo.caption for photo in found.photos] == [caption]


@pytest.mark.parametrize(
    "line",
    [
        "Ivan Loomov, deputy director for wool at Loom Works, reporting from Omsk.",
        "He left the mill, and we are glad of it.",
        "I am the second from the left.",
        "With young dyers and carders.",
        "Pavlodar’s weavers and Vladimir Putin",
        "Pavlodar’s dyers and Vladimir Putin.",
        "At the meeting Vladimir Putin and Anna Loomova agreed.",
        "Visiting Vladimir Putin, Anna Loomova and young dyers.",
        "Dyers during talks.",
        "Photographers from Omsk wait for you…",
        "“Come to the mill. Photos of looms are for all of us”",
        f"{TITLE} is my work.",
    ],
)
def test_a_sentence_like_a_caption_is_speech(line: str) -> None:
    assert not event(f"{PUTIN}: Good evening.", line, "We have come to see the looms.").photos


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        (
            "Ivan Loomov (retranslated)Dear friends! Wool is warm.",
            "Ivan Loomov (retranslated)",
            "Dear friends! Wool is warm.",
        ),
        ("Ivan Loomov Good friends, wool is warm.", "Ivan Loomov", "Good friends, wool is warm."),
        ("Ivan\u00a0Loomov – Good friends, wool is warm.", "Ivan Loomov", "Good friends, wool is warm."),
    ],
)
def test_a_label_may_lack_its_colon(line: str, label: str, text: str) -> None:
    page_text = page(f"{PUTIN}: Good evening.", "Ivan Loomov: Welcome.", "Question: Why?", line)
    (found,) = loads(page_text)
    assert (found.statements[-1].label, found.statements[-1].text) == (label, text)
    blocks = [block for block in parse(page_text).blocks if block.statement == 3]
    assert page_text[blocks[0].span.start : blocks[0].span.end].replace("\u00a0", " ").strip(" –") == label
    assert page_text[blocks[1].span.start : blocks[1].span.end].strip() == text


def test_a_name_without_a_colon_is_no_label_before_the_first_one() -> None:
    found = event("Ivan Loomov (retranslated)Friends!", f"{PUTIN}: Good evening.", "Ivan Loomov: Welcome.")
    assert len(found.statements) == 2


def test_a_role_in_small_letters_that_speaks_again_is_a_label() -> None:
    found = event(f"{PUTIN}: Good evening.", "Museum guide: The looms.", "Museum guide: The wool.")
    assert [one.label for one in found.statements] == [PUTIN, "Museum guide", "Museum guide"]


def test_a_label_may_hold_square_brackets() -> None:
    found = event(f"{PUTIN}: Good evening.", "Director [of the State Mill] Ivan Loomov: Welcome.")
    assert found.statements[1].label == "Director [of the State Mill] Ivan Loomov"


def test_a_heading_needs_no_separator_if_it_names_an_event() -> None:
    found = event(f"{PUTIN}: Good evening.", "Awarding ceremony for the best weavers", f"{PUTIN}: Friends!")
    assert found.headings == ("Awarding ceremony for the best weavers",)


def test_what_is_longer_than_any_page_has_no_pull_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The looms of Pavlodar weave more wool every year, and the border is open to all of it."
    text = page(f"{PUTIN}: Good afternoon. {words} That is all.", f"“{words}”", "Thank you for coming to the mill.")
    assert len(parse(text).events[0].pull_quotes) == 1
    monkeypatch.setattr(inserts, "_LONGEST_PAGE", 100)
    assert parse(text).events[0].pull_quotes == ()


def test_a_broken_paragraph_ends_where_its_last_line_ends_a_sentence() -> None:
    assert speech(f"{PUTIN}: Good.", "The weavers and", "the spinners", "of wool came.").paragraphs == (
        "Good.",
        "The weavers and the spinners of wool came.",
    )
    assert speech(f"{PUTIN}: Good.", "The weavers and", "the spinners.", "of wool came.").paragraphs == (
        "Good.",
        "The weavers and the spinners.",
        "of wool came.",
    )


def test_a_family_name_is_a_label_where_the_persons_tags_have_it() -> None:
    body = ("Petrov: Water is low.", "It will rise.")
    assert [said.label for said in event(*body, foot=f"Persons\nPetrov Ivan\n{FOOT}").statements] == ["Petrov"]
    assert event(*body, foot=f"Persons\nLoomov Ivan\n{FOOT}").statements == ()
    assert event(*body, foot=f"Topics\nPetrov Mill\n{FOOT}").statements == ()


@pytest.mark.parametrize("foot", ["Publication status\n", "Publication date: September 19, 2012, 19:40\n"])
def test_a_foot_may_lack_its_last_line(foot: str) -> None:
    assert codes(page(f"{PUTIN}: Good evening.", foot=foot)) == [ProblemCode.MISSING_END]


def test_a_copy_without_its_first_line_lacks_it_at_its_beginning() -> None:
    (problem,) = parse(page(f"{PUTIN}: Good evening.", head=HEAD.removeprefix("Events\n"))).problems
    assert (problem.code, problem.line) == (ProblemCode.MISSING_START, 1)


@pytest.mark.parametrize("mark", ["<…>", "[...]", "< . . . >"])
def test_an_omission_mark_may_have_spaces(mark: str) -> None:
    assert event(f"{PUTIN}: Good evening.", mark, "Let us go on.").abridged


@pytest.mark.parametrize(
    "text",
    [
        "Text version\n",
        "Text version\n" * 1_000,
        "Publication status\nText version\n" * 3,
        "Events\nText version\n",
        "Events\nText version\n" * 3,
        "Events\n" * 2 + "Text version\n" * 2,
    ],
)
def test_lines_around_a_page_without_one_are_no_event(text: str) -> None:
    reading = parse(text)
    assert reading.events == ()
    assert {problem.code for problem in reading.problems} & {ProblemCode.NOT_A_TRANSCRIPT, ProblemCode.UNKNOWN_BLOCK}
    assert len(reading.problems) <= text.count("Publication status") or len(reading.problems) == 1


def test_a_last_line_that_is_repeated_belongs_to_its_page() -> None:
    text = page(f"{PUTIN}: Wool.")
    reading = parse((text + "Text version\n") * 2)
    assert reading.problems == ()
    assert [found.statements for found in reading.events] == [loads(text)[0].statements] * 2
    assert [block.event for block in reading.blocks if block.kind is BlockKind.END] == [0, 0, 1, 1]


BOX = "See also\nLooms of Omsk\nMay 8, 2013\n"


@pytest.mark.parametrize(
    "foot",
    [
        f"{BOX}{FOOT}",
        FOOT.replace("Publication status", f"{BOX}Publication status"),
        FOOT.replace("Text", f"{BOX}Text"),
    ],
)
def test_a_link_box_may_be_between_the_lines_of_the_foot(foot: str) -> None:
    found = event(f"{PUTIN}: Wool.", foot=foot)
    assert (found.geography, [entry.title for entry in found.related]) == (("Kazakhstan",), ["Looms of Omsk"])
    assert found.statements[0].paragraphs == ("Wool.",)


@pytest.mark.parametrize("line", [f"{PUTIN}: Yarn.", "We hum."])
def test_a_link_box_below_the_word_topics_in_a_speech_makes_it_no_foot(line: str) -> None:
    found = event(f"{PUTIN}: Wool.", "Topics", "Looms", *BOX.splitlines(), line)
    assert found.topics == ()
    assert found.statements[0].paragraphs[:3] == ("Wool.", "Topics", "Looms")


# What a line is, by its form and by the lines around it


def between(*body: str, foot: str = FOOT) -> list[str]:
    """The kinds of the blocks below a first paragraph and above the foot."""
    text = page(f"{PUTIN}: Good evening.", *body, foot=foot)
    assert codes(text) == []
    kinds = [str(block.kind) for block in parse(text).blocks]
    ends = kinds.index("tags", len(kinds) - len(foot.strip().split("\n"))) if "Geography" in foot else len(kinds)
    return kinds[7:ends]


LOOM = "The mill opens"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("1 of 2", "counter"),
        ("1 of 2|* * *|Looms.", "counter separator narration"),
        (f"1 of 2|{PUTIN}: Wool.", "counter label paragraph"),
        ("1 of 2|Ivan Loomov: Wool.", "counter label paragraph"),
        ("1234 of 1234", "counter"),
        ("1 of 2|A loom|and its weaver|Looms.", "counter caption paragraph"),
        ("See also", "box"),
        ("See also|* * *", "box separator"),
        ("See also|1 of 2", "box counter"),
        (f"See also|{LOOM}", "box related_title"),
        (f"See also|{LOOM}|{LOOM}", "box related_title paragraph"),
        (f"See also|{LOOM}|May 9, 2012|{LOOM}", "box related_title related_date paragraph"),
        (f"See also|{LOOM}.|May 9, 2012|{LOOM}.|May 9, 2012", "box" + 2 * " related_title related_date"),
        (f"See also|{LOOM}.", "box paragraph"),
        (f"See also|{PUTIN}: Wool.", "box label paragraph"),
        (f"See also|{LOOM.ljust(300, 's')}", "box related_title"),
        (f"See also|{LOOM.ljust(301, 's')}", "box paragraph"),
        ("Topics|Looms", "paragraph paragraph"),
        ("Topics|Looms|* * *", "paragraph paragraph separator"),
        (f"Topics|Looms|{PUTIN}: Wool.", "paragraph paragraph label paragraph"),
        ("Topics|Looms of wool,|Silk", "paragraph paragraph paragraph"),
        ("Official Website of the President of Russia:|Looms.", "interface paragraph"),
        ("Official looms.|Omsk spins.", "paragraph paragraph"),
        ("Published in Omsk, the book sells.", "paragraph"),
        ("Politics is wool.|See alsoran.|Texts are spun.|Geographyof wool.", "paragraph paragraph paragraph paragraph"),
        ("We spin|wool, silk|and flax.|It is warm", "paragraph paragraph"),
        ("We spin.|wool", "paragraph paragraph"),
    ],
)
def test_lines_of_the_body_are_blocks_of_a_kind(body: str, kinds: str) -> None:
    if body.startswith("Topics"):
        assert between(*body.split("|"), f"{PUTIN}: Silk.") == [*kinds.split(), "label", "paragraph"]
    else:
        assert between(*body.split("|")) == kinds.split()


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("Geography|Kazakhstan", "tags tag"),
        ("Geography|Kazakhstan|Omsk|3 more", "tags tag tag interface"),
        ("Geography|Kazakhstan|3 more looms", "tags tag tag"),
        (f"Geography|{'Kazakhstan'.ljust(120, 's')}", "tags tag"),
        ("Geography|Kazakhstan|Topics|Wool|Persons|Loomov Ivan", "tags tag tags tag tags tag"),
        ("Geography|Topics|Wool", "tags tags tag"),
    ],
)
@pytest.mark.parametrize("status", ["Publication status\n", ""])
def test_lines_of_the_foot_are_blocks_of_a_kind(lines: str, kinds: str, status: str) -> None:
    published = "Published in section: News\nPublication date: September 19, 2012, 19:40\n"
    link = "Direct link: en.kremlin.ru/d/16511\n"
    text = page("Looms.", foot="\n".join(lines.split("|")) + f"\n{status}{published}{link}Text version\n")
    found = [str(block.kind) for block in parse(text).blocks[6:]]
    assert found == [*kinds.split(), *["status"] * bool(status), "sections", "published", "link", "end"]
    assert codes(text) == []


def test_a_line_that_is_too_long_for_a_tag_is_no_part_of_the_foot() -> None:
    long = "Kazakhstan".ljust(121, "s")
    assert event("Looms.", foot=FOOT.replace("Kazakhstan", long)).narration == ("Looms.", "Geography", long)
    text = page("Looms.", foot=FOOT.replace("Kazakhstan", f"Kazakhstan\nTopics\n{long}"))
    assert (codes(text), parse(text).events[0].topics) == ([ProblemCode.UNKNOWN_BLOCK], ())


def test_a_stray_line_of_the_foot_is_unknown() -> None:
    text = page("Looms.", foot=FOOT.replace("Publication date", "Stray line\nPublication date"))
    (problem,) = parse(text).problems
    assert (problem.code, problem.message, problem.line) == (
        ProblemCode.UNKNOWN_BLOCK,
        "expected the end of the page, found 'Stray line'",
        11,
    )


@pytest.mark.parametrize(("lines", "is_lead"), [(58, True), (59, False)])
def test_a_head_has_at_most_sixty_lines(lines: int, is_lead: bool) -> None:
    text = page("Wool.", head=HEAD.replace("September", "Looms hum.\n" * lines + "September"))
    assert len(parse(text).events[0].lead) == (lines if is_lead else 0)
    assert codes(text) == ([] if is_lead else [ProblemCode.MISSING_DATE])


@pytest.mark.parametrize(("length", "is_place"), [(80, True), (81, False)])
def test_a_place_has_at_most_eighty_characters(length: int, is_place: bool) -> None:
    place = "The mill".ljust(length, "s")
    found = event(head=HEAD.replace("18:00\nPavlodar", f"18:00\n{place}"))
    assert (found.place, found.narration) == ((place, ()) if is_place else (None, (place,)))


def test_a_copy_may_end_anywhere() -> None:
    whole = page(
        "1 of 2", "Looms", f"{PUTIN}: Wool.", "See also", "Silk", "May 9, 2012", "Flax is spun", "* * *", "So."
    )
    lines = whole.splitlines(keepends=True)
    for number in range(1, len(lines)):
        text = "".join(lines[:number])
        reading = parse(text)
        assert len(reading.events) == 1
        assert [block.span.end for block in reading.blocks][-1] == len(text)
        assert ProblemCode.UNKNOWN_BLOCK not in codes(text)
    only = "Events\n"
    assert [problem.message for problem in parse(only).problems][:1] == ["expected a title, found 'Events'"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            f"Events\n{PUTIN}: Wool.\n",
            [
                f"expected a title, found '{PUTIN}: Wool.'",
                f"expected a date line like 'September 19, 2012' below the title; the page begins '{PUTIN}: Wool.'",
                "expected 'Publication status': a partial copy?",
            ],
        ),
        (
            f"Events\nLooms\n{PUTIN}: Wool.\n",
            [
                "expected a date line like 'September 19, 2012' below the title; the page begins 'Looms'",
                "expected 'Publication status': a partial copy?",
            ],
        ),
        (
            f"Events\nMay 9, 2013\n{PUTIN}: Wool.\nPublication status\n",
            ["expected a title before the date line", "expected the last line 'Text version': a partial copy?"],
        ),
        *(
            (
                f"Events\nLooms\n{line}\nMay 9, 2013\n{PUTIN}: Wool.\n{FOOT}",
                ["expected a date line like 'September 19, 2012' below the title; the page begins 'Looms'"],
            )
            for line in ("18:00", "See also\nSilk", "* * *")
        ),
        (
            f"Looms\nMay 9, 2013\n{PUTIN}: Wool.\n{FOOT}",
            ["expected the first line 'Events': a partial copy?"],
        ),
    ],
)
def test_what_is_missing_is_named(text: str, problems: list[str]) -> None:
    reading = parse(text)
    assert [problem.message for problem in reading.problems] == problems
    assert reading.events[0].statements[0].text == "Wool."


@pytest.mark.parametrize(("length", "is_note"), [(100, True), (101, False)])
def test_a_stage_direction_without_brackets_has_at_most_a_hundred_characters(length: int, is_note: bool) -> None:
    line = f"The National Anthem of {'weavers'.ljust(length - 34, 's')} is played."
    assert len(line) == length
    said = speech(f"{PUTIN}: Good evening.", line)
    assert [note.text for note in said.notes] == ([line] if is_note else [])


def test_a_statement_below_a_menu_is_no_menu() -> None:
    reading = parse(f"Search\n{PUTIN}: Wool.\n{page(f'{PUTIN}: Yarn.')}")
    assert [statement.text for event in reading.events for statement in event.statements] == ["Wool.", "Yarn."]

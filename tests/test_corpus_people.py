"""Which names are one person across events, and which are not."""

from itertools import combinations, product
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from corpus_events import DAY, apart, corpus_of, decision, event, names, only, rules, speaker
from kzru_forums import Event, Speaker, SpeakerKind, parse
from kzru_forums.corpus import Corpus
from kzru_forums.corpus._groups import components
from kzru_forums.corpus.identity import Form, linked, may_be_one
from kzru_forums.corpus.names import (
    Rule,
    is_misprint,
    is_whole,
    may_be_one_name,
    may_be_short_for,
    name_key,
    name_words,
    offices,
)
from kzru_forums.text import slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Panin", "Sergey Panin"),
        ("Yelena Panina", "Elena Panina"),
        ("Natalia Panina", "Natalya Panina"),
        ("Alexei Panin", "Aleksey Panin"),
        ("Aleksandr Panin", "Alexander Panin"),
        ("Alexandr Panin", "Alexander Panin"),
        ("Yevgeny Panin", "Evgeniy Panin"),
        ("Fyodor Kovalyov", "Fedor Kovalev"),
        ("Maksim Vasilyev", "Maxim Vasiliev"),
        ("Igor Solovyov", "Igor Solovyev"),
        ("Kasym-Zhomart Akhmetov", "Kassym-Jomart Ahmetov"),
        ("Kassym Jomart Akhmetov", "Kassymjomart Akhmetov"),
        ("Viktor Panin", "Victor Panin"),
        ("Dmitry Panin", "Dmitrii Panin"),
        ("Sergej Nikolaev", "Sergei Nikolayev"),
        ("Müfit Öztürk", "Mufit Ozturk"),
        ("Əhməd Əliyev", "Ehmed Eliyev"),
        ("ƏHMƏD ƏLİYEV", "Ehmed Eliyev"),
        ("DAULET ZHARKYNOV", "Daulet Zharkynov"),
        ("DauletZharkynov", "Daulet Zharkynov"),
    ],
)
def test_a_name_in_another_spelling_is_one_person(one: str, other: str) -> None:
    corpus = corpus_of(speaker(one), speaker(other))
    assert names(corpus) == [{one, other}]
    assert (decision(corpus).merged, decision(corpus).rule) == (True, Rule.SPELLING)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleg Safonov Jr.", "Oleg Safonov Sr."),
        ("Oleg Safonov", "Oleg Safonov Jr."),
        ("Oleg Safonov I", "Oleg Safonov III"),
        ("Oleg Safonov VI", "Oleg Safonov VIII"),
    ],
)
@pytest.mark.parametrize("role", [None, "Mayor of Uralsk"])
def test_generations_are_two_people(one: str, other: str, role: str | None) -> None:
    assert names(corpus_of(speaker(one, role), speaker(other, role))) == [{one}, {other}]


@pytest.mark.parametrize("other", ["Oleg Safonov Junior", "Oleg Safonov Jr", "Oleg Safonov, Jr."])
def test_one_generation_is_one_person_in_any_way_of_writing(other: str) -> None:
    assert names(corpus_of(speaker("Oleg Safonov Jr."), speaker(other))) == [{other, "Oleg Safonov Jr."}]


def test_a_family_name_with_its_generation_is_no_whole_name() -> None:
    assert [is_whole(name) for name in ("Safonov Jr.", "Oleg Safonov Jr.")] == [False, True]


def test_a_president_with_the_patronymic_is_the_president_of_other_pages() -> None:
    page = "Events\nTalks on rail\nMay {}, 2013\n{}: Good afternoon.\nIvan Belov: Yes.\n"
    labels = ("Vladimir Putin", "Vladimir Vladimirovich Putin", "V. Putin", "President of Russia V.V. Putin")
    corpus = Corpus(found for day, label in enumerate(labels, 7) for found in parse(page.format(day, label)).events)
    assert [person.id for person in corpus.people] == ["ivan-belov", "vladimir-putin"]
    assert len(corpus.events_of("vladimir-putin")) == len(labels)


MAYOR = "Mayor of Uralsk"
KNOWN_PAIRS = [
    ("Oleg Safonov", "Oleg Safronov", Rule.MISPRINT),
    ("Valdimir Safonov", "Vladimir Safonov", Rule.MISPRINT),
    ("Oleg Safonov", "Oleg Petrovich Safonov", Rule.SHORT_NAME),
    ("O. Safonov", "Oleg Safonov", Rule.SHORT_NAME),
    ("Safonov", "Oleg Safonov", Rule.SHORT_NAME),
    ("Oleg Safonov", "Safonov Oleg", Rule.WORD_ORDER),
]


@pytest.mark.parametrize(("one", "other", "rule"), KNOWN_PAIRS)
def test_the_same_office_makes_names_that_are_near_one_person(one: str, other: str, rule: Rule) -> None:
    corpus = corpus_of(speaker(one, MAYOR), speaker(other, "Uralsk mayor"))
    assert names(corpus) == [{one, other}]
    assert decision(corpus).rule is rule
    assert decision(corpus).evidence == ("office mayor uralsk",)


@pytest.mark.parametrize(("one", "other", "_"), KNOWN_PAIRS)
@pytest.mark.parametrize("role", [None, "Student", "Major", "Deputy Minister of Energy", "Mayor of Omsk"])
def test_near_names_alone_are_not_enough(one: str, other: str, _: Rule, role: str | None) -> None:
    first = role and ("Minister of Energy" if role == "Mayor of Omsk" else role)
    assert len(corpus_of(speaker(one, first), speaker(other, role)).people) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrei Belov", "Oleg Belov"),
        ("Dmitry Belov", "Alexander Belov"),
        ("Maria Belova", "Marina Belova"),
        ("Alexander Belov", "Alexandra Belova"),
        ("Oleg Belov", "Oleg Belova"),
        ("Alexei Belov", "Alexander Belov"),
        ("Kim Han-un", "Kim Han-il"),
        ("Evgeny Shevchuk", "Evgenia Shevchuk"),
        ("Ivan Petrovich Belov", "Ivan Sergeyevich Belov"),
    ],
)
def test_namesakes_stay_apart_even_in_one_office(one: str, other: str) -> None:
    assert len(corpus_of(speaker(one, MAYOR), speaker(other, MAYOR)).people) == 2


def test_one_name_with_two_numbers_of_the_site_is_two_people() -> None:
    corpus = corpus_of(speaker("Ivan Belov", "Minister of Energy", number=12), speaker("Ivan Belov", MAYOR, number=99))
    assert [person.site_person_ids for person in corpus.people] == [(12,), (99,)]
    assert [person.id for person in corpus.people] == ["ivan-belov-12", "ivan-belov-99"]
    assert (decision(corpus).rule, decision(corpus).evidence) == (Rule.MARKS_DIFFER, ("12", "99"))


def test_one_name_with_two_wikidata_items_is_two_people() -> None:
    corpus = corpus_of(speaker("Ivan Belov", wikidata="Q12"), speaker("Ivan Belov", wikidata="Q99"))
    assert [person.id for person in corpus.people] == ["ivan-belov-q12", "ivan-belov-q99"]


def test_a_mention_without_number_holds_two_numbers_together_and_is_reported() -> None:
    corpus = corpus_of(speaker("Ivan Belov", number=12), speaker("Ivan Belov", number=99), speaker("Ivan Belov"))
    assert only(corpus).site_person_ids == (12, 99)
    (problem,) = corpus.problems
    assert "12 and 99" in problem.message


def test_a_number_and_a_wikidata_item_do_not_contradict() -> None:
    person = only(corpus_of(speaker("Ivan Belov", number=12), speaker("Ivan Belov", wikidata="Q12")))
    assert (person.site_person_ids, person.wikidata) == ((12,), "Q12")


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("Ivan Belov", "Ivan Petrovich Belov", 1),
        ("I. Belov", "Ivan Belov", 1),
        ("Oleg Safonov", "Olge Safnov", 2),
        ("Ivan Belov", "Oleg Safonov", 2),
        ("Safonov Gazprom", "Safonvo Gazprom", 1),
        ("Kirsanov", "Kirsanof", 1),
    ],
)
def test_a_number_joins_names_that_have_something_in_common(one: str, other: str, people: int) -> None:
    assert len(corpus_of(speaker(one, number=12), speaker(other, number=12)).people) == people


def test_a_wikidata_item_joins_names_that_have_a_word_in_common() -> None:
    corpus = corpus_of(speaker("Emomali Rahimov", wikidata="Q12"), speaker("Emomali Rahim", wikidata="Q12"))
    assert rules(corpus) == [Rule.WIKIDATA]


def test_people_of_one_name_from_two_places_are_two() -> None:
    citizens = [speaker("Ivan Belov", place=place) for place in ("Omsk", "Uralsk", "the  Omsk ")]
    assert len(corpus_of(*citizens[:2]).people) == 2
    assert decision(corpus_of(*citizens[:2])).evidence == ("omsk", "uralsk")


def test_the_persons_tag_of_a_page_tells_whose_misprint_a_name_is() -> None:
    misprinted = event(speaker("Oleg Safnov"), persons=["Safonov Oleg"], title="A visit")
    corpus = Corpus([misprinted, *apart(speaker("Oleg Safonov"))])
    assert names(corpus) == [{"Oleg Safnov", "Oleg Safonov"}]
    assert decision(corpus).evidence == ("persons tag 'Safonov Oleg' of ev-2013-05-07-a-visit",)


def test_the_persons_tag_of_a_page_tells_whom_a_family_name_means() -> None:
    short = event(speaker("Safonov"), persons=["Safonov Oleg", "Belov Ivan"], title="A visit")
    assert len(Corpus([short, *apart(speaker("Oleg Safonov"))]).people) == 1


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("Oleg", ["Safonov Oleg"]),
        ("Safonov", ["Safonov Oleg", "Safonov Ivan"]),
        ("Safonov", ["Safonov Mayor of Uralsk"]),
        ("Safonov", ["Belov Oleg"]),
        ("Ivan Safonov", ["Safonov Oleg"]),
    ],
)
def test_a_persons_tag_that_may_mean_somebody_else_joins_nobody(name: str, tags: list[str]) -> None:
    corpus = Corpus([event(speaker(name), persons=tags, title="A visit"), *apart(speaker("Oleg Safonov"))])
    assert len(corpus.people) == 2


def test_a_family_name_that_changes_a_letter_in_a_conversation_is_one_person() -> None:
    corpus = Corpus([event(speaker("Danila Veselkin"), speaker("Matvei Listratov"), speaker("Danila Vesolkin"))])
    assert {"Danila Veselkin", "Danila Vesolkin"} in names(corpus)
    assert decision(corpus).evidence == ("statements 0 and 2 of ev-2013-05-07-talks-on-rail",)


@pytest.mark.parametrize(
    "speakers",
    [
        (speaker("Maria Belova"), speaker("Matvei Listratov"), speaker("Mario Belova")),
        (speaker("Danila Veselkin", "Major"), speaker("Matvei Listratov"), speaker("Danila Vesolkin", "Colonel")),
        (speaker("Danila Veselkin"), speaker("Danila Vesolkin")),
        (speaker("Danila Veselkin"), "Question", "Question", speaker("Danila Vesolkin")),
        (speaker("Danila Veselkin"), "Question", "Question"),
        (speaker("..."), "Question", speaker("…")),
    ],
)
def test_otherwise_a_conversation_joins_nobody(speakers: tuple[Speaker | str, ...]) -> None:
    named = {one for one in speakers if isinstance(one, Speaker)}
    assert len(Corpus([event(*speakers)]).people) == len(named)


def test_a_name_that_is_not_whole_belongs_to_its_event() -> None:
    corpus = corpus_of(speaker("Dmitry", place="Omsk"), speaker("Dmitry"), speaker("A. Belov"), speaker("A. Belov"))
    assert len(corpus.people) == 4
    assert [person.id for person in corpus.people][2:] == [
        "dmitry-ev-2013-05-07-talks-0",
        "dmitry-ev-2013-05-08-talks-1",
    ]


def test_a_name_that_is_not_whole_and_an_office_of_one_are_one_person() -> None:
    patriarchs = [speaker("Feodor", "Patriarch of Uralsk and All Steppes")] * 3
    assert only(corpus_of(*patriarchs)).id == "feodor"
    assert len(corpus_of(*[speaker("Feodor", "Metropolitan")] * 3).people) == 3


def test_speakers_without_a_name_are_nobody() -> None:
    crowd = Speaker(id="audience", kind=SpeakerKind.GROUP, name="Audience")
    corpus = Corpus([event("Question", "Question", crowd, Speaker(id="x", kind=SpeakerKind.PERSON))])
    assert corpus.people == ()
    assert [corpus.person_of(corpus.events[0], said) for said in corpus.events[0].statements] == [None] * 4


def test_the_name_most_events_print_is_the_name() -> None:
    person = only(corpus_of(speaker("Sergey Panin"), speaker("Sergei Panin"), speaker("Sergey Panin")))
    assert (person.name, person.id, person.aliases) == ("Sergey Panin", "sergey-panin", ("Sergei Panin",))


def test_decisions_name_the_nearest_people_left_apart_and_say_why() -> None:
    corpus = corpus_of(
        *(speaker(name) for name in ("Oleg Safonov", "Oleg Safonof", "Ivan Safonov", "Safonov", "Zhanar Ermekova", "?"))
    )
    told = {(pair.one, pair.other): pair.rule for pair in corpus.decisions}
    assert told == {
        ("Oleg Safonof", "Oleg Safonov"): Rule.NO_EVIDENCE,
        ("Ivan Safonov", "Oleg Safonov"): Rule.GIVEN_NAMES_DIFFER,
        ("Oleg Safonov", "Safonov"): Rule.NO_EVIDENCE,
        ("Ivan Safonov", "Safonov"): Rule.NO_EVIDENCE,
    }


# Names that rules may join or must keep apart, in offices that help or do not.
_NAMES = (
    *("Sergei Panin", "Sergey Panin", "Sergei Panni", "Panin Sergei", "S. Panin", "Panin", "Sergei Ivanovich Panin"),
    *("Sergei Petrovich Panin", "Sergeya Panina", "Oleg Panin", "Sergei Danin", "Feodor", "Пётр Ким", "?"),
)
_TAGS = ("Panin Sergei", "Panin Oleg", "Danin Sergei")
_speakers = st.builds(
    speaker,
    st.sampled_from(_NAMES),
    st.sampled_from([None, None, MAYOR, "Uralsk Mayor", "Major", "Patriarch of Uralsk"]),
    number=st.sampled_from([None, None, None, 12, 99]),
    wikidata=st.sampled_from([None, None, None, None, "Q12", "Q99"]),
    place=st.sampled_from([None, None, None, "Omsk", "Uralsk"]),
)


@st.composite
def _events(draw: st.DrawFn) -> list[Event]:
    casts = draw(st.lists(st.lists(_speakers, min_size=1, max_size=3), min_size=1, max_size=6))
    tags = st.lists(st.sampled_from(_TAGS), max_size=2, unique=True)
    return [event(*cast, title=f"Talks {index}", persons=draw(tags)) for index, cast in enumerate(casts)]


def groups(corpus: Corpus, among: list[Event]) -> set[frozenset[tuple[str, int]]]:
    """Which statements of these events are one person's."""
    said: dict[str, set[tuple[str, int]]] = {}
    for one in among:
        for statement in one.statements:
            if person := corpus.person_of(one, statement):
                said.setdefault(person.id, set()).add((one.id, statement.position))
    return set(map(frozenset, said.values()))


@given(_events(), st.randoms())
def test_the_order_of_events_does_not_matter(events: list[Event], random: Random) -> None:
    shuffled = random.sample(events, len(events))
    one, other = Corpus(events), Corpus(shuffled)
    assert one.people == other.people
    assert one.decisions == other.decisions
    assert one.problems == other.problems


def sure(one: Event) -> Event:
    """The event without the names and tags that are only near others."""
    said = tuple(
        evolve(statement, speaker=evolve(statement.speaker, role=None))
        for statement in one.statements
        if statement.speaker.name in ("Sergei Panin", "Sergey Panin", "Oleg Panin", "Sergei Danin")
    )
    return evolve(one, statements=said, persons=())


@given(_events(), st.data())
def test_more_events_never_split_whom_spelling_or_marks_join(events: list[Event], data: st.DataObject) -> None:
    events = list(map(sure, events))
    fewer = data.draw(st.lists(st.sampled_from(events), unique_by=lambda one: one.id))
    before, after = groups(Corpus(fewer), fewer), groups(Corpus(events), fewer)
    assert all(any(person <= other for other in after) for person in before)


@given(_events())
def test_names_of_one_person_are_all_near_one_another(events: list[Event]) -> None:
    for person in Corpus(events).people:
        if len(person.site_person_ids) <= 1 and person.wikidata is None:
            names = [name_words(name) for name in (person.name, *person.aliases)]
            assert all(may_be_one_name(*pair) for pair in combinations(filter(None, names), 2))


ENDINGS = ["".join(letters) for letters in product("bdgkm", repeat=3)][:100]


def test_a_hundred_near_names_of_one_office_are_a_hundred_people() -> None:
    corpus = corpus_of(*(speaker(f"Ivan Loom{end}", MAYOR) for end in ENDINGS))
    assert len(corpus.people) == len({name_key(f"Ivan Loom{end}") for end in ENDINGS})


def test_near_names_in_one_conversation_do_not_chain() -> None:
    corpus = Corpus([event(*(speaker(f"Ivan Loom{end}") for end in ENDINGS))])
    assert len(corpus.people) > 0.9 * len({name_key(f"Ivan Loom{end}") for end in ENDINGS})


def test_misprints_of_a_name_that_most_events_print_are_its_own() -> None:
    misprints = ["Oleg Safonova", "Oleg Safonob", "Oleg Safonof", "Oleg Safonog", "Oleg Safonok"][1:]
    often = [speaker("Oleg Safonov", MAYOR)] * 9
    assert len(corpus_of(*often, *(speaker(name, MAYOR) for name in misprints)).people) == 1
    assert len(corpus_of(*often[:1], *(speaker(name, MAYOR) for name in misprints)).people) == 5


@pytest.mark.parametrize(
    ("names_", "people"),
    [
        (("Safonov", "Oleg Safonov", "Ivan Safonov"), 3),
        (("S. Safonov", "Sergei Safonov", "Semyon Safonov"), 3),
        (("O. Safonov", "Oleg Safonov", "Oleg Safronov"), 1),
        (("Safonov", "Oleg Safonov", "Oleg Petrovich Safonov"), 1),
        (("Oleg Safonov", "Oleg Safronov", "Oleg Safronob"), 1),
        (("Oleg Safonov", "Oleg Safonov", "Oleg Petrov"), 2),
    ],
)
def test_names_come_together_if_all_of_them_are_near_one_another(names_: tuple[str, ...], people: int) -> None:
    assert len(corpus_of(*(speaker(name, MAYOR) for name in names_)).people) == people


def test_a_short_name_that_is_near_very_many_is_none_of_them() -> None:
    full = [speaker(f"I{end} Loomov", MAYOR) for end in ENDINGS[:20]]
    assert len(corpus_of(*full, speaker("Loomov", MAYOR)).people) == len({name_key(one.name or "") for one in full}) + 1


_forms = st.builds(
    Form,
    st.just("Ivan Belov"),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, "Q1", "Q2"]),
    st.sampled_from([-1, 0, 1]),
    st.sampled_from(["", "omsk", "uralsk"]),
)


@given(st.lists(_forms, unique=True, max_size=8), st.lists(_forms, unique=True, max_size=8))
def test_few_pairs_hold_together_what_all_pairs_would(ones: list[Form], others: list[Form]) -> None:
    every = [(one, other) for one in ones for other in others if may_be_one(one, other)]
    few = list(linked(ones, others))
    assert all(may_be_one(*pair) for pair in few)
    assert parts(few) == parts(every)


def parts(pairs: list[tuple[Form, Form]]) -> set[frozenset[Form]]:
    whole: dict[Form, set[Form]] = {}
    for form, root in components(pairs).items():
        whole.setdefault(root, set()).add(form)
    return set(map(frozenset, whole.values()))


@given(_events())
def test_every_statement_with_a_name_is_exactly_one_persons(events: list[Event]) -> None:
    corpus = Corpus(events)
    counted = [said for person in corpus.people for said in corpus.statements_by(person)]
    assert len(counted) == sum(len(one.statements) for one in events)
    assert len({person.id for person in corpus.people}) == len(corpus.people)


@given(st.text())
def test_any_text_has_words_as_a_name(name: str) -> None:
    assert name_key(name) == "".join(name_words(name))
    assert not is_misprint(name_words(name), name_words(name))
    assert not may_be_short_for(name_words(name), name_words(name))


_NOT_WHOLE = [
    "",
    "Dmitry",
    "Albert II",
    "A. Belov",
    "van der Berg",
    "al- Belov",
    "ben Belov",
    "abu Belov",
    "ould Belov",
]


@pytest.mark.parametrize("name", [*_NOT_WHOLE, "Wang Yi.", "Ben Belov", "Abu Belov"])
def test_only_a_given_and_a_family_name_are_a_whole_name(name: str) -> None:
    assert is_whole(name) is (name not in _NOT_WHOLE)


@pytest.mark.parametrize("letter", "ßæøłıđəÆØŁĐƏ")
def test_a_letter_that_ids_write_in_english_is_so_written_in_names_too(letter: str) -> None:
    assert name_key(f"Mar{letter}t") == name_key(slug(f"Mar{letter}t"))


@pytest.mark.parametrize("role", ["Student", "General Director", "reporter at NTV", "Deputy Mayor of Omsk", "Uralsk"])
def test_an_office_of_many_or_of_nothing_is_no_evidence(role: str) -> None:
    assert offices(role) == frozenset()


def test_the_day_plays_no_part_in_who_is_who() -> None:
    undated = event(speaker("Sergei Panin"), day=None)
    assert len(Corpus([undated, event(speaker("Sergey Panin"), day=DAY)]).people) == 1

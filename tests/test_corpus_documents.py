"""Which mentions of agreements are of one document."""

from datetime import date
from itertools import permutations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from corpus_events import DAY, event
from kzru_forums import Agreement, AgreementKind, AgreementStatus, Event, Party
from kzru_forums.corpus import Corpus
from kzru_forums.testing import agreements

RUSSIA, KAZAKHSTAN = Party(name="Russia", country="RU"), Party(name="Kazakhstan", country="KZ")
BOTH = (RUSSIA, KAZAKHSTAN)
LATER = date(2015, 5, 7)
SIGNED, CONCLUDED, PLANNED, MENTIONED = (
    AgreementStatus.SIGNED,
    AgreementStatus.CONCLUDED,
    AgreementStatus.PLANNED,
    AgreementStatus.MENTIONED,
)


def agreement(
    title: str,
    status: AgreementStatus = MENTIONED,
    parties: tuple[Party, ...] = BOTH,
    *,
    kind: AgreementKind = AgreementKind.AGREEMENT,
    day: str | None = None,
    count: int | None = None,
) -> Agreement:
    return Agreement(title=title, kind=kind, status=status, parties=parties, date=day, count=count, sentence=title)


def naming(*found: Agreement, day: date | None = DAY, title: str = "Talks on rail") -> Event:
    return evolve(event(day=day, title=title), agreements=found)


def documents(*found: Agreement) -> list[list[str]]:
    """The wordings of each document when each mention is an event's of its own, a month apart."""
    events = [naming(one, day=date(2013, 1 + index, 1)) for index, one in enumerate(found)]
    return [[mention.agreement.title for mention in document.mentions] for document in Corpus(events).documents]


TRANSIT = "agreement on grain transit"
LOOMS = "memorandum on looms"
"""A subject of one word."""


def sets(title: str, count: int, parties: tuple[Party, ...] = BOTH) -> Agreement:
    return agreement(title, SIGNED, parties, kind=AgreementKind.PACKAGE, count=count)


def at_two_events(one: Agreement, other: Agreement, day: date = DAY, edition: int | None = None) -> int:
    """The number of documents when two events sign them; `day` and `edition` are those of the second event."""
    first = naming(one, title="Talks on wool")
    second = evolve(naming(other, title="Forum on wool", day=day), edition=edition)
    found = {len(Corpus(events).documents) for events in permutations((first, second))}
    (number,) = found
    return number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (agreement(LOOMS, SIGNED), agreement(LOOMS, SIGNED)),
        (agreement(LOOMS, SIGNED), agreement(LOOMS, CONCLUDED, day=DAY.isoformat())),
        (sets("twelve documents", 12), sets("Twelve documents", 12)),
        (sets("twelve wool documents", 12), sets("twelve documents", 12)),
    ],
)
def test_what_two_events_of_a_day_sign_is_one_document(one: Agreement, other: Agreement) -> None:
    assert at_two_events(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other", "day", "edition"),
    [
        (agreement(LOOMS, SIGNED), agreement(LOOMS, SIGNED), LATER, None),
        (agreement(LOOMS, SIGNED), agreement(LOOMS, SIGNED, parties=(RUSSIA,)), DAY, None),
        (agreement(LOOMS, SIGNED, parties=()), agreement(LOOMS, SIGNED, parties=()), DAY, None),
        (agreement(LOOMS, SIGNED), agreement("memorandum on spindles", SIGNED), DAY, None),
        (agreement(LOOMS, SIGNED), agreement(LOOMS, SIGNED, kind=AgreementKind.MEMORANDUM), DAY, None),
        (agreement(LOOMS, day="2013"), agreement(LOOMS, day="2013"), DAY, None),
        (sets("twelve documents", 12), sets("eleven documents", 11), DAY, None),
        (sets("twelve documents", 12), sets("twelve documents", 12), DAY, 9),
        (sets("twelve documents", 12), sets("twelve documents", 12), LATER, None),
        (sets("twelve wool documents", 12), sets("twelve spindle documents", 12), DAY, None),
        (agreement("one agreement", SIGNED, count=1), agreement(LOOMS, SIGNED), DAY, None),
    ],
)
def test_what_differs_in_day_parties_kind_subject_or_number_is_two(
    one: Agreement, other: Agreement, day: date, edition: int | None
) -> None:
    assert at_two_events(one, other, day, edition) == 2


def test_a_set_without_a_subject_that_may_be_either_of_two_is_neither() -> None:
    titles = ("twelve wool documents", "twelve spindle documents", "twelve documents")
    assert len(Corpus([naming(*(sets(title, 12) for title in titles))]).documents) == 3


def test_what_points_back_means_the_document_that_two_events_sign() -> None:
    events = [naming(agreement(LOOMS, SIGNED), title="Talks on wool")]
    events.append(naming(agreement(LOOMS, SIGNED), agreement("this agreement"), title="Forum on wool"))
    (document,) = Corpus(events).documents
    assert len(document.mentions) == 3


def test_one_wording_kind_and_parties_are_one_document() -> None:
    corpus = Corpus(
        [
            naming(agreement(TRANSIT, PLANNED), day=date(2013, 1, 1)),
            naming(agreement("intergovernmental Agreement on the Transit of Grain", SIGNED)),
            naming(agreement(TRANSIT, CONCLUDED), day=LATER),
        ]
    )
    (document,) = corpus.documents
    assert document.title == "intergovernmental Agreement on the Transit of Grain"
    assert (document.kind, document.status, document.date) == (AgreementKind.AGREEMENT, SIGNED, "2013-05-07")
    assert document.parties == BOTH
    assert [mention.day for mention in document.mentions] == ["2013-01-01", "2013-05-07", "2015-05-07"]
    assert corpus.loose_mentions == ()


def test_the_parties_in_a_title_are_not_its_subject() -> None:
    assert len(documents(agreement(TRANSIT), agreement(f"{TRANSIT} between Russia and Kazakhstan"))) == 1


@pytest.mark.parametrize(
    "other",
    [
        agreement("agreement on grain storage"),
        agreement(TRANSIT, parties=(RUSSIA, Party(name="Belarus", country="BY"))),
        agreement(TRANSIT, parties=(Party(name="Belarus", country="BY"),)),
        agreement(TRANSIT, parties=()),
        agreement("memorandum on grain transit", kind=AgreementKind.MEMORANDUM),
    ],
)
def test_another_subject_kind_or_party_is_another_document(other: Agreement) -> None:
    assert len(documents(agreement(TRANSIT), other)) == 2


def test_one_event_may_name_two_documents_of_one_subject_with_other_parties() -> None:
    other = agreement(TRANSIT, parties=(Party(name="Belarus", country="BY"),))
    assert len(Corpus([naming(agreement(TRANSIT), other)]).documents) == 2


def test_one_word_is_too_little_to_name_a_document_by_its_parties() -> None:
    assert len(documents(agreement("agreement on transit"), agreement("agreement on transit"))) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("Pavlodar Declaration", "Pavlodar Declaration", 1),
        ("Pavlodar Declaration", "Pavlodar declaration", 1),
        ("Pavlodar declaration", "Pavlodar declaration", 2),
        ("pavlodar declaration", "Pavlodar Declaration", 2),
        ("PAVLOGAZ+ declaration", "PAVLOGAZ Declaration", 2),
    ],
)
def test_a_name_before_the_noun_names_a_document_where_some_page_prints_it_as_one(
    one: str, other: str, count: int
) -> None:
    titles = [agreement(title, parties=(), kind=AgreementKind.DECLARATION) for title in (one, other)]
    assert len(documents(*titles)) == count


@pytest.mark.parametrize(
    ("sets", "parties"),
    [
        (((), BOTH, ()), BOTH),
        (((RUSSIA,), BOTH), BOTH),
        ((BOTH, (RUSSIA, Party(name="Belarus", country="BY"))), (RUSSIA,)),
        (((), ()), ()),
    ],
)
def test_parties_on_which_mentions_differ_are_those_in_common(
    sets: tuple[tuple[Party, ...], ...], parties: tuple[Party, ...]
) -> None:
    named = [agreement("Pavlodar Agreement", parties=some) for some in sets]
    (document,) = Corpus(naming(one, day=date(2012 + index, 1, 1)) for index, one in enumerate(named)).documents
    assert document.parties == parties


def test_a_name_of_several_is_one_set_everywhere() -> None:
    minutes = agreement("Pavlodar Protocols", parties=(), kind=AgreementKind.PROTOCOL)
    assert len(documents(minutes, minutes)) == 1


def test_a_long_title_names_a_document_word_for_word() -> None:
    long = agreement("agreement on joint use of border rivers for irrigation and fishing", parties=())
    assert len(documents(long, long)) == 1
    assert len(documents(long, agreement("agreement on joint use of border rivers", parties=()))) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (agreement(TRANSIT, SIGNED), agreement(TRANSIT, SIGNED), 2),
        (agreement(TRANSIT, SIGNED), agreement(TRANSIT, CONCLUDED), 1),
        (agreement(TRANSIT, SIGNED), agreement(TRANSIT, PLANNED), 2),
        (agreement(TRANSIT, CONCLUDED), agreement(TRANSIT, SIGNED), 2),
        (agreement(TRANSIT, PLANNED), agreement(TRANSIT, SIGNED), 1),
        (agreement(TRANSIT, CONCLUDED, day="2011"), agreement(TRANSIT, CONCLUDED, day="2011-05-02"), 1),
        (agreement(TRANSIT, CONCLUDED, day="2011"), agreement(TRANSIT, CONCLUDED, day="2012"), 2),
    ],
)
def test_a_document_is_signed_once_and_in_its_time(one: Agreement, other: Agreement, count: int) -> None:
    assert len(documents(one, other)) == count


def test_an_event_without_a_date_contradicts_no_date() -> None:
    events = [naming(agreement(TRANSIT, SIGNED)), naming(agreement(TRANSIT, CONCLUDED), day=None, title="Undated")]
    assert len(Corpus(events).documents) == 1


def test_a_mention_that_may_be_of_two_documents_is_of_neither() -> None:
    signed = agreement(TRANSIT, SIGNED)
    assert len(documents(signed, signed, agreement(TRANSIT, CONCLUDED))) == 3


@pytest.mark.parametrize(
    "title", ["this agreement", "Agreement", "our joint agreements", "the first agreement of 2013"]
)
def test_a_mention_that_only_points_back_is_of_no_document_on_its_own(title: str) -> None:
    corpus = Corpus([naming(agreement(title))])
    assert corpus.documents == ()
    assert [mention.agreement.title for mention in corpus.loose_mentions] == [title]


@pytest.mark.parametrize(
    ("pointing", "attached"),
    [
        (agreement("this agreement"), True),
        (agreement("this document", kind=AgreementKind.OTHER), True),
        (agreement("this memorandum", kind=AgreementKind.MEMORANDUM), False),
        (agreement("these agreements"), False),
        (agreement("this agreement", parties=(Party(name="Belarus", country="BY"),)), False),
        (agreement("this agreement", parties=(RUSSIA, Party(name="Belarus", country="BY"))), False),
        (agreement("this agreement", parties=()), True),
        (agreement("this agreement", CONCLUDED, day="2011"), False),
    ],
)
def test_a_mention_that_points_back_is_of_the_one_document_of_its_event(pointing: Agreement, attached: bool) -> None:
    corpus = Corpus([naming(agreement(TRANSIT, SIGNED), pointing)])
    assert len(corpus.documents) == 1
    assert (corpus.loose_mentions == ()) is attached
    assert corpus.documents[0].title == TRANSIT


def test_a_mention_that_points_back_to_one_of_two_documents_is_of_neither() -> None:
    corpus = Corpus([naming(agreement(TRANSIT), agreement("agreement on grain storage"), agreement("this agreement"))])
    assert len(corpus.loose_mentions) == 1


def test_a_document_that_an_event_names_twice_can_be_pointed_at() -> None:
    corpus = Corpus([naming(agreement(TRANSIT), agreement(TRANSIT), agreement("this agreement"))])
    assert len(corpus.documents[0].mentions) == 3


def test_a_set_is_one_only_within_its_event() -> None:
    package = agreement("30 interregional agreements", count=30)
    corpus = Corpus([naming(package, package, agreement("this agreement")), naming(package, day=LATER)])
    assert [(document.is_set, len(document.mentions)) for document in corpus.documents] == [(True, 2), (True, 1)]
    assert len(corpus.loose_mentions) == 1


def test_a_title_without_a_head_noun_is_a_subject_as_a_whole() -> None:
    corridor = agreement("grain corridor", kind=AgreementKind.PROGRAMME)
    assert len(documents(corridor, corridor)) == 1


def test_two_documents_that_share_nothing_but_a_day_are_sorted_by_title() -> None:
    events = [naming(agreement("Uralsk Treaty", kind=AgreementKind.TREATY), agreement("Aktobe Agreement"))]
    assert [document.title for document in Corpus(events).documents] == ["Aktobe Agreement", "Uralsk Treaty"]


_TITLES = st.sampled_from([TRANSIT, "Agreement on Grain Transit", "Pavlodar Agreement", "this agreement", "agreements"])
_agreements = st.builds(
    agreement,
    _TITLES,
    st.sampled_from(AgreementStatus),
    st.sampled_from([(), BOTH, (RUSSIA,)]),
    day=st.sampled_from([None, None, "2013", "2013-05-07"]),
)


@given(st.lists(st.lists(_agreements, max_size=2), max_size=4))
def test_every_mention_is_told_once_whatever_the_order_of_events(found: list[list[Agreement]]) -> None:
    events = [naming(*some, day=date(2012 + index, 5, 7)) for index, some in enumerate(found)]
    corpora = [Corpus(given) for given in permutations(events)]
    assert all(corpus.documents == corpora[0].documents for corpus in corpora)
    told = [mention for document in corpora[0].documents for mention in document.mentions]
    assert len(told) + len(corpora[0].loose_mentions) == sum(map(len, found))


@given(st.lists(agreements(), max_size=4))
def test_any_agreements_can_be_grouped(found: list[Agreement]) -> None:
    corpus = Corpus([naming(*found)])
    assert sum(len(document.mentions) for document in corpus.documents) + len(corpus.loose_mentions) == len(found)


@pytest.mark.parametrize(
    "title",
    [
        *("according declaration", "this major agreement", "some major agreements", "corresponding agreements"),
        *("agreement with them", "agreements on all issues", "appropriate agreements", "the same new treaty"),
    ],
)
def test_what_names_no_subject_is_no_document(title: str) -> None:
    corpus = Corpus([naming(agreement(title, parties=()))])
    assert corpus.documents == ()
    assert [mention.agreement.title for mention in corpus.loose_mentions] == [title]


@pytest.mark.parametrize(
    ("worded", "title"),
    [
        ("our pension agreement", "pension agreement"),
        ("just signed Declaration on Wool", "Declaration on Wool"),
        ("all our flax contracts", "flax contracts"),
        ("corresponding flax treaty", "flax treaty"),
        ("Last year's Omsk Wool Charter", "Omsk Wool Charter"),
        ("last wool agreement", "last wool agreement"),
        ("a number of wool agreements", "a number of wool agreements"),
        ("nuclear deal", "nuclear deal"),
        ("free-trade agreement", "free-trade agreement"),
    ],
)
def test_a_title_begins_with_what_tells_of_the_document(worded: str, title: str) -> None:
    (document,) = Corpus([naming(agreement(worded))]).documents
    assert document.title == title


def test_a_name_is_a_better_title_than_a_long_description() -> None:
    titles = ("Pavlodar Declaration", "important Pavlodar declaration")
    named = [agreement(title, parties=(), kind=AgreementKind.DECLARATION) for title in titles]
    (document,) = Corpus([naming(*named)]).documents
    assert (document.title, len(document.mentions)) == ("Pavlodar Declaration", 2)

"""One spelling, words, parts of compounds, and snippets that keep Thai whole."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.indexing import sort_key
from search.text.compounds import parts
from search.text.normalise import clusters, joins_left, normalise
from search.text.snippets import Parts, has_hit, highlight, snippet
from search.text.thai import words

THAI = st.text(alphabet="กขคงชมนรลวสหอ" + "ะัาำิีึืุู" + "เแโใไ" + "็่้๊๋์ํ" + "๐๑๒123 \n\u200bA", max_size=300)
ANY = THAI | st.text(max_size=200)


def joined(pieces: Parts) -> str:
    """The text of the parts."""
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("เเม่", "แม่"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ที่่", "ที่"),
        ("ท่ี", "ที่"),
        ("๒๕๖๙", "2569"),
        ("ตำ\u200bบล\u00ad", "ตำบล"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
    ],
)
def test_spellings_of_the_same_become_one(written: str, meant: str) -> None:
    assert normalise(written) == meant


@given(ANY)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(ANY)
def test_pieces_make_up_the_text_and_its_normal_form(text: str) -> None:
    pieces = clusters(text)
    assert "".join(text[start:end] for _, start, end in pieces) == text
    if not any("\u1100" <= letter <= "\u11ff" for letter in text):
        assert normalise("".join(piece for piece, _, _ in pieces)) == normalise(text)


def test_tone_marks_are_kept_apart() -> None:
    assert len({normalise(word) for word in ("ปา", "ป่า", "ป้า", "ป๊า", "ป๋า")}) == 5


def test_words_hold_letters_and_digits_only() -> None:
    assert words(normalise("อบต.ดอนแก้ว จ.เชียงใหม่: 1,500 บาท/เดือน (COVID-19)")) == [
        *("อบต", "ดอน", "แก้ว", "จ", "เชียงใหม่", "1500", "บาท", "เดือน", "covid", "19")
    ]


def test_parts_cover_the_word_and_are_words() -> None:
    assert {"องค์การ", "บริหาร", "ส่วน", "ตำบล"} <= set(parts("องค์การบริหารส่วนตำบล"))
    assert {"เศรษฐกิจ", "พอเพียง"} <= set(parts("เศรษฐกิจพอเพียง"))
    assert parts("ชา") == parts("coffee") == parts("ประชาชน") == ()


@given(ANY, st.lists(st.sampled_from(["กา", "ขาว", "นา", "มา", "ลม", "12", "a", "น้ำ"]), max_size=4))
def test_a_snippet_is_a_piece_of_the_text_and_begins_with_no_mark(text: str, terms: list[str]) -> None:
    piece = joined(snippet(text, terms, length=60))
    assert piece in text
    assert len(piece) <= 60
    if piece:
        assert unicodedata.category(piece[0])[0] != "M"
        assert not piece[0].isspace()


@given(ANY, st.lists(st.sampled_from(["กา", "ขาว", "นาม", "มาลา", "12", "a"]), min_size=1, max_size=4))
def test_a_highlight_shows_all_of_the_text_and_tears_no_letter(text: str, terms: list[str]) -> None:
    pieces = highlight(text, terms)
    assert joined(pieces) == text
    for (_, hit), (after, _) in pairwise(pieces):
        assert not (hit and joins_left(after[0]))


def test_a_snippet_shows_where_most_of_the_words_stand() -> None:
    text = "กาแฟ " + "เรื่องยาวอื่นใด " * 60 + "คั่วกาแฟบนดอยทุกเช้า " + "ต่อไปอีกยาว " * 60
    piece = snippet(text, ["กาแฟ", "คั่ว", "ดอย"])
    assert {text for text, is_hit in piece if is_hit} >= {"คั่วกาแฟ"}
    assert len(joined(piece)) <= 200


def test_a_short_word_is_not_marked_inside_another() -> None:
    assert [text for text, is_hit in highlight("ชาวบ้านปลูกชา", ["ชา"]) if is_hit] == ["ชา"]
    assert highlight("ชาวบ้านปลูกชา", ["ชา"])[-1] == ("ชา", True)


def test_latin_words_and_numbers_are_marked_whole_only() -> None:
    assert not has_hit(highlight("Starting 15000", ["art", "1500"]))
    assert [text for text, is_hit in highlight("Art of ๑,๕๐๐", ["art", "1500"]) if is_hit] == ["Art", "๑,๕๐๐"]


def test_titles_sort_as_in_a_thai_dictionary() -> None:
    titles = ["แพร่", "เชียงใหม่", "ขอนแก่น", "กรุงเทพ", "เชียงราย", "โคราช", "ชลบุรี", "ไทย", "ตาก"]
    assert sorted(titles, key=sort_key) == [
        *("กรุงเทพ", "ขอนแก่น", "โคราช", "ชลบุรี", "เชียงราย", "เชียงใหม่", "ตาก", "ไทย", "แพร่")
    ]

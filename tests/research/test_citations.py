"""A result is cited as scholars cite, and no name or title can break out of its field."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.research.citations import Name, Work, apa, bibtex, ris

SOMCHAI, SUDA = Name("สมชาย", "ใจดี"), Name("สุดา", "รักเรียน")
THAI = Work(
    key="sepaction2024r7",
    title="น้ำผึ้งชันโรง",
    language="th",
    url="https://example.org/r/",
    site="sepaction",
    year=2024,
    authors=(SOMCHAI, SUDA),
    institutions=("มหาวิทยาลัยขอนแก่น",),
    programme="แก้จน",
    code="P11",
)
ENGLISH = replace(
    THAI,
    title="Stingless bees",
    language="en",
    authors=(Name("Somchai Jean-Luc", "Jaidee"), Name("Suda", "Rakrian")),
    institutions=("Khon Kaen University",),
    code="",
)


def test_apa_in_thai_names_people_given_name_first_and_counts_years_from_the_buddha() -> None:
    said = "สมชาย ใจดี และ สุดา รักเรียน. (2567). น้ำผึ้งชันโรง [ผลการวิจัย, P11]. มหาวิทยาลัยขอนแก่น; sepaction. https://example.org/r/"
    assert str(apa(THAI)) == said


def test_apa_in_english_turns_names_round_and_shortens_them() -> None:
    said = "Jaidee, S. J.-L., & Rakrian, S. (2024). Stingless bees [Research result]. Khon Kaen University; sepaction. https://example.org/r/"
    assert str(apa(ENGLISH)) == said
    assert apa(ENGLISH).title == "Stingless bees"


def test_a_thai_name_is_not_turned_round_in_an_english_reference() -> None:
    assert str(apa(replace(ENGLISH, authors=(SOMCHAI,)))).startswith("สมชาย ใจดี. (2024). ")


def test_without_a_team_the_institution_is_the_author_and_not_the_publisher_too() -> None:
    said = str(apa(replace(ENGLISH, authors=())))
    assert said == "Khon Kaen University. (2024). Stingless bees [Research result]. sepaction. https://example.org/r/"


def test_with_nobody_at_all_the_title_comes_first() -> None:
    said = str(apa(replace(ENGLISH, authors=(), institutions=(), year=None)))
    assert said == "Stingless bees [Research result]. (n.d.). sepaction. https://example.org/r/"


@pytest.mark.parametrize(("many", "named"), [(20, ", & Z, A."), (21, ", . . . Z, A.")], ids=["twenty", "more"])
def test_apa_names_twenty_authors_and_shortens_a_longer_list(many: int, named: str) -> None:
    authors = (*(Name("B", "Y") for _ in range(many - 1)), Name("A", "Z"))
    said = str(apa(replace(ENGLISH, authors=authors)))
    assert named in said
    assert said.count("Y, B.") == 19


def test_bibtex_keeps_a_thai_name_whole_and_the_year_of_the_common_era() -> None:
    said = bibtex(THAI)
    assert said.startswith("@techreport{sepaction2024r7,\n")
    assert "  author = {{สมชาย ใจดี} and {สุดา รักเรียน}},\n" in said
    assert "  year = {2024},\n" in said
    assert "  author = {Jaidee, Somchai Jean-Luc and Rakrian, Suda},\n" in bibtex(ENGLISH)


def test_a_brace_in_a_title_does_not_end_the_entry_for_a_program_that_counts_braces() -> None:
    for title in ("a }} b", "{{ a", "}}, url = {https://elsewhere.example"):
        depth = [0]
        for letter in bibtex(replace(ENGLISH, title=title)).rstrip():
            depth.append(depth[-1] + {"{": 1, "}": -1}.get(letter, 0))
        # Open from its first brace to its last, which is its end.
        first = depth.index(1)
        assert min(depth[first:-1]) == 1
        assert depth[-1] == 0


def test_bibtex_escapes_what_would_be_a_command() -> None:
    said = bibtex(replace(ENGLISH, title="50% of R&D_1 {costs} #2 $3 ~4 ^5 \\input{x}"))
    costs, path = (rf"\textbraceleft{{}}{word}\textbraceright{{}}" for word in ("costs", "x"))
    told = rf"50\% of R\&D\_1 {costs} \#2 \$3 \textasciitilde{{}}4 \textasciicircum{{}}5 \textbackslash{{}}input{path}"
    assert f"  title = {{{{{told}}}}},\n" in said
    assert "  institution = {A and B},\n" in bibtex(replace(ENGLISH, institutions=("A and B",)))
    assert "{{A and B}, C}" not in bibtex(ENGLISH)
    assert "author = {{Sand and Sea}, C}" in bibtex(replace(ENGLISH, authors=(Name("C", "Sand and Sea"),)))


def test_ris_has_one_tag_a_line_and_ends() -> None:
    lines = ris(THAI).split("\r\n")
    assert lines[:4] == ["TY  - RPRT", "AU  - สมชาย ใจดี", "AU  - สุดา รักเรียน", "TI  - น้ำผึ้งชันโรง"]
    assert lines[-2:] == ["ER  - ", ""]
    assert "PY  - 2024" in lines
    assert "AU  - Jaidee, Somchai Jean-Luc" in ris(ENGLISH)


def test_a_line_break_in_a_title_begins_no_other_tag() -> None:
    said = ris(replace(THAI, title="หนึ่ง\r\nER  - \r\nTY  - BOOK\x85\u2028สอง"))
    assert [line[:2] for line in said.split("\r\n") if line].count("TY") == 1
    assert "TI  - หนึ่ง ER - TY - BOOK สอง" in said


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=20))
def test_braces_are_always_even(title: str, name: str) -> None:
    said = bibtex(replace(ENGLISH, title=title, authors=(Name(name, title),)))
    assert said.count("{") == said.count("}")
    assert len(said.splitlines()) == len([line for line in said.split("\n") if line])


def test_apa_writes_a_thai_address_in_letters_and_the_programs_get_it_as_it_is() -> None:
    work = replace(THAI, url="https://example.org/%E0%B8%9C%E0%B8%B6%E0%B9%89%E0%B8%87/")
    assert str(apa(work)).endswith("https://example.org/ผึ้ง/")
    assert "UR  - https://example.org/%E0%B8%9C%E0%B8%B6%E0%B9%89%E0%B8%87/" in ris(work)
    assert "url = {https://example.org/%E0%B8%9C" in bibtex(work)

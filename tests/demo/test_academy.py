"""What the courses' files promise: enough to read, in their own words, every figure with its circumstances."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.academy import demo as academy
from cms.academy.models import Level
from cms.blocks.demo.bricks import read
from cms.blocks.rules import missing_circumstances
from media.illustrations import SCENES
from search.text.normalise import normalise
from search.text.thai import words
from tests.demo.test_content import PHONE_OR_MAIL, ROOT, paragraphs, texts

COURSES = academy.names()
FILES = sorted(academy.FOLDER.glob("*/*.toml"))
LESSONS = [file for file in FILES if file.stem[0].isdigit()]
OTHERS = sorted(
    file for room in ("stories", "lao", "home", "research") for file in (ROOT / "cms" / room / "demo").rglob("*.toml")
)
FIVE_MINUTES = 920  # Thai words at 184 a minute
UNREAD = frozenset({"scene", "alt", "source", "line", "nature", "as_of", "value", "moment", "qualifier", "tone"})
SUMMARY = 300


def body_of(file: Path) -> str:
    """The words that a lesson's readers read."""
    return "\n".join(text for entry in read(file)["body"] for text in read_aloud(entry))


def read_aloud(value: Any) -> Iterator[str]:
    """The texts of a body entry but those that no reader sees."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in UNREAD:
                yield from read_aloud(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from read_aloud(inner)
    else:
        yield from texts(value)


def without_things(data: dict[str, Any]) -> dict[str, Any]:
    """A file without the names of what it shows from elsewhere."""
    return data | {"body": [entry for entry in data.get("body", []) if "thing" not in entry]}


def figures(file: Path) -> Iterator[dict[str, Any]]:
    """The figures of a file, alone or side by side."""
    for entry in read(file).get("body", []):
        if "metric" in entry:
            yield entry["metric"]
        yield from entry.get("metrics", {}).get("figures", [])


def name_of(file: Path) -> str:
    """A file's course and name."""
    return f"{file.parent.name}/{file.name}"


def test_there_are_six_courses_of_four_to_eight_lessons_two_of_them_in_english() -> None:
    assert len(COURSES) == 6
    assert all(4 <= len(academy.lessons(name)) <= 8 for name in COURSES)
    assert sum(len(academy.lessons(name)) for name in COURSES) == 25
    english = [name for name in COURSES if academy.file_of(name, "course", "en").exists()]
    assert len(english) == 2
    assert all(academy.lessons(name, "en") == academy.lessons(name) for name in english)


@pytest.mark.parametrize("file", LESSONS, ids=name_of)
def test_a_lesson_takes_five_minutes_to_read_and_ends_in_something_to_do(file: Path) -> None:
    data = read(file)

    assert len(words(normalise(body_of(file)))) >= FIVE_MINUTES
    exercise = "Try it" if file.name.endswith(".en.toml") else "ลงมือทำ"
    assert any(entry.get("heading", "").startswith(exercise) and entry.get("steps") for entry in data["body"])
    assert 40 <= len(data["summary"]) <= SUMMARY


@pytest.mark.parametrize("name", COURSES)
def test_a_course_says_what_one_needs_to_choose_it(name: str) -> None:
    thai = read(academy.file_of(name, "course"))

    assert thai["level"] in Level.values
    assert thai["hours"] * 60 >= 5 * len(academy.lessons(name))
    assert 3 <= len(thai["outcomes"]) <= 12
    assert all(len(outcome) <= 240 for outcome in thai["outcomes"])
    assert 20 <= len(thai["audience"]) <= 600
    assert thai["teachers"]
    assert all(row["document"] and 0 < len(row["lines"]) <= 80 for row in thai["sources"])
    begun = [read(academy.file_of(name, part)).get("section") for part in academy.lessons(name)]
    assert begun[0]
    assert 2 <= len([title for title in begun if title]) <= 3


def test_whoever_teaches_is_no_invented_person() -> None:
    for name in COURSES:
        for row in read(academy.file_of(name, "course"))["teachers"]:
            assert "sepaction" in row["name"]
            assert "สาธิต" in row["name"]


def test_every_story_that_a_course_is_made_from_is_one_of_the_demo() -> None:
    slugs = {read(file)["slug"] for file in (ROOT / "cms/stories/demo").glob("*.th.toml")}
    for name in COURSES:
        named = read(academy.file_of(name, "course"))["stories"]
        assert named, name
        assert len(named) == len(set(named))
        assert set(named) <= slugs, name


def test_every_card_in_a_lesson_shows_a_story_or_a_product_of_the_demo() -> None:
    stories = {read(file)["title"] for file in (ROOT / "cms/stories/demo").glob("*.th.toml")}
    products = {one["name_th"] for file in (ROOT / "shop/catalogue/demo").glob("*.toml") for one in _products(file)}
    things = [entry["thing"] for file in LESSONS for entry in read(file)["body"] if "thing" in entry]

    assert {thing["kind"] for thing in things} == {"story", "product"}
    for thing in things:
        assert thing["title"] in (stories if thing["kind"] == "story" else products)


def _products(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(file).get("product", [])
    return found


def test_no_lesson_shares_a_paragraph_with_another_or_with_anything_else_of_the_demo() -> None:
    where: dict[str, Counter[str]] = defaultdict(Counter)
    for file in FILES:
        for paragraph in paragraphs(without_things(read(file))):
            where[paragraph][name_of(file)] += 1
    for file in OTHERS:
        for paragraph in paragraphs(read(file)):
            if paragraph in where:
                where[paragraph][name_of(file)] += 1
    # A course and its translation name the same stories and teachers.
    kept = {text for name in COURSES for text in _facts(name)}
    assert {text[:60]: dict(found) for text, found in where.items() if found.total() > 1 and text not in kept} == {}


def _facts(name: str) -> Iterator[str]:
    data = read(academy.file_of(name, "course"))
    yield from paragraphs({"said": [data["teachers"], data["organisations"], data["stories"]]})


def test_titles_addresses_and_summaries_are_each_their_own() -> None:
    for language in ("th", "en"):
        found = [read(file) for file in FILES if file.name.endswith(f".{language}.toml")]
        for field in ("title", "slug", "summary"):
            assert [value for value, times in Counter(data[field] for data in found).items() if times > 1] == []


def test_every_figure_has_unit_period_source_and_line() -> None:
    known = {source["key"] for source in read(ROOT / "cms/blocks/demo/sources.toml")["source"]}
    found = [(file.name, figure) for file in FILES for figure in figures(file)]

    assert len(found) >= 20
    for name, figure in found:
        assert missing_circumstances(figure) == [], (name, figure["label"])
        assert figure["source"] in known
        assert figure["line"], (name, figure["label"])


def test_nobody_who_speaks_in_a_lesson_is_real() -> None:
    quotes = [entry for file in FILES for entry in read(file).get("body", []) if "quote" in entry]

    assert quotes
    for entry in quotes:
        assert "สมมติ" in entry["role"] or "invented" in entry["role"], entry["quote"]


def test_every_picture_is_drawn_by_us_and_says_so() -> None:
    wishes = list(academy.wishes())

    assert len({wish.name for wish in wishes}) == len(wishes) >= len(COURSES)
    for wish in wishes:
        assert wish.scene in SCENES
        assert wish.alt.startswith("ภาพวาดประกอบ")


def test_nothing_private_stands_in_any_course() -> None:
    assert {name_of(file): found for file in FILES if (found := PHONE_OR_MAIL.findall(file.read_text()))} == {}

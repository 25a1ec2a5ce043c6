"""What the demo's files promise: enough of each kind, in their own words, every figure with its circumstances."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.blocks.demo.bricks import read
from cms.blocks.rules import missing_circumstances
from cms.places.regions import REGION_OF
from search.text.normalise import normalise
from search.text.thai import words

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("stories", "lao", "home")
FILES = sorted(file for room in ROOMS for file in (ROOT / "cms" / room / "demo").glob("*.toml"))
STORIES = [file for file in FILES if file.parent.parent.name == "stories"]
LEAST_WORDS = 350
SHORT = 40  # characters; below it two texts may well say the same
PHONE_OR_MAIL = re.compile(r"\b0\d[\d-]{7,9}\b|[\w.]+@[\w.]+")


def texts(value: Any) -> Iterator[str]:
    """Every text inside a file's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def paragraphs(data: dict[str, Any]) -> Iterator[str]:
    """The paragraphs of a file that are long enough to be told apart, without spaces."""
    for text in texts(data):
        for paragraph in re.split(r"\n\s*\n", text):
            packed = re.sub(r"\s+", "", paragraph)
            if len(packed) >= SHORT:
                yield packed


def metrics(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures of a file."""
    yield from (entry["metric"] for entry in data.get("body", []) if "metric" in entry)
    yield from data.get("big_numbers", [])


def names(room: str, language: str) -> list[str]:
    """The files of a room in one language."""
    return [file.name for file in FILES if file.parent.parent.name == room and file.name.endswith(f".{language}.toml")]


def test_there_is_as_much_of_each_kind_as_was_promised() -> None:
    assert len(names("stories", "th")) == 20
    assert len(names("stories", "en")) >= 6
    assert len(names("lao", "th")) == 15
    assert len(names("lao", "en")) >= 5
    assert {"home.en.toml", "sections.en.toml", "about.th.toml"} <= {file.name for file in FILES}
    assert len(names("home", "th")) == 9  # home, about, sections and six standard pages


@pytest.mark.parametrize("file", [f for f in STORIES if f.name.endswith(".th.toml")], ids=lambda file: file.stem)
def test_a_thai_story_has_three_hundred_and_fifty_words(file: Path) -> None:
    data = read(file)
    body = "\n".join(entry.get("text", "") for entry in data["body"])
    assert len(words(normalise("\n".join((data["before"], body, data["after"]))))) >= LEAST_WORDS


def test_no_two_items_share_a_paragraph() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for file in FILES:
        for paragraph in paragraphs(read(file)):
            where[paragraph].add(file.name)
    assert {paragraph[:60]: sorted(files) for paragraph, files in where.items() if len(files) > 1} == {}


def test_no_two_pages_share_a_title_or_an_address() -> None:
    for language in ("th", "en"):
        found = [
            read(file) for file in FILES if file.name.endswith(f".{language}.toml") and file.stem[:8] != "sections"
        ]
        for name in ("title", "slug", "summary"):
            counted = Counter(data[name] for data in found)
            assert [value for value, number in counted.items() if number > 1] == []


def test_every_figure_has_unit_period_and_source() -> None:
    known = {source["key"] for source in read(ROOT / "cms/blocks/demo/sources.toml")["source"]}
    for file in FILES:
        for metric in metrics(read(file)):
            assert missing_circumstances(metric) == [], (file.name, metric["label"])
            assert metric["source"] in known
            assert metric["line"], (file.name, metric["label"])


def test_nothing_private_stands_in_any_file() -> None:
    assert {
        file.name: PHONE_OR_MAIL.findall(file.read_text()) for file in FILES if PHONE_OR_MAIL.search(file.read_text())
    } == {}


def test_what_is_invented_names_no_place_below_the_province_and_no_source() -> None:
    invented = [read(file) for file in STORIES if file.name.endswith(".th.toml") and read(file).get("illustrative")]
    assert invented
    for data in invented:
        assert not data.get("district")
        assert not data.get("lao")
        assert data.get("sources", []) == []


def test_every_story_lies_in_a_province_that_exists() -> None:
    codes = set(REGION_OF)
    used = {read(file).get("province", "") for file in STORIES if file.name.endswith(".th.toml")}
    assert used - {""} <= codes
    assert len(used) >= 12

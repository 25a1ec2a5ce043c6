"""What the files of research promise: enough of them, in their own words, every figure with its line in a document."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.blocks.demo.bricks import read
from cms.blocks.rules import amount_problem, missing_circumstances
from cms.indicators.sdgs import Goal
from cms.places.regions import REGION_OF
from cms.research.demo import institutions, programmes, results
from cms.research.demo.streams import entries_of
from cms.research.programmes import Tier
from media.illustrations import SCENES
from search.text.normalise import normalise
from search.text.thai import words
from tests.demo.test_content import PHONE_OR_MAIL, ROOT, paragraphs, texts

# How many lines each document has; a figure cannot stand below the last one.
LINES = {"000": 31, "001": 86, "002": 2642, "003": 418, "004": 38}
RESULTS = sorted(results.FOLDER.glob("*.toml"))
THAI = [file for file in RESULTS if file.name.endswith(".th.toml")]
PROGRAMMES = [(entry, language) for language in ("th", "en") for entry in programmes.entries(language)]
TOLD = ("outputs", "technologies", "partners", "uptake")
LEAST_WORDS = 250


def other_files() -> list[Path]:
    """The files of demo content that are not research."""
    rooms = [ROOT / "cms" / room / "demo" for room in ("stories", "lao", "home", "academy")]
    return [file for room in rooms for file in room.rglob("*.toml")]


def figures(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figures of a file, alone or side by side."""
    for name in (*results.STREAMS, "figures"):
        for entry in entries_of(data, name):
            if "metric" in entry:
                yield entry["metric"]
            yield from entry.get("metrics", {}).get("figures", [])


def everything() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every result and programme with a name to tell it by."""
    yield from ((file.name, read(file)) for file in RESULTS)
    yield from ((f"{entry['key']}.{language}", entry) for entry, language in PROGRAMMES)


def told(data: dict[str, Any]) -> str:
    """The words that a reader of a result reads below its title; figures and tables are not counted."""
    rows = [row.get(part, "") for name in TOLD for row in data.get(name, []) for part in ("title", "text")]
    entries = [entry for name in results.STREAMS for entry in data.get(name, [])]
    streams = [entry.get(part, "") for entry in entries for part in ("heading", "text", "remark")]
    return "\n".join([data["summary"], data["goal"], *rows, *streams])


def test_there_is_as_much_as_was_promised() -> None:
    assert len(THAI) == 25
    assert len(RESULTS) - len(THAI) >= 5
    keys = [entry["key"] for entry in programmes.entries("th")]
    assert len(keys) == len(set(keys))
    assert sum(key.startswith("sep-project-") for key in keys) == 6
    tiers = Counter(entry.get("tier", "") for entry in programmes.entries("th"))
    assert tiers["strategy"] == 4
    assert set(tiers) - {""} == set(Tier.values)


@pytest.mark.parametrize("file", THAI, ids=lambda file: file.stem)
def test_a_result_tells_two_hundred_and_fifty_words(file: Path) -> None:
    assert len(words(normalise(told(read(file))))) >= LEAST_WORDS


@pytest.mark.parametrize("name_and_data", list(everything()), ids=lambda pair: pair[0])
def test_a_figure_has_its_circumstances_and_a_line_that_its_document_has(
    name_and_data: tuple[str, dict[str, Any]],
) -> None:
    _name, data = name_and_data
    for figure in figures(data):
        assert missing_circumstances(figure) == [], figure["label"]
        amounts = {name: float(figure[name]) for name in ("value", "low", "high") if figure.get(name)}
        assert amount_problem(amounts) is None, figure["label"]
        assert lies_in(figure["source"], figure["line"]), figure["label"]
    for row in data.get("fundings", []):
        assert lies_in(row["source"], row["line"])
        assert row.get("projects") or row.get("budget")
    for row in data.get("sources", []):
        assert all(lies_in(row["document"], lines) for lines in row["lines"].split(", "))


def lies_in(document: str, line: str) -> bool:
    """Whether a document has this line, or this range of lines in order."""
    numbers = [int(number) for number in str(line).split("-")]
    return 1 <= len(numbers) <= 2 and numbers == sorted(numbers) and numbers[0] >= 1 and numbers[-1] <= LINES[document]


def test_figures_side_by_side_are_told_apart_by_their_labels() -> None:
    for name, data in everything():
        for stream in (*results.STREAMS, "figures"):
            for entry in entries_of(data, stream):
                labels = [figure["label"] for figure in entry.get("metrics", {}).get("figures", [])]
                assert len(labels) == len(set(labels)), name


def test_the_sum_of_the_years_and_of_the_sub_plans_is_what_the_tables_say() -> None:
    entries = {entry["key"]: entry for entry in programmes.entries("th")}
    rows = entries["pmua"]["fundings"]
    years = {row["line"]: row for row in rows if "until_year" not in row and row.get("projects")}
    total = next(row for row in rows if row["line"] == "2418")
    assert sum(row["budget"] for row in years.values()) == total["budget"]
    assert sum(row["projects"] for row in years.values()) == total["projects"]
    contracted = [entries[key]["fundings"][0] for key in ("f9", "f10", "n21", "n22", "n23", "n24")]
    assert sum(row["budget"] for row in contracted) == years["2417"]["budget"]
    assert sum(row["projects"] for row in contracted) == years["2417"]["projects"]


def test_no_two_items_share_a_paragraph() -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for name, data in everything():
        for paragraph in paragraphs({key: value for key, value in data.items() if key not in ("lead", "funder")}):
            where[paragraph].add(name)
    for file in other_files():
        for paragraph in paragraphs(read(file)):
            if paragraph in where:
                where[paragraph].add(file.name)
    assert {paragraph[:60]: sorted(names) for paragraph, names in where.items() if len(names) > 1} == {}


def test_no_two_pages_share_a_title_a_summary_or_an_address() -> None:
    for language in ("th", "en"):
        found = [read(file) for file in RESULTS if file.name.endswith(f".{language}.toml")]
        found += [entry for entry, spoken in PROGRAMMES if spoken == language]
        for name in ("title", "summary"):
            assert [value for value, times in Counter(one[name] for one in found).items() if times > 1] == []
        places = Counter((one.get("parent", one.get("programme")), one["slug"]) for one in found)
        assert [place for place, times in places.items() if times > 1 and language == "th"] == []


def test_nothing_private_stands_in_any_file() -> None:
    for file in (ROOT / "cms/research/demo").rglob("*.toml"):
        assert PHONE_OR_MAIL.findall(file.read_text()) == [], file.name


def test_every_code_and_key_is_known() -> None:
    keys = {entry["key"] for entry in programmes.entries("th")}
    known = {entry["key"] for entry in institutions.entries()}
    laos = {read(file)["key"] for file in (ROOT / "cms/lao/demo").glob("*.th.toml")}
    for file in THAI:
        data = read(file)
        assert data.get("programme") in {None, *keys}, file.name
        assert set(data["institutions"]) <= known, file.name
        assert data["institutions"]
        assert set(data.get("provinces", [])) <= set(REGION_OF), file.name
        assert set(data.get("laos", [])) <= laos, file.name
        assert set(data["sdgs"]) <= set(Goal.values)
        assert data["scene"] in SCENES
        assert data["cover_alt"].startswith("ภาพวาดประกอบ")
    used = {key for file in THAI for key in read(file)["institutions"]}
    assert used == known, "an institution that found nothing"


def test_what_is_translated_has_an_original_and_no_thai_in_it() -> None:
    keys = [entry["key"] for entry in programmes.entries("th")]
    for entry, language in PROGRAMMES:
        assert entry["key"] in keys
        assert entry.get("parent", keys[0]) in keys[: keys.index(entry["key"])] or "parent" not in entry
        if language == "en":
            assert not re.search(r"[฀-๿]", "".join(texts(entry))), entry["key"]
    for file in RESULTS:
        if file not in THAI:
            assert file.with_name(file.name.replace(".en.", ".th.")).exists()
            assert not re.search(r"[฀-๿]", "".join(texts(read(file)))), file.name

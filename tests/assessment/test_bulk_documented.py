"""docs/kalyanamitr-spreadsheets.md tells of every sheet and column there is."""

from pathlib import Path

from cms.assessment.bulk.columns import CODES, FORMS, NAMING, ROUND
from cms.indicators.workbook.columns import COLUMNS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "kalyanamitr-spreadsheets.md").read_text(encoding="utf-8")


def test_every_column_of_a_set_is_told_below_its_sheet() -> None:
    for sheet, columns in COLUMNS.items():
        _before, told = TEXT.split(f"### Sheet `{sheet}`", 1)
        told = told.split("\n#", 1)[0]
        lines = [line for line in told.splitlines() if "`" in line]
        assert [line.split(" | ")[:2] for line in lines] == [[f"| {item.title}", f"`{item.field}`"] for item in columns]


def test_every_sheet_and_column_of_a_round_is_told() -> None:
    assert all(f"`{sheet}`" in TEXT for sheet in (ROUND, CODES, *FORMS))
    assert all(f"| {item.title} | `{item.field}` |" in TEXT for item in NAMING)

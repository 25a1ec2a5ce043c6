"""Files of cells: whatever a spreadsheet programme of the last twenty years saves is read, and nothing else."""

import csv
import io
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook, load_workbook

from cms.places.sheets import MOST_BYTES, MOST_ROWS, SheetUnreadable, read, write_csv, write_xlsx

LINES = [["ชื่อ อปท.", "จังหวัด"], ["อบต.หนองบัว", "ขอนแก่น"]]


def xlsx(*lines: Sequence[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def cells(content: bytes, name: str = "file.csv") -> list[list[str]]:
    return [list(row.cells) for row in read(name=name, content=content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_every_code_and_with_every_delimiter_that_excel_writes(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(line) for line in LINES)
    assert cells(text.encode(encoding)) == LINES


def test_an_xlsx_is_read_whatever_its_file_is_called() -> None:
    assert cells(xlsx(*LINES), name="laos.dat") == LINES


def test_numbers_in_cells_are_read_as_the_codes_they_are() -> None:
    assert cells(xlsx(["code", "province"], [6400101, 40.0])) == [["code", "province"], ["6400101", "40"]]


def test_empty_rows_are_passed_over_and_the_others_keep_their_numbers() -> None:
    rows = read(name="file.csv", content=b"a,b\n,\n\nc,d\n")
    assert [(row.number, row.cells) for row in rows] == [(1, ("a", "b")), (4, ("c", "d"))]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n,,\n",
        b"PK\x03\x04 not really a zip",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"a,\xff\xfe\xfd\xfc\xdb",
        b'a,"b\nc',
        b"x" * (MOST_BYTES + 1),
    ],
    ids=["empty", "only commas", "broken zip", "picture", "no letters", "open quote", "too big"],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(SheetUnreadable) as refusal:
        read(name="file.csv", content=content)
    assert len(refusal.value.messages) == 1


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(SheetUnreadable):
        read(name="file.xlsx", content=target.getvalue())


def test_a_zip_bomb_is_refused_unopened() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    assert len(target.getvalue()) < MOST_BYTES
    with pytest.raises(SheetUnreadable, match=r"unpacked|คลาย|แตกไฟล์"):
        read(name="file.xlsx", content=target.getvalue())


def test_too_many_rows_are_refused() -> None:
    assert len(read(name="file.csv", content=b"a\n" * (MOST_ROWS + 1))) == MOST_ROWS + 1
    with pytest.raises(SheetUnreadable):
        read(name="file.csv", content=b"a\n" * (MOST_ROWS + 2))


FORMULAS = ["=1+1", "+66", "-1", "@SUM(A1)", " =1", '=HYPERLINK("http://x")']


def test_a_csv_that_we_write_holds_no_formula_and_is_read_back_as_it_was() -> None:
    written = write_csv([["name"], *([text] for text in FORMULAS), ["plain"], ["'quoted'"]])
    assert written.startswith(b"\xef\xbb\xbf")
    for (cell,) in csv.reader(io.StringIO(written.decode("utf-8-sig"))):
        assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert [line[0] for line in cells(written)] == ["name", *(text.strip() for text in FORMULAS), "plain", "'quoted'"]


def test_an_xlsx_that_we_write_holds_texts_only() -> None:
    book = load_workbook(io.BytesIO(write_xlsx([["name"], *([text] for text in FORMULAS)], title="x")))
    assert [cell.data_type for (cell,) in book.worksheets[0].iter_rows()] == ["s"] * (len(FORMULAS) + 1)


def test_an_xlsx_whose_packing_is_damaged_or_foreign_is_refused_with_a_sentence() -> None:
    good = xlsx(*([f"อบต.{number}", str(number)] for number in range(40)))
    place = good.index(b"xl/worksheets/sheet1.xml")
    damaged = good[: place + 40] + b"\xff" * 60 + good[place + 100 :]
    directory = good.rindex(b"PK\x01\x02")
    foreign = bytearray(good)
    while directory >= 0:
        foreign[directory + 10 : directory + 12] = b"\x63\x00"  # no such way of packing
        directory = good.rfind(b"PK\x01\x02", 0, directory)
    for content in (damaged, bytes(foreign)):
        with pytest.raises(SheetUnreadable):
            read(name="file.xlsx", content=content)

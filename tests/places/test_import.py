"""A spreadsheet of LAOs: judged row by row, imported whole or not at all, and again without harm."""

import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.places.importing import (
    ImportAlreadyApplied,
    SheetRefused,
    check_laos,
    confirm_import,
    export_csv,
    export_xlsx,
    import_laos,
    template_xlsx,
    upload_laos,
)
from cms.places.lao_rows import Judged, Problem
from cms.places.models import Lao, LaoImport, Subdistrict
from tests.cast import Cast
from tests.places.ground import ground

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]

CSV = "laos.csv"
HEADER = "รหัส อปท.,ประเภท,ชื่อ อปท.,ชื่อภาษาอังกฤษ,จังหวัด,อำเภอ,ตำบล"


@pytest.fixture(autouse=True)
def places() -> None:
    ground("10", "20", "40", "50")


def sheet(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def run(*lines: str, header: str = HEADER) -> Judged:
    return import_laos(name=CSV, content=sheet(*lines, header=header))


def problems(*lines: str, header: str = HEADER) -> list[Problem]:
    return check_laos(name=CSV, content=sheet(*lines, header=header)).problems


def test_rows_become_laos_with_names_or_codes_of_places() -> None:
    judged = run(
        "๖๔๐๐๑๐๑,อบต.,พระลับ,Phra Lap,ขอนแก่น,เมือง,พระลับ",
        ",,เทศบาลตำบลเชียงดาว,,๕๐,5004,500401",
        ",อบจ.,ขอนแก่น,,จ.ขอนแก่น,,",
        ",,กทม.,,กทม.,,",
        ",,เมืองพัทยา,,Chon Buri,,",
    )
    assert (len(judged.added), judged.problems) == (5, [])
    rows = Lao.objects.order_by("key").values_list(
        "key", "official_code", "type", "name_th", "name_en", "province", "district", "subdistrict"
    )
    assert list(rows) == [
        ("bangkok", "", "bma", "กรุงเทพมหานคร", "Bangkok", "10", None, None),
        ("chiang-dao", "", "subdistrict_municipality", "เชียงดาว", "Chiang Dao", "50", "5004", "500401"),
        ("khon-kaen-pao", "", "pao", "ขอนแก่น", "Khon Kaen", "40", None, None),
        ("pattaya", "", "pattaya", "เมืองพัทยา", "Pattaya", "20", None, None),
        ("phra-lap-tao", "6400101", "tao", "พระลับ", "Phra Lap", "40", "4001", "400107"),
    ]
    assert "องค์การบริหารส่วนตำบลพระลับ" in Lao.objects.get(key="phra-lap-tao").spellings


@pytest.mark.parametrize(
    ("line", "column", "read"),
    [
        ("12,อบต.,หนองบัว,,ขอนแก่น,,", "รหัส อปท.", "12"),
        (",สหกรณ์,หนองบัว,,ขอนแก่น,,", "ประเภท", "สหกรณ์"),
        (",,หนองบัว,,ขอนแก่น,,", "ประเภท", ""),
        (",เทศบาลเมือง,อบต.หนองบัว,,ขอนแก่น,,", "ประเภท", "เทศบาลเมือง"),
        (",อบต.,,,ขอนแก่น,,", "ชื่อ อปท.", ""),
        (f",อบต.,{'ก' * 121},,ขอนแก่น,,", "ชื่อ อปท.", "ก" * 120),
        (",อบต.,หนองบัว,,,,", "จังหวัด", ""),
        (",อบต.,หนองบัว,,ขอนแกน,,", "จังหวัด", "ขอนแกน"),
        (",อบต.,หนองบัว,,ขอนแก่น,เชียงดาว,", "อำเภอ", "เชียงดาว"),
        (",อบต.,หนองบัว,,ขอนแก่น,5004,", "อำเภอ", "5004"),
        (",อบต.,หนองบัว,,ขอนแก่น,เมือง,เชียงดาว", "ตำบล", "เชียงดาว"),
        (",อบต.,สันทราย,,เชียงใหม่,,สันทราย", "ตำบล", "สันทราย"),
        (",อบต.,หนองบัว,,กทม.,,", "จังหวัด", "กทม."),
        (",เมืองพัทยา,เมืองพัทยา,,ขอนแก่น,,", "จังหวัด", "ขอนแก่น"),
    ],
)
def test_a_cell_that_is_not_accepted_is_named_with_row_column_and_what_is(line: str, column: str, read: str) -> None:
    found = problems(",อบต.,พระลับ,,ขอนแก่น,,", line)
    assert [(one.row, one.column, one.read) for one in found] == [(3, column, read)]
    assert found[0].message
    assert found[0].accepted


def test_one_bad_row_keeps_the_whole_sheet_out() -> None:
    with pytest.raises(SheetRefused) as refusal:
        run(",อบต.,พระลับ,,ขอนแก่น,,", ",อบต.,หนองบัว,,ขอนแกน,,", ",อบต.,ท่าพระ,,,,")
    assert [one.row for one in refusal.value.judged.problems] == [3, 4]
    assert not Lao.objects.exists()


def test_two_rows_for_one_lao_are_a_problem_that_names_the_first() -> None:
    found = problems(
        "6400101,อบต.,พระลับ,,ขอนแก่น,เมือง,", "6400102,อบต.,พระลับ,,ขอนแก่น,เมือง,", "6400101,อบต.,ท่าพระ,,ขอนแก่น,เมือง,"
    )
    assert [(one.row, one.column) for one in found] == [(3, "ชื่อ อปท."), (4, "รหัส อปท.")]
    assert all("2" in one.message for one in found)


def test_a_missing_column_is_named_before_any_row_is_judged() -> None:
    found = problems("หนองบัว", header="ชื่อ")
    assert [(one.row, one.column) for one in found] == [(1, "จังหวัด")]


def test_a_column_that_is_there_twice_is_refused_and_an_unknown_one_passed_over() -> None:
    assert [one.read for one in problems("x,y,z", header="ชื่อ,name,จังหวัด")] == ["name"]
    judged = check_laos(name=CSV, content=sheet("อบต.พระลับ,ขอนแก่น,043-000000", header="name_th,province,โทรศัพท์"))
    assert (judged.problems, judged.ignored, len(judged.added)) == ([], ["โทรศัพท์"], 1)


def test_checking_writes_nothing() -> None:
    judged = check_laos(name=CSV, content=sheet(",อบต.,พระลับ,,ขอนแก่น,,"))
    assert len(judged.added) == 1
    assert not Lao.objects.exists()


def test_importing_again_changes_nothing_and_keeps_the_keys() -> None:
    lines = ("6400101,อบต.,พระลับ,,ขอนแก่น,เมือง,", ",อบจ.,ขอนแก่น,,ขอนแก่น,,", ",อบต.,หนองบัวใหม่,,ขอนแก่น,,")
    run(*lines)
    before = list(Lao.objects.order_by("pk").values())
    again = run(*lines)
    assert (again.added, again.changed, again.same) == ([], [], 3)
    assert list(Lao.objects.order_by("pk").values()) == before


def test_a_new_import_updates_by_official_code_or_key_and_an_empty_cell_keeps_what_is_there() -> None:
    run("6400101,อบต.,พระลับ,Phra Lap,ขอนแก่น,เมือง,พระลับ")
    judged = run("6400101,เทศบาลตำบล,พระลับใหม่,,ขอนแก่น,,")
    assert (len(judged.added), len(judged.changed)) == (0, 1)
    lao = Lao.objects.get()
    assert (lao.key, lao.type, lao.name_th, lao.name_en) == (
        "phra-lap-tao",
        "subdistrict_municipality",
        "พระลับใหม่",
        "Phra Lap",
    )
    assert (lao.district_id, lao.subdistrict_id) == ("4001", "400107")
    run("phra-lap-tao,6400199,อบต.,พระลับ,ขอนแก่น", header="key,official_code,type,name,province")
    assert Lao.objects.get().official_code == "6400199"


def test_a_code_that_belongs_to_another_lao_is_a_problem() -> None:
    run("6400101,อบต.,พระลับ,,ขอนแก่น,,", "6400102,อบต.,ท่าพระ,,ขอนแก่น,,")
    found = problems("tha-phra-tao,6400101,ท่าพระ,ขอนแก่น", header="key,official_code,name,province")
    assert [(one.column, one.read) for one in found] == [("รหัส อปท.", "6400101")]


def test_what_is_exported_can_be_imported_again_without_a_change() -> None:
    run("6400101,อบต.,พระลับ,,ขอนแก่น,เมือง,พระลับ", ",,กทม.,,กทม.,,", ",,เมืองพัทยา,,ชลบุรี,,", ",ทน.,ขอนแก่น,,40,,")
    for name, content in (("laos.xlsx", export_xlsx()), ("laos.csv", export_csv())):
        judged = import_laos(name=name, content=content)
        assert (judged.added, judged.changed, judged.same) == ([], [], 4)


def test_the_template_is_a_sheet_that_can_be_imported() -> None:
    assert len(import_laos(name="template.xlsx", content=template_xlsx()).added) == 2


def test_an_upload_is_imported_once_and_its_content_let_go(cast: Cast) -> None:
    upload_laos(name=CSV, content=sheet("x"), user=cast.administrator)
    upload, judged = upload_laos(name=CSV, content=sheet(",อบต.,พระลับ,,ขอนแก่น,,"), user=cast.administrator)
    assert list(LaoImport.objects.all()) == [upload]
    assert len(judged.added) == 1
    confirm_import(upload=upload)
    upload.refresh_from_db()
    assert (upload.added, bytes(upload.content), upload.applied_at is not None) == (1, b"", True)
    with pytest.raises(ImportAlreadyApplied):
        confirm_import(upload=upload)
    assert Lao.objects.count() == 1


def test_the_command_checks_imports_and_names_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "laos.csv"
    file.write_bytes("\n".join([HEADER, ",อบต.,พระลับ,,ขอนแก่น,,"]).encode("cp874"))
    call_command("lao_import", file, check=True)
    assert "1 LAOs would be added" in capsys.readouterr().out
    assert not Lao.objects.exists()
    call_command("lao_import", file)
    assert "1 LAOs were added" in capsys.readouterr().out
    file.write_text("ชื่อ,จังหวัด\nอบต.หนองบัว,ขอนแกน", encoding="utf-8")
    with pytest.raises(CommandError, match="1 problems"):
        call_command("lao_import", file)
    assert "row 2, จังหวัด: 'ขอนแกน'" in capsys.readouterr().err
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("lao_import", tmp_path / "none.csv")
    assert Lao.objects.count() == 1


@pytest.mark.slow
def test_eight_thousand_laos_are_imported_in_seconds_with_few_queries() -> None:
    ground()
    places = Subdistrict.objects.exclude(code__startswith="10").values_list("code", "name_th")
    rows = [f"{name},,{code[:2]},{code[:4]},{code}" for code, name in places]
    lines = [f"{1000000 + number},อบต.,{row}" for number, row in enumerate(rows)]
    lines += [f"{2000000 + number},เทศบาลตำบล,{row}" for number, row in enumerate(rows[:900])]
    started = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        judged = run(*lines)
    assert time.process_time() - started < 15
    assert (len(judged.added), Lao.objects.count()) == (len(lines), len(lines))
    assert len(lines) >= 8000
    assert len(queries) < 500
